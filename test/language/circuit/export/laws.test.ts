// What all conversions to OpenQASM must keep: the unitary, and the circuit where nothing has to change.
import assert from 'node:assert/strict';
import { exportCircuit } from '../../../../language/circuit/export/exportCircuit.ts';
import type { ExportTarget } from '../../../../language/circuit/export/targets.ts';
import type { Matrix } from '../../../../language/circuit/matrix.ts';
import { gatePrograms, randomPrograms } from '../../../conformance/material/generatedPrograms.ts';
import { circuitOf, unitaryOf } from '../circuits.ts';
import { textOf } from './exports.ts';

/** |tr(A†B)| is the dimension where A and B are unitary and equal up to a phase. */
function assertSameUnitary(a: Matrix, b: Matrix, message: string): void {
  assert.equal(a.dimension, b.dimension, message);
  let [re, im] = [0, 0];
  for (let index = 0; index < a.data.length; index += 2) {
    re += a.data[index]! * b.data[index]! + a.data[index + 1]! * b.data[index + 1]!;
    im += a.data[index]! * b.data[index + 1]! - a.data[index + 1]! * b.data[index]!;
  }
  assert.ok(Math.abs(Math.hypot(re, im) / a.dimension - 1) < 1e-9, message);
}

describe('conversion to OpenQASM', () => {
  const programs = [...gatePrograms().filter(({ name }) => !/c4x|c3|rc3x/.test(name)), ...randomPrograms(30)];

  for (const target of ['qasm2', 'qasm3'] as const satisfies readonly ExportTarget[]) {
    it(`keeps the unitary of all standard gates, modifiers and random circuits in ${target}`, () => {
      let converted = 0;
      for (const { name, text } of programs) {
        const circuit = circuitOf(text);
        const result = exportCircuit(circuit, target);
        if (result.kind === 'refused') continue;
        converted++;
        assertSameUnitary(unitaryOf(circuit), unitaryOf(circuitOf(result.text)), `${name}\n${result.text}`);
      }
      assert.ok(converted > programs.length - 5, `${programs.length - converted} were refused`);
    });

    it(`converts ${target} to itself without a change`, () => {
      for (const { text } of programs.slice(-30)) {
        const once = textOf(target, text);
        assert.equal(textOf(target, once), once);
      }
    });
  }
});
