/** The compiled kernels, and the memory they share with TypeScript: one state, and room for a program and a block. */
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
  probabilities(state: number, size: number, bit: number, result: number): void;
  collapse(state: number, size: number, bit: number, value: number, factor: number): void;
  moveOneToZero(state: number, size: number, bit: number): void;
  pauliExpectation(state: number, size: number, flips: number, signs: number, ys: number): number;
}

const PAGE = 2 ** 16;
// Addresses of what is in the memory beside the program.
const RESULT = 2 ** 10;
const SCRATCH = 10 * PAGE;
const STATE = 16 * PAGE;

const BYTES_PER_AMPLITUDE = 16;

/** Whether this machine's WebAssembly can run the kernels. */
export const hasKernels = (): boolean => WebAssembly.validate(bytes);

let compiled: WebAssembly.Module | undefined;

/** 2^qubitCount amplitudes, all 0, and what the kernels can do with them. Bits of their indices are given as masks. */
export class Kernels {
  /** Interleaved: real and imaginary part of amplitude k at 2k and 2k + 1. */
  readonly amplitudes: Float64Array;
  readonly #size: number;
  readonly #exports: KernelExports;
  readonly #words: Uint32Array;
  readonly #numbers: Float64Array;

  /** @throws {RangeError} where the system has no memory for them */
  constructor(qubitCount: number) {
    this.#size = 2 ** qubitCount;
    const pages = Math.ceil((STATE + BYTES_PER_AMPLITUDE * this.#size) / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    compiled ??= new WebAssembly.Module(bytes);
    this.#exports = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as KernelExports;
    this.#words = new Uint32Array(memory.buffer, 0, STATE / 4);
    this.#numbers = new Float64Array(memory.buffer, 0, STATE / 8);
    this.amplitudes = new Float64Array(memory.buffer, STATE, 2 * this.#size);
  }

  run({ words, numbers, count, block }: EncodedSegment): void {
    this.#words.set(words, OPERATIONS / 4);
    this.#numbers.set(numbers, DATA / 8);
    const isInPlace = (block & (block + 1)) === 0;
    const blocks = this.#size / 2 ** countBits(block);
    this.#exports.execute(OPERATIONS, count, STATE, block, isInPlace ? 0 : SCRATCH, 0, blocks);
  }

  /** Probabilities of finding 0 and 1 in a bit. */
  probabilities(bit: number): readonly [number, number] {
    this.#exports.probabilities(STATE, this.#size, bit, RESULT);
    return [this.#numbers[RESULT / 8]!, this.#numbers[RESULT / 8 + 1]!];
  }

  /** Keeps the amplitudes that are `value` in a bit, times `factor`; the others become 0. */
  collapse(bit: number, value: number, factor: number): void {
    this.#exports.collapse(STATE, this.#size, bit, value, factor);
  }

  /** Clears a bit that is 1 in all amplitudes that are not 0. */
  moveOneToZero(bit: number): void {
    this.#exports.moveOneToZero(STATE, this.#size, bit);
  }

  /** The expectation value of a product of Paulis; see `pauliMasks`. */
  pauliExpectation(flips: number, signs: number, ys: number): number {
    return this.#exports.pauliExpectation(STATE, this.#size, flips, signs, ys);
  }
}
