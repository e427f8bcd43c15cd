/** The requests that come while someone types: completion and signature help. */
import {
  type ClientCapabilities,
  type CompletionList,
  type CompletionParams,
  type Connection,
  InsertTextFormat,
  type CompletionItem as LspCompletionItem,
  CompletionItemKind as LspCompletionItemKind,
  type SignatureHelp as LspSignatureHelp,
  MarkupKind,
  type ServerCapabilities,
  type SignatureHelpParams,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../diagnostic.ts';
import { completion } from '../features/completion/completion.ts';
import type { CompletionItem, CompletionKind } from '../features/completion/item.ts';
import { type Signature, signatureHelp } from '../features/signatureHelp.ts';
import { toSnippet, withoutHoles } from '../features/snippet.ts';
import { toRange } from './convert.ts';
import type { FileSystem } from './files.ts';
import { type DocumentGuard, documentRequest } from './guard.ts';

/** Answers these requests on `connection`; returns what the server can thereby do. */
export function registerTyping(
  connection: Connection,
  guard: DocumentGuard,
  files: FileSystem,
): (client: ClientCapabilities) => ServerCapabilities {
  let takesSnippets = false;
  connection.onCompletion(
    documentRequest<CompletionParams, CompletionList>(guard, {
      name: 'textDocument/completion',
      closed: { isIncomplete: false, items: [] },
      answer: async (document, { compilation }, { position }) => {
        const complete = (listFiles: (folder: string) => readonly string[]) =>
          completion(compilation.program, document.offsetAt(position), { listFiles });
        const { replaced, items } = await withFolders(complete, (folder) => filesIn(folder, document.uri, files));
        const convert = (item: CompletionItem) => toCompletionItem(document, replaced, item, takesSnippets);
        return { isIncomplete: false, items: items.map(convert) };
      },
    }),
  );
  connection.onSignatureHelp(
    documentRequest<SignatureHelpParams, LspSignatureHelp | null>(guard, {
      name: 'textDocument/signatureHelp',
      closed: null,
      answer: (document, { compilation }, { position }) => {
        const found = signatureHelp(compilation.program, document.offsetAt(position));
        return found.length > 0 ? toSignatureHelp(found) : null;
      },
    }),
  );
  return ({ textDocument }) => {
    takesSnippets = textDocument?.completion?.completionItem?.snippetSupport === true;
    return {
      // A name or a word opens the list by itself; these do where no letter is typed.
      completionProvider: { triggerCharacters: [' ', '@', '"', '/', '[', '(', ',', '.'], resolveProvider: false },
      signatureHelpProvider: { triggerCharacters: ['(', ',', ' '], retriggerCharacters: [')'] },
    };
  };
}

/** The result of `work`, which is done again once the folders that it asks for have been listed. */
async function withFolders<R>(
  work: (listFiles: (folder: string) => readonly string[]) => R,
  list: (folder: string) => Promise<readonly string[]>,
): Promise<R> {
  const wanted = new Set<string>();
  const result = work((folder) => {
    wanted.add(folder);
    return [];
  });
  if (wanted.size === 0) return result;
  const listed = new Map<string, readonly string[]>();
  for (const folder of wanted) listed.set(folder, await list(folder));
  return work((folder) => listed.get(folder) ?? []);
}

/** Of the folder as an include would mean it; the program itself is left out. */
async function filesIn(folder: string, uri: string, { listFiles }: FileSystem): Promise<readonly string[]> {
  try {
    const base = new URL(uri);
    const url = new URL(folder === '' ? '.' : folder.replace(/[%?#:]/g, encodeURIComponent), base);
    if (url.host !== base.host) return [];
    const own = new URL('.', base).href === url.href ? decodeURIComponent(base.pathname.split('/').at(-1) ?? '') : '';
    return (await listFiles(url.href)).filter((name) => name !== own);
  } catch {
    return [];
  }
}

const kinds: Readonly<Record<CompletionKind, LspCompletionItemKind>> = {
  gate: LspCompletionItemKind.Method,
  qubit: LspCompletionItemKind.Field,
  bit: LspCompletionItemKind.Variable,
  variable: LspCompletionItemKind.Variable,
  constant: LspCompletionItemKind.Constant,
  parameter: LspCompletionItemKind.TypeParameter,
  function: LspCompletionItemKind.Function,
  keyword: LspCompletionItemKind.Keyword,
  type: LspCompletionItemKind.Class,
  file: LspCompletionItemKind.File,
  value: LspCompletionItemKind.Value,
  directive: LspCompletionItemKind.Property,
};

function toCompletionItem(
  document: TextDocument,
  replaced: Span,
  { label, kind, detail, documentation, insertText, sortText, additionalEdit }: CompletionItem,
  takesSnippets: boolean,
): LspCompletionItem {
  const snippet = toSnippet(insertText);
  const isSnippet = takesSnippets && snippet !== insertText;
  const newText = isSnippet ? snippet : withoutHoles(insertText);
  const place = additionalEdit && { start: additionalEdit.offset, end: additionalEdit.offset };
  return {
    label,
    kind: kinds[kind],
    ...(detail !== '' && { detail }),
    ...(documentation !== '' && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    sortText,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: toRange(document, replaced), newText },
    ...(place && { additionalTextEdits: [{ range: toRange(document, place), newText: additionalEdit.text }] }),
  };
}

function toSignatureHelp(found: readonly Signature[]): LspSignatureHelp {
  const signatures = found.map(({ label, parameters, documentation }) => ({
    label,
    documentation: { kind: MarkupKind.Markdown, value: documentation },
    parameters: parameters.map(([start, end]) => ({ label: [start, end] as [number, number] })),
  }));
  const { active, parameters = [] } = found[0] ?? {};
  // One behind the last means that none is being written.
  return { signatures, activeSignature: 0, activeParameter: active ?? parameters.length };
}
