/** The problems of a document: as the client asks for them, or sent to it after each change where it does not ask. */
import {
  type ClientCapabilities,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isLibrary, programFiles } from '../features/programFiles.ts';
import { libraryText } from '../semantics/libraries.ts';
import { toDiagnostic } from './convert.ts';
import { type DocumentGuard, documentRequest } from './guard.ts';
import type { NoiseReports } from './noiseReports.ts';
import { fileKey } from './uris.ts';
import type { Compiled } from './workspace.ts';

/** Beyond this many problems, more of them help nobody and only slow the editor down. */
const maximumDiagnostics = 1000;

export function diagnosticsOf(document: TextDocument, { compilation, files }: Compiled): Diagnostic[] {
  // Libraries are shown to be read; what they are missing on their own is no problem of the reader's.
  if (isLibrary(document.uri)) return [];
  const textOf = (uri: string) => files.get(fileKey(uri)) ?? libraryText(uri);
  return compilation.diagnostics
    .slice(0, maximumDiagnostics)
    .map((diagnostic) => toDiagnostic(document, diagnostic, textOf));
}

/** Answers this request on `connection`; returns what the server can thereby do for a client that asks. */
export function registerDocumentDiagnostics(
  connection: Connection,
  guard: DocumentGuard,
  noise: NoiseReports,
): (client: ClientCapabilities) => ServerCapabilities {
  let wantsRelated = false;
  connection.languages.diagnostics.on(
    documentRequest<DocumentDiagnosticParams, DocumentDiagnosticReport>(guard, {
      name: 'textDocument/diagnostic',
      closed: { kind: DocumentDiagnosticReportKind.Full, items: [] },
      answer: (document, compiled, { previousResultId }) => {
        noise.begin(document, compiled);
        return {
          ...(previousResultId === compiled.id
            ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: compiled.id }
            : {
                kind: DocumentDiagnosticReportKind.Full,
                resultId: compiled.id,
                items: diagnosticsOf(document, compiled),
              }),
          ...(wantsRelated && { relatedDocuments: relatedReports(guard, compiled) }),
        };
      },
    }),
  );
  return ({ textDocument }) => {
    wantsRelated = textDocument?.diagnostic?.relatedDocumentSupport === true;
    if (!textDocument?.diagnostic) return {};
    return { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } };
  };
}

/** What is wrong with the syntax of included files that are not open. */
function relatedReports(
  guard: DocumentGuard,
  { compilation: { program } }: Compiled,
): Record<string, FullDocumentDiagnosticReport> {
  const reports: Record<string, FullDocumentDiagnosticReport> = {};
  for (const { uri, tree } of programFiles(program).slice(1)) {
    const file = TextDocument.create(uri, 'openqasm', 0, tree.text);
    const items = tree.diagnostics.map((diagnostic) => toDiagnostic(file, diagnostic, () => undefined));
    if (!guard.document(uri)) reports[uri] = { kind: DocumentDiagnosticReportKind.Full, items };
  }
  return reports;
}
