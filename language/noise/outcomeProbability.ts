/** How likely a qubit of a small circuit is read as 1, without noise. */
import type { Circuit, GateOperation } from '../circuit/circuit.ts';
import { NO_CONTEXT } from '../circuit/evaluate.ts';
import { lightCone } from '../circuit/lightCone.ts';
import { MatrixError, type MatrixMemo, operationMatrix } from '../circuit/matrices.ts';
import type { Matrix } from '../circuit/matrix.ts';
import { EvaluationError } from '../semantics/values.ts';

/** Larger states take too long to answer while somebody types. */
const MOST_QUBITS = 8;
const MOST_GATES = 400;

/**
 * The probability that the qubit is 1 before operation `index`; `undefined` where what it depends on is not made of gates
 * alone, or is too much.
 */
export function probabilityOfOne(circuit: Circuit, qubit: number, index: number): number | undefined {
  const cone = lightCone(circuit.operations.slice(0, index), [qubit]);
  const gates = cone.filter((operation): operation is GateOperation => operation.kind === 'gate');
  const bits = new Map<number, number>([[qubit, 0]]);
  for (const { qubits } of gates) for (const other of qubits) if (!bits.has(other)) bits.set(other, bits.size);
  if (gates.length < cone.length || gates.length > MOST_GATES || bits.size > MOST_QUBITS) return undefined;
  const state = new Float64Array(2 ** (bits.size + 1));
  state[0] = 1;
  const memo: MatrixMemo = new Map();
  try {
    for (const gate of gates) {
      const targets = gate.qubits.map((other) => bits.get(other)!);
      applyToState(state, operationMatrix(circuit, gate, NO_CONTEXT, { memo }), targets);
    }
  } catch (error) {
    if (error instanceof MatrixError || error instanceof EvaluationError) return undefined;
    throw error;
  }
  let probability = 0;
  for (let entry = 1; 2 * entry < state.length; entry += 2) {
    probability += state[2 * entry]! ** 2 + state[2 * entry + 1]! ** 2;
  }
  return probability;
}

/** `targets[j]` is the bit of the state's index that is bit j of the matrix's. */
function applyToState(state: Float64Array, { dimension, data }: Matrix, targets: readonly number[]): void {
  const offsets = Array.from({ length: dimension }, (_, index) =>
    targets.reduce((offset, target, bit) => offset | (((index >> bit) & 1) << target), 0),
  );
  const mask = offsets.at(-1)!;
  const gathered = new Float64Array(2 * dimension);
  for (let base = 0; 2 * base < state.length; base++) {
    if ((base & mask) !== 0) continue;
    offsets.forEach((offset, index) => {
      gathered[2 * index] = state[2 * (base | offset)]!;
      gathered[2 * index + 1] = state[2 * (base | offset) + 1]!;
    });
    offsets.forEach((offset, row) => {
      let [re, im] = [0, 0];
      for (let column = 0; column < dimension; column++) {
        const [a, b] = [data[2 * (row * dimension + column)]!, data[2 * (row * dimension + column) + 1]!];
        re += a * gathered[2 * column]! - b * gathered[2 * column + 1]!;
        im += a * gathered[2 * column + 1]! + b * gathered[2 * column]!;
      }
      state[2 * (base | offset)] = re;
      state[2 * (base | offset) + 1] = im;
    });
  }
}
