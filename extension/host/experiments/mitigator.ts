/**
 * Mitigation from the command to the result: what to ask the user, the job that plans, the job that runs, and what the
 * history keeps of both. One job at a time.
 */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { WorkerClient } from '../../worker/client.ts';
import type { MitigateParameters, Progress } from '../../worker/protocol.ts';
import type { LanguageServer } from '../client.ts';
import { nameOf } from '../documents.ts';
import { executorFromSettings } from '../executor.ts';
import { offer } from '../notify.ts';
import { askForProgram, deviceOf } from '../program.ts';
import { deviceNoiseOf } from '../runOptions.ts';
import { candidates, pipelineName, pipelinesNamed } from './candidates.ts';
import type { RunHistory } from './runHistory.ts';
import { canResume, type RunRecord } from './runRecord.ts';

/** What it tells of its work. */
export interface MitigatorEvents {
  /** A run is new or has changed. */
  changed(run: RunRecord): void;
  progressed(id: string, progress: Progress): void;
}

/** Shots for each technique, or the error that is wanted. */
interface Budget {
  readonly shots: number;
  readonly targetError?: number;
}

interface Parts {
  readonly server: LanguageServer;
  readonly worker: WorkerClient;
  readonly history: RunHistory;
  readonly storage: vscode.Memento;
  readonly extensionUri: vscode.Uri;
  readonly events: MitigatorEvents;
}

export class Mitigator {
  readonly #parts: Parts;
  #running: { readonly id: string; readonly controller: AbortController } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  cancel(): void {
    this.#running?.controller.abort();
  }

  /** Plans for a program. @throws with a sentence that says what is in the way */
  async begin(uri: vscode.Uri): Promise<void> {
    const { server, storage } = this.#parts;
    const noise = await this.#noise(uri);
    if (!noise) return;
    const program = await askForProgram(uri, server, storage, false);
    if (!program) return;
    const observable = await this.#observable(uri, program.circuit);
    if (observable === undefined) return;
    const shots = vscode.workspace.getConfiguration('ketlab.mitigate', uri).get('shots', 100_000);
    const { told, ...job } = noise;
    const parameters = { ...program, ...job, observable, shots, seed: newSeed(), pipelines: candidates };
    await this.#removePlansOf(uri.toString());
    await this.#plan(parameters, { uri: uri.toString(), name: nameOf(uri), noise: told });
  }

  /** Plans once more, with another budget. */
  async replan(id: string, { shots, targetError }: Budget): Promise<void> {
    const run = await this.#read(id);
    const parameters = await this.#parts.history.parametersOf(id);
    if (run.state.kind === 'planned') await this.#parts.history.remove(id);
    const budget = { shots, ...(targetError !== undefined && { targetError }) };
    await this.#plan({ ...withoutTarget(parameters), ...budget, pipelines: candidates }, run);
  }

  /** Does what was planned, by these techniques. */
  async run(id: string, { techniques, shots }: Pick<RunRecord, 'techniques' | 'shots'>): Promise<void> {
    const planned = await this.#read(id);
    const parameters = await this.#parts.history.parametersOf(id);
    // A plan becomes the run; a run that came to its end stays as it is.
    const { result, ...rest } = planned;
    const run = { ...(result ? { ...rest, ...fresh() } : planned), shots };
    const pipelines = pipelinesNamed(candidates, techniques);
    await this.#execute(run, { ...withoutTarget(parameters), shots, pipelines });
  }

  /** Goes on behind the circuits that were done. */
  async resume(id: string): Promise<void> {
    const run = await this.#read(id);
    if (canResume(run)) await this.#execute(run, await this.#parts.history.parametersOf(id));
  }

  /** Does a run once more, by the same or by other chances. */
  async repeat(id: string, seed: 'same seed' | 'new seed'): Promise<void> {
    const { result, ...before } = await this.#read(id);
    const parameters = await this.#parts.history.parametersOf(id);
    const chosen = seed === 'same seed' ? before.seed : newSeed();
    await this.#execute({ ...before, ...fresh(), seed: chosen }, { ...parameters, seed: chosen });
  }

  async #plan(
    parameters: MitigateParameters,
    { uri, name, noise }: Pick<RunRecord, 'uri' | 'name' | 'noise'>,
  ): Promise<void> {
    const { seed = newSeed(), shots, observable = '', pipelines } = parameters;
    const techniques = pipelines.map(pipelineName);
    const state = { kind: 'planning' } as const;
    const run = {
      kind: 'mitigation',
      ...fresh(),
      uri,
      name,
      noise,
      seed,
      shots,
      observable,
      techniques,
      state,
    } as const;
    await this.#follow(run, parameters, async (context) => {
      const plan = await this.#parts.worker.run('mitigate', { ...parameters, plan: true }, context);
      return { ...run, observable: plan.observable, plan, state: { kind: 'planned' } };
    });
  }

  async #execute(planned: RunRecord, parameters: MitigateParameters): Promise<void> {
    const { history, worker } = this.#parts;
    const { id, seed } = planned;
    const techniques = parameters.pipelines.map(pipelineName);
    const run: RunRecord = { ...planned, techniques, state: { kind: 'running' } };
    const started = performance.now();
    await this.#follow(run, parameters, async (context) => {
      const folder = history.circuitsOf(id);
      const result = await worker.run('mitigate', { ...parameters, seed, folder }, context);
      const state = { kind: 'finished', elapsedMs: performance.now() - started } as const;
      return { ...run, observable: result.observable, result, state };
    });
  }

  /** Keeps a run as it is now, and as it is when the work is over. */
  async #follow(
    run: RunRecord,
    parameters: MitigateParameters,
    work: (context: { signal: AbortSignal; onProgress: (progress: Progress) => void }) => Promise<RunRecord>,
  ): Promise<void> {
    const { history, events } = this.#parts;
    this.cancel();
    const controller = new AbortController();
    const running = { id: run.id, controller };
    this.#running = running;
    const { signal } = controller;
    await history.save(run, parameters);
    events.changed(run);
    const onProgress = (progress: Progress) => {
      if (!signal.aborted) events.progressed(run.id, progress);
    };
    let over: RunRecord;
    try {
      over = await work({ signal, onProgress });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      over = { ...run, state: signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', message } };
    }
    if (this.#running === running) this.#running = undefined;
    // What was planned in part is nothing; a plan that failed can still be run without one.
    if (run.state.kind === 'planning' && over.state.kind === 'cancelled') await history.remove(run.id);
    else await history.save(over);
    events.changed(over);
  }

  /** Runs of an earlier window that say they run do so no more. */
  async markInterrupted(): Promise<void> {
    for (const run of await this.#parts.history.list()) {
      if (run.state.kind === 'planning') await this.#parts.history.remove(run.id);
      if (run.state.kind === 'running' && run.id !== this.#running?.id) {
        await this.#parts.history.save({ ...run, state: { kind: 'interrupted' } });
      }
    }
  }

  async #read(id: string): Promise<RunRecord> {
    const run = await this.#parts.history.read(id);
    if (!run) throw new Error('This run is no longer there.');
    return run;
  }

  /** The executor of the settings, else their noise, else that of the program's device; `undefined` where there is none, and the user knows. */
  async #noise(
    uri: vscode.Uri,
  ): Promise<
    (Pick<MitigateParameters, 'noise' | 'device' | 'executor' | 'assumedNoise'> & { readonly told: string }) | undefined
  > {
    const noise = vscode.workspace.getConfiguration('ketlab.run', uri).get('noise', '').trim();
    const executor = executorFromSettings(this.#parts.extensionUri, uri);
    if (executor) {
      const assumed = noise !== '' && !deviceNoiseOf({ noise }) ? { assumedNoise: noise } : {};
      return { executor, ...assumed, told: `that of ${executor.command}` };
    }
    if (noise !== '' && !deviceNoiseOf({ noise })) return { noise, told: noise };
    const device = await deviceOf(uri, this.#parts.server);
    if (device) return { device, told: `device ${device.device.name}` };
    offer(
      vscode.window.showInformationMessage,
      `${nameOf(uri)} runs without noise, so there is nothing to mitigate. Choose a device, or set 'ketlab.run.noise'.`,
      { title: 'Choose Device…', run: () => vscode.commands.executeCommand('ketlab.chooseDevice') },
    );
    return undefined;
  }

  /** The one that the program names, else one that the user types; `undefined` where the user gives up. */
  async #observable(uri: vscode.Uri, circuit: MitigateParameters['circuit']): Promise<string | undefined> {
    const named = [...(circuit.pragmas ?? [])].reverse().find(({ name }) => name === 'ketlab.observable');
    if (named) return named.content;
    const { storage } = this.#parts;
    const key = `ketlab.observable:${uri}`;
    const typed = await vscode.window.showInputBox({
      title: `Mitigate ${nameOf(uri)}`,
      prompt:
        'The observable whose expectation value is wanted. To be asked no more: pragma ketlab.observable "…" in the program',
      value: storage.get(key, Array.from({ length: Math.min(circuit.qubitCount, 8) }, (_, k) => `Z${k}`).join('*')),
      ignoreFocusOut: true,
    });
    const observable = typed?.trim();
    if (!observable) return undefined;
    await storage.update(key, observable);
    return observable;
  }

  async #removePlansOf(uri: string): Promise<void> {
    const { history } = this.#parts;
    for (const run of await history.list()) {
      if (run.uri === uri && run.state.kind === 'planned') await history.remove(run.id);
    }
  }
}

/** The error that is wanted is about plans alone. */
function withoutTarget({ targetError, ...parameters }: MitigateParameters): MitigateParameters {
  return parameters;
}

const fresh = (): Pick<RunRecord, 'id' | 'created'> => ({
  id: `${Date.now().toString(36)}-${randomBytes(4).toString('hex')}`,
  created: new Date().toISOString(),
});

/** 0 to 2^53 - 1. */
const newSeed = (): number => Number(randomBytes(8).readBigUInt64LE() >> 11n);
