/** The part of a circuit that can make a difference to what is asked of some of its qubits. */
import type { Operation } from './circuit.ts';

/**
 * The operations in the backward light cone of `qubits`, in their order: all others act on nothing that these qubits
 * have met by then, and cannot change their state. Circuits whose course depends on outcomes are returned whole.
 */
export function lightCone(operations: readonly Operation[], qubits: Iterable<number>): readonly Operation[] {
  const reached = new Set(qubits);
  const kept: Operation[] = [];
  for (const operation of [...operations].reverse()) {
    switch (operation.kind) {
      case 'gate':
      case 'channel':
        if (!operation.qubits.some((qubit) => reached.has(qubit))) break;
        for (const qubit of operation.qubits) reached.add(qubit);
        kept.push(operation);
        break;
      case 'measure':
      case 'reset':
        if (reached.has(operation.qubit)) kept.push(operation);
        break;
      case 'barrier':
      case 'nop':
      case 'delay':
      case 'confusion':
        break;
      default:
        return operations;
    }
  }
  return kept.reverse();
}
