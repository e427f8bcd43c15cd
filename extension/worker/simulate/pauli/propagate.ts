/**
 * Pauli propagation: an observable is carried back through a circuit, as a sum of Pauli products, until it stands before
 * |0…0⟩, where only products of Z count. Gates with angles make sums longer; products that weigh little are dropped, and
 * what that can cost at most is known (Rall et al., "Simulation of qubit quantum circuits via Pauli propagation",
 * arXiv 1901.09070; Rudolph et al., "Pauli propagation", arXiv 2505.21606).
 */
import { countBits } from '../../../../language/circuit/bits.ts';
import type { Observable } from '../../../../language/circuit/observable.ts';
import { PauliTable } from './pauliTable.ts';

/** What Λ† makes of each Pauli product on the step's own qubits. */
export interface Transfer {
  readonly qubits: number;
  /** By local index, I, X, Y, Z as digits 0 … 3 in base 4, the first qubit the least significant. */
  readonly rows: readonly { readonly images: readonly number[]; readonly factors: readonly number[] }[];
}

/** A gate or a channel on qubits of the state. */
export interface PropagationStep {
  readonly transfer: Transfer;
  readonly qubits: readonly number[];
}

export interface Truncation {
  /** Products with smaller coefficients are dropped. */
  readonly cutoff: number;
  /** Products on more qubits are dropped. */
  readonly maxWeight: number;
  /** Where there are more products, the cutoff grows. */
  readonly maxTerms: number;
}

export interface Propagated {
  readonly value: number;
  /** The true value is no further away: the sum of all coefficients dropped. */
  readonly bound: number;
  /** The most products at a time. */
  readonly terms: number;
}

/**
 * @param steps in the order of the circuit
 * @param onStep called with the number of steps done
 */
export function propagate(
  observable: Observable,
  steps: readonly PropagationStep[],
  qubits: number,
  truncation: Truncation,
  onStep: (done: number) => void = () => {},
): Propagated {
  const sum = new Propagation(observable, qubits, truncation);
  for (let index = steps.length - 1; index >= 0; index--) {
    sum.goBack(steps[index]!);
    onStep(steps.length - index);
  }
  return sum.result();
}

class Propagation {
  readonly #truncation: Truncation;
  #cutoff: number;
  #table: PauliTable;
  #spare: PauliTable;
  #bound = 0;
  #most = 0;

  constructor({ terms }: Observable, qubits: number, truncation: Truncation) {
    this.#truncation = truncation;
    this.#cutoff = truncation.cutoff;
    this.#table = new PauliTable(qubits);
    this.#spare = new PauliTable(qubits);
    for (const { coefficient, paulis } of terms) {
      const key = new Uint32Array(this.#table.words);
      for (const { pauli, qubit } of paulis) setDigit(key, 0, qubit, 'IXYZ'.indexOf(pauli));
      this.#table.add(key, 0, coefficient);
    }
  }

  goBack({ transfer, qubits }: PropagationStep): void {
    const [table, next] = [this.#table, this.#spare];
    const { words, keys, coefficients, count } = table;
    const key = new Uint32Array(words);
    next.clear();
    for (let entry = 0; entry < count; entry++) {
      const coefficient = coefficients[entry]!;
      if (Math.abs(coefficient) < this.#cutoff) {
        this.#bound += Math.abs(coefficient);
        continue;
      }
      const start = entry * words;
      let local = 0;
      for (let index = qubits.length - 1; index >= 0; index--) local = 4 * local + digitOf(keys, start, qubits[index]!);
      if (local === 0) {
        next.add(keys, start, coefficient);
        continue;
      }
      const { images, factors } = transfer.rows[local]!;
      for (let word = 0; word < words; word++) key[word] = keys[start + word]!;
      for (let image = 0; image < images.length; image++) {
        let digits = images[image]!;
        for (const qubit of qubits) {
          setDigit(key, 0, qubit, digits & 3);
          digits >>= 2;
        }
        const product = coefficient * factors[image]!;
        if (weightOf(key) > this.#truncation.maxWeight) this.#bound += Math.abs(product);
        else next.add(key, 0, product);
      }
    }
    [this.#table, this.#spare] = [next, table];
    this.#most = Math.max(this.#most, next.count);
    if (next.count > this.#truncation.maxTerms) this.#cutoff = Math.max(2 * this.#cutoff, 1e-12);
  }

  result(): Propagated {
    const { words, keys, coefficients, count } = this.#table;
    let value = 0;
    for (let entry = 0; entry < count; entry++) {
      let x = 0;
      for (let word = 0; word < words; word += 2) x |= keys[entry * words + word]!;
      if (x === 0) value += coefficients[entry]!;
    }
    return { value, bound: this.#bound, terms: Math.max(this.#most, count) };
  }
}

/** 0 … 3 for I, X, Y, Z. */
export function digitOf(keys: Uint32Array, start: number, qubit: number): number {
  const word = start + 2 * (qubit >> 5);
  const x = (keys[word]! >>> (qubit & 31)) & 1;
  const z = (keys[word + 1]! >>> (qubit & 31)) & 1;
  return z === 0 ? x : 3 - x;
}

export function setDigit(keys: Uint32Array, start: number, qubit: number, digit: number): void {
  const word = start + 2 * (qubit >> 5);
  const bit = 1 << (qubit & 31);
  if (digit === 1 || digit === 2) keys[word]! |= bit;
  else keys[word]! &= ~bit;
  if (digit >= 2) keys[word + 1]! |= bit;
  else keys[word + 1]! &= ~bit;
}

/** The number of qubits a product acts on. */
function weightOf(key: Uint32Array): number {
  let weight = 0;
  for (let word = 0; word < key.length; word += 2) weight += countBits(key[word]! | key[word + 1]!);
  return weight;
}
