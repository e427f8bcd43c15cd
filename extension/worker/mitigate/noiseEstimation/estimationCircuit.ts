/** A circuit with the noise of another one, that leaves all qubits at 0. */
import type { Circuit, GateOperation, Operation } from '../../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../../language/circuit/evaluate.ts';
import { controlledOperation, type MatrixMemo } from '../../../../language/circuit/matrices.ts';
import { JobError } from '../../errors.ts';
import { gateAt, withStandardGates } from '../standardGates.ts';

/**
 * Gates with angles get angles of 0, others on one qubit become identities, and gates on two qubits stay, as far as they
 * keep zeros.
 *
 * @throws {JobError} at a gate on several qubits that does not
 */
export function estimationCircuit(circuit: Circuit): Circuit {
  const whole = withStandardGates(circuit, ['id']);
  const memo: MatrixMemo = new Map();
  const operations = whole.operations.map((operation): Operation => {
    if (operation.kind !== 'gate' || operation.qubits.length === 0) return operation;
    const still: GateOperation = { ...operation, parameters: operation.parameters.map(() => 0) };
    if (keepsZeros(whole, still, memo)) return { ...still, inserted: 'noise estimation' };
    const [qubit, ...others] = operation.qubits;
    if (others.length === 0) return gateAt(whole, 'id', [qubit!], [], 'noise estimation', operation);
    const { name } = whole.gates[operation.gate]!;
    throw new JobError(
      `Noise cannot be estimated with '${name}': it does not keep qubits at 0. Write the circuit with gates such as cx or cz.`,
      operation,
    );
  });
  return { ...whole, operations };
}

/** A gate that keeps zeros and yet has no angles to be set to 0, such as a phase, stays as it is. */
function keepsZeros(circuit: Circuit, operation: GateOperation, memo: MatrixMemo): boolean {
  const { states, matrix } = controlledOperation(circuit, operation, NO_CONTEXT, { memo });
  return states.includes(1) || Math.hypot(matrix.data[0]!, matrix.data[1]!) > 1 - 1e-9;
}
