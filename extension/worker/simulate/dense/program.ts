/** Segments of steps as the bytes the kernels read (`execute.ts` of the kernels). */
import type { Precision } from '../../protocol.ts';
import type { PauliStep } from '../density/steps.ts';
import { forRegisters, type RegisterStep } from './registers.ts';
import type { Segment } from './schedule.ts';
import type { Step } from './steps.ts';

/** What goes to the address `OPERATIONS` and, as factors of amplitudes, to `DATA`. */
export interface EncodedSegment {
  readonly words: Uint32Array;
  readonly numbers: Float64Array | Float32Array;
  /** The number of operations. */
  readonly count: number;
  readonly block: number;
}

/** Addresses in the memory of the kernels. */
export const OPERATIONS = 2 ** 16;
export const DATA = 2 ** 17;

const WORDS_PER_OPERATION = 8;
/** Of a part of a complex number, in either precision. */
const BYTES_PER_NUMBER = 16;
/** As many as there is room for, with 512 bytes of data each. */
const MOST_OPERATIONS = 1024;

/** Bytes that there are for factors. */
const DATA_SIZE = 2 ** 19;

const KERNEL_NUMBERS: Readonly<Record<(RegisterStep | PauliStep)['kernel'], number>> = {
  phase: 0,
  generic1: 1,
  real1: 2,
  exchange: 3,
  antidiagonal: 4,
  generic2: 5,
  within1: 6,
  within2: 7,
  unital: 8,
  affine: 9,
  sparse: 10,
  exchangeFirst: 11,
  diagonal: 12,
  realPair: 13,
};

/** A segment, in as many parts as fit into the memory set aside for them. */
export function encode({ steps, block }: Segment<Step>, precision: Precision): readonly EncodedSegment[] {
  const parts: EncodedSegment[] = [];
  for (let first = 0; first < steps.length; first += MOST_OPERATIONS) {
    const part = steps.slice(first, first + MOST_OPERATIONS);
    parts.push(precision === 'double' ? encodeDouble(part, block) : encodeSingle(part, block));
  }
  return parts;
}

/** A segment of steps on a vector of Pauli expectation values, likewise. Bits are those of registers. */
export function encodePaulis({ steps, block }: Segment<PauliStep>): readonly EncodedSegment[] {
  const parts: EncodedSegment[] = [];
  for (let first = 0; first < steps.length; ) {
    let last = first;
    let length = 0;
    while (
      last < steps.length &&
      last < first + MOST_OPERATIONS &&
      8 * (length + steps[last]!.data.length) <= DATA_SIZE
    ) {
      length += steps[last++]!.data.length;
    }
    const part = steps.slice(first, last);
    const numbers = new Float64Array(length);
    let at = 0;
    for (const { data } of part) {
      numbers.set(data, at);
      at += data.length;
    }
    const sizes = part.map(({ data }) => data.byteLength);
    parts.push({ words: encodeWords(part, sizes, block, 0), numbers, count: part.length, block });
    first = last;
  }
  return parts;
}

function encodeDouble(steps: readonly Step[], block: number): EncodedSegment {
  const numbers = new Float64Array(steps.reduce((sum, { data }) => sum + 2 * data.length, 0));
  let number = 0;
  for (const { data } of steps) {
    for (let index = 0; index < data.length; index += 2) {
      const [re, im] = [data[index]!, data[index + 1]!];
      numbers[number++] = re;
      numbers[number++] = re;
      numbers[number++] = -im;
      numbers[number++] = im;
    }
  }
  const sizes = steps.map(({ data }) => BYTES_PER_NUMBER * data.length);
  return { words: encodeWords(steps, sizes, block, 0), numbers, count: steps.length, block };
}

function encodeSingle(steps: readonly Step[], block: number): EncodedSegment {
  const split = steps.map(forRegisters);
  const sizes = split.map(({ even }) => BYTES_PER_NUMBER * even.length);
  const numbers = new Float32Array(sizes.reduce((sum, size) => sum + size, 0) / 4);
  let number = 0;
  for (const { even, odd } of split) {
    for (let index = 0; index < even.length; index += 2) {
      for (const data of [even, odd]) numbers[number++] = numbers[number++] = data[index]!;
      for (const data of [even, odd]) {
        numbers[number++] = -data[index + 1]!;
        numbers[number++] = data[index + 1]!;
      }
    }
  }
  return { words: encodeWords(split, sizes, block, 1), numbers, count: steps.length, block };
}

/**
 * @param sizes of the data, in bytes
 * @param shift bits of an amplitude's index that are no bits of a register's index
 */
function encodeWords(
  steps: readonly (Step | RegisterStep | PauliStep)[],
  sizes: readonly number[],
  block: number,
  shift: 0 | 1,
): Uint32Array {
  const words = new Uint32Array(steps.length * WORDS_PER_OPERATION);
  let word = 0;
  let address = DATA;
  steps.forEach(({ kernel, targets, controls, value, a, b }, index) => {
    words[word++] = KERNEL_NUMBERS[kernel];
    words[word++] = within(a, block) >> shift;
    // The bits beyond the block that have factors are no bits of an index within it.
    words[word++] = (kernel === 'diagonal' ? b : within(b, block)) >> shift;
    words[word++] = within(targets | controls, block) >> shift;
    words[word++] = within(value, block) >> shift;
    words[word++] = (controls & ~block) >> shift;
    words[word++] = (value & ~block) >> shift;
    words[word++] = address;
    address += sizes[index]!;
  });
  return words;
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
