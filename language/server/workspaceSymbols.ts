/** The request for declarations by a few letters of their name: in the open files, and in all of the workspace. */
import type { CancellationToken, Connection, ServerCapabilities, WorkspaceSymbol } from 'vscode-languageserver';
import { fileName, isLibrary } from '../features/programFiles.ts';
import { declaredSymbols, matchingSymbols } from '../features/workspaceSymbols.ts';
import { parse } from '../syntax/parser.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { rangesIn, symbolKinds } from './convert.ts';
import { type DocumentGuard, guardedRequest, letMessagesIn } from './guard.ts';
import { LONGEST_TEXT, type ProjectFiles } from './projectFiles.ts';
import { fileKey, isWithin } from './uris.ts';

export class WorkspaceSymbols {
  readonly #guard: DocumentGuard;
  readonly #project: ProjectFiles;
  /** Of files that are not open, by `fileKey`. */
  readonly #known = new Map<string, readonly WorkspaceSymbol[]>();

  /** Answers this request on `connection`. */
  constructor(connection: Connection, guard: DocumentGuard, project: ProjectFiles) {
    this.#guard = guard;
    this.#project = project;
    connection.onWorkspaceSymbol(
      guardedRequest(guard.log, 'workspace/symbol', async ({ query }, token) => [
        ...matchingSymbols(await this.#all(token), query),
      ]),
    );
  }

  readonly capabilities: ServerCapabilities = { workspaceSymbolProvider: true };

  /** To be called for a file, or a folder, that changed. */
  forget(uri: string): void {
    const key = fileKey(uri);
    for (const known of this.#known.keys()) if (isWithin(known, key)) this.#known.delete(known);
  }

  async #all(token: CancellationToken): Promise<readonly WorkspaceSymbol[]> {
    const open = this.#guard.openDocuments().filter((uri) => !isLibrary(uri));
    const found: (readonly WorkspaceSymbol[])[] = [];
    for (const uri of open) found.push(await this.#ofDocument(uri, token));
    const isOpen = new Set(open.map(fileKey));
    for (const uri of await this.#project.list()) {
      if (!isOpen.has(fileKey(uri))) found.push(await this.#ofFile(uri, token));
    }
    return found.flat();
  }

  async #ofDocument(uri: string, token: CancellationToken): Promise<readonly WorkspaceSymbol[]> {
    await letMessagesIn(token);
    const document = this.#guard.document(uri);
    const compiled = document && (await this.#guard.compiled(document));
    return compiled ? symbolsOf(uri, compiled.compilation.tree) : [];
  }

  async #ofFile(uri: string, token: CancellationToken): Promise<readonly WorkspaceSymbol[]> {
    const key = fileKey(uri);
    const known = this.#known.get(key);
    if (known && this.#project.isWatched) return known;
    await letMessagesIn(token);
    const text = await this.#project.read(uri);
    const symbols = text === undefined || text.length > LONGEST_TEXT ? [] : symbolsOf(uri, parse(text));
    this.#known.set(key, symbols);
    return symbols;
  }
}

function symbolsOf(uri: string, tree: SyntaxTree): readonly WorkspaceSymbol[] {
  const rangeIn = rangesIn();
  return declaredSymbols(tree).map(({ kind, name, nameSpan }) => ({
    kind: symbolKinds[kind],
    name,
    containerName: fileName(uri),
    location: { uri, range: rangeIn(tree.text, nameSpan) },
  }));
}
