/** Random numbers of the normal distribution. */
import type { Random } from '../../simulate/random.ts';

/** Mean 0, variance 1 (Box and Muller, 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
