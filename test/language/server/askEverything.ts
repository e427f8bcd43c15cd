/** Asks the language server everything about a text, and says what went wrong: for texts that hardly are programs. */
import type { ClientCapabilities, CodeAction } from 'vscode-languageserver/node';
import { LSPErrorCodes } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EXPORT_TARGETS } from '../../../language/circuit/export/targets.ts';
import { circuitRequest, convertRequest, onDeviceRequest } from '../../../language/server/protocol.ts';
import { parse } from '../../../language/syntax/parser.ts';
import { print } from '../../../language/syntax/print.ts';
import { Client, uri } from './client.ts';

/** A client that leaves as much to the server as it can. */
const capabilities: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
    completion: { completionItem: { snippetSupport: true } },
  },
};

export const startAsking = (): Promise<Client> => new Client().initialize(capabilities);

const aboutTheText = [
  circuitRequest,
  'textDocument/diagnostic',
  'textDocument/documentSymbol',
  'textDocument/semanticTokens/full',
  'textDocument/foldingRange',
  'textDocument/formatting',
  'textDocument/rangeFormatting',
  'textDocument/inlayHint',
  'textDocument/codeLens',
  'textDocument/documentLink',
];

const aboutAPlace = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/signatureHelp',
  'textDocument/definition',
  'textDocument/references',
  'textDocument/documentHighlight',
  'textDocument/selectionRange',
  'textDocument/prepareRename',
  'textDocument/rename',
];

/** Faults of the answers about `text`, which takes the place of what the client has open, at some offsets of it. */
export async function askEverything(client: Client, text: string, offsets: readonly number[]): Promise<string[]> {
  const faults: string[] = [];
  if (print(parse(text)) !== text) faults.push('the tree does not print back to the text');
  const document = TextDocument.create(uri, 'openqasm', 1, text);
  const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const common = {
    range,
    options: { tabSize: 2, insertSpaces: true },
    context: { includeDeclaration: true, diagnostics: [] },
    newName: 'renamed',
  };
  const ask = async <R>(method: string, parameters: object = {}): Promise<R | undefined> => {
    try {
      return await client.request<R>(method, { ...common, ...parameters });
    } catch (error) {
      // What cannot be renamed is refused.
      const { code, message } = error as { code?: number; message?: string };
      if (code !== LSPErrorCodes.RequestFailed) faults.push(`${method}: ${message}`);
      return undefined;
    }
  };
  await client.open(text);
  const places = offsets.map((offset) => document.positionAt(offset));
  await Promise.all([
    ...aboutTheText.map((method) => ask(method)),
    ask(onDeviceRequest),
    ...EXPORT_TARGETS.map(({ id }) => ask(convertRequest, { target: id })),
    ...places.flatMap((position) => aboutAPlace.map((method) => ask(method, { position, positions: [position] }))),
    ...places.map(async (start) => {
      const actions = await ask<CodeAction[]>('textDocument/codeAction', { range: { start, end: range.end } });
      await Promise.all((actions ?? []).map((action) => action.data && ask('codeAction/resolve', action)));
    }),
  ]);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  return [...faults, ...client.log.splice(0)];
}
