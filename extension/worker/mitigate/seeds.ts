/** Seeds from seeds: each part of a mitigation has random numbers of its own, all decided by one seed (invariant 6). */
import { randomStreams } from '../simulate/random.ts';

/** The seed of part number `part`; parts have independent random numbers. */
export function seedOf(seed: number, part: number): number {
  return Math.floor(randomStreams(seed)(part)() * 2 ** 53);
}
