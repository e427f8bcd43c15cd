/** An observable of a program's qubits as one of the circuit that was fitted to a device. */
import type { FittedCircuit } from '../circuit/fit/fittedCircuit.ts';
import type { Observable } from '../circuit/observable.ts';

/**
 * On the qubits of the fitted circuit, where the program's qubits are at the end. A qubit that nothing happens to is in
 * |0⟩: its Z is 1, and products with its X or Y are 0.
 */
export function placedObservable({ terms }: Observable, { physical, finalLayout }: FittedCircuit): Observable {
  const placeOf = new Map(physical.map((deviceQubit, qubit) => [deviceQubit, qubit]));
  return {
    terms: terms.flatMap(({ coefficient, paulis }) => {
      const placed = paulis.map(({ pauli, qubit }) => ({ pauli, qubit: placeOf.get(finalLayout[qubit] ?? -1) }));
      if (placed.some(({ pauli, qubit }) => qubit === undefined && pauli !== 'Z')) return [];
      const kept = placed.flatMap(({ pauli, qubit }) => (qubit === undefined ? [] : [{ pauli, qubit }]));
      return [{ coefficient, paulis: kept.sort((a, b) => a.qubit - b.qubit) }];
    }),
  };
}
