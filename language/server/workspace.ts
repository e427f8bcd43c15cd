/**
 * The open documents and what was made of them: one compilation for each version of a document, made when the
 * first request asks for it and shared by all. Knows no connection and no file system of its own.
 */
import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Compilation, type CompileOptions, compile } from '../compile.ts';
import type { FileSystem } from './files.ts';
import { FileTexts } from './fileTexts.ts';
import { fileKey, resolveInclude } from './uris.ts';

export interface Compiled {
  /** Differs from the one of every other compilation. */
  readonly id: string;
  readonly version: number;
  readonly compilation: Compilation;
  /** The texts of included files by `fileKey`; `undefined` for those that could not be read. */
  readonly files: ReadonlyMap<string, string | undefined>;
  /** While included files are being read: until when, and so how long this is not yet the answer. */
  readonly pending: Promise<void> | undefined;
}

export class Workspace {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #files: FileTexts;
  readonly #options: () => CompileOptions;
  readonly #compiled = new Map<string, Compiled>();
  #count = 0;

  /** `options` are those that settings decide. */
  constructor(documents: TextDocuments<TextDocument>, files: FileSystem, options: () => CompileOptions = () => ({})) {
    this.#documents = documents;
    this.#files = new FileTexts(files);
    this.#options = options;
  }

  compiled(document: TextDocument): Compiled {
    const cached = this.#compiled.get(document.uri);
    if (cached?.version === document.version) return cached;
    const files = new Map<string, string | undefined>();
    const awaited: Promise<void>[] = [];
    const options = this.#options();
    const compilation = compile(document.uri, document.getText(), {
      ...options,
      readInclude: (path, from) => {
        const uri = resolveInclude(path, from, options.qelib1);
        if (uri === undefined) return undefined;
        const text = this.#textOf(uri, awaited);
        files.set(fileKey(uri), text);
        return text === undefined ? undefined : { uri, text };
      },
    });
    const id = String(++this.#count);
    const pending = awaited.length > 0 ? Promise.all(awaited).then(() => this.#forgetOne(document.uri, id)) : undefined;
    const compiled = { id, version: document.version, compilation, files, pending };
    this.#compiled.set(document.uri, compiled);
    return compiled;
  }

  /** Forgets every compilation that read, or tried to read, the file; returns the URIs of their documents. */
  forgetDependents(file: string): readonly string[] {
    const key = fileKey(file);
    this.#files.forget(file);
    const dependents = [...this.#compiled].filter(([, { files }]) => files.has(key)).map(([document]) => document);
    for (const dependent of dependents) this.#compiled.delete(dependent);
    return dependents;
  }

  /** Forgets every compilation; returns the URIs of their documents. */
  forgetAll(): readonly string[] {
    const documents = [...this.#compiled.keys()];
    this.#compiled.clear();
    return documents;
  }

  forget(uri: string): void {
    this.#compiled.delete(uri);
  }

  /** Forgets this very compilation. */
  #forgetOne(uri: string, id: string): void {
    if (this.#compiled.get(uri)?.id === id) this.#compiled.delete(uri);
  }

  /** An open document speaks for its file. Whoever must wait for the text is told so by `awaited`. */
  #textOf(uri: string, awaited: Promise<void>[]): string | undefined {
    const key = fileKey(uri);
    const open = this.#documents.all().find((document) => fileKey(document.uri) === key);
    if (open) return open.getText();
    const found = this.#files.read(uri);
    if ('arrival' in found) awaited.push(found.arrival);
    return 'arrival' in found ? undefined : found.text;
  }
}
