/** Outcomes of measuring all qubits of a stabilizer state: some are even coins, the others sums of those. */

import { hasOddBits } from '../../../../language/circuit/bits.ts';
import type { Random } from '../random.ts';

/** i^phase X^x Z^z on the qubits at the start, which are all in |0⟩. */
export interface Row {
  readonly x: Uint32Array;
  readonly z: Uint32Array;
  phase: number;
}

/**
 * Draws outcomes.
 *
 * @param rows of Z_q for each qubit q, which commute; destroyed. Rows whose x parts are independent are coins of their
 *   own; a product of rows without an X has a certain outcome, which ties the last of them to the others.
 */
export function sampleStabilizer(
  rows: readonly Row[],
  shots: number,
  random: Random,
  visit: (outcome: Uint8Array, count: number) => void,
): void {
  const { certain, coins } = solve(rows);
  const outcome = new Uint8Array(rows.length);
  if (coins.length === 0) {
    outcome.set(certain);
    visit(outcome, shots);
    return;
  }
  for (let shot = 0; shot < shots; shot++) {
    outcome.set(certain);
    for (const flips of coins) {
      if (random() < 0.5) continue;
      for (const qubit of flips) outcome[qubit]! ^= 1;
    }
    visit(outcome, 1);
  }
}

/**
 * The outcome where all coins show 0, and for each coin the qubits that it flips. Gaussian elimination over the x
 * parts; beside each reduced row stands which of the pivot qubits it is the product of.
 */
function solve(rows: readonly Row[]): { certain: Uint8Array; coins: readonly (readonly number[])[] } {
  const pivots: { readonly row: Row; readonly word: number; readonly bit: number }[] = [];
  const flips: number[][] = [];
  const certain = new Uint8Array(rows.length);
  // Product of outcomes: bit p of `tie` is about pivot p.
  const ties: Set<number>[] = [];
  rows.forEach((row, qubit) => {
    const tie = new Set<number>();
    pivots.forEach(({ row: pivot, word, bit }, index) => {
      if ((row.x[word]! & bit) === 0) return;
      multiply(row, pivot);
      for (const coin of ties[index]!) if (!tie.delete(coin)) tie.add(coin);
    });
    const word = row.x.findIndex((x) => x !== 0);
    if (word >= 0) {
      // The coin is this qubit's outcome itself, with the pivots' outcomes in the reduced row's.
      const x = row.x[word]!;
      pivots.push({ row, word, bit: x & -x });
      tie.add(flips.length);
      ties.push(tie);
      flips.push([qubit]);
      return;
    }
    // row = Z_q times pivots: its sign is the sum of their outcomes.
    certain[qubit] = row.phase === 2 ? 1 : 0;
    for (const coin of tie) flips[coin]!.push(qubit);
  });
  return { certain, coins: flips };
}

/** `row` becomes itself times `factor`. */
function multiply(row: Row, factor: Row): void {
  let signs = 0;
  for (let word = 0; word < row.x.length; word++) {
    signs ^= row.z[word]! & factor.x[word]!;
    row.x[word]! ^= factor.x[word]!;
    row.z[word]! ^= factor.z[word]!;
  }
  row.phase = (row.phase + factor.phase + (hasOddBits(signs) ? 2 : 0)) & 3;
}
