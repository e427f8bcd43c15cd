/** Dividing many trials among outcomes at once, as if each had been drawn alone. */
import { forEachHit } from './hits.ts';
import type { Random } from './random.ts';

/** How many of `trials` have each outcome. The probabilities may have any sum but 0. */
export function multinomial(trials: number, probabilities: readonly number[], random: Random): readonly number[] {
  let left = trials;
  let rest = probabilities.reduce((sum, probability) => sum + probability, 0);
  // Takes what rounding leaves over.
  let last = probabilities.length - 1;
  while (last > 0 && !(probabilities[last]! > 0)) last--;
  return probabilities.map((probability, index) => {
    const count = index === last ? left : binomial(left, Math.min(1, probability / rest), random);
    left -= count;
    rest -= probability;
    return count;
  });
}

/** From this expected number on rejection is faster than counting hits. */
const MANY = 20;

/** How many of `trials` succeed. */
export function binomial(trials: number, probability: number, random: Random): number {
  if (trials === 0 || !(probability > 0)) return 0;
  if (probability > 0.5) return trials - binomial(trials, 1 - probability, random);
  if (trials * probability >= MANY) return byRejection(trials, probability, random);
  let hits = 0;
  forEachHit(trials, probability, random, () => {
    hits += 1;
  });
  return hits;
}

/**
 * The algorithm BTRS (Hörmann, "The generation of binomial random variates", J. Stat. Comput. Simul. 46 (1993) 101), in
 * its notation; for p at most 1/2 and n p at least 10.
 */
function byRejection(n: number, p: number, random: Random): number {
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const quick = 0.92 - 4.2 / b;
  const mode = Math.floor((n + 1) * p);
  const odds = Math.log(p / (1 - p));
  const highest = logFactorial(mode) + logFactorial(n - mode);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (us >= 0.07 && v <= quick) return k;
    if (!(k >= 0 && k <= n)) continue;
    const bound = highest - logFactorial(k) - logFactorial(n - k) + (k - mode) * odds;
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= bound) return k;
  }
}

const SMALL = Array.from({ length: 16 }, (_, n) => {
  let product = 1;
  for (let factor = 2; factor <= n; factor++) product *= factor;
  return Math.log(product);
});

/** log(n!), by Stirling's series from 16 on. */
function logFactorial(n: number): number {
  const small = SMALL[n];
  if (small !== undefined) return small;
  const series = (1 / 12 - (1 / 360 - 1 / (1260 * n * n)) / (n * n)) / n;
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series;
}
