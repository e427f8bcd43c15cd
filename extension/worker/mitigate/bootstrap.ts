/** Counts drawn again, for the standard errors of what is not linear in them. */
import type { Random } from '../simulate/random.ts';
import { normal } from './numerics/normal.ts';
import type { Counts } from './question.ts';

/**
 * Counts as another run of as many shots could have had them: multinomial, drawn outcome by outcome, the binomials of
 * many shots by their normal limit.
 */
export function drawAgain({ outcomes, shots }: Counts, random: Random): Counts {
  const drawn = new Map<string, number>();
  let left = shots;
  let rest = shots;
  for (const [outcome, count] of outcomes) {
    const share = rest > 0 ? Math.min(1, count / rest) : 0;
    const found = binomial(left, share, random);
    if (found > 0) drawn.set(outcome, found);
    left -= found;
    rest -= count;
  }
  return { shots: shots - left, outcomes: drawn };
}

/** Fewer expected successes or failures than this are drawn one by one. */
const FEW = 20;

export function binomial(trials: number, probability: number, random: Random): number {
  if (probability <= 0 || trials <= 0) return 0;
  if (probability >= 1) return trials;
  if (probability > 0.5) return trials - binomial(trials, 1 - probability, random);
  if (trials * probability < FEW) return byGaps(trials, probability, random);
  const drawn = trials * probability + Math.sqrt(trials * probability * (1 - probability)) * normal(random);
  return Math.min(trials, Math.max(0, Math.round(drawn)));
}

/** Jumps from success to success: the gaps between them are geometric. */
function byGaps(trials: number, probability: number, random: Random): number {
  const scale = Math.log1p(-probability);
  let successes = -1;
  for (let at = 0; at <= trials; successes++) at += Math.floor(Math.log(1 - random()) / scale) + 1;
  return successes;
}

/** The standard deviation of a sample. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
