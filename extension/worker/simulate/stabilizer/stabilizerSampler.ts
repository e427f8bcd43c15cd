/** Outcomes of measuring all qubits of a stabilizer state: some are even coins, the others sums of those. */
import { hasOddBits } from '../../../../language/circuit/bits.ts';
import type { Random } from '../random.ts';
import { addBits } from './addBits.ts';
import { RandomBits } from './randomBits.ts';

/** i^phase X^x Z^z on the qubits at the start, which are all in |0⟩. */
export interface Row {
  readonly x: Uint32Array;
  readonly z: Uint32Array;
  phase: number;
}

/** Draws outcomes: for each qubit a bit for each shot, 32 to a word. */
export type StabilizerSampler = (shots: number, random: Random) => readonly Uint32Array[];

/**
 * @param rows of Z_q for each qubit q, which commute; destroyed. Rows whose x parts are independent are coins of their
 *   own; a product of rows without an X has a certain outcome, which ties the last of them to the others.
 */
export function stabilizerSampler(rows: readonly Row[]): StabilizerSampler {
  const { certain, coins } = solve(rows);
  return (shots, random) => {
    const bits = new RandomBits(random);
    const words = Math.ceil(shots / 32);
    const tossed = new Uint32Array(words);
    const values = Array.from(certain, (value) => new Uint32Array(words).fill(-value));
    for (const flips of coins) {
      bits.fill(tossed);
      for (const qubit of flips) addBits(values[qubit]!, tossed);
    }
    return values;
  };
}

/**
 * The outcome where all coins show 0, and for each coin the qubits that it flips. Gaussian elimination over the x
 * parts; beside each reduced row stands which qubits with coins it is the product of.
 */
function solve(rows: readonly Row[]): { certain: Uint8Array; coins: readonly (readonly number[])[] } {
  /** The reduced row whose lowest X is this one. */
  const pivots = new Array<ReducedRow | undefined>(rows.length);
  const coins: number[][] = [];
  const certain = new Uint8Array(rows.length);
  rows.forEach((row, qubit) => {
    const { x, z, phase } = row;
    const reduced: ReducedRow = { x, z, phase, product: new Uint32Array(x.length) };
    let lowest = lowestBit(x, 0);
    while (lowest >= 0) {
      const pivot = pivots[lowest];
      if (!pivot) break;
      multiply(reduced, pivot, lowest >> 5);
      lowest = lowestBit(x, lowest >> 5);
    }
    if (lowest >= 0) {
      // The coin is this qubit's outcome itself, with those of the other qubits in the reduced row's.
      reduced.product[coins.length >> 5]! ^= 1 << (coins.length & 31);
      coins.push([qubit]);
      pivots[lowest] = reduced;
      return;
    }
    // The row is the product of the others, but for its sign: its outcome is the sum of theirs.
    certain[qubit] = reduced.phase === 2 ? 1 : 0;
    for (let coin = lowestBit(reduced.product, 0); coin >= 0; coin = lowestBit(reduced.product, coin >> 5)) {
      coins[coin]!.push(qubit);
      reduced.product[coin >> 5]! ^= 1 << (coin & 31);
    }
  });
  return { certain, coins };
}

interface ReducedRow extends Row {
  /** A bit for each coin: whose qubits' rows it is the product of. */
  readonly product: Uint32Array;
}

/** `row` becomes itself times `factor`, whose x part is 0 before the word `from`. */
function multiply(row: ReducedRow, factor: ReducedRow, from: number): void {
  const { x, z } = row;
  let signs = 0;
  for (let word = from; word < x.length; word++) {
    signs ^= z[word]! & factor.x[word]!;
    x[word]! ^= factor.x[word]!;
  }
  for (let word = 0; word < z.length; word++) {
    z[word]! ^= factor.z[word]!;
    row.product[word]! ^= factor.product[word]!;
  }
  row.phase = (row.phase + factor.phase + (hasOddBits(signs) ? 2 : 0)) & 3;
}

/** The lowest bit set in the words from `word` on; -1: none. */
function lowestBit(words: Uint32Array, word: number): number {
  for (let at = word; at < words.length; at++) {
    const bits = words[at]!;
    if (bits !== 0) return 32 * at + 31 - Math.clz32(bits & -bits);
  }
  return -1;
}
