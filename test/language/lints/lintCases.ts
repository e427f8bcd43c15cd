/** Tests of a lint as a table: programs in which it finds the marked ranges, and programs in which it finds nothing. */
import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import type { DiagnosticCode } from '../../../language/diagnosticCodes.ts';
import { marked } from '../markers.ts';

const uri = 'file:///folder/test.qasm';
const header = 'OPENQASM 3.0; include "stdgates.inc"; ';

/** By sentence. Programs without a version are OpenQASM 3 with the standard gates. */
export type Programs = Readonly<Record<string, string | readonly string[]>>;

/** The marked ranges are those of the diagnostics of this code, in order of place; other codes do not matter. */
export function expectFindings(code: DiagnosticCode, source: string): void {
  const { text, ranges } = marked(source.includes('OPENQASM') ? source : header + source);
  const findings = compile(uri, text).diagnostics.filter((diagnostic) => diagnostic.code === code);
  const shown = ({ start, end }: { start: number; end: number }) => `${text.slice(start, end)} (${start})`;
  assert.deepEqual(findings.map(shown), ranges.map(shown), source);
}

/** Tests that `code` is reported in the first programs, in each at least once, and not in the others. */
export function lintCases(code: DiagnosticCode, finds: Programs, leavesAlone: Programs): void {
  describe(code, () => {
    for (const [sentence, programs] of Object.entries(finds)) {
      it(`finds ${sentence}`, () => {
        for (const program of [programs].flat()) {
          assert.ok(program.includes('<|'), 'nothing is marked');
          expectFindings(code, program);
        }
      });
    }
    for (const [sentence, programs] of Object.entries(leavesAlone)) {
      it(`leaves ${sentence} alone`, () => {
        for (const program of [programs].flat()) {
          assert.ok(!program.includes('<|'), 'something is marked');
          expectFindings(code, program);
        }
      });
    }
  });
}
