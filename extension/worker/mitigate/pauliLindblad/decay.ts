/** How much is lost at each repetition, whatever is lost at the ends. */
import type { Point } from '../question.ts';

/**
 * The rate of a decay A·exp(-rate·x), from a line through the logarithms, weighed by their errors.
 *
 * @returns `undefined` where fewer than two points stand out of the noise
 */
export function decayRate(points: readonly Point[]): { readonly rate: number; readonly variance: number } | undefined {
  const usable = points.filter(({ y, standardError }) => y > Math.max(2 * standardError, 1e-6));
  const weights = usable.map(({ y, standardError }) => (y / Math.max(standardError, LEAST_ERROR)) ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = usable.reduce((sum, { x }, index) => sum + weights[index]! * x, 0) / total;
  const spread = usable.reduce((sum, { x }, index) => sum + weights[index]! * (x - mean) ** 2, 0);
  if (!(spread > 0)) return undefined;
  const slope = usable.reduce((sum, { x, y }, index) => sum + weights[index]! * (x - mean) * Math.log(y), 0) / spread;
  return { rate: -slope, variance: 1 / spread };
}

/** Points without errors count alike. */
const LEAST_ERROR = 1e-6;
