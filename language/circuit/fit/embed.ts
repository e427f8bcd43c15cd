/**
 * Places for all qubits of a program such that all that meet are coupled, where there are such: a search by growing the
 * placement along the interactions (as in Cordella et al., IEEE Trans. Pattern Anal. Mach. Intell. 26, 1367), that goes for
 * the couplings with the least errors first and ends after so many tries.
 */
import type { Interactions } from './interactions.ts';
import { placementScore } from './score.ts';
import type { Target } from './target.ts';

const MOST_TRIES = 20_000;

/** The best of the placements found: a physical qubit for each qubit of the program, -1 for those not in use. */
export function embed(interactions: Interactions, target: Target, fixed: Int32Array): Int32Array | undefined {
  const order = searchOrder(interactions, fixed);
  const layout = fixed.slice();
  const isTaken = new Uint8Array(target.qubitCount);
  for (const physical of fixed) if (physical >= 0) isTaken[physical] = 1;
  for (const qubit of interactions.used) {
    for (const partner of interactions.partners[qubit]!.keys()) {
      if (layout[qubit]! >= 0 && layout[partner]! >= 0 && !target.coupling(layout[qubit]!, layout[partner]!))
        return undefined;
    }
  }
  const qualities = target.neighbours.map(
    (neighbours, qubit) =>
      neighbours.reduce((sum, next) => sum + (target.coupling(qubit, next)?.error ?? 1), 0) /
        Math.max(1, neighbours.length) +
      target.readoutErrors[qubit]!,
  );
  const everywhere = target.parts.flat().sort((a, b) => qualities[a]! - qualities[b]!);
  let tries = 0;
  let best: Int32Array | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  const place = (position: number): void => {
    if (position === order.length) {
      const score = placementScore(interactions, target, layout);
      if (score > bestScore) [bestScore, best] = [score, layout.slice()];
      return;
    }
    const qubit = order[position]!;
    const placed = [...interactions.partners[qubit]!.keys()].filter((partner) => layout[partner]! >= 0);
    const [anchor] = placed;
    const candidates = anchor === undefined ? everywhere : target.neighbours[layout[anchor]!]!;
    const degree = interactions.partners[qubit]!.size;
    for (const physical of candidates) {
      if (isTaken[physical] || target.neighbours[physical]!.length < degree) continue;
      if (++tries > MOST_TRIES) return;
      if (!placed.every((partner) => target.coupling(layout[partner]!, physical))) continue;
      layout[qubit] = physical;
      isTaken[physical] = 1;
      place(position + 1);
      layout[qubit] = -1;
      isTaken[physical] = 0;
    }
  };
  place(0);
  return best;
}

/** The qubits that have no place yet: each with as many partners before it as possible, those with many partners first. */
function searchOrder({ used, partners }: Interactions, fixed: Int32Array): number[] {
  const rest = new Set(used.filter((qubit) => fixed[qubit]! < 0));
  const chosen = new Set(used.filter((qubit) => fixed[qubit]! >= 0));
  const order: number[] = [];
  while (rest.size > 0) {
    let best = -1;
    let bestRank = -1;
    for (const qubit of rest) {
      let known = 0;
      for (const partner of partners[qubit]!.keys()) if (chosen.has(partner)) known++;
      const rank = known * 1000 + partners[qubit]!.size;
      if (rank > bestRank) [bestRank, best] = [rank, qubit];
    }
    order.push(best);
    chosen.add(best);
    rest.delete(best);
  }
  return order;
}
