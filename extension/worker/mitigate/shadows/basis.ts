/** Random local Clifford gates before a measurement, as what they measure: a Pauli of each qubit, either way round. */
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import type { Pauli, PauliTerm } from '../../../../language/circuit/observable.ts';
import type { Random } from '../../simulate/random.ts';
import { measured, turnedTo } from '../settings.ts';
import { gateAt, withStandardGates } from '../standardGates.ts';

/** The first entry is that of the first qubit that is measured. */
export interface Basis {
  readonly paulis: readonly Pauli[];
  /** 0 and 1 are exchanged. */
  readonly flips: readonly boolean[];
}

/** @param flipped whether 0 and 1 are exchanged at random, too: it makes errors of readout alike for both */
export function drawBasis(qubits: number, flipped: boolean, random: Random): Basis {
  const paulis = Array.from({ length: qubits }, () => ALL[Math.floor(random() * 3)]!);
  return { paulis, flips: paulis.map(() => flipped && random() < 0.5) };
}

const ALL: readonly Pauli[] = ['X', 'Y', 'Z'];

export const basisKey = ({ paulis, flips }: Basis): string =>
  paulis.map((pauli, index) => (flips[index] ? pauli.toLowerCase() : pauli)).join('');

/** All there are, each as likely as the others. */
export function allBases(qubits: number, flipped: boolean): readonly Basis[] {
  const single = (flipped ? [false, true] : [false]).flatMap((flip) => ALL.map((pauli) => ({ pauli, flip })));
  return Array.from({ length: single.length ** qubits }, (_, number) => {
    const parts = Array.from({ length: qubits }, (_, qubit) => {
      return single[Math.floor(number / single.length ** qubit) % single.length]!;
    });
    return { paulis: parts.map(({ pauli }) => pauli), flips: parts.map(({ flip }) => flip) };
  });
}

export function measuredInBasis(circuit: Circuit, qubits: readonly number[], { paulis, flips }: Basis): Circuit {
  const turned = withStandardGates(turnedTo(circuit, { qubits, paulis }), ['x']);
  const gates = qubits
    .filter((_, index) => flips[index])
    .map((qubit) => gateAt(turned, 'x', [qubit], [], 'measurement'));
  return measured({ ...turned, operations: [...turned.operations, ...gates] }, qubits);
}

/**
 * For outcomes of a basis: the sum of the terms that it measures, each its coefficient with a sign; `undefined` where it
 * measures none of them.
 *
 * @param measuresZ the state has Z everywhere: terms are measured where the basis has Z on all their qubits
 */
export function signedSum(
  terms: readonly PauliTerm[],
  qubits: readonly number[],
  { paulis, flips }: Basis,
  measuresZ = false,
): ((outcome: string) => number) | undefined {
  const last = qubits.length - 1;
  const read = terms.flatMap(({ coefficient, paulis: product }) => {
    const bits = product.map(({ qubit }) => qubits.indexOf(qubit));
    const isMeasured = product.every(({ pauli }, index) => paulis[bits[index]!] === (measuresZ ? 'Z' : pauli));
    if (!isMeasured) return [];
    const sign = bits.filter((bit) => flips[bit]).length % 2 === 0 ? 1 : -1;
    return [{ value: sign * coefficient, places: bits.map((bit) => last - bit) }];
  });
  if (read.length === 0) return undefined;
  return (outcome) => {
    let sum = 0;
    for (const { value, places } of read) {
      let sign = value;
      for (const place of places) if (outcome.charCodeAt(place) === 49) sign = -sign;
      sum += sign;
    }
    return sum;
  };
}
