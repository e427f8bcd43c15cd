/** The plain data of the language as data of the protocol: offsets become lines, names of kinds become numbers. */
import {
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeLens as LspCodeLens,
  type Diagnostic as LspDiagnostic,
  type DocumentLink as LspDocumentLink,
  type DocumentSymbol as LspDocumentSymbol,
  SymbolKind as LspSymbolKind,
  type TextEdit as LspTextEdit,
  type Range,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic, Severity, Span } from '../diagnostic.ts';
import { documentationFolder } from '../diagnosticCodes.ts';
import type { CodeLens } from '../features/codeLens.ts';
import type { DocumentLink } from '../features/documentLinks.ts';
import type { DocumentSymbol, SymbolKind } from '../features/documentSymbols.ts';
import type { TextEdit } from '../features/formatting.ts';
import { type LineIndex, lineIndex } from '../lineIndex.ts';

export function toRange(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function toTextEdits(document: TextDocument, edits: readonly TextEdit[]): LspTextEdit[] {
  return edits.map(({ newText, ...span }) => ({ range: toRange(document, span), newText }));
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags: Readonly<Record<NonNullable<Diagnostic['tag']>, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

/** `textOf` gives the text of another file that a related place points into. */
export function toDiagnostic(
  document: TextDocument,
  { severity, code, message, related, tag, ...span }: Diagnostic,
  textOf: (uri: string) => string | undefined,
): LspDiagnostic {
  const relatedInformation = related?.map(({ message, uri, ...place }) => ({
    message,
    location:
      uri === undefined || uri === document.uri
        ? { uri: document.uri, range: toRange(document, place) }
        : { uri, range: rangeIn(textOf(uri) ?? '', place) },
  }));
  return {
    range: toRange(document, span),
    severity: severities[severity],
    code,
    codeDescription: { href: `${documentationFolder}${code}.md` },
    message,
    source: 'ketlab',
    ...(tag && { tags: [tags[tag]] }),
    ...(relatedInformation && { relatedInformation }),
  };
}

const rangeIn = (text: string, span: Span): Range => rangesIn()(text, span);

/** Ranges in other files than the document, for many places: the lines of each text are found once. */
export function rangesIn(): (text: string, span: Span) => Range {
  const known = new Map<string, LineIndex>();
  return (text, { start, end }) => {
    const lines = known.get(text) ?? lineIndex(text);
    known.set(text, lines);
    const position = (offset: number) => {
      const { line, column } = lines.position(offset);
      return { line, character: column };
    };
    return { start: position(start), end: position(end) };
  };
}

export const symbolKinds: Readonly<Record<SymbolKind, LspSymbolKind>> = {
  qubit: LspSymbolKind.Array,
  bit: LspSymbolKind.Boolean,
  variable: LspSymbolKind.Variable,
  constant: LspSymbolKind.Constant,
  alias: LspSymbolKind.Field,
  gate: LspSymbolKind.Operator,
  subroutine: LspSymbolKind.Function,
  extern: LspSymbolKind.Interface,
};

export function toDocumentSymbol(
  document: TextDocument,
  { kind, name, detail, nameSpan, children, ...span }: DocumentSymbol,
): LspDocumentSymbol {
  return {
    kind: symbolKinds[kind],
    name,
    detail,
    range: toRange(document, span),
    selectionRange: toRange(document, nameSpan),
    children: children.map((child) => toDocumentSymbol(document, child)),
  };
}

const lensCommands: Readonly<Record<NonNullable<CodeLens['action']>, string>> = {
  run: 'ketlab.run',
  mitigate: 'ketlab.mitigate',
  budget: 'ketlab.showNoiseBudget',
};

export function toCodeLens(document: TextDocument, { title, action, ...span }: CodeLens): LspCodeLens {
  const command = action ? lensCommands[action] : '';
  return { range: toRange(document, span), command: { title, command, arguments: [document.uri] } };
}

export function toDocumentLink(document: TextDocument, { target, ...span }: DocumentLink): LspDocumentLink {
  return { range: toRange(document, span), target };
}
