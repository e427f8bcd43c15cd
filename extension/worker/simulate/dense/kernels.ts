/** The compiled kernels, and the memory they share with TypeScript: one state, and room for a program and a block. */
import { countBits } from '../../../../language/circuit/bits.ts';
import type { ComplexPair } from '../../../../language/circuit/matrix.ts';
import type { Precision } from '../../protocol.ts';
import bytes from '../kernels/kernels.wasm';
import { DATA, type EncodedSegment, OPERATIONS } from './program.ts';
import { Team } from './team.ts';

/** What `kernels/index.ts` exports; addresses are in bytes, sizes in amplitudes, those of `execute…` in registers. */
interface KernelExports {
  execute(
    operations: number,
    count: number,
    state: number,
    block: number,
    scratch: number,
    first: number,
    last: number,
    single: boolean,
  ): void;
  /** See `Team`. */
  work(team: number, thread: number): void;
  weight(state: number, size: number, bit: number, value: number, single: boolean): number;
  collapse(state: number, size: number, bit: number, value: number, factor: number, single: boolean): void;
  moveOneToZero(state: number, size: number, bit: number, single: boolean): void;
  pauliExpectation(state: number, size: number, flips: number, signs: number, ys: number, single: boolean): number;
  inner(state: number, size: number, fixed: number, ket: number, bra: number, sum: number, single: boolean): void;
}

const PAGE = 2 ** 16;
// Addresses of what is in the memory beside the program; the state follows the scratch room.
const SCRATCH = 10 * PAGE;
/** For each thread, as in `team.ts` of the kernels: a block, and room for kernels. */
const SCRATCH_SIZE = 5 * PAGE;

/** More threads have no room, and little to do. */
export const MOST_THREADS = 16;

/** About a fifth of a second: starting threads takes a quarter of that. */
const LEAST_WORK_FOR_TEAM = 2 ** 28;

let isValid: boolean | undefined;

/** Whether this machine's WebAssembly can run the kernels. */
export function hasKernels(): boolean {
  isValid ??= WebAssembly.validate(bytes);
  return isValid;
}

let compiled: WebAssembly.Module | undefined;

/** 2^qubitCount amplitudes, all 0, and what the kernels can do with them. Bits of their indices are given as masks. */
export class Kernels {
  /** Interleaved: real and imaginary part of amplitude k at 2k and 2k + 1. */
  readonly amplitudes: Float64Array | Float32Array;
  readonly #single: boolean;
  readonly #size: number;
  readonly #state: number;
  readonly #memory: WebAssembly.Memory;
  readonly #helpers: number;
  #team: Team | undefined;
  /** Done so far, in operations times amplitudes. */
  #work = 0;
  readonly #exports: KernelExports;
  readonly #words: Uint32Array;
  readonly #numbers: Float64Array | Float32Array;
  readonly #sum: Float64Array;

  /**
   * @param threads that work on them; more than one need `dispose` in the end
   * @throws {RangeError} where the system has no memory for them
   */
  constructor(qubitCount: number, threads = 1, precision: Precision = 'double') {
    this.#single = precision === 'single';
    const numbers = this.#single ? Float32Array : Float64Array;
    this.#size = 2 ** qubitCount;
    this.#helpers = Math.min(threads, MOST_THREADS) - 1;
    this.#state = SCRATCH + SCRATCH_SIZE * (this.#helpers + 1);
    const pages = Math.ceil((this.#state + 2 * numbers.BYTES_PER_ELEMENT * this.#size) / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    compiled ??= new WebAssembly.Module(bytes);
    this.#exports = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as KernelExports;
    this.#memory = memory;
    this.#words = new Uint32Array(memory.buffer, 0, SCRATCH / 4);
    this.#numbers = new numbers(memory.buffer, 0, SCRATCH / numbers.BYTES_PER_ELEMENT);
    this.#sum = new Float64Array(memory.buffer, DATA, 2);
    this.amplitudes = new numbers(memory.buffer, this.#state, 2 * this.#size);
  }

  run({ words, numbers, count, block }: EncodedSegment): void {
    this.#words.set(words, OPERATIONS / 4);
    this.#numbers.set(numbers, DATA / numbers.BYTES_PER_ELEMENT);
    const blocks = this.#size / 2 ** countBits(block);
    const registers = this.#single ? block >> 1 : block;
    this.#work += count * this.#size;
    if (this.#helpers === 0 || blocks === 1 || this.#work < LEAST_WORK_FOR_TEAM) {
      this.#exports.execute(OPERATIONS, count, this.#state, registers, SCRATCH, 0, blocks, this.#single);
    } else {
      this.#team ??= new Team(compiled!, this.#memory, this.#exports.work, this.#helpers);
      const task = { operations: OPERATIONS, count, state: this.#state, block: registers, scratch: SCRATCH, blocks };
      this.#team.run({ ...task, single: this.#single });
    }
  }

  /** Ends the helping threads. */
  dispose(): void {
    this.#team?.stop();
    this.#team = undefined;
  }

  /** Probabilities of finding 0 and 1 in a bit. */
  probabilities(bit: number): readonly [number, number] {
    const weight = (value: number) => this.#exports.weight(this.#state, this.#size, bit, value, this.#single);
    return [weight(0), weight(bit)];
  }

  /** Keeps the amplitudes that are `value` in a bit, times `factor`; the others become 0. */
  collapse(bit: number, value: number, factor: number): void {
    this.#exports.collapse(this.#state, this.#size, bit, value, factor, this.#single);
  }

  /** Clears a bit that is 1 in all amplitudes that are not 0. */
  moveOneToZero(bit: number): void {
    this.#exports.moveOneToZero(this.#state, this.#size, bit, this.#single);
  }

  /** The expectation value of a product of Paulis; see `pauliMasks`. */
  pauliExpectation(flips: number, signs: number, ys: number): number {
    return this.#exports.pauliExpectation(this.#state, this.#size, flips, signs, ys, this.#single);
  }

  /** Σ conj(bra) · ket over pairs of amplitudes whose bits of `fixed` are as in `bra` and in `ket`, the others the same. */
  inner(fixed: number, ket: number, bra: number): ComplexPair {
    this.#exports.inner(this.#state, this.#size, fixed, ket, bra, DATA, this.#single);
    const [re = 0, im = 0] = this.#sum;
    return [re, im];
  }
}
