/** Circuits for the tests of the views, from program text. */
import assert from 'node:assert/strict';
import type { Circuit } from '../../language/circuit/circuit.ts';
import { compile } from '../../language/compile.ts';

/** The circuit of an OpenQASM 3 program without its first lines; the program must have no errors. */
export function circuitOf(program: string): Circuit {
  const text = /OPENQASM/.test(program) ? program : `OPENQASM 3.0;\ninclude "stdgates.inc";\n${program}`;
  const { circuit, diagnostics } = compile('file:///test.qasm', text);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, [], `${text}\n${errors.map(({ message }) => message).join('\n')}`);
  return circuit;
}

/** A picture in a template: without its first line feed and its indentation. */
export function picture(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}
