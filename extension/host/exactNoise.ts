/**
 * What noise costs exactly: found in the worker whenever typing pauses, for programs small enough, and dropped when the
 * text changes. Shown in hovers, in a lens over the program, and as heat (`losses.ts`). What is estimated at once comes
 * from the language server; while the exact figures are on their way, the lens says so.
 */
import * as vscode from 'vscode';
import type { WorkerClient } from '../worker/client.ts';
import type { AttributeResult } from '../worker/protocol.ts';
import type { LanguageServer } from './client.ts';
import { isCircuit } from './documents.ts';
import { exactHover, exactLens } from './exactWords.ts';
import type { ExactLosses } from './losses.ts';

/** After a change, and after the server's own analysis. */
const pauseMs = 500;
/**
 * A circuit with more than this, or that takes longer, is left to `ketlab noise --exact`. Wide ones are quick where they
 * consist of Clifford gates, or where an observable is of few qubits: only the worker can tell.
 */
const limits = { qubits: 200, operations: 3000, ms: 5000 };

interface Exact {
  readonly version: number;
  readonly result: AttributeResult;
}

export class ExactNoise implements vscode.Disposable, vscode.HoverProvider, vscode.CodeLensProvider, ExactLosses {
  readonly #server: LanguageServer;
  readonly #worker: WorkerClient;
  readonly #log: vscode.LogOutputChannel;
  readonly #known = new Map<string, Exact>();
  readonly #running = new Map<string, AbortController>();
  /** Documents whose first result is on its way. */
  readonly #pending = new Set<string>();
  /** Offsets, by document. */
  readonly #lensPlaces = new Map<string, number>();
  /** Registered with the first result: VS Code shows hovers of what came last on top, and these are to be seen. */
  #hovers: vscode.Disposable | undefined;
  readonly #subscriptions: vscode.Disposable[];
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeCodeLenses = this.#lensesChanged.event;

  constructor(server: LanguageServer, worker: WorkerClient, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#worker = worker;
    this.#log = log;
    this.#subscriptions = [
      this.#changed,
      this.#lensesChanged,
      server.onDidChangeNoise((uri) => this.#begin(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#forget(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.languages.registerCodeLensProvider({ language: 'openqasm' }, this),
    ];
  }

  dispose(): void {
    for (const running of this.#running.values()) running.abort();
    this.#hovers?.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const result = this.of(document);
    const text = result && exactHover(result, document.offsetAt(position));
    return text === undefined ? undefined : new vscode.Hover(new vscode.MarkdownString(text));
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const uri = document.uri.toString();
    const result = this.of(document);
    const isComing = this.#pending.has(uri);
    if (!result && !isComing) return [];
    const title = result ? exactLens(result) : 'estimated; exact losses are being found';
    const command = { title, command: 'ketlab.showNoiseBudget', arguments: [uri] };
    const place = document.positionAt(this.#lensPlaces.get(uri) ?? 0);
    return [new vscode.CodeLens(new vscode.Range(place, place), command)];
  }

  of(document: vscode.TextDocument): AttributeResult | undefined {
    const known = this.#known.get(document.uri.toString());
    return known?.version === document.version ? known.result : undefined;
  }

  #forget(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    this.#running.get(uri)?.abort();
    this.#running.delete(uri);
    this.#lensPlaces.delete(uri);
    this.#pending.delete(uri);
    this.#known.delete(uri);
  }

  #begin(uri: string): void {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
    if (!editor || !isCircuit(editor.document)) return;
    this.#forget(editor.document);
    const running = new AbortController();
    this.#running.set(uri, running);
    this.#find(editor.document, running.signal).catch((error) => {
      if (running.signal.aborted) return;
      this.#log.debug('No exact noise:', String(error));
      // What is known already stays.
      this.#tell(uri, this.#known.get(uri));
    });
  }

  async #find(document: vscode.TextDocument, signal: AbortSignal): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (signal.aborted) return;
    // Without costs there is no device, no circuit that fits it, or the analysis is switched off.
    const costs = (await this.#server.noise(document))?.costs;
    if (!costs) return;
    const [choice, answer] = await Promise.all([this.#server.device(document), this.#server.circuit(document)]);
    if (signal.aborted || !choice?.device || !answer || answer.version !== document.version) return;
    const { circuit, version } = answer;
    const isSmall = circuit.qubitCount <= limits.qubits && circuit.operations.length <= limits.operations;
    if (!isSmall || circuit.variables.some(({ input }) => input)) return;
    const uri = document.uri.toString();
    this.#pending.add(uri);
    this.#lensPlaces.set(uri, costs.exactLens);
    this.#lensesChanged.fire();
    const device = {
      device: choice.device,
      ...(choice.layout && { layout: choice.layout }),
      // The estimate counts it, too.
      crosstalk: (choice.device.crosstalk?.length ?? 0) > 0,
    };
    // The losses first: what all noise does at once can take longer than all of them.
    for (const full of [false, true]) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(limits.ms)]);
      const result = await this.#worker.run('attribute', { circuit, device, seed: 0, full }, { signal: limited });
      if (signal.aborted) return;
      this.#tell(uri, { version, result });
    }
  }

  #tell(uri: string, exact: Exact | undefined): void {
    if (exact) this.#hovers ??= vscode.languages.registerHoverProvider({ language: 'openqasm' }, this);
    this.#pending.delete(uri);
    if (exact) this.#known.set(uri, exact);
    this.#changed.fire(uri);
    this.#lensesChanged.fire();
  }
}
