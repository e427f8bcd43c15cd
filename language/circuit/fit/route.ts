/**
 * Routing by SABRE: where no gate can happen, swap the neighbours that bring the gates at the front and those soon after
 * them nearest (Li, Ding and Xie, arXiv:1809.02573; changes in the score alone, and a way out of standstills, as in Zou et
 * al., arXiv:2409.08368). Swaps right after a gate on the same two qubits merge with it, and count as what they add to it
 * (McKinney et al., "MIRAGE", arXiv:2308.03874).
 */
import type { Dependencies } from './dependencies.ts';
import type { Random } from './random.ts';
import type { Target } from './target.ts';

/** How many gates beyond the front count, and how much. */
const EXTENDED_SIZE = 20;
const EXTENDED_WEIGHT = 0.5;
/** What a swap adds to the weight of its qubits in the choice of the next ones, and after how many swaps that is forgotten. */
const DECAY = 0.001;
const DECAY_RESET = 5;

/** Gates of two qubits that each node takes, as it is and with a swap behind it. */
export interface NodeCosts {
  readonly plain: Uint8Array;
  readonly swapped: Uint8Array;
}

export interface Route {
  /** Gates of two qubits that the swaps add. */
  readonly cost: number;
  readonly swapCount: number;
}

export class Router {
  readonly #target: Target;
  readonly #dependencies: Dependencies;
  readonly #costs: NodeCosts;
  readonly #random: Random;
  /** Physical qubit of each qubit of the program, and back (-1: none). */
  readonly layout: Int32Array;
  readonly #occupants: Int32Array;
  readonly #waits: Int32Array;
  readonly #scratch: Int32Array;
  readonly #front: number[] = [];
  readonly #extended: number[] = [];
  /** Of each qubit of the program: its partners in the front (at most one) and in the extended set. */
  readonly #frontPartner: Int32Array;
  readonly #extendedPartners: number[][];
  readonly #decay: Float64Array;
  /** The node that acted last on each physical qubit; a swap is the node -2 - (its partner). */
  readonly #last: Int32Array;
  readonly #order: number[] = [];
  readonly #record: number[] | undefined;
  #cost = 0;
  #swapCount = 0;

  /**
   * @param layout physical qubit of each qubit of the program; changed as the routing goes on
   * @param record gets each node in order, and each swap of physical qubits a and b as -1 - (a · qubits + b)
   */
  constructor(
    target: Target,
    dependencies: Dependencies,
    costs: NodeCosts,
    layout: Int32Array,
    random: Random,
    record?: number[],
  ) {
    this.#record = record;
    this.#target = target;
    this.#dependencies = dependencies;
    this.#costs = costs;
    this.#random = random;
    this.layout = layout;
    this.#occupants = new Int32Array(target.qubitCount).fill(-1);
    layout.forEach((physical, qubit) => {
      if (physical >= 0) this.#occupants[physical] = qubit;
    });
    this.#waits = dependencies.waits.slice();
    this.#scratch = new Int32Array(dependencies.count);
    this.#frontPartner = new Int32Array(layout.length).fill(-1);
    this.#extendedPartners = Array.from({ length: layout.length }, () => []);
    this.#decay = new Float64Array(target.qubitCount).fill(1);
    this.#last = new Int32Array(target.qubitCount).fill(-1);
  }

  run(): Route {
    const ready: number[] = [];
    for (let node = 0; node < this.#dependencies.count; node++) if (this.#waits[node] === 0) ready.push(node);
    this.#execute(ready);
    const patience = 10 * this.#target.qubitCount;
    let swapsSinceProgress: number[] = [];
    let sinceReset = 0;
    while (this.#front.length > 0) {
      const [first, second] = this.#bestSwap();
      this.#swap(first, second);
      swapsSinceProgress.push(first, second);
      if (++sinceReset % DECAY_RESET === 0) this.#decay.fill(1);
      else for (const qubit of [first, second]) this.#decay[qubit]! += DECAY;
      let progressed = this.#advance(first, second);
      if (!progressed && swapsSinceProgress.length / 2 > patience) {
        this.#goStraight(swapsSinceProgress);
        progressed = true;
      }
      if (progressed) {
        swapsSinceProgress = [];
        sinceReset = 0;
        this.#decay.fill(1);
      }
    }
    return { cost: this.#cost, swapCount: this.#swapCount };
  }

  #isCoupled(node: number): boolean {
    const { first, second } = this.#dependencies;
    return this.#distance(this.layout[first[node]!]!, this.layout[second[node]!]!) === 1;
  }

  #distance(a: number, b: number): number {
    return this.#target.distances[a * this.#target.qubitCount + b]!;
  }

  /** Does all that is ready and coupled, and what becomes so by that; the others join the front. */
  #execute(ready: number[]): void {
    const { first, second, starts, successors } = this.#dependencies;
    const queue = ready;
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at]!;
      const isTwo = first[node]! >= 0;
      if (isTwo && !this.#isCoupled(node)) {
        this.#front.push(node);
        this.#frontPartner[first[node]!] = second[node]!;
        this.#frontPartner[second[node]!] = first[node]!;
        continue;
      }
      this.#record?.push(node);
      if (isTwo) {
        this.#last[this.layout[first[node]!]!] = node;
        this.#last[this.layout[second[node]!]!] = node;
      }
      for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
        if (--this.#waits[successors[edge]!]! === 0) queue.push(successors[edge]!);
      }
    }
    this.#lookAhead();
  }

  /** After a swap of these qubits: does what it made possible. */
  #advance(...physical: number[]): boolean {
    const done: number[] = [];
    for (const qubit of physical) {
      const occupant = this.#occupants[qubit]!;
      if (occupant < 0 || this.#frontPartner[occupant]! < 0) continue;
      const at = this.#front.findIndex(
        (node) => this.#dependencies.first[node] === occupant || this.#dependencies.second[node] === occupant,
      );
      const node = this.#front[at]!;
      if (!this.#isCoupled(node)) continue;
      this.#front.splice(at, 1);
      this.#frontPartner[this.#dependencies.first[node]!] = -1;
      this.#frontPartner[this.#dependencies.second[node]!] = -1;
      done.push(node);
    }
    if (done.length === 0) return false;
    this.#execute(done);
    return true;
  }

  /** The gates of two qubits that come next after the front. */
  #lookAhead(): void {
    const { first, second, starts, successors } = this.#dependencies;
    for (const node of this.#extended) {
      this.#extendedPartners[first[node]!]!.length = 0;
      this.#extendedPartners[second[node]!]!.length = 0;
    }
    this.#extended.length = 0;
    const visited: number[] = this.#order;
    visited.length = 0;
    for (const node of this.#front) visited.push(node);
    const touched: number[] = [];
    for (let at = 0; at < visited.length && this.#extended.length < EXTENDED_SIZE; at++) {
      const node = visited[at]!;
      for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
        const next = successors[edge]!;
        touched.push(next);
        if (++this.#scratch[next]! < this.#waits[next]!) continue;
        visited.push(next);
        if (first[next]! < 0) continue;
        this.#extended.push(next);
        this.#extendedPartners[first[next]!]!.push(second[next]!);
        this.#extendedPartners[second[next]!]!.push(first[next]!);
      }
    }
    for (const node of touched) this.#scratch[node] = 0;
  }

  #bestSwap(): readonly [number, number] {
    let best = Number.POSITIVE_INFINITY;
    let choice: readonly [number, number] = [0, 0];
    let ties = 0;
    const { first, second } = this.#dependencies;
    let frontTotal = 0;
    for (const node of this.#front) {
      frontTotal += this.#distance(this.layout[first[node]!]!, this.layout[second[node]!]!);
    }
    let extendedTotal = 0;
    for (const node of this.#extended) {
      extendedTotal += this.#distance(this.layout[first[node]!]!, this.layout[second[node]!]!);
    }
    const frontScale = 1 / this.#front.length;
    const extendedScale = this.#extended.length > 0 ? EXTENDED_WEIGHT / this.#extended.length : 0;
    for (const node of this.#front) {
      for (const qubit of [first[node]!, second[node]!]) {
        const from = this.layout[qubit]!;
        for (const to of this.#target.neighbours[from]!) {
          const other = this.#occupants[to]!;
          // Pairs of qubits that are both at the front come up twice.
          if (other >= 0 && this.#frontPartner[other]! >= 0 && to < from) continue;
          const frontChange = this.#frontChange(qubit, from, to) + (other < 0 ? 0 : this.#frontChange(other, to, from));
          const extendedChange =
            this.#extendedChange(qubit, from, to, other) +
            (other < 0 ? 0 : this.#extendedChange(other, to, from, qubit));
          const decay = Math.max(this.#decay[from]!, this.#decay[to]!);
          const score =
            decay * ((frontTotal + frontChange) * frontScale + (extendedTotal + extendedChange) * extendedScale) +
            SWAP_WEIGHT * this.#swapCost(from, to);
          if (score < best - 1e-12) {
            best = score;
            choice = [from, to];
            ties = 1;
          } else if (score < best + 1e-12 && this.#random() * ++ties < 1) choice = [from, to];
        }
      }
    }
    return choice;
  }

  #frontChange(qubit: number, from: number, to: number): number {
    const partner = this.#frontPartner[qubit]!;
    if (partner < 0) return 0;
    const at = this.layout[partner]!;
    return at === to ? 0 : this.#distance(to, at) - this.#distance(from, at);
  }

  #extendedChange(qubit: number, from: number, to: number, other: number): number {
    let change = 0;
    for (const partner of this.#extendedPartners[qubit]!) {
      if (partner === other) continue;
      const at = this.layout[partner]!;
      change += this.#distance(to, at) - this.#distance(from, at);
    }
    return change;
  }

  /** Gates of two qubits that a swap adds here. */
  #swapCost(a: number, b: number): number {
    const last = this.#last[a]!;
    if (last >= 0 && last === this.#last[b]) return this.#costs.swapped[last]! - this.#costs.plain[last]!;
    return last === -2 - b && this.#last[b] === -2 - a ? -3 : 3;
  }

  #swap(a: number, b: number): void {
    this.#cost += this.#swapCost(a, b);
    this.#swapCount++;
    this.#last[a] = -2 - b;
    this.#last[b] = -2 - a;
    const [first, second] = [this.#occupants[a]!, this.#occupants[b]!];
    this.#occupants[a] = second;
    this.#occupants[b] = first;
    if (first >= 0) this.layout[first] = b;
    if (second >= 0) this.layout[second] = a;
    this.#record?.push(-1 - (a * this.#target.qubitCount + b));
  }

  /** Takes back the swaps that led nowhere, and brings the two qubits of the nearest gate together. */
  #goStraight(swaps: readonly number[]): void {
    for (let at = swaps.length - 2; at >= 0; at -= 2) this.#swap(swaps[at]!, swaps[at + 1]!);
    const { first, second } = this.#dependencies;
    const length = (node: number) => this.#distance(this.layout[first[node]!]!, this.layout[second[node]!]!);
    const node = this.#front.reduce((nearest, other) => (length(other) < length(nearest) ? other : nearest));
    while (length(node) > 1) {
      const from = this.layout[first[node]!]!;
      const to = this.layout[second[node]!]!;
      const step = this.#target.neighbours[from]!.find((next) => this.#distance(next, to) < this.#distance(from, to))!;
      this.#swap(from, step);
      if (length(node) > 1) this.#advance(from, step);
    }
    this.#advance(this.layout[first[node]!]!);
  }
}

/** How much the gates that a swap adds count beside the distances. */
const SWAP_WEIGHT = 0.05;
