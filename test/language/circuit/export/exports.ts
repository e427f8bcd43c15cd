/** Conversions for tests, from the text of programs. */
import assert from 'node:assert/strict';
import { exportCircuit } from '../../../../language/circuit/export/exportCircuit.ts';
import type { ExportTarget } from '../../../../language/circuit/export/targets.ts';
import { circuitOf } from '../circuits.ts';

/** The program in the language of the target. Programs without a version of their own get stdgates.inc. */
export function textOf(target: ExportTarget, program: string): string {
  const result = exportCircuit(circuitOf(program), target);
  assert.equal(result.kind, 'text', result.kind === 'refused' ? result.problems[0]?.message : '');
  return result.kind === 'text' ? result.text : '';
}

/** Lines of the converted program that come after the one that holds `mark`. */
export function linesAfter(mark: string, target: ExportTarget, program: string): string[] {
  const lines = textOf(target, program).trimEnd().split('\n');
  const at = lines.findIndex((line) => line.includes(mark));
  assert.notEqual(at, -1, `no line holds ${mark}`);
  return lines.slice(at + 1);
}

/** What the target cannot express: the text it is about and the message. */
export function refusalsOf(target: ExportTarget, program: string): [text: string, message: string][] {
  const text = `OPENQASM 3.0; include "stdgates.inc"; ${program}`;
  const result = exportCircuit(circuitOf(text), target);
  assert.equal(result.kind, 'refused');
  return result.kind === 'refused'
    ? result.problems.map(({ start, end, message }) => [text.slice(start, end), message])
    : [];
}
