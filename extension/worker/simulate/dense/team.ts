/**
 * The threads that work on one state together: the one that owns it and helpers, which spend their lives in the kernels.
 * They share words in the kernels' memory, at `TEAM`, and are told by them what to do and when.
 */
import { Worker } from 'node:worker_threads';

/** Address of the words, in bytes. */
export const TEAM = 2 ** 11;

// The words of a task: `team.ts` of the kernels reads them.
const NEXT_BLOCK = 0;
const STOP = 1;
const TASK = 2;
// The words of each helper, in a cache line of its own: the number of the task it is to do, and that it has done.
const SLOT_WORDS = 16;
const ROUND = 0;
const DONE = 1;
const READY = 2;

/** Looks at a word before sleeping: some microseconds. */
const PATIENCE = 2000;

/** The whole program of a helper. */
const HELPER = `
  const { workerData: { module, memory, helper } } = require('node:worker_threads');
  const { work } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  const words = new Int32Array(memory.buffer, ${TEAM});
  const slot = ${SLOT_WORDS} * (1 + helper);
  let round = Atomics.load(words, slot + ${ROUND});
  Atomics.store(words, slot + ${READY}, 1);
  while (Atomics.load(words, ${STOP}) === 0) {
    for (let look = 0; look < ${PATIENCE} && Atomics.load(words, slot + ${ROUND}) === round; look++);
    Atomics.wait(words, slot + ${ROUND}, round);
    const task = Atomics.load(words, slot + ${ROUND});
    if (task === round || Atomics.load(words, ${STOP}) !== 0) continue;
    round = task;
    work(${TEAM}, helper + 1);
    Atomics.store(words, slot + ${DONE}, round);
    Atomics.notify(words, slot + ${DONE});
  }
`;

/** As the kernels take it: addresses in bytes, bits of registers. */
export interface TeamTask {
  readonly operations: number;
  readonly count: number;
  readonly state: number;
  readonly block: number;
  /** Room for each thread, one after the other. */
  readonly scratch: number;
  readonly blocks: number;
  readonly single: boolean;
}

export class Team {
  readonly #words: Int32Array;
  readonly #work: (team: number, thread: number) => void;
  readonly #helpers: number;

  /**
   * Starts the helpers; tasks do not wait until they have started.
   *
   * @param work of the owner's instance of the kernels
   */
  constructor(
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    work: (team: number, thread: number) => void,
    helpers: number,
  ) {
    this.#words = new Int32Array(memory.buffer, TEAM, SLOT_WORDS * (1 + helpers));
    this.#work = work;
    this.#helpers = helpers;
    for (let helper = 0; helper < helpers; helper++) {
      new Worker(HELPER, { eval: true, workerData: { module, memory, helper } }).unref();
    }
  }

  /** Does a task with all helpers that are ready. */
  run({ operations, count, state, block, scratch, blocks, single }: TeamTask): void {
    const words = this.#words;
    const chunk = Math.max(1, Math.floor(blocks / (8 * (this.#helpers + 1))));
    words.set([operations, count, state, block, scratch, blocks, chunk, Number(single)], TASK);
    Atomics.store(words, NEXT_BLOCK, 0);
    const called = this.#slots().filter((slot) => Atomics.load(words, slot + READY) === 1);
    for (const slot of called) call(words, slot);
    this.#work(TEAM, 0);
    for (const slot of called) {
      const round = Atomics.load(words, slot + ROUND);
      for (;;) {
        const done = Atomics.load(words, slot + DONE);
        if (done === round) break;
        for (let look = 0; look < PATIENCE && Atomics.load(words, slot + DONE) === done; look++);
        Atomics.wait(words, slot + DONE, done);
      }
    }
  }

  /** Tells all helpers to end, those too that have not started yet. */
  stop(): void {
    Atomics.store(this.#words, STOP, 1);
    for (const slot of this.#slots()) call(this.#words, slot);
  }

  #slots(): readonly number[] {
    return Array.from({ length: this.#helpers }, (_, helper) => SLOT_WORDS * (1 + helper));
  }
}

function call(words: Int32Array, slot: number): void {
  Atomics.add(words, slot + ROUND, 1);
  Atomics.notify(words, slot + ROUND);
}
