/** Circuits for tests, from their text. */
import assert from 'node:assert/strict';
import { allOperations } from '../../../language/circuit/blocks.ts';
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../language/circuit/evaluate.ts';
import { controlledOperation } from '../../../language/circuit/matrices.ts';
import { applyToRows, controlled, identity, type Matrix } from '../../../language/circuit/matrix.ts';
import { compile } from '../../../language/compile.ts';

/** The circuit of a program without errors. Programs without a version of their own get stdgates.inc. */
export function circuitOf(text: string): Circuit {
  const program = text.includes('OPENQASM') ? text : `OPENQASM 3.0; include "stdgates.inc"; ${text}`;
  const { circuit, diagnostics } = compile('file:///test.qasm', program);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  assert.deepEqual(errors, [], program);
  return circuit;
}

/** Index of the gate `name` in a circuit that uses it. */
export function gateIndex(circuit: Circuit, name: string): number {
  const index = circuit.gates.findIndex((gate) => gate.name === name);
  assert.notEqual(index, -1, `${name} is not in use`);
  return index;
}

/** The product of all gates of a circuit that holds nothing else; inputs have the values `inputOf` gives. */
export function unitaryOf(circuit: Circuit, inputOf: (variable: number) => number = () => Number.NaN): Matrix {
  const product = identity(2 ** circuit.qubitCount);
  const context = { ...NO_CONTEXT, variable: inputOf };
  for (const operation of allOperations(circuit.operations)) {
    if (operation.kind !== 'gate') continue;
    const { states, matrix } = controlledOperation(circuit, operation, context, {});
    applyToRows(product, controlled(matrix, states), operation.qubits);
  }
  return product;
}
