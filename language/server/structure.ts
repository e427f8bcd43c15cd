/**
 * The requests about the structure of a text: folding, selection, semantic tokens, inlay hints and formatting. Each
 * is a feature between two conversions.
 */
import {
  type Connection,
  type DocumentFormattingParams,
  type DocumentOnTypeFormattingParams,
  type DocumentRangeFormattingParams,
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
  type FormattingOptions,
  type InlayHint,
  InlayHintKind,
  type InlayHintParams,
  type Range,
  type SelectionRange,
  type SelectionRangeParams,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  type ServerCapabilities,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../diagnostic.ts';
import { foldingRanges } from '../features/foldingRanges.ts';
import { format } from '../features/formatting.ts';
import { type InlayHint as Hint, inlayHints } from '../features/inlayHints.ts';
import { noiseHints } from '../features/noise/noiseHints.ts';
import { formatOnType, onTypeCharacters } from '../features/onTypeFormatting.ts';
import { selectionRanges } from '../features/selectionRanges.ts';
import {
  encodeSemanticTokens,
  semanticTokenModifiers,
  semanticTokens,
  semanticTokensDelta,
  semanticTokenTypes,
} from '../features/semanticTokens.ts';
import { toRange, toTextEdits } from './convert.ts';
import { type DocumentGuard, documentRequest } from './guard.ts';
import type { NoiseReports } from './noiseReports.ts';
import type { ClientSettings } from './settings.ts';
import type { Compiled } from './workspace.ts';

const structureCapabilities: ServerCapabilities = {
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [...semanticTokenModifiers] },
    full: { delta: true },
    range: true,
  },
  inlayHintProvider: { resolveProvider: false },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: {
    firstTriggerCharacter: onTypeCharacters[0],
    moreTriggerCharacter: onTypeCharacters.slice(1),
  },
};

/** Answers these requests on `connection`; returns what the server can do by them. */
export function registerStructure(
  connection: Connection,
  guard: DocumentGuard,
  settings: ClientSettings,
  noise: NoiseReports,
): ServerCapabilities {
  connection.onFoldingRanges(
    documentRequest<FoldingRangeParams, FoldingRange[]>(guard, {
      name: 'textDocument/foldingRange',
      closed: [],
      answer: (_document, { compilation }) => foldingRanges(compilation.tree).map(toFoldingRange),
    }),
  );
  connection.onSelectionRanges(
    documentRequest<SelectionRangeParams, SelectionRange[]>(guard, {
      name: 'textDocument/selectionRange',
      closed: [],
      answer: (document, { compilation }, { positions }) =>
        positions.map((position) =>
          toSelectionRange(document, selectionRanges(compilation.tree, document.offsetAt(position))),
        ),
    }),
  );
  connection.languages.inlayHint.on(
    documentRequest<InlayHintParams, InlayHint[]>(guard, {
      name: 'textDocument/inlayHint',
      closed: [],
      answer: async (document, compiled, { range }) => {
        const { program } = compiled.compilation;
        const { inlayHints: options, noise: noiseSettings } = settings.current;
        const span = toSpan(document, range);
        const lines = (await noise.soon(document, compiled))?.lines ?? [];
        const hints = [
          ...inlayHints(program, options, span),
          ...noiseHints(program.tree.text, lines, noiseSettings.hints, span),
        ];
        return hints.map((hint) => toInlayHint(document, hint));
      },
    }),
  );
  registerFormatting(connection, guard);
  registerSemanticTokens(connection, guard);
  return structureCapabilities;
}

function registerFormatting(connection: Connection, guard: DocumentGuard): void {
  connection.onDocumentFormatting(
    documentRequest<DocumentFormattingParams, TextEdit[]>(guard, {
      name: 'textDocument/formatting',
      closed: [],
      answer: (document, { compilation }, { options }) =>
        toTextEdits(document, format(compilation.tree, toOptions(options))),
    }),
  );
  connection.onDocumentRangeFormatting(
    documentRequest<DocumentRangeFormattingParams, TextEdit[]>(guard, {
      name: 'textDocument/rangeFormatting',
      closed: [],
      answer: (document, { compilation }, { options, range }) =>
        toTextEdits(document, format(compilation.tree, toOptions(options), toSpan(document, range))),
    }),
  );
  connection.onDocumentOnTypeFormatting(
    documentRequest<DocumentOnTypeFormattingParams, TextEdit[]>(guard, {
      name: 'textDocument/onTypeFormatting',
      closed: [],
      answer: (document, { compilation: { tree } }, { position, ch, options }) =>
        toTextEdits(document, formatOnType(tree, document.offsetAt(position), ch, toOptions(options))),
    }),
  );
}

const toOptions = ({ tabSize, insertSpaces }: FormattingOptions) => ({
  indentSize: tabSize,
  useTabs: !insertSpaces,
});

function registerSemanticTokens(connection: Connection, guard: DocumentGuard): void {
  /** What the client was told last of each document, for telling the difference. */
  const told = new Map<string, { readonly id: string; readonly data: Uint32Array }>();
  const full = ({ uri }: TextDocument, { id, compilation }: Compiled) => {
    const data = encodeSemanticTokens(compilation.tree.text, semanticTokens(compilation.program));
    for (const other of told.keys()) if (!guard.document(other)) told.delete(other);
    told.set(uri, { id, data: Uint32Array.from(data) });
    return { resultId: id, data };
  };
  connection.languages.semanticTokens.on(
    documentRequest<SemanticTokensParams, SemanticTokens>(guard, {
      name: 'textDocument/semanticTokens/full',
      closed: { data: [] },
      answer: full,
    }),
  );
  connection.languages.semanticTokens.onDelta(
    documentRequest<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>(guard, {
      name: 'textDocument/semanticTokens/full/delta',
      closed: { data: [] },
      answer: (document, compiled, { previousResultId }) => {
        const before = told.get(document.uri);
        const { resultId, data } = full(document, compiled);
        if (before?.id !== previousResultId) return { resultId, data };
        const edits = semanticTokensDelta(before.data, data);
        return { resultId, edits: edits.map((edit) => ({ ...edit, data: [...edit.data] })) };
      },
    }),
  );
  connection.languages.semanticTokens.onRange(
    documentRequest<SemanticTokensRangeParams, SemanticTokens>(guard, {
      name: 'textDocument/semanticTokens/range',
      closed: { data: [] },
      answer: (document, { compilation: { tree, program } }, { range }) => ({
        data: encodeSemanticTokens(tree.text, semanticTokens(program, toSpan(document, range))),
      }),
    }),
  );
}

function toSpan(document: TextDocument, { start, end }: Range): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

function toFoldingRange({ startLine, endLine, kind }: ReturnType<typeof foldingRanges>[number]): FoldingRange {
  if (!kind) return { startLine, endLine };
  return { startLine, endLine, kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Imports };
}

function toSelectionRange(document: TextDocument, spans: readonly Span[]): SelectionRange {
  let outer: SelectionRange | undefined;
  for (const span of [...spans].reverse()) {
    const range = toRange(document, span);
    outer = outer ? { range, parent: outer } : { range };
  }
  return outer ?? { range: toRange(document, { start: 0, end: 0 }) };
}

function toInlayHint(document: TextDocument, { offset, label, kind, padding, tooltip }: Hint): InlayHint {
  return {
    position: document.positionAt(offset),
    label,
    ...(kind === 'parameter' && { kind: InlayHintKind.Parameter }),
    paddingLeft: padding === 'left',
    paddingRight: padding === 'right',
    ...(tooltip !== undefined && { tooltip }),
  };
}
