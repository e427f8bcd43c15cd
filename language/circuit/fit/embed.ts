/**
 * Places for all qubits of a program such that all that meet are coupled, where there are such: a search by growing the
 * placement along the interactions (as in Cordella et al., IEEE Trans. Pattern Anal. Mach. Intell. 26, 1367), that goes for
 * what costs least first, leaves what cannot become better than the best so far, and ends after so many tries.
 */
import type { Interactions } from './interactions.ts';
import { placementScore, qubitScore } from './score.ts';
import type { Target } from './target.ts';

const MOST_TRIES = 20_000;

/** A physical qubit for each qubit of the program, -1 for those not in use; and the logarithm of its estimated success. */
export interface Embedding {
  readonly layout: Int32Array;
  readonly score: number;
}

/** The best of the placements found, and better than `least`. */
export function embed(
  interactions: Interactions,
  target: Target,
  fixed: Int32Array,
  least = Number.NEGATIVE_INFINITY,
): Embedding | undefined {
  const search = new Search(interactions, target, fixed, least);
  search.place(0, search.fixedScore());
  return search.best;
}

interface Candidate {
  readonly physical: number;
  readonly score: number;
}

class Search {
  readonly #interactions: Interactions;
  readonly #target: Target;
  readonly #layout: Int32Array;
  readonly #isTaken: Uint8Array;
  readonly #order: readonly number[];
  /** Of each position in the order: partners that have a place by then, with the number of gates. */
  readonly #placed: readonly (readonly (readonly [partner: number, count: number])[])[];
  /** The most that what stands at each position and after it can be worth. */
  readonly #prospects: Float64Array;
  readonly #everywhere: readonly number[];
  readonly #fixed: Int32Array;
  #tries = 0;
  #least: number;
  best: Embedding | undefined;

  constructor(interactions: Interactions, target: Target, fixed: Int32Array, least: number) {
    this.#interactions = interactions;
    this.#target = target;
    this.#fixed = fixed;
    this.#least = least;
    this.#layout = fixed.slice();
    this.#isTaken = new Uint8Array(target.qubitCount);
    for (const physical of fixed) if (physical >= 0) this.#isTaken[physical] = 1;
    this.#order = searchOrder(interactions, fixed);
    const isPlaced = new Set(interactions.used.filter((qubit) => fixed[qubit]! >= 0));
    this.#placed = this.#order.map((qubit) => {
      const placed = [...interactions.partners[qubit]!].filter(([partner]) => isPlaced.has(partner));
      isPlaced.add(qubit);
      return placed;
    });
    this.#everywhere = target.parts.flat();
    this.#prospects = this.#prospectsOf();
  }

  #prospectsOf(): Float64Array {
    const prospects = new Float64Array(this.#order.length + 1);
    const coupling = this.#target.quality.couplings.reduce((best, own) => Math.max(best, own), -1e9);
    for (let position = this.#order.length - 1; position >= 0; position--) {
      let best = Number.NEGATIVE_INFINITY;
      for (const physical of this.#everywhere) {
        best = Math.max(best, qubitScore(this.#interactions, this.#target, this.#order[position]!, physical));
      }
      for (const [, count] of this.#placed[position]!) best += count * coupling;
      prospects[position] = prospects[position + 1]! + best;
    }
    return prospects;
  }

  /** Of the qubits with places that are decided. */
  fixedScore(): number {
    const used = this.#interactions.used.filter((qubit) => this.#fixed[qubit]! >= 0);
    const isFixed = new Set(used);
    const partners = this.#interactions.partners.map(
      (own) => new Map([...own].filter(([partner]) => isFixed.has(partner))),
    );
    return placementScore({ ...this.#interactions, used, partners }, this.#target, this.#fixed);
  }

  place(position: number, score: number): void {
    if (score + this.#prospects[position]! <= this.#least) return;
    if (position === this.#order.length) {
      this.best = { layout: this.#layout.slice(), score };
      this.#least = score;
      return;
    }
    const qubit = this.#order[position]!;
    for (const { physical, score: own } of this.#candidates(position)) {
      if (++this.#tries > MOST_TRIES) return;
      this.#layout[qubit] = physical;
      this.#isTaken[physical] = 1;
      this.place(position + 1, score + own);
      this.#layout[qubit] = -1;
      this.#isTaken[physical] = 0;
    }
  }

  /** Free places coupled to all partners that have one, the best first. */
  #candidates(position: number): readonly Candidate[] {
    const { neighbours, quality, qubitCount } = this.#target;
    const qubit = this.#order[position]!;
    const placed = this.#placed[position]!;
    const degree = this.#interactions.partners[qubit]!.size;
    const around = placed.length > 0 ? neighbours[this.#layout[placed[0]![0]]!]! : this.#everywhere;
    const candidates: Candidate[] = [];
    for (const physical of around) {
      if (this.#isTaken[physical] || neighbours[physical]!.length < degree) continue;
      let score = qubitScore(this.#interactions, this.#target, qubit, physical);
      for (const [partner, count] of placed) {
        score += count * quality.couplings[physical * qubitCount + this.#layout[partner]!]!;
      }
      if (score > Number.NEGATIVE_INFINITY) candidates.push({ physical, score });
    }
    return candidates.sort((a, b) => b.score - a.score);
  }
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
