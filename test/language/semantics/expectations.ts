/** Tables of programs for the tests of the semantics: which are clean, and what is wrong with the others. */
import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { diagnosticCodes } from '../../../language/diagnosticCodes.ts';
import { marked } from '../markers.ts';

const HEADER = 'OPENQASM 3.1; include "stdgates.inc"; ';

/** One test for a group of programs in OpenQASM 3, with the standard library, that have nothing to report but hints and lints. */
export function clean(title: string, programs: readonly string[]): void {
  it(title, () => {
    for (const program of programs) expectCode(HEADER + program, '');
  });
}

/** One test for a group of programs in which each marked range has a diagnostic with this code, and nothing else has. */
export function faulty(title: string, code: string, programs: readonly string[]): void {
  it(`${title}: ${code}`, () => {
    for (const program of programs) {
      assert.ok(program.includes('<|'), `nothing is marked in ${program}`);
      expectCode(HEADER + program, code);
    }
  });
}

/** The diagnostics of a program, hints and lints left out, are those of the marked ranges, each with this code. */
export function expectCode(source: string, code: string): void {
  const { text, ranges } = marked(source);
  const show = (what: string, start: number, end: number): string => `${what}: ${text.slice(start, end)} (${start})`;
  const actual = compile('file:///test.qasm', text)
    .diagnostics.filter(({ code, severity }) => severity !== 'hint' && diagnosticCodes.get(code)?.category !== 'lint')
    .map((diagnostic) => show(diagnostic.code, diagnostic.start, diagnostic.end));
  const expected = ranges.map(({ start, end }) => show(code, start, end));
  assert.deepEqual(actual, expected, source);
}
