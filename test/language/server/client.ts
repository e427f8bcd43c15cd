/** A client of the real server in the same process: it speaks the protocol over a pair of streams. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticSeverity,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { diagnosticCodes } from '../../../language/diagnosticCodes.ts';
import type { FileSystem } from '../../../language/server/files.ts';
import { type CircuitAnswer, circuitRequest } from '../../../language/server/protocol.ts';
import { startServer } from '../../../language/server/server.ts';

export const uri = 'file:///folder/bell.qasm';

export const pullCapabilities: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true }, codeLens: { refreshSupport: true } },
};

export class Client {
  readonly connection: ProtocolConnection;
  /** What the server wrote to its log. */
  readonly log: string[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(readFile: FileSystem['readFile'] = () => undefined, listFiles: FileSystem['listFiles'] = () => []) {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    startServer(connection, { readFile, listFiles });
    this.connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.on('window/logMessage', ({ message }: { message: string }) => this.log.push(message));
    this.on('textDocument/publishDiagnostics', (report: PublishDiagnosticsParams) => this.published.push(report));
    this.connection.listen();
  }

  /** Calls `listener` for each notification, and wakes those who wait for a condition. */
  on<P>(method: string, listener: (parameters: P) => void): void {
    this.connection.onNotification(method, (parameters: P) => {
      listener(parameters);
      for (const wake of this.#listeners) wake();
    });
  }

  async initialize(capabilities: ClientCapabilities = pullCapabilities, rootUri: string | null = null): Promise<this> {
    await this.connection.sendRequest('initialize', { processId: null, rootUri, capabilities });
    await this.connection.sendNotification('initialized', {});
    return this;
  }

  open(text: string, document = uri): Promise<void> {
    const textDocument = { uri: document, languageId: 'openqasm', version: 1, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  change(version: number, ...contentChanges: { range?: Range; text: string }[]): Promise<void> {
    const textDocument = { uri, version };
    return this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
  }

  request<R>(method: string, parameters: object = {}): Promise<R> {
    return this.connection.sendRequest(method, { textDocument: { uri }, ...parameters });
  }

  circuit(): Promise<CircuitAnswer | null> {
    return this.request(circuitRequest);
  }

  /** What is wrong, without what could be better. */
  async diagnostics(): Promise<Diagnostic[]> {
    const report = await this.request<{ items: Diagnostic[] }>('textDocument/diagnostic');
    return report.items.filter(({ code }) => diagnosticCodes.get(String(code))?.category !== 'lint');
  }

  /** Until a notification makes `condition` true. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      const { promise, resolve } = deferred();
      this.#listeners.add(resolve);
      await promise;
      this.#listeners.delete(resolve);
    }
  }

  async dispose(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** The codes of the errors with the lines they stand on. */
export function codes(diagnostics: readonly Diagnostic[]): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error);
  return errors.map(({ code, range }) => `${code}@${range.start.line}`);
}

/** Rejects with a response error of this code. */
export async function rejectsWith(promise: Promise<unknown>, code: number): Promise<void> {
  await assert.rejects(promise, (error: { code?: number }) => error.code === code);
}
