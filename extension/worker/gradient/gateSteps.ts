/** A circuit as a list of unitaries, with the derivative of each by the inputs it depends on. */
import type { Circuit, GateOperation, Operation } from '../../../language/circuit/circuit.ts';
import { DerivativeError, derivatives } from '../../../language/circuit/derivative.ts';
import { type EvaluationContext, evaluateParameter } from '../../../language/circuit/evaluate.ts';
import { expandOperation } from '../../../language/circuit/expand.ts';
import { controlledOperation, type MatrixMemo } from '../../../language/circuit/matrices.ts';
import { add, controlled, type Matrix, scale } from '../../../language/circuit/matrix.ts';
import { JobError } from '../errors.ts';
import { FOUR_TERMS } from './shiftRule.ts';

/** A unitary on `qubits`, the first the least significant bit of its index. */
export interface GateStep {
  readonly unitary: Matrix;
  readonly qubits: readonly number[];
  /** By variable of the circuit. */
  readonly derivatives: readonly { readonly variable: number; readonly matrix: Matrix }[];
}

/**
 * The circuit's gates, each parameter at the value that `context` gives it. A parameter of a gate of the program is one
 * of the gates in its body.
 *
 * @throws {JobError} where the circuit is no unitary, or an angle has no derivative
 */
export function gateSteps(
  circuit: Circuit,
  operations: readonly Operation[],
  context: EvaluationContext,
): readonly GateStep[] {
  const memo: MatrixMemo = new Map();
  return parametricGates(circuit, operations).map((operation) => {
    const unitaryAt = (parameters: readonly number[]) => {
      const known = { ...operation, parameters };
      const { states, matrix } = controlledOperation(circuit, known, context, { memo });
      return controlled(matrix, states);
    };
    const values = operation.parameters.map((parameter) => evaluateParameter(parameter, context));
    const byVariable = new Map<number, Matrix>();
    operation.parameters.forEach((parameter, index) => {
      for (const [variable, slope] of derivativesAt(operation, parameter, context)) {
        const own = FOUR_TERMS.map(({ by, factor }) =>
          scale([slope * factor, 0], unitaryAt(replaceAt(values, index, values[index]! + by))),
        );
        const before = byVariable.get(variable);
        byVariable.set(variable, [...own, ...(before ? [before] : [])].reduce(add));
      }
    });
    return {
      unitary: unitaryAt(values),
      qubits: operation.qubits,
      derivatives: [...byVariable].map(([variable, matrix]) => ({ variable, matrix })),
    };
  });
}

/**
 * The gates of a circuit in which every parameter that depends on inputs is one of a standard gate or a primitive:
 * others are taken apart.
 */
export function parametricGates(circuit: Circuit, operations: readonly Operation[]): readonly GateOperation[] {
  return operations.flatMap((operation): readonly GateOperation[] => {
    switch (operation.kind) {
      case 'gate': {
        const { standard } = circuit.gates[operation.gate]!;
        const isOpen = operation.parameters.some((parameter) => typeof parameter !== 'number');
        const isPower = operation.powers?.some((exponent) => exponent !== -1);
        if ((standard || !isOpen) && operation.qubits.length <= 3 && !(isOpen && isPower)) return [operation];
        const expanded = expandOperation(circuit, operation);
        if (expanded) return parametricGates(circuit, expanded);
        if (!isOpen) return [operation];
        throw new JobError('The gradient by an angle under this modifier is not known.', operation);
      }
      case 'box':
        return parametricGates(circuit, operation.body);
      case 'barrier':
      case 'nop':
      case 'delay':
        return [];
      default:
        throw new JobError(
          `'${operation.kind}' has no gradient: the circuit must be made of gates, with measurements at its end.`,
          operation,
        );
    }
  });
}

/** @throws {JobError} at the gate whose angle has none */
export function derivativesAt(
  operation: GateOperation,
  parameter: GateOperation['parameters'][number],
  context: EvaluationContext,
): ReadonlyMap<number, number> {
  try {
    return derivatives(parameter, context);
  } catch (error) {
    if (error instanceof DerivativeError) throw new JobError(error.message, operation);
    throw error;
  }
}

/** A copy of a list with one item replaced. */
export const replaceAt = <Item>(list: readonly Item[], index: number, item: Item): Item[] =>
  list.map((old, at) => (at === index ? item : old));
