/** Many products of Paulis at once, without their signs: what Clifford gates make of them. */
import type { PauliProduct } from '../simulate/stabilizer/clifford.ts';

/** Bits by qubit and row, 32 rows to a word. */
export class PauliRows {
  readonly #count: number;
  readonly #x: Uint32Array[];
  readonly #z: Uint32Array[];

  private constructor(qubits: number, count: number) {
    this.#count = count;
    const words = () => Array.from({ length: qubits }, () => new Uint32Array(Math.ceil(count / 32)));
    this.#x = words();
    this.#z = words();
  }

  /** Products of Z on these sets of qubits, a row each. */
  static ofZ(qubits: number, sets: readonly ReadonlySet<number>[]): PauliRows {
    const rows = new PauliRows(qubits, sets.length);
    sets.forEach((set, row) => {
      for (const qubit of set) rows.#z[qubit]![row >> 5]! |= 1 << (row & 31);
    });
    return rows;
  }

  /** @param images of X₀, Z₀, X₁, Z₁, … of the qubits given */
  apply(images: readonly PauliProduct[], qubits: readonly number[]): void {
    const halves = qubits.flatMap((qubit) => [this.#x[qubit]!, this.#z[qubit]!]);
    const old = halves.map((half) => half.slice());
    halves.forEach((half, index) => {
      half.fill(0);
      images.forEach(({ x, z }, generator) => {
        if ((((index % 2 === 0 ? x : z) >> (index >> 1)) & 1) === 0) return;
        const from = old[generator]!;
        for (let word = 0; word < half.length; word++) half[word]! ^= from[word]!;
      });
    });
  }

  /** Whether a product of Paulis commutes with all rows; `digits` in base 4 are I, X, Y, Z = 0 … 3 of the qubits. */
  commute(digits: number, qubits: readonly number[]): boolean {
    for (let word = 0; word < Math.ceil(this.#count / 32); word++) {
      let odd = 0;
      qubits.forEach((qubit, index) => {
        const letter = (digits >> (2 * index)) & 3;
        if (letter === 1 || letter === 2) odd ^= this.#z[qubit]![word]!;
        if (letter >= 2) odd ^= this.#x[qubit]![word]!;
      });
      if (odd !== 0) return false;
    }
    return true;
  }

  /** A basis of the sets of rows whose product has no X: Gaussian elimination over the x parts. */
  combinationsWithoutX(): readonly (readonly number[])[] {
    const count = this.#count;
    const words = Math.ceil(count / 32);
    /** For each row: its x part by qubit, then which rows it is a product of. */
    const rows = Array.from({ length: count }, (_, row) => {
      const x = this.#x.map((half) => (half[row >> 5]! >>> (row & 31)) & 1);
      const members = new Uint32Array(words);
      members[row >> 5]! |= 1 << (row & 31);
      return { x: packed(x), members };
    });
    const pivots = new Map<number, (typeof rows)[number]>();
    const without: number[][] = [];
    for (const row of rows) {
      for (let lead = leadOf(row.x); ; lead = leadOf(row.x)) {
        if (lead < 0) {
          without.push(setBits(row.members, count));
          break;
        }
        const pivot = pivots.get(lead);
        if (!pivot) {
          pivots.set(lead, row);
          break;
        }
        addTo(row.x, pivot.x);
        addTo(row.members, pivot.members);
      }
    }
    return without;
  }
}

/** By index in base 4, which Paulis on a few qubits commute with all rows. */
export const commutationMask = (rows: PauliRows, qubits: readonly number[]): readonly boolean[] =>
  Array.from({ length: 4 ** qubits.length }, (_, digits) => rows.commute(digits, qubits));

function packed(bits: readonly number[]): Uint32Array {
  const words = new Uint32Array(Math.ceil(bits.length / 32));
  bits.forEach((bit, index) => {
    words[index >> 5]! |= bit << (index & 31);
  });
  return words;
}

/** The first bit that is set; -1: none is. */
function leadOf(words: Uint32Array): number {
  const word = words.findIndex((bits) => bits !== 0);
  if (word < 0) return -1;
  const bits = words[word]!;
  return 32 * word + 31 - Math.clz32(bits & -bits);
}

function addTo(words: Uint32Array, others: Uint32Array): void {
  for (let word = 0; word < words.length; word++) words[word]! ^= others[word]!;
}

const setBits = (words: Uint32Array, count: number): number[] =>
  Array.from({ length: count }, (_, index) => index).filter((index) => (words[index >> 5]! >>> (index & 31)) & 1);
