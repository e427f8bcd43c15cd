/** Expectation values of observables on a state: exactly, and from shots as a quantum computer would estimate them. */

import { identity, type Matrix, multiply } from '../../../language/circuit/matrix.ts';
import { groupTerms, type Observable, type PauliString, type PauliTerm } from '../../../language/circuit/observable.ts';
import { standardGate } from '../../../language/circuit/standardGates.ts';
import type { Positions } from './interpreter.ts';
import type { Random } from './random.ts';
import type { QuantumState } from './state.ts';

export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

export interface SampledEstimate extends Estimate {
  /** How many ways of measuring the terms took, each with all the shots. */
  readonly settings: number;
}

/** An observable on the qubits of a state: those that are not in it are in |0⟩. */
export function placeObservable({ terms }: Observable, positions: Positions): Observable {
  const isPossible = ({ paulis }: PauliTerm) =>
    paulis.every(({ pauli, qubit }) => pauli === 'Z' || positions.has(qubit));
  const place = (paulis: PauliString): PauliString =>
    paulis.flatMap(({ pauli, qubit }) => {
      const position = positions.get(qubit);
      return position === undefined ? [] : [{ pauli, qubit: position }];
    });
  return {
    terms: terms.filter(isPossible).map(({ coefficient, paulis }) => ({ coefficient, paulis: place(paulis) })),
  };
}

export function exactExpectation(state: QuantumState, { terms }: Observable): number {
  return terms.reduce(
    (sum, { coefficient, paulis }) => sum + coefficient * (paulis.length === 0 ? 1 : state.expectation(paulis)),
    0,
  );
}

/**
 * The mean of `shots` measurements in each setting of qubit-wise commuting terms, and its standard error, from the
 * variance within each setting. The state is turned into each setting's basis and back: it stays as it is but for rounding.
 *
 * @param shots at least 1; the standard error of a single shot is not known and given as NaN
 * @param randomOf gives the random numbers of each setting
 */
export function sampleExpectation(
  state: QuantumState,
  observable: Observable,
  shots: number,
  randomOf: (setting: number) => Random,
): SampledEstimate {
  const groups = groupTerms(observable);
  let value = observable.terms.reduce(
    (sum, { coefficient, paulis }) => sum + (paulis.length === 0 ? coefficient : 0),
    0,
  );
  let variance = 0;
  groups.forEach((terms, setting) => {
    const turned = new Map(terms.flatMap(({ paulis }) => paulis.map(({ qubit, pauli }) => [qubit, TURNS[pauli]])));
    for (const [qubit, { there }] of turned) state.apply(there, [qubit], [], []);
    const spread = new Spread();
    state.sample(shots, randomOf(setting), (outcome, count) => spread.add(sumOf(terms, outcome), count));
    for (const [qubit, { back }] of turned) state.apply(back, [qubit], [], []);
    value += spread.mean;
    variance += spread.variance / shots;
  });
  return { value, standardError: Math.sqrt(variance), settings: groups.length };
}

/** The sum of terms for an outcome of measuring each of their qubits in its setting: 0 counts as +1, 1 as -1. */
function sumOf(terms: readonly PauliTerm[], outcome: Uint8Array): number {
  let sum = 0;
  for (const { coefficient, paulis } of terms) {
    let sign = coefficient;
    for (const { qubit } of paulis) if (outcome[qubit] === 1) sign = -sign;
    sum += sign;
  }
  return sum;
}

/** The mean and the sample variance of numbers, one after the other (Welford, Technometrics 4 (1962) 419). */
export class Spread {
  #count = 0;
  #mean = 0;
  #squares = 0;

  add(value: number, count = 1): void {
    this.#count += count;
    const difference = value - this.#mean;
    this.#mean += (difference * count) / this.#count;
    this.#squares += count * difference * (value - this.#mean);
  }

  get mean(): number {
    return this.#mean;
  }

  get variance(): number {
    return this.#squares / (this.#count - 1);
  }

  estimate(): Estimate {
    return { value: this.#mean, standardError: Math.sqrt(this.variance / this.#count) };
  }
}

const gate = (name: string): Matrix => standardGate(name, [], 'stdgates')!.matrix;

/** From each Pauli's eigenvectors to those of Z, and back. */
const TURNS = {
  X: { there: gate('h'), back: gate('h') },
  Y: { there: multiply(gate('h'), gate('sdg')), back: multiply(gate('s'), gate('h')) },
  Z: { there: identity(2), back: identity(2) },
} as const;
