/**
 * Routing by SABRE: where no gate can happen, swap the neighbours that bring the gates at the front and those soon after
 * them nearest (Li, Ding and Xie, arXiv:1809.02573; changes in the score alone, and a way out of standstills, as in Zou et
 * al., arXiv:2409.08368). Swaps right after a gate on the same two qubits merge with it, and count as what they add to it
 * (McKinney et al., "MIRAGE", arXiv:2308.03874).
 */
import type { Steps } from '../../steps.ts';
import type { Dependencies } from './dependencies.ts';
import type { Random } from './random.ts';
import type { Step } from './step.ts';
import type { Target } from './target.ts';

/** How many gates beyond the front count, and how much. */
const EXTENDED_SIZE = 20;
const EXTENDED_WEIGHT = 0.5;
/** What a swap adds to the weight of its qubits in the choice of the next ones, and after how many swaps that is forgotten. */
const DECAY = 0.001;
const DECAY_RESET = 5;
/** How much the gates that a swap adds count beside the distances, and how much each wait for a measurement. */
const SWAP_WEIGHT = 0.05;
const MEASURED_WEIGHT = 0.3;
/** How many gates are looked at in the search for swaps before the routing yields: some milliseconds. */
const GATES_PER_STEP = 20_000;

/** Gates of two qubits that each node takes, as it is and with a swap behind it. */
export interface NodeCosts {
  readonly plain: Uint8Array;
  readonly swapped: Uint8Array;
}

export type CostsOf = (steps: readonly Step[]) => Steps<NodeCosts>;

export interface Route {
  /** Gates of two qubits that the swaps add. */
  readonly cost: number;
  readonly swapCount: number;
}

/** The qubit of the program at each physical one; -1: none. */
export function occupantsOf(layout: Int32Array, qubitCount: number): Int32Array {
  const occupants = new Int32Array(qubitCount).fill(-1);
  layout.forEach((physical, qubit) => {
    if (physical >= 0) occupants[physical] = qubit;
  });
  return occupants;
}

/** A swap, and what it changed. */
interface Undo {
  readonly a: number;
  readonly b: number;
  readonly lastOfA: number;
  readonly lastOfB: number;
  readonly cost: number;
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
  /** 1: what happens to a physical qubit next has to wait for a measurement. */
  readonly #isMeasured: Uint8Array;
  readonly #order: number[] = [];
  readonly #record: number[] | undefined;
  /** Since the last gate. */
  readonly #swaps: Undo[] = [];
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
    this.#occupants = occupantsOf(layout, target.qubitCount);
    this.#waits = dependencies.waits.slice();
    this.#scratch = new Int32Array(dependencies.count);
    this.#frontPartner = new Int32Array(layout.length).fill(-1);
    this.#extendedPartners = Array.from({ length: layout.length }, () => []);
    this.#decay = new Float64Array(target.qubitCount).fill(1);
    this.#last = new Int32Array(target.qubitCount).fill(-1);
    this.#isMeasured = new Uint8Array(target.qubitCount);
  }

  *run(): Steps<Route> {
    const ready: number[] = [];
    for (let node = 0; node < this.#dependencies.count; node++) if (this.#waits[node] === 0) ready.push(node);
    this.#execute(ready);
    const patience = 10 * this.#target.qubitCount;
    let sinceReset = 0;
    let looked = 0;
    while (this.#front.length > 0) {
      const choice = this.#bestSwap();
      const [first, second] = [Math.floor(choice / this.#target.qubitCount), choice % this.#target.qubitCount];
      this.#swap(first, second);
      if (++sinceReset % DECAY_RESET === 0) this.#decay.fill(1);
      else for (const qubit of [first, second]) this.#decay[qubit]! += DECAY;
      let progressed = this.#advance(first, second);
      if (!progressed && this.#swaps.length > patience) {
        this.#goStraight();
        progressed = true;
      }
      if (progressed) {
        this.#swaps.length = 0;
        sinceReset = 0;
        this.#decay.fill(1);
      }
      looked += this.#front.length + this.#extended.length;
      if (looked < GATES_PER_STEP) continue;
      looked = 0;
      yield;
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
    const { first, second, awaited, starts, successors } = this.#dependencies;
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
        for (const physical of [this.layout[first[node]!]!, this.layout[second[node]!]!]) {
          this.#last[physical] = node;
          this.#isMeasured[physical] = 0;
        }
      } else if (awaited[node]! >= 0) this.#isMeasured[this.layout[awaited[node]!]!] = 1;
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

  /** The first qubit of the swap times the number of qubits, plus the second. */
  #bestSwap(): number {
    const { first, second } = this.#dependencies;
    const { qubitCount, neighbours } = this.#target;
    const [layout, occupants, frontPartner, decay] = [this.layout, this.#occupants, this.#frontPartner, this.#decay];
    let frontTotal = 0;
    for (const node of this.#front) frontTotal += this.#distance(layout[first[node]!]!, layout[second[node]!]!);
    let extendedTotal = 0;
    for (const node of this.#extended) extendedTotal += this.#distance(layout[first[node]!]!, layout[second[node]!]!);
    const frontScale = 1 / this.#front.length;
    const extendedScale = this.#extended.length > 0 ? EXTENDED_WEIGHT / this.#extended.length : 0;
    let best = Number.POSITIVE_INFINITY;
    let choice = 0;
    let ties = 0;
    for (let which = 0; which < 2 * this.#front.length; which++) {
      const node = this.#front[which >> 1]!;
      const qubit = which % 2 === 0 ? first[node]! : second[node]!;
      const from = layout[qubit]!;
      for (const to of neighbours[from]!) {
        const other = occupants[to]!;
        // Pairs of qubits that are both at the front come up twice.
        if (other >= 0 && frontPartner[other]! >= 0 && to < from) continue;
        let front = frontTotal + this.#frontChange(qubit, from, to);
        let extended = extendedTotal + this.#extendedChange(qubit, from, to, other);
        if (other >= 0) {
          front += this.#frontChange(other, to, from);
          extended += this.#extendedChange(other, to, from, qubit);
        }
        const score =
          Math.max(decay[from]!, decay[to]!) * (front * frontScale + extended * extendedScale) +
          SWAP_WEIGHT * Math.abs(this.#swapCost(from, to)) +
          MEASURED_WEIGHT * (this.#isMeasured[from]! + this.#isMeasured[to]!);
        if (score < best - 1e-12) {
          best = score;
          choice = from * qubitCount + to;
          ties = 1;
        } else if (score < best + 1e-12 && this.#random() * ++ties < 1) choice = from * qubitCount + to;
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
    const { qubitCount, distances } = this.#target;
    const partners = this.#extendedPartners[qubit]!;
    let change = 0;
    for (let which = 0; which < partners.length; which++) {
      const partner = partners[which]!;
      if (partner === other) continue;
      const at = this.layout[partner]!;
      change += distances[to * qubitCount + at]! - distances[from * qubitCount + at]!;
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
    const cost = this.#swapCost(a, b);
    this.#swaps.push({ a, b, lastOfA: this.#last[a]!, lastOfB: this.#last[b]!, cost });
    this.#cost += cost;
    this.#swapCount++;
    this.#last[a] = -2 - b;
    this.#last[b] = -2 - a;
    this.#isMeasured[a] = 0;
    this.#isMeasured[b] = 0;
    this.#exchange(a, b);
    this.#record?.push(-1 - (a * this.#target.qubitCount + b));
  }

  #exchange(a: number, b: number): void {
    const [first, second] = [this.#occupants[a]!, this.#occupants[b]!];
    this.#occupants[a] = second;
    this.#occupants[b] = first;
    if (first >= 0) this.layout[first] = b;
    if (second >= 0) this.layout[second] = a;
  }

  /** Takes back the swaps that led nowhere, and brings the two qubits of the nearest gate together. */
  #goStraight(): void {
    for (const { a, b, lastOfA, lastOfB, cost } of this.#swaps.reverse()) {
      this.#exchange(a, b);
      this.#last[a] = lastOfA;
      this.#last[b] = lastOfB;
      this.#cost -= cost;
      this.#swapCount--;
      this.#record?.pop();
    }
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
