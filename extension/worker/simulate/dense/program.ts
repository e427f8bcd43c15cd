/** Segments of steps as the bytes the kernels read (`execute.ts` of the kernels). */
import type { Precision } from '../../protocol.ts';
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
/** Of one complex number, in either precision. */
const BYTES_PER_FACTOR = 32;
/** As many as there is room for, with 512 bytes of data each. */
const MOST_OPERATIONS = 1024;

const KERNEL_NUMBERS: Readonly<Record<RegisterStep['kernel'], number>> = {
  phase: 0,
  generic1: 1,
  real1: 2,
  exchange: 3,
  antidiagonal: 4,
  generic2: 5,
  within1: 6,
  within2: 7,
};

/** A segment, in as many parts as fit into the memory set aside for them. */
export function encode({ steps, block }: Segment, precision: Precision): readonly EncodedSegment[] {
  const parts: EncodedSegment[] = [];
  for (let first = 0; first < steps.length; first += MOST_OPERATIONS) {
    const part = steps.slice(first, first + MOST_OPERATIONS);
    parts.push(precision === 'double' ? encodeDouble(part, block) : encodeSingle(part, block));
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
  const lengths = steps.map(({ data }) => data.length);
  return { words: encodeWords(steps, lengths, block, 0), numbers, count: steps.length, block };
}

function encodeSingle(steps: readonly Step[], block: number): EncodedSegment {
  const split = steps.map(forRegisters);
  const lengths = split.map(({ even }) => even.length);
  const numbers = new Float32Array(4 * lengths.reduce((sum, length) => sum + length, 0));
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
  return { words: encodeWords(split, lengths, block, 1), numbers, count: steps.length, block };
}

/**
 * @param lengths of the data, in real numbers
 * @param shift bits of an amplitude's index that are no bits of a register's index
 */
function encodeWords(
  steps: readonly (Step | RegisterStep)[],
  lengths: readonly number[],
  block: number,
  shift: 0 | 1,
): Uint32Array {
  const words = new Uint32Array(steps.length * WORDS_PER_OPERATION);
  let word = 0;
  let address = DATA;
  steps.forEach(({ kernel, targets, controls, value, a, b }, index) => {
    words[word++] = KERNEL_NUMBERS[kernel];
    words[word++] = within(a, block) >> shift;
    words[word++] = within(b, block) >> shift;
    words[word++] = within(targets | controls, block) >> shift;
    words[word++] = within(value, block) >> shift;
    words[word++] = (controls & ~block) >> shift;
    words[word++] = (value & ~block) >> shift;
    words[word++] = address;
    address += BYTES_PER_FACTOR * (lengths[index]! / 2);
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
