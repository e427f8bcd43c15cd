/** The compiled kernels, and the memory they share with TypeScript: one state, and room for a program and a block. */
import bytes from '../kernels/kernels.wasm';
import { BLOCK_BITS, type Segment } from './schedule.ts';
import type { Kernel, Step } from './steps.ts';

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

/** As `execute.ts` of the kernels numbers them. */
const KERNEL_NUMBERS: Readonly<Record<Kernel, number>> = {
  phase: 0,
  generic1: 1,
  real1: 2,
  exchange: 3,
  antidiagonal: 4,
  generic2: 5,
};

const PAGE = 2 ** 16;
// Addresses of what is in the memory.
const RESULT = 2 ** 10;
const OPERATIONS = PAGE;
const DATA = 2 * PAGE;
const SCRATCH = 10 * PAGE;
const STATE = 16 * PAGE;

const WORDS_PER_OPERATION = 8;
/** With 512 bytes of data at most each, as many as there is room for. */
const MOST_OPERATIONS = (SCRATCH - DATA) / 512;
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

  run({ steps, block }: Segment): void {
    const isInPlace = (block & (block + 1)) === 0;
    const blocks = this.#size / 2 ** (isInPlace ? Math.log2(block + 1) : BLOCK_BITS);
    for (let first = 0; first < steps.length; first += MOST_OPERATIONS) {
      const some = steps.slice(first, first + MOST_OPERATIONS);
      this.#encode(some, block);
      this.#exports.execute(OPERATIONS, some.length, STATE, block, isInPlace ? 0 : SCRATCH, 0, blocks);
    }
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

  /** The expectation value of X on the bits of `flips` alone, Z on those of `signs` alone, Y on those of both. */
  pauliExpectation(flips: number, signs: number, ys: number): number {
    return this.#exports.pauliExpectation(STATE, this.#size, flips, signs, ys);
  }

  /** Writes steps as the kernels read them, bits as those of an index within a block. */
  #encode(steps: readonly Step[], block: number): void {
    let address = DATA;
    let word = OPERATIONS / 4;
    for (const { kernel, targets, controls, value, a, b, data } of steps) {
      this.#words[word] = KERNEL_NUMBERS[kernel];
      this.#words[word + 1] = within(a, block);
      this.#words[word + 2] = within(b, block);
      this.#words[word + 3] = within(targets | controls, block);
      this.#words[word + 4] = within(value, block);
      this.#words[word + 5] = controls & ~block;
      this.#words[word + 6] = value & ~block;
      this.#words[word + 7] = address;
      word += WORDS_PER_OPERATION;
      address = this.#writeFactors(data, address);
    }
  }

  /** Each complex number as (re, re), (-im, im). Answers with the address after them. */
  #writeFactors(data: ArrayLike<number>, address: number): number {
    let at = address / 8;
    for (let index = 0; index < data.length; index += 2) {
      const [re, im] = [data[index]!, data[index + 1]!];
      this.#numbers[at++] = re;
      this.#numbers[at++] = re;
      this.#numbers[at++] = -im;
      this.#numbers[at++] = im;
    }
    return 8 * at;
  }
}

/** The bits of `mask` that are in `block`, as bits of an index within the block. */
function within(mask: number, block: number): number {
  if ((block & (block + 1)) === 0) return mask & block;
  let local = 0;
  let place = 1;
  for (let rest = block; rest !== 0; rest &= rest - 1) {
    if (mask & rest & -rest) local |= place;
    place <<= 1;
  }
  return local;
}
