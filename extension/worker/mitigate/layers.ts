/** A circuit as layers: what can happen at the same time. */
import type { Circuit, Operation } from '../../../language/circuit/circuit.ts';
import { scheduleMoments } from '../../../language/circuit/moments.ts';

/** The operations by moment, each in the order of the circuit. Barriers stand first in the moment behind them. */
export function layersOf({ operations }: Circuit): readonly (readonly Operation[])[] {
  const { moments, depth } = scheduleMoments(operations);
  const layers = Array.from({ length: depth + 1 }, (): Operation[] => []);
  operations.forEach((operation, index) => {
    if (operation.kind === 'barrier') layers[moments[index]!]!.push(operation);
  });
  operations.forEach((operation, index) => {
    if (operation.kind !== 'barrier') layers[moments[index]!]!.push(operation);
  });
  return layers.filter(({ length }) => length > 0);
}

/** Holds the qubits of a layer together, so that what follows waits for all of it. */
export function barrierOn(qubits: readonly number[], inserted: string): Operation {
  return { kind: 'barrier', qubits, inserted, start: 0, end: 0 };
}

export function qubitsOf(operations: readonly Operation[]): readonly number[] {
  return [...new Set(operations.flatMap((operation) => ('qubits' in operation ? operation.qubits : [])))].sort(
    (a, b) => a - b,
  );
}
