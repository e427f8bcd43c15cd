/** The compiled kernels, and the memory they share with TypeScript: one state, and room for a program and a block. */
import { Worker } from 'node:worker_threads';
import { countBits } from '../../../../language/circuit/bits.ts';
import bytes from '../kernels/kernels.wasm';
import { DATA, type EncodedSegment, OPERATIONS } from './program.ts';

/** What `kernels/index.ts` exports; addresses are in bytes, sizes in amplitudes. */
interface KernelExports {
  execute(
    operations: number,
    count: number,
    state: number,
    block: number,
    scratch: number,
    first: number,
    last: number,
  ): void;
  executeTogether(
    team: number,
    helpers: number,
    operations: number,
    count: number,
    state: number,
    block: number,
    scratch: number,
    blocks: number,
  ): void;
  stop(team: number, helpers: number): void;
  probabilities(state: number, size: number, bit: number, result: number): void;
  collapse(state: number, size: number, bit: number, value: number, factor: number): void;
  moveOneToZero(state: number, size: number, bit: number): void;
  pauliExpectation(state: number, size: number, flips: number, signs: number, ys: number): number;
}

const PAGE = 2 ** 16;
// Addresses of what is in the memory beside the program; the state follows the scratch room.
const RESULT = 2 ** 10;
const TEAM = 2 ** 11;
const SCRATCH = 10 * PAGE;
/** For each thread, as in `team.ts` of the kernels: a block. */
const SCRATCH_SIZE = 4 * PAGE;

/** More threads have no room, and little to do. */
export const MOST_THREADS = 16;

/** About a fifth of a second: starting threads takes a quarter of that. */
const LEAST_WORK_FOR_TEAM = 2 ** 28;

const BYTES_PER_AMPLITUDE = 16;

/** Whether this machine's WebAssembly can run the kernels. */
export const hasKernels = (): boolean => WebAssembly.validate(bytes);

/** The whole program of a helping thread: it spends its life in the kernels. */
const HELPER = `
  const { workerData: { module, memory, team, helper } } = require('node:worker_threads');
  new WebAssembly.Instance(module, { env: { memory } }).exports.help(team, helper);
`;

let compiled: WebAssembly.Module | undefined;

/** 2^qubitCount amplitudes, all 0, and what the kernels can do with them. Bits of their indices are given as masks. */
export class Kernels {
  /** Interleaved: real and imaginary part of amplitude k at 2k and 2k + 1. */
  readonly amplitudes: Float64Array;
  readonly #size: number;
  readonly #state: number;
  readonly #memory: WebAssembly.Memory;
  readonly #helpers: number;
  #team: readonly Worker[] = [];
  /** Done so far, in operations times amplitudes. */
  #work = 0;
  readonly #exports: KernelExports;
  readonly #words: Uint32Array;
  readonly #numbers: Float64Array;

  /**
   * @param threads that work on them; more than one need `dispose` in the end
   * @throws {RangeError} where the system has no memory for them
   */
  constructor(qubitCount: number, threads = 1) {
    this.#size = 2 ** qubitCount;
    this.#helpers = Math.min(threads, MOST_THREADS) - 1;
    this.#state = SCRATCH + SCRATCH_SIZE * (this.#helpers + 1);
    const pages = Math.ceil((this.#state + BYTES_PER_AMPLITUDE * this.#size) / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    compiled ??= new WebAssembly.Module(bytes);
    this.#exports = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as KernelExports;
    this.#memory = memory;
    this.#words = new Uint32Array(memory.buffer, 0, SCRATCH / 4);
    this.#numbers = new Float64Array(memory.buffer, 0, SCRATCH / 8);
    this.amplitudes = new Float64Array(memory.buffer, this.#state, 2 * this.#size);
  }

  run({ words, numbers, count, block }: EncodedSegment): void {
    this.#words.set(words, OPERATIONS / 4);
    this.#numbers.set(numbers, DATA / 8);
    const isInPlace = (block & (block + 1)) === 0;
    const blocks = this.#size / 2 ** countBits(block);
    const scratch = isInPlace ? 0 : SCRATCH;
    this.#work += count * this.#size;
    if (this.#helpers === 0 || blocks === 1 || this.#work < LEAST_WORK_FOR_TEAM) {
      this.#exports.execute(OPERATIONS, count, this.#state, block, scratch, 0, blocks);
    } else {
      if (this.#team.length === 0) this.#team = this.#startTeam();
      this.#exports.executeTogether(TEAM, this.#helpers, OPERATIONS, count, this.#state, block, scratch, blocks);
    }
  }

  /** Ends the helping threads. */
  dispose(): void {
    if (this.#team.length > 0) this.#exports.stop(TEAM, this.#helpers);
    this.#team = [];
  }

  #startTeam(): readonly Worker[] {
    return Array.from({ length: this.#helpers }, (_, helper) => {
      const workerData = { module: compiled, memory: this.#memory, team: TEAM, helper };
      const worker = new Worker(HELPER, { eval: true, workerData });
      worker.unref();
      return worker;
    });
  }

  /** Probabilities of finding 0 and 1 in a bit. */
  probabilities(bit: number): readonly [number, number] {
    this.#exports.probabilities(this.#state, this.#size, bit, RESULT);
    return [this.#numbers[RESULT / 8]!, this.#numbers[RESULT / 8 + 1]!];
  }

  /** Keeps the amplitudes that are `value` in a bit, times `factor`; the others become 0. */
  collapse(bit: number, value: number, factor: number): void {
    this.#exports.collapse(this.#state, this.#size, bit, value, factor);
  }

  /** Clears a bit that is 1 in all amplitudes that are not 0. */
  moveOneToZero(bit: number): void {
    this.#exports.moveOneToZero(this.#state, this.#size, bit);
  }

  /** The expectation value of a product of Paulis; see `pauliMasks`. */
  pauliExpectation(flips: number, signs: number, ys: number): number {
    return this.#exports.pauliExpectation(this.#state, this.#size, flips, signs, ys);
  }
}
