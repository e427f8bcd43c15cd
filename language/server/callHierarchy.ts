/** The requests for who calls what: first an item for the place, then the calls from and to it. */
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyOutgoingCall,
  type CallHierarchyPrepareParams,
  type CancellationToken,
  type Connection,
  ErrorCodes,
  type CallHierarchyItem as LspCallItem,
  type Range,
  ResponseError,
  type ServerCapabilities,
  SymbolKind,
} from 'vscode-languageserver';
import type { Span } from '../diagnostic.ts';
import {
  type Call,
  type CallItem,
  type CallItemKey,
  callItemAt,
  incomingCalls,
  outgoingCalls,
} from '../features/callHierarchy.ts';
import type { Program } from '../semantics/program.ts';
import { rangesIn, symbolKinds } from './convert.ts';
import { type DocumentGuard, documentRequest } from './guard.ts';

interface ItemData {
  /** The open document in whose program the item was found. */
  readonly document: string;
  readonly key: CallItemKey;
}

/** Answers these requests on `connection`; returns what the server can thereby do. */
export function registerCallHierarchy(connection: Connection, guard: DocumentGuard): ServerCapabilities {
  connection.languages.callHierarchy.onPrepare(
    documentRequest<CallHierarchyPrepareParams, LspCallItem[] | null>(guard, {
      name: 'textDocument/prepareCallHierarchy',
      closed: null,
      answer: (document, { compilation }, { position }) => {
        const item = callItemAt(compilation.program, document.offsetAt(position));
        return item ? [toItem(document.uri, item)] : null;
      },
    }),
  );
  const answer = <R>(
    name: string,
    { document, key }: ItemData,
    token: CancellationToken,
    calls: (program: Program, document: string, key: CallItemKey) => R[],
  ): Promise<R[]> =>
    documentRequest<{ readonly textDocument: { readonly uri: string } }, R[]>(guard, {
      name,
      closed: [],
      answer: (_document, { compilation }) => calls(compilation.program, document, key),
    })({ textDocument: { uri: document } }, token);

  connection.languages.callHierarchy.onIncomingCalls(async ({ item }, token) => {
    const { document, key } = dataOf(item);
    const found = new Map<string, CallHierarchyIncomingCall>();
    // Other open programs may call it, too; what several include is found in each of them.
    for (const program of new Set([document, ...guard.openDocuments()])) {
      const data = { document: program, key };
      const calls = await answer('callHierarchy/incomingCalls', data, token, toIncomingCalls);
      for (const call of calls) found.set(JSON.stringify([call.from.uri, call.from.selectionRange]), call);
    }
    return [...found.values()];
  });
  connection.languages.callHierarchy.onOutgoingCalls(({ item }, token) =>
    answer('callHierarchy/outgoingCalls', dataOf(item), token, toOutgoingCalls),
  );
  return { callHierarchyProvider: true };
}

function dataOf({ data }: LspCallItem): ItemData {
  const { document, key } = (data ?? {}) as Partial<ItemData>;
  if (typeof document !== 'string' || !key)
    throw new ResponseError(ErrorCodes.InvalidParams, 'This is no item of Ketlab.');
  return { document, key };
}

const toIncomingCalls = (program: Program, document: string, key: CallItemKey): CallHierarchyIncomingCall[] =>
  incomingCalls(program, key).map(({ item, places }) => ({
    from: toItem(document, item),
    fromRanges: rangesOf(item.text, places),
  }));

const toOutgoingCalls = (program: Program, document: string, key: CallItemKey): CallHierarchyOutgoingCall[] =>
  outgoingCalls(program, key).map(({ item, places, callerText }: Call) => ({
    to: toItem(document, item),
    fromRanges: rangesOf(callerText, places),
  }));

function rangesOf(text: string, spans: readonly Span[]): Range[] {
  const rangeIn = rangesIn();
  return spans.map((span) => rangeIn(text, span));
}

function toItem(document: string, { kind, name, uri, text, nameSpan, ...span }: CallItem): LspCallItem {
  const data: ItemData = { document, key: { kind, name, uri } };
  const [range, selectionRange] = rangesOf(text, [span, nameSpan]);
  return {
    name,
    kind: kind === 'program' ? SymbolKind.File : symbolKinds[kind],
    uri,
    range: range!,
    selectionRange: selectionRange!,
    data,
  };
}
