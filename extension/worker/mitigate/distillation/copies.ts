/** A circuit several times over, on qubits of their own. */
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';

/** Copy number k of qubit q is qubit q + k · qubitCount; `more` qubits come behind all of them. */
export function copiesOf(circuit: Circuit, copies: number, more = 0): Circuit {
  const { qubitCount, operations } = circuit;
  const total = copies * qubitCount + more;
  return {
    ...circuit,
    qubitCount: total,
    qubits: [{ name: 'q', start: 0, size: total, scalar: false, span: { start: 0, end: 0 } }],
    operations: Array.from({ length: copies }, (_, copy) =>
      operations.map((operation) => moved(operation, copy * qubitCount)),
    ).flat(),
  };
}

function moved(operation: Operation, by: number): Operation {
  if (by === 0) return operation;
  if (operation.kind === 'reset') return { ...operation, qubit: operation.qubit + by };
  if (!('qubits' in operation)) return operation;
  return { ...operation, qubits: operation.qubits.map((qubit) => qubit + by) };
}
