/** Many trials of which few succeed. */
import type { Random } from './random.ts';

/** Visits each of `count` trials that succeeds with `probability`, by drawing the distances between them. */
export function forEachHit(count: number, probability: number, random: Random, visit: (trial: number) => void): void {
  if (!(probability > 0)) return;
  if (probability >= 1) {
    for (let trial = 0; trial < count; trial++) visit(trial);
    return;
  }
  const scale = 1 / Math.log1p(-probability);
  for (let trial = Math.floor(Math.log1p(-random()) * scale); trial < count; ) {
    visit(trial);
    trial += 1 + Math.floor(Math.log1p(-random()) * scale);
  }
}
