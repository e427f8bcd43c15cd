/** The requests about what a document holds: its outline, the lenses over it, the files that it links to. */
import type {
  CodeLens,
  CodeLensParams,
  Connection,
  DocumentLink,
  DocumentLinkParams,
  DocumentSymbol,
  DocumentSymbolParams,
  ServerCapabilities,
} from 'vscode-languageserver';
import { codeLenses } from '../features/codeLens.ts';
import { documentLinks } from '../features/documentLinks.ts';
import { documentSymbols } from '../features/documentSymbols.ts';
import { noiseLenses } from '../features/noise/noiseLenses.ts';
import { toCodeLens, toDocumentLink, toDocumentSymbol } from './convert.ts';
import { type DocumentGuard, documentRequest } from './guard.ts';
import type { NoiseReports } from './noiseReports.ts';
import type { ClientSettings } from './settings.ts';
import { resolveInclude } from './uris.ts';

/** Answers these requests on `connection`; returns what the server can thereby do. */
export function registerOutline(
  connection: Connection,
  guard: DocumentGuard,
  settings: ClientSettings,
  noise: NoiseReports,
): ServerCapabilities {
  connection.onDocumentSymbol(
    documentRequest<DocumentSymbolParams, DocumentSymbol[]>(guard, {
      name: 'textDocument/documentSymbol',
      closed: [],
      answer: (document, { compilation }) =>
        documentSymbols(compilation.tree).map((symbol) => toDocumentSymbol(document, symbol)),
    }),
  );
  connection.onCodeLens(
    documentRequest<CodeLensParams, CodeLens[]>(guard, {
      name: 'textDocument/codeLens',
      closed: [],
      answer: async (document, compiled) => {
        const { tree, circuit } = compiled.compilation;
        const analysis = (await noise.soon(document, compiled))?.analysis;
        const lenses = [...codeLenses(tree, circuit), ...(analysis ? noiseLenses(tree, analysis) : [])];
        return lenses.map((lens) => toCodeLens(document, lens));
      },
    }),
  );
  connection.onDocumentLinks(
    documentRequest<DocumentLinkParams, DocumentLink[]>(guard, {
      name: 'textDocument/documentLink',
      closed: [],
      answer: (document, { compilation }) =>
        documentLinks(compilation.tree, (path) => resolveInclude(path, document.uri, settings.current.qelib1)).map(
          (link) => toDocumentLink(document, link),
        ),
    }),
  );
  return {
    documentSymbolProvider: { label: 'OpenQASM' },
    codeLensProvider: { resolveProvider: false },
    documentLinkProvider: { resolveProvider: false },
  };
}
