/**
 * What noise costs exactly, in hovers: found in the worker whenever typing pauses, for programs small enough, and dropped
 * when the text changes. What is estimated at once comes from the language server.
 */
import * as vscode from 'vscode';
import type { WorkerClient } from '../worker/client.ts';
import type { AttributeResult } from '../worker/protocol.ts';
import type { LanguageServer } from './client.ts';
import { isCircuit } from './documents.ts';
import { exactHover } from './exactHover.ts';

/** After a change, and after the server's own analysis. */
const pauseMs = 500;
/** A circuit with more than this is left to `ketlab noise --exact`. */
const limits = { qubits: 12, operations: 1000 };

interface Exact {
  readonly version: number;
  readonly result: AttributeResult;
}

export class ExactNoise implements vscode.Disposable, vscode.HoverProvider {
  readonly #server: LanguageServer;
  readonly #worker: WorkerClient;
  readonly #log: vscode.LogOutputChannel;
  readonly #known = new Map<string, Exact>();
  readonly #running = new Map<string, AbortController>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(server: LanguageServer, worker: WorkerClient, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#worker = worker;
    this.#log = log;
    this.#subscriptions = [
      server.onDidChangeNoise((uri) => this.#begin(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#forget(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.languages.registerHoverProvider({ language: 'openqasm' }, this),
    ];
  }

  dispose(): void {
    for (const running of this.#running.values()) running.abort();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const known = this.#known.get(document.uri.toString());
    if (known?.version !== document.version) return undefined;
    const text = exactHover(known.result, document.offsetAt(position));
    return text === undefined ? undefined : new vscode.Hover(new vscode.MarkdownString(text));
  }

  #forget(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    this.#running.get(uri)?.abort();
    this.#running.delete(uri);
    this.#known.delete(uri);
  }

  #begin(uri: string): void {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
    if (!editor || !isCircuit(editor.document)) return;
    this.#forget(editor.document);
    const running = new AbortController();
    this.#running.set(uri, running);
    this.#find(editor.document, running.signal).catch((error) => {
      if (!running.signal.aborted) this.#log.debug('No exact noise:', String(error));
    });
  }

  async #find(document: vscode.TextDocument, signal: AbortSignal): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (signal.aborted) return;
    // Without costs there is no device, no circuit that fits it, or the analysis is switched off.
    if (!(await this.#server.noise(document))?.costs) return;
    const [choice, answer] = await Promise.all([this.#server.device(document), this.#server.circuit(document)]);
    if (signal.aborted || !choice?.device || !answer || answer.version !== document.version) return;
    const { circuit, version } = answer;
    const isSmall = circuit.qubitCount <= limits.qubits && circuit.operations.length <= limits.operations;
    if (!isSmall || circuit.variables.some(({ input }) => input)) return;
    const device = { device: choice.device, ...(choice.layout && { layout: choice.layout }) };
    const result = await this.#worker.run('attribute', { circuit, device, seed: 0 }, { signal });
    if (!signal.aborted) this.#known.set(document.uri.toString(), { version, result });
  }
}
