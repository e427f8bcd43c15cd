/** How well a circuit does at a place: the logarithm of its estimated success. It is a sum over qubits and over couplings. */
import type { Interactions } from './interactions.ts';
import type { Target } from './target.ts';

/** What a qubit of the program costs at a physical one, but for its gates on two qubits. */
export function qubitScore(
  { gates, measurements, waits }: Interactions,
  { quality }: Target,
  qubit: number,
  physical: number,
): number {
  return (
    gates[qubit]! * quality.gates[physical]! +
    measurements[qubit]! * quality.readouts[physical]! +
    waits[qubit]! * quality.waits[physical]!
  );
}

/** Minus infinity where qubits that meet are not coupled. */
export function placementScore(interactions: Interactions, target: Target, layout: Int32Array): number {
  let score = 0;
  for (const qubit of interactions.used) {
    const physical = layout[qubit]!;
    score += qubitScore(interactions, target, qubit, physical);
    for (const [partner, count] of interactions.partners[qubit]!) {
      if (partner < qubit) score += count * target.quality.couplings[physical * target.qubitCount + layout[partner]!]!;
    }
  }
  return score;
}
