/** Runs each task once: equal ones have the same counts, now and as long as the store is kept. */
import type { DeviceMachine } from '../device/deviceMachine.ts';
import type { Counts, Task } from '../question.ts';
import type { Executor } from './executor.ts';
import { linearMapOf } from './linearMap.ts';
import { taskKey } from './taskKey.ts';

/** Counts by the key of their task; a `Map` is one. */
export interface CountsStore {
  has(key: string): boolean;
  get(key: string): Counts | undefined;
  set(key: string, counts: Counts, task: Task): unknown;
}

export interface Cost {
  /** Different circuits that were run. */
  readonly circuits: number;
  readonly shots: number;
  /** Gates of those circuits, together. */
  readonly gates: number;
  /** How long the circuits take on the device, shots times their duration; absent: no device is named. */
  readonly seconds?: number;
}

export class RememberingExecutor {
  readonly #executor: Executor;
  readonly #store: CountsStore;
  #cost: Cost = { circuits: 0, shots: 0, gates: 0 };

  readonly #device: Pick<DeviceMachine, 'duration'> | undefined;

  /** @param device whose times are counted */
  constructor(executor: Executor, store: CountsStore = new Map(), device?: Pick<DeviceMachine, 'duration'>) {
    this.#executor = executor;
    this.#store = store;
    this.#device = device;
  }

  /** Of what was asked for so far, that which the store knew already included. */
  get cost(): Cost {
    return this.#cost;
  }

  readonly #counted = new Set<string>();

  /** Of all different tasks that were asked for. */
  get keys(): readonly string[] {
    return [...this.#counted];
  }

  /** The counts of each task, in order. */
  async run(tasks: readonly Task[], report: (done: number, total: number) => void): Promise<readonly Counts[]> {
    const keys = tasks.map(taskKey);
    const wanted = new Map<string, Task>();
    keys.forEach((key, index) => {
      this.#count(key, tasks[index]!);
      if (!this.#store.has(key)) wanted.set(key, tasks[index]!);
    });
    const missing = [...wanted];
    let done = 0;
    await this.#executor.run(
      missing.map(([, task]) => task),
      (index, counts) => {
        const [key, task] = missing[index]!;
        this.#store.set(key, counts, task);
        report(++done, missing.length);
      },
    );
    return keys.map((key) => this.#store.get(key)!);
  }

  #count(key: string, { circuit, shots }: Task): void {
    // What no machine can do is there for predictions alone.
    if (this.#counted.has(key) || circuit.operations.some(linearMapOf)) return;
    this.#counted.add(key);
    const gates = circuit.operations.reduce((sum, { kind }) => sum + (kind === 'gate' ? 1 : 0), 0);
    const { circuits, shots: before, gates: others, seconds = 0 } = this.#cost;
    this.#cost = {
      circuits: circuits + 1,
      shots: before + shots,
      gates: others + gates,
      ...(this.#device && { seconds: seconds + shots * this.#device.duration(circuit) }),
    };
  }
}
