/**
 * Two copies measured so that outcomes tell their exchange: pair by pair in the basis of Bell states, and where an
 * observable is read, in one that tells the sum of Z too. Huggins et al., "Virtual distillation for quantum error
 * mitigation", arXiv 2011.07064, section II B.
 */
import type { Circuit, GateOperation } from '../../../../language/circuit/circuit.ts';
import type { PauliTerm } from '../../../../language/circuit/observable.ts';
import { measured } from '../settings.ts';
import { gateAt, withStandardGates } from '../standardGates.ts';
import { copiesOf } from './copies.ts';

/** Two copies and what their outcomes mean. */
export interface PairCircuit {
  readonly circuit: Circuit;
  /** 1 or -1: its mean is Tr ρ². */
  readonly exchangeOf: (outcome: string) => number;
  /** The mean of this is Tr(ρ² O). */
  readonly scoreOf: (outcome: string) => number;
}

/**
 * @param circuit turned so that all terms are products of Z
 * @param used the qubits in use, those of the terms among them
 * @param terms products of Z, no two of which share a qubit
 */
export function pairCircuit(circuit: Circuit, used: readonly number[], terms: readonly PauliTerm[]): PairCircuit {
  const { qubitCount } = circuit;
  const whole = withStandardGates(copiesOf(circuit, 2), ['h', 'ry', 'cx']);
  const gates: GateOperation[] = [];
  const put = (name: 'h' | 'ry' | 'cx', qubits: readonly number[], ...angles: readonly number[]) =>
    gates.push(gateAt(whole, name, qubits, angles, 'distillation'));
  const read = new Map<number, number>();
  for (const { coefficient, paulis } of terms) {
    // The parity of a product is brought to its last qubit, in both copies: this commutes with their exchange.
    const qubits = paulis.map(({ qubit }) => qubit);
    const last = qubits.at(-1)!;
    for (const copy of [0, qubitCount]) {
      for (const qubit of qubits.slice(0, -1)) put('cx', [qubit + copy, last + copy]);
    }
    read.set(last, coefficient);
  }
  for (const qubit of used) {
    const other = qubit + qubitCount;
    put('cx', [qubit, other]);
    if (!read.has(qubit)) {
      put('h', [qubit]);
      continue;
    }
    // A Hadamard gate where the two differ.
    put('ry', [qubit], Math.PI / 4);
    put('cx', [other, qubit]);
    put('ry', [qubit], -Math.PI / 4);
  }
  const circuits = measured({ ...whole, operations: [...whole.operations, ...gates] }, [
    ...used,
    ...used.map((qubit) => qubit + qubitCount),
  ]);
  return { circuit: circuits, ...meaningOf(used, read) };
}

/** Of a pair, both 1 is the antisymmetric state; the other bit says whether the two differ. */
function meaningOf(used: readonly number[], read: ReadonlyMap<number, number>) {
  const size = used.length;
  const isOne = (outcome: string, bit: number) => outcome.charCodeAt(2 * size - 1 - bit) === 49;
  const exchangeOf = (outcome: string): number => {
    let sign = 1;
    for (let bit = 0; bit < size; bit++) if (isOne(outcome, bit) && isOne(outcome, bit + size)) sign = -sign;
    return sign;
  };
  const places = [...read].map(([qubit, coefficient]) => ({ bit: used.indexOf(qubit), coefficient }));
  const scoreOf = (outcome: string): number => {
    let sum = 0;
    for (const { bit, coefficient } of places) {
      if (!isOne(outcome, bit + size)) sum += isOne(outcome, bit) ? -coefficient : coefficient;
    }
    return sum * exchangeOf(outcome);
  };
  return { exchangeOf, scoreOf };
}
