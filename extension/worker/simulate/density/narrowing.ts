/**
 * The order in which few qubits are simulated at a time, where only some are read: what cannot make a difference to them is
 * left out, a qubit joins when something happens to it first, and leaves when nothing more does. It knows no state.
 */
import { fuse } from './fusion.ts';
import type { Transfer } from './transfer.ts';

export type NarrowStep =
  | { readonly kind: 'join' | 'leave'; readonly qubit: number }
  | { readonly kind: 'apply'; readonly transfer: Transfer };

export interface Narrowing {
  readonly steps: readonly NarrowStep[];
  /** The most qubits at a time. */
  readonly width: number;
  /** Numbers that are passed over: 4^qubits for each transfer. */
  readonly work: number;
}

/**
 * Qubits are finished one after the other, the one first that needs the fewest at a time for it: an elimination order, as
 * for the contraction of tensor networks (Markov and Shi, arXiv quant-ph/0511069).
 *
 * @param read qubits that stay to the end
 */
export function narrowing(transfers: readonly Transfer[], read: ReadonlySet<number>): Narrowing {
  const needed = fuse(cone(transfers, read).map((index) => transfers[index]!));
  const order = new Order(needed, read);
  for (let next = order.cheapest(); next; next = order.cheapest()) order.finish(next);
  order.finish(order.cone(read));
  return order;
}

/** Numbers of the transfers that act on what `qubits` meet, in order: their backward light cone. */
function cone(transfers: readonly Transfer[], qubits: Iterable<number>, done?: readonly boolean[]): number[] {
  const reached = new Set(qubits);
  const kept: number[] = [];
  for (let index = transfers.length - 1; index >= 0; index--) {
    const own = transfers[index]!.qubits;
    if (done?.[index] || !own.some((qubit) => reached.has(qubit))) continue;
    for (const qubit of own) reached.add(qubit);
    kept.push(index);
  }
  return kept.reverse();
}

class Order implements Narrowing {
  readonly steps: NarrowStep[] = [];
  width = 0;
  work = 0;
  readonly #transfers: readonly Transfer[];
  readonly #read: ReadonlySet<number>;
  readonly #done: boolean[];
  /** Transfers of each qubit that are not done yet. */
  readonly #left = new Map<number, number>();
  readonly #active = new Set<number>();

  constructor(transfers: readonly Transfer[], read: ReadonlySet<number>) {
    this.#transfers = transfers;
    this.#read = read;
    this.#done = transfers.map(() => false);
    for (const { qubits } of transfers) {
      for (const qubit of qubits) this.#left.set(qubit, (this.#left.get(qubit) ?? 0) + 1);
    }
  }

  /** The transfers that finish one of the qubits that are not read. */
  cheapest(): readonly number[] | undefined {
    let best: { readonly needed: readonly number[]; readonly width: number } | undefined;
    for (const [qubit, left] of this.#left) {
      if (left === 0 || this.#read.has(qubit)) continue;
      const needed = this.cone([qubit]);
      const width = new Set([...this.#active, ...needed.flatMap((index) => this.#transfers[index]!.qubits)]).size;
      const isBetter = !best || width < best.width || (width === best.width && needed.length < best.needed.length);
      if (isBetter) best = { needed, width };
    }
    return best?.needed;
  }

  cone(qubits: Iterable<number>): readonly number[] {
    return cone(this.#transfers, qubits, this.#done);
  }

  /** Transfers whose qubits are all there come first, as long as those before them are done. */
  finish(needed: readonly number[]): void {
    let waiting = needed;
    while (waiting.length > 0) {
      const blocked = new Set<number>();
      const later: number[] = [];
      let joining: readonly number[] | undefined;
      for (const index of waiting) {
        const { qubits } = this.#transfers[index]!;
        const isFree = !qubits.some((qubit) => blocked.has(qubit));
        const missing = qubits.filter((qubit) => !this.#active.has(qubit));
        if (isFree && missing.length === 0) this.#apply(index);
        else {
          if (isFree && (!joining || missing.length < joining.length)) joining = missing;
          for (const qubit of qubits) blocked.add(qubit);
          later.push(index);
        }
      }
      for (const qubit of joining ?? []) this.#join(qubit);
      waiting = later;
    }
  }

  #join(qubit: number): void {
    this.#active.add(qubit);
    this.width = Math.max(this.width, this.#active.size);
    this.steps.push({ kind: 'join', qubit });
  }

  #apply(index: number): void {
    const transfer = this.#transfers[index]!;
    this.#done[index] = true;
    this.steps.push({ kind: 'apply', transfer });
    this.work += 4 ** this.#active.size;
    for (const qubit of transfer.qubits) {
      const left = this.#left.get(qubit)! - 1;
      this.#left.set(qubit, left);
      if (left > 0 || this.#read.has(qubit)) continue;
      this.#active.delete(qubit);
      this.steps.push({ kind: 'leave', qubit });
    }
  }
}
