/** Random numbers of the standard normal distribution. */
import type { Random } from '../simulate/random.ts';

/** By the method of Box and Muller, one from two uniform ones. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
