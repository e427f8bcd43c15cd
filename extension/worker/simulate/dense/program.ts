/** Segments of steps as the bytes the kernels read (`execute.ts` of the kernels). */
import type { Segment } from './schedule.ts';
import type { Kernel, Step } from './steps.ts';

/** What goes to the address `OPERATIONS` and, as factors of amplitudes, to `DATA`. */
export interface EncodedSegment {
  readonly words: Uint32Array;
  readonly numbers: Float64Array;
  /** The number of operations. */
  readonly count: number;
  readonly block: number;
}

/** Addresses in the memory of the kernels. */
export const OPERATIONS = 2 ** 16;
export const DATA = 2 ** 17;

const WORDS_PER_OPERATION = 8;
/** As many as there is room for, with 512 bytes of data each. */
const MOST_OPERATIONS = 1024;

const KERNEL_NUMBERS: Readonly<Record<Kernel, number>> = {
  phase: 0,
  generic1: 1,
  real1: 2,
  exchange: 3,
  antidiagonal: 4,
  generic2: 5,
};

/** A segment, in as many parts as fit into the memory set aside for them. */
export function encode({ steps, block }: Segment): readonly EncodedSegment[] {
  const parts: EncodedSegment[] = [];
  for (let first = 0; first < steps.length; first += MOST_OPERATIONS) {
    parts.push(encodePart(steps.slice(first, first + MOST_OPERATIONS), block));
  }
  return parts;
}

function encodePart(steps: readonly Step[], block: number): EncodedSegment {
  const words = new Uint32Array(steps.length * WORDS_PER_OPERATION);
  const numbers = new Float64Array(steps.reduce((sum, { data }) => sum + 2 * data.length, 0));
  let word = 0;
  let number = 0;
  for (const { kernel, targets, controls, value, a, b, data } of steps) {
    words[word++] = KERNEL_NUMBERS[kernel];
    words[word++] = within(a, block);
    words[word++] = within(b, block);
    words[word++] = within(targets | controls, block);
    words[word++] = within(value, block);
    words[word++] = controls & ~block;
    words[word++] = value & ~block;
    words[word++] = DATA + 8 * number;
    for (let index = 0; index < data.length; index += 2) {
      const [re, im] = [data[index]!, data[index + 1]!];
      numbers[number++] = re;
      numbers[number++] = re;
      numbers[number++] = -im;
      numbers[number++] = im;
    }
  }
  return { words, numbers, count: steps.length, block };
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
