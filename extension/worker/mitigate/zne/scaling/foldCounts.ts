/** How often each part of a circuit is folded so that the whole reaches a scale factor. */
import type { Random } from '../../../simulate/random.ts';

export interface FoldCounts {
  /** Of each part: it is done 1 + 2 · folds times. */
  readonly folds: readonly number[];
  readonly scaleFactor: number;
}

/**
 * Each part as often as all can be; then, in an order drawn at random, one fold more while that brings the weight of all
 * nearer to what is wanted.
 *
 * @param weights how much noise each part has; those of 0 are not folded
 */
export function foldCounts(weights: readonly number[], scaleFactor: number, random: Random): FoldCounts {
  const common = Math.floor((scaleFactor - 1) / 2);
  const folds = weights.map((weight) => (weight > 0 ? common : 0));
  const single = weights.reduce((sum, weight) => sum + weight, 0);
  if (single === 0) return { folds, scaleFactor: 1 };
  let reached = single * (1 + 2 * common);
  const wanted = single * scaleFactor;
  for (const index of shuffled(weights.length, random)) {
    const next = reached + 2 * weights[index]!;
    if (weights[index] === 0) continue;
    // Rounding must not add a fold that changes nothing.
    if (!(Math.abs(next - wanted) < Math.abs(reached - wanted) - 1e-12 * single)) break;
    folds[index]!++;
    reached = next;
  }
  // Twelve digits: sums of weights are not exact.
  return { folds, scaleFactor: Math.round((reached / single) * 1e12) / 1e12 };
}

/** The numbers 0 … count - 1 in random order (Fisher and Yates). */
export function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
