/** The state of a circuit where a user stops it: found in the worker, the last question first. */
import type * as vscode from 'vscode';
import type { Circuit } from '../../language/circuit/circuit.ts';
import type { StepState } from '../../webview/circuit/steps/stepPanel.tsx';
import type { WorkerClient } from '../worker/client.ts';
import { JobCancelledError } from '../worker/errors.ts';
import { lastInputs } from './inputs.ts';

/** As many as a state is shown of. */
const MOST_QUBITS = 20;

export class StepStates {
  readonly #worker: WorkerClient;
  readonly #storage: vscode.Memento;
  #running: AbortController | undefined;

  constructor(worker: WorkerClient, storage: vscode.Memento) {
    this.#worker = worker;
    this.#storage = storage;
  }

  /**
   * @param circuit up to where it is stopped
   * @param uri of the program, whose last inputs hold
   * @returns `undefined` where another question came in between
   */
  async find(circuit: Circuit, uri: vscode.Uri): Promise<Omit<StepState, 'step'> | undefined> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const inputs = lastInputs(circuit, uri, this.#storage);
    if (!inputs) return { fault: 'The circuit has inputs: run it once to give them values.' };
    try {
      const parameters = { circuit, shots: 1, seed: 0, inputs, detailsUpTo: MOST_QUBITS };
      return { result: await this.#worker.run('simulate', parameters, { signal: running.signal }) };
    } catch (error) {
      if (error instanceof JobCancelledError) return undefined;
      return { fault: error instanceof Error ? error.message : String(error) };
    }
  }
}
