/**
 * What every handler goes through, so that no request can end the server or get an answer about a text that is no
 * longer there: faults are logged and answered as errors, and each answer is about the text as it is by then.
 */
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Compiled } from './workspace.ts';

export type Log = (message: string) => void;

/** Runs a handler; a fault in it becomes a logged error and `undefined`. */
export function guarded<T>(log: Log, name: string, handler: () => T): T | undefined {
  try {
    return handler();
  } catch (error) {
    log(describeFault(name, error));
    return undefined;
  }
}

export function describeFault(name: string, error: unknown): string {
  return `${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

interface DocumentParameters {
  readonly textDocument: { readonly uri: string };
}

export interface DocumentGuard {
  readonly log: Log;
  /** Settled once it is known what documents are to be compiled with. */
  ready(): Promise<void>;
  document(uri: string): TextDocument | undefined;
  openDocuments(): readonly string[];
  /** Nothing where the document changes before its compilation is done. */
  compiled(document: TextDocument): Promise<Compiled | undefined>;
  /** Whether this is about the document as it is now. */
  isCurrent(document: TextDocument, compiled: Compiled): boolean;
}

interface DocumentRequest<P, R> {
  readonly name: string;
  /** What is said of a document that is not open. */
  readonly closed: R;
  readonly answer: (document: TextDocument, compiled: Compiled, parameters: P) => R | Promise<R>;
}

/**
 * A handler for requests about a document. Before it is compiled, and again before the answer is made, the messages
 * that wait are let in: a cancellation among them makes the request void, after an edit it is about the new text. It is
 * never turned down for an edit: clients take that as an empty answer, and some never ask again.
 */
export function documentRequest<P extends DocumentParameters, R>(
  { log, ready, document: find, compiled, isCurrent }: DocumentGuard,
  { name, closed, answer }: DocumentRequest<P, R>,
): (parameters: P, token: CancellationToken) => Promise<R> {
  return guardedRequest(log, name, async (parameters, token) => {
    const { uri } = parameters.textDocument;
    for (;;) {
      await ready();
      await letMessagesIn(token);
      const document = find(uri);
      if (!document) return closed;
      const result = await unlessCancelled(token, compiled(document));
      await letMessagesIn(token);
      if (!result || !isCurrent(document, result)) continue;
      const answered = await answer(document, result, parameters);
      if (isCurrent(document, result)) return answered;
    }
  });
}

/** A handler whose faults are logged, and answered as errors. */
export function guardedRequest<A extends unknown[], R>(
  log: Log,
  name: string,
  handler: (...parameters: A) => Promise<R>,
): (...parameters: A) => Promise<R> {
  return async (...parameters) => {
    try {
      return await handler(...parameters);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      log(describeFault(name, error));
      throw new ResponseError(ErrorCodes.InternalError, `${name} failed; the log says why.`);
    }
  };
}

/** Messages that have arrived are handled before the timer fires. @throws {ResponseError} where one of them cancels */
export async function letMessagesIn(token: CancellationToken): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  if (token.isCancellationRequested) throw cancelled();
}

/** @throws {ResponseError} as soon as the request is cancelled */
export async function unlessCancelled<T>(token: CancellationToken, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const listener = token.onCancellationRequested(() => reject(cancelled()));
    work.then(resolve, reject).finally(() => listener.dispose());
  });
}

const cancelled = (): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
