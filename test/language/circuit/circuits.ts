/** Circuits for tests, from their text. */
import assert from 'node:assert/strict';
import type { Circuit } from '../../../language/circuit/circuit.ts';
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
