/**
 * Groups steps so that a state larger than the cache is passed over as seldom as possible: the steps of a segment act
 * within blocks of amplitudes, and each block goes through all of them while it is in the cache. It knows no amplitudes.
 */
import { countBits } from '../../../../language/circuit/bits.ts';

/** A block has 2^14 amplitudes, 256 KiB. */
export const BLOCK_BITS = 14;

/** Bits that are always within a block, so that it is copied in runs of 1 KiB. */
const LOW_BITS = 2 ** 6 - 1;
/** Steps that read less than this part of the state together are run on it directly. */
const WORTHWHILE_READING = 1.25;

/** What a step combines and what it looks at, as masks of bits. */
interface Reach {
  readonly targets: number;
  readonly controls: number;
}

export interface Segment<Step extends Reach> {
  readonly steps: readonly Step[];
  /** The bits that differ within a block; all bits: the state is one block. */
  readonly block: number;
}

/**
 * Segments that do what `steps` do in their order; steps that commute may change places.
 *
 * @param shared several threads do them: then a state is several blocks where possible
 */
export function schedule<Step extends Reach>(
  steps: readonly Step[],
  qubitCount: number,
  shared = false,
): readonly Segment<Step>[] {
  const all = 2 ** qubitCount - 1;
  if (qubitCount <= BLOCK_BITS) return [{ steps, block: all }];
  const segments: Segment<Step>[] = [];
  let rest = steps;
  while (rest.length > 0) {
    const { chosen, block, left } = chooseSegment(rest);
    const reading = chosen.reduce((sum, { controls }) => sum + 2 ** -countBits(controls), 0);
    if (reading >= WORTHWHILE_READING) segments.push({ steps: chosen, block: fillUp(block) });
    else segments.push({ steps: chosen, block: shared ? divide(chosen, qubitCount) : all });
    rest = left;
  }
  return segments;
}

/** Takes the first steps, and later ones that commute with all that are left out, as long as they fit into a block. */
function chooseSegment<Step extends Reach>(steps: readonly Step[]) {
  const chosen: Step[] = [];
  const left: Step[] = [];
  let block = LOW_BITS;
  /** Bits that steps left out change, and those they only look at. */
  let changed = 0;
  let read = 0;
  for (const step of steps) {
    const { targets, controls } = step;
    const isFree = (targets & (changed | read)) === 0 && (controls & changed) === 0;
    if (isFree && countBits(block | targets) <= BLOCK_BITS) {
      block |= targets;
      chosen.push(step);
    } else {
      left.push(step);
      changed |= targets;
      read |= controls;
    }
  }
  return { chosen, block, left };
}

/** The lowest bits, that blocks are neighbours, where no step needs one of the highest three; else a block in the cache. */
function divide(steps: readonly Reach[], qubitCount: number): number {
  const targets = steps.reduce((mask, step) => mask | step.targets, 0);
  const low = 2 ** (qubitCount - 3) - 1;
  return (targets & ~low) === 0 ? low : fillUp(LOW_BITS | targets);
}

/** Adds the lowest bits a block has room for. */
function fillUp(block: number): number {
  let filled = block;
  for (let bit = 1; countBits(filled) < BLOCK_BITS; bit *= 2) filled |= bit;
  return filled;
}
