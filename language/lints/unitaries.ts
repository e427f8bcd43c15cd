/** What lints ask of the unitaries of operations, by their matrices; angles in radians. */
import type { Circuit, GateOperation } from '../circuit/circuit.ts';
import { NO_CONTEXT } from '../circuit/evaluate.ts';
import { MatrixError, type MatrixMemo, operationMatrix } from '../circuit/matrices.ts';
import { applyToRows, identity, type Matrix } from '../circuit/matrix.ts';
import { EvaluationError } from '../semantics/values.ts';

/** Larger gates are not looked at: their matrices take longer than lints may. */
const MOST_QUBITS = 4;

/** For what doubles lose. Tiny angles are not forgiven, nor ones written with few digits: they might be meant. */
const TOLERANCE = 1e-12;

/** The matrix of an operation; `undefined` where it is large, has none, or depends on what is known only in a run. */
export function operationUnitary(circuit: Circuit, operation: GateOperation, memo: MatrixMemo): Matrix | undefined {
  const isKnown = (parameter: unknown) => typeof parameter === 'number';
  if (operation.qubits.length > MOST_QUBITS || !operation.parameters.every(isKnown)) return undefined;
  if (operation.powers && !operation.powers.every(isKnown)) return undefined;
  try {
    return operationMatrix(circuit, operation, NO_CONTEXT, { memo });
  } catch (error) {
    if (error instanceof MatrixError || error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** `second` after `first` on the same qubits, of which `order[j]` is the place of the second's j-th among the first's. */
export function product(first: Matrix, second: Matrix, order: readonly number[]): Matrix {
  const result = identity(first.dimension);
  applyToRows(result, first, [...order.keys()]);
  applyToRows(result, second, order);
  return result;
}

export function isIdentity({ dimension, data }: Matrix, phaseCounts: boolean): boolean {
  const [re, im] = phaseCounts ? [1, 0] : [data[0]!, data[1]!];
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < dimension; column++) {
      const entry = 2 * (row * dimension + column);
      const [wantedRe, wantedIm] = row === column ? [re, im] : [0, 0];
      // Written so that a NaN is no identity.
      if (!(Math.abs(data[entry]! - wantedRe) < TOLERANCE && Math.abs(data[entry + 1]! - wantedIm) < TOLERANCE))
        return false;
    }
  }
  return true;
}

export function isWholeTurn(angle: unknown): boolean {
  if (typeof angle !== 'number') return false;
  const turns = angle / (2 * Math.PI);
  const whole = Math.round(turns);
  return whole === 0 ? angle === 0 : Math.abs(turns - whole) < TOLERANCE;
}
