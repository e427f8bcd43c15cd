/** The operations of a pure circuit made ready to act on states. */

import type { GateOperation } from '../../../language/circuit/circuit.ts';
import { type EvaluationContext, NO_CONTEXT } from '../../../language/circuit/evaluate.ts';
import { expandOperation } from '../../../language/circuit/expand.ts';
import { controlledOperation, MatrixError, type MatrixMemo } from '../../../language/circuit/matrices.ts';
import { adjoint, type Matrix } from '../../../language/circuit/matrix.ts';
import { ChannelError } from '../../../language/noise/channel.ts';
import { EvaluationError, type Value } from '../../../language/semantics/values.ts';
import { JobError } from '../errors.ts';
import { type NoiseChannel, noiseChannel } from '../simulate/noiseChannel.ts';
import type { PureCircuit } from './pureCircuit.ts';

export interface GateStep {
  readonly kind: 'gate';
  readonly unitary: Matrix;
  readonly targets: readonly number[];
  readonly controls: readonly number[];
  readonly states: readonly (0 | 1)[];
}

/** A place where noise happens. */
export interface Location {
  readonly kind: 'noise';
  /** Index into the operations of the circuit that the attribution is about. */
  readonly operation: number;
  readonly channel: NoiseChannel;
  readonly qubits: readonly number[];
}

export type Step = GateStep | Location;

/**
 * @param variables the circuit's inputs, by index
 * @param largestGate gates on more qubits are taken apart where they can be
 * @throws {JobError} at the operation that is neither a unitary nor a channel
 */
export function stepsOf(
  { circuit, origins }: PureCircuit,
  variables: readonly (Value | undefined)[],
  largestGate: number,
): readonly Step[] {
  const memo: MatrixMemo = new Map();
  const context: EvaluationContext = { ...NO_CONTEXT, variable: (index) => variables[index] };
  const gate = (operation: GateOperation): readonly GateStep[] => {
    const expanded = operation.qubits.length > largestGate ? expandOperation(circuit, operation) : undefined;
    if (expanded) return expanded.flatMap((inner) => (inner.kind === 'gate' ? gate(inner) : []));
    const { states, matrix } = controlledOperation(circuit, operation, context, { memo });
    const { qubits } = operation;
    const [controls, targets] = [qubits.slice(0, states.length), qubits.slice(states.length)];
    return [{ kind: 'gate', unitary: matrix, targets, controls, states }];
  };
  return circuit.operations.flatMap((operation, index): readonly Step[] => {
    try {
      if (operation.kind === 'gate') return gate(operation);
      const channel = noiseChannel(operation.channel);
      return [{ kind: 'noise', operation: origins[index]!, channel, qubits: operation.qubits }];
    } catch (error) {
      const isOfCircuit = error instanceof EvaluationError || error instanceof MatrixError;
      if (isOfCircuit || error instanceof ChannelError) throw new JobError(error.message, operation);
      throw error;
    }
  });
}

/** The gate that takes another back; the same one for the same unitary. */
export function inverse(step: GateStep): GateStep {
  let unitary = inverses.get(step.unitary);
  if (!unitary) {
    unitary = adjoint(step.unitary);
    inverses.set(step.unitary, unitary);
  }
  return { ...step, unitary };
}

const inverses = new WeakMap<Matrix, Matrix>();
