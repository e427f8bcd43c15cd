/**
 * The Run command: the circuit comes from the language server, the result from the worker. Here is only what lies
 * between the two: what to ask the user, what to tell the user, and when to stop.
 */
import * as vscode from 'vscode';
import type { WorkerClient } from '../worker/client.ts';
import { JobError } from '../worker/errors.ts';
import type { JobDevice } from '../worker/jobs/device.ts';
import type { ExecuteParameters, Progress, SimulateParameters, SimulateResult } from '../worker/protocol.ts';
import type { LanguageServer } from './client.ts';
import { nameOf } from './documents.ts';
import { executorFromSettings } from './executor.ts';
import { type Action, showError } from './notify.ts';
import { askForProgram, deviceOf } from './program.ts';
import type { ResultPanel } from './resultPanel.ts';
import { revealSpan } from './reveal.ts';
import { askForOptions, deviceNoiseOf, optionsFromSettings, parametersOf, type RunOptions } from './runOptions.ts';

/** A run that takes longer than this gets a notification with a way to cancel it. */
const longRunMs = 1000;

/** What it takes to run a circuit again; kept for a reload of the window. */
interface LastRun {
  readonly uri: string;
  readonly seed: number;
  /** Absent: as the settings say. */
  readonly options?: RunOptions;
}

/** By an executor outside, or simulated. */
type RunJob =
  | { readonly job: 'execute'; readonly parameters: ExecuteParameters }
  | { readonly job: 'simulate'; readonly parameters: SimulateParameters };

interface RunRequest {
  /** What the user chose; absent: as the settings say. */
  readonly options?: RunOptions;
  /** Of the run that is repeated, whose inputs are not asked for again. */
  readonly seed?: number;
}

const storageKey = 'ketlab.lastRun';

export class Runner {
  readonly #context: vscode.ExtensionContext;
  readonly #server: LanguageServer;
  readonly #results: ResultPanel;
  readonly #log: vscode.LogOutputChannel;
  readonly #worker: WorkerClient;
  #running: AbortController | undefined;
  /** What the user chose last for each circuit, in this window. */
  readonly #chosen = new Map<string, RunOptions>();

  constructor(
    context: vscode.ExtensionContext,
    server: LanguageServer,
    worker: WorkerClient,
    results: ResultPanel,
    log: vscode.LogOutputChannel,
  ) {
    this.#context = context;
    this.#server = server;
    this.#worker = worker;
    this.#results = results;
    this.#log = log;
  }

  /** The circuit of the last run. */
  get lastUri(): vscode.Uri | undefined {
    return this.#last && vscode.Uri.parse(this.#last.uri);
  }

  /** Runs a circuit as the settings say. `undefined` where there is no result; the user knows why by then. */
  run(uri: vscode.Uri): Promise<SimulateResult | undefined> {
    return this.#run(uri, {});
  }

  /** Runs a circuit as the user chooses, beginning with what was chosen for it before. */
  async runWith(uri: vscode.Uri): Promise<SimulateResult | undefined> {
    const last = this.#last?.uri === uri.toString() ? this.#last.options : undefined;
    const before = { ...optionsFromSettings(uri), ...last, ...this.#chosen.get(uri.toString()) };
    const options = await askForOptions(`Run ${nameOf(uri)} With`, before);
    if (!options) return undefined;
    this.#chosen.set(uri.toString(), options);
    return this.#run(uri, { options });
  }

  /** The last run once more, with what was chosen for it: the same result, or one by other chances. */
  async runAgain(which: 'same seed' | 'new seed'): Promise<SimulateResult | undefined> {
    const last = this.#last;
    if (!last) {
      void vscode.window.showInformationMessage('No circuit has been run yet.');
      return undefined;
    }
    const { uri, seed, options } = last;
    const chosen = options && { options };
    return this.#run(vscode.Uri.parse(uri), which === 'same seed' ? { ...chosen, seed } : { ...chosen });
  }

  cancel(): void {
    this.#running?.abort();
  }

  dispose(): void {
    this.cancel();
  }

  get #last(): LastRun | undefined {
    return this.#context.workspaceState.get(storageKey);
  }

  async #run(uri: vscode.Uri, request: RunRequest): Promise<SimulateResult | undefined> {
    const { options = optionsFromSettings(uri), seed = options.seed } = request;
    try {
      const program = await askForProgram(uri, this.#server, this.#context.workspaceState, request.seed !== undefined);
      if (!program) return undefined;
      const executor = executorFromSettings(this.#context.extensionUri, uri);
      if (executor) {
        const { shots } = options;
        const parameters = { ...program, shots, executor, ...(seed !== null && { seed }) };
        return await this.#simulate(uri, { job: 'execute', parameters }, request);
      }
      const noise = deviceNoiseOf(options);
      const device = noise ? { device: { ...(await this.#device(uri)), ...noise } } : {};
      const parameters = { ...program, ...parametersOf({ ...options, seed }), ...device };
      return await this.#simulate(uri, { job: 'simulate', parameters }, request);
    } catch (error) {
      showError(this.#log, `${nameOf(uri)} could not be run: ${messageOf(error)}`, error);
      return undefined;
    }
  }

  async #device(uri: vscode.Uri): Promise<JobDevice> {
    const device = await deviceOf(uri, this.#server);
    if (device) return device;
    throw new Error('it names no device. Choose one in the status bar.');
  }

  async #simulate(
    uri: vscode.Uri,
    { job: kind, parameters }: RunJob,
    { options }: RunRequest,
  ): Promise<SimulateResult | undefined> {
    this.cancel();
    const running = new AbortController();
    this.#running = running;
    const { signal } = running;
    const name = nameOf(uri);
    const { circuit, shots } = parameters;
    await this.#results.show();
    this.#results.post({ type: 'started', name, shots, qubits: circuit.qubitCount });
    const started = performance.now();
    try {
      const onProgress = (progress: Progress) => {
        if (this.#running === running) this.#results.post({ type: 'progress', progress });
      };
      const settings = { onProgress, signal };
      const job =
        kind === 'execute'
          ? this.#worker.run(kind, parameters, settings)
          : this.#worker.run(kind, parameters, settings);
      offerCancel(name, job, running);
      const result = await job;
      const last: LastRun = { uri: uri.toString(), seed: result.provenance.seed, ...(options && { options }) };
      void this.#context.workspaceState.update(storageKey, last);
      this.#results.post({ type: 'result', name, result, elapsedMs: performance.now() - started });
      return result;
    } catch (error) {
      const cancelled = signal.aborted;
      const message = cancelled ? 'Cancelled.' : messageOf(error);
      // The run that took its place speaks for itself.
      if (this.#running === running) this.#results.post({ type: 'failed', name, message, cancelled });
      if (!cancelled) showError(this.#log, `${name}: ${message}`, error, ...placeOf(uri, error));
      return undefined;
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }
}

/** Shows a notification with Cancel once `job` turns out to be long, and as long as it lasts. */
function offerCancel(name: string, job: Promise<unknown>, running: AbortController): void {
  const settled = job.then(
    () => {},
    () => {},
  );
  const timer = setTimeout(() => {
    const options = { location: vscode.ProgressLocation.Notification, title: `Running ${name}`, cancellable: true };
    void vscode.window.withProgress(options, (_progress, token) => {
      token.onCancellationRequested(() => running.abort());
      return settled;
    });
  }, longRunMs);
  void settled.then(() => clearTimeout(timer));
}

/** The way to the operation at fault, where the job names one of the program itself. */
function placeOf(uri: vscode.Uri, error: unknown): Action[] {
  const span = error instanceof JobError && error.source === 0 ? error.span : undefined;
  return span ? [{ title: 'Show in Text', run: () => revealSpan(uri, span) }] : [];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
