/**
 * Shots that share what happens to them: as long as chance decides the same for all shots of a branch, they are simulated
 * once. Where it decides, the shots of a branch are divided among the possible outcomes as they would be one by one; the
 * branch goes on with the first of them, and the others wait to be run again from the start, led to where they parted.
 *
 * A branch of shots takes the random numbers of its first one until it parts from it, so that each shot's stream is used
 * once, and what comes out depends neither on the order of branches nor on where they are run.
 */
import { multinomial } from './binomial.ts';
import type { PackedOutcomes } from './outcomes.ts';
import type { Random } from './random.ts';

/**
 * Decides what happens: a number in [0, 1), to be compared with sums of the probabilities of what can happen, in their
 * order. Any `Random` is one.
 */
export type Chance = (probabilities: () => readonly number[]) => number;

/** Shots `first` to `first + count - 1`. */
export interface Branch {
  readonly first: number;
  readonly count: number;
  /** What chance decided so far. */
  readonly decisions: readonly number[];
}

/** What was found of some branches. Plain data, as it crosses threads. */
export interface BranchPart {
  readonly outcomes: PackedOutcomes;
  /** Where something is wanted of the state at the end. */
  readonly ends: readonly BranchEnd[];
  /** See `MethodResult`. */
  readonly discardedWeight?: number;
}

/** What was found where a branch ended. */
export interface BranchEnd {
  readonly first: number;
  readonly count: number;
  readonly expectation: number;
  readonly fidelity: number;
}

/** How the branches of a run are shared among threads. */
export type BranchSharing =
  /** This thread has the shots, and others help. */
  | {
      readonly kind: 'owner';
      /** All of them. */
      readonly threads: number;
      share(branches: readonly Branch[]): { next(): Branch | undefined; found(): readonly BranchPart[] };
    }
  /** This thread helps: it does the branches it gets, and hands over what it found. */
  | { readonly kind: 'helper'; next(): Branch | undefined; deliver(part: BranchPart): void };

/** The way of one branch to its end. */
export class BranchWalk {
  #count: number;
  readonly first: number;
  /** Of the shots that are left at the end. */
  readonly random: Random;
  readonly #decisions: number[];
  readonly #part: (branch: Branch) => void;
  #decided = 0;

  /**
   * @param streams gives each shot its random numbers
   * @param part gets each branch that parts on the way
   */
  constructor({ first, count, decisions }: Branch, streams: (shot: number) => Random, part: (branch: Branch) => void) {
    this.first = first;
    this.#count = count;
    this.#decisions = [...decisions];
    this.random = streams(first);
    this.#part = part;
  }

  /** The shots that have come so far together. */
  get count(): number {
    return this.#count;
  }

  readonly chance: Chance = (probabilities) => {
    const known = this.#decisions[this.#decided];
    if (known !== undefined) {
      this.#decided += 1;
      return known;
    }
    if (this.#count === 1) return this.random();
    return this.#divide(probabilities());
  };

  #divide(probabilities: readonly number[]): number {
    const total = probabilities.reduce((sum, probability) => sum + probability, 0);
    const counts = multinomial(this.#count, probabilities, this.random);
    let sum = 0;
    let { first } = this;
    let followed: { readonly count: number; readonly decision: number } | undefined;
    counts.forEach((count, index) => {
      // The middle of what leads to this outcome is safe from rounding.
      const decision = (sum + probabilities[index]! / 2) / total;
      sum += probabilities[index]!;
      if (count === 0) return;
      if (followed) this.#part({ first, count, decisions: [...this.#decisions, decision] });
      else followed = { count, decision };
      first += count;
    });
    const { count, decision } = followed!;
    this.#count = count;
    this.#decisions.push(decision);
    this.#decided += 1;
    return decision;
  }
}
