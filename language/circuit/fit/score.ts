/** How well a circuit does at a place. */
import type { Interactions } from './interactions.ts';
import type { Target } from './target.ts';

/** Logarithm of the estimated success of a placement where all that meet are coupled; minus infinity where they are not. */
export function placementScore(
  { used, partners, measurements }: Interactions,
  target: Target,
  layout: Int32Array,
): number {
  let score = 0;
  for (const qubit of used) {
    const physical = layout[qubit]!;
    for (const [partner, count] of partners[qubit]!) {
      if (partner < qubit) continue;
      const coupling = target.coupling(physical, layout[partner]!);
      if (!coupling) return Number.NEGATIVE_INFINITY;
      score += count * Math.log1p(-Math.min(coupling.error, 0.99));
    }
    score += measurements[qubit]! * Math.log1p(-Math.min(target.readoutErrors[physical]!, 0.99));
    score += Math.log1p(-Math.min(target.gateErrors[physical]!, 0.99));
  }
  return score;
}
