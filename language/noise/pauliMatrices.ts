/** The Pauli matrices on a few qubits. */
import { identity, kronecker, type Matrix } from '../circuit/matrix.ts';
import { X, Y, Z } from '../circuit/standardGates.ts';

const single: readonly Matrix[] = [identity(2), X, Y, Z];

/** Those on few qubits, by number of qubits. */
const known: (readonly Matrix[])[] = [[identity(1)]];
const MOST_KEPT_QUBITS = 3;

/** All 4^qubits of them. The digits of the index in base 4 are I, X, Y, Z = 0 … 3, the first qubit least significant. */
export function pauliMatrices(qubits: number): readonly Matrix[] {
  const kept = known[qubits];
  if (kept) return kept;
  const lower = pauliMatrices(qubits - 1);
  const made = single.flatMap((high) => lower.map((low) => kronecker(high, low)));
  if (qubits <= MOST_KEPT_QUBITS) known[qubits] = made;
  return made;
}

/** The index of a label such as `XIZ` in `pauliMatrices`; the rightmost letter is qubit 0. `undefined`: no label. */
export function pauliIndex(label: string): number | undefined {
  let index = 0;
  for (const letter of label) {
    const digit = 'IXYZ'.indexOf(letter);
    if (digit < 0) return undefined;
    index = 4 * index + digit;
  }
  return label === '' ? undefined : index;
}

/** The label of an index in `pauliMatrices`. */
export function pauliLabel(index: number, qubits: number): string {
  return Array.from({ length: qubits }, (_, qubit) => 'IXYZ'[(index >> (2 * (qubits - 1 - qubit))) & 3]).join('');
}
