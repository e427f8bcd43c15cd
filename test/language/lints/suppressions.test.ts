import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import type { LintRules } from '../../../language/lints/levels.ts';

/** All diagnostics as `code: text`, in order of place. */
function found(lines: readonly string[], lintRules: LintRules = {}): readonly string[] {
  const text = ['OPENQASM 3.0;', 'include "stdgates.inc";', ...lines].join('\n');
  return compile('file:///test.qasm', text, { lintRules }).diagnostics.map(
    ({ code, start, end }) => `${code}: ${text.slice(start, end)}`,
  );
}

describe('a comment that ignores', () => {
  it('is about its line where it stands behind something', () => {
    assert.deepEqual(found(['qubit a; // ketlab-ignore unused-qubit', 'qubit b;']), ['unused-qubit: b']);
    assert.deepEqual(found(['qubit a; /* ketlab-ignore unused-qubit */ qubit b;']), ['unused-qubit: b']);
  });
  it('is about the next statement where it stands alone', () => {
    assert.deepEqual(found(['// ketlab-ignore unused-qubit', '', 'qubit a;', 'qubit b;']), ['unused-qubit: b']);
    assert.deepEqual(
      found(['qubit q;', '// ketlab-ignore unused-parameter', 'gate g(a) b {', '  h b;', '}', 'g(1) q;']),
      [],
    );
    assert.deepEqual(
      found(['qubit q;', 'gate g a {', '  x a;', '  // ketlab-ignore cancelling-gates', '  x a;', '}', 'g q;']),
      [],
    );
  });
  it('may be about a part of what another one is about', () => {
    const ignore = '// ketlab-ignore unused-variable';
    const body = ['def f() {', `  int a; ${ignore}`, '  int b;', '}', 'f();'];
    assert.deepEqual(found(body), ['unused-variable: b']);
    assert.deepEqual(found([ignore, ...body]), []);
  });
  it('is about the whole text where it says so', () => {
    assert.deepEqual(found(['qubit a;', 'qubit b;', '// ketlab-ignore-file unused-qubit']), []);
  });
  it('takes several codes, and may say why', () => {
    const text = ['qubit a; bit b; int c; // ketlab-ignore unused-qubit, unused-bit unused-variable -- for later'];
    assert.deepEqual(found(text), []);
  });
  it('must name codes that there are', () => {
    assert.deepEqual(found(['// ketlab-ignore']), ['invalid-suppression: ketlab-ignore']);
    assert.deepEqual(found(['qubit a; // ketlab-ignore unused-qbit']), [
      'unused-qubit: a',
      'invalid-suppression: unused-qbit',
    ]);
  });
  it('cannot make legal what is not', () => {
    assert.deepEqual(found(['h q; // ketlab-ignore unknown-name']), [
      'unknown-name: q',
      'invalid-suppression: unknown-name',
    ]);
  });
  it('is reported where it ignores nothing, unless there are errors or the lint is off', () => {
    const text = ['qubit a; // ketlab-ignore unused-qubit', 'h a;'];
    assert.deepEqual(found(text), ['unused-suppression: unused-qubit']);
    assert.deepEqual(found(text, { 'unused-qubit': 'off' }), []);
    assert.deepEqual(found([...text, 'h b;']), ['unknown-name: b']);
  });
  it('is a comment: elsewhere, the word means nothing', () => {
    assert.deepEqual(found(['// see ketlab-ignore unused-qubit', 'pragma ketlab-ignore unused-qubit']), []);
    assert.deepEqual(found(['// ketlab-ignored', '// ketlab-ignore-files a']), []);
  });
});

describe('the rules of a user', () => {
  const severities = (lintRules: LintRules, text = 'OPENQASM 3.0; qubit q; nothing;') =>
    compile('file:///test.qasm', text, { lintRules }).diagnostics.map(({ code, severity }) => `${code} ${severity}`);

  it('set how severe a code is, or switch it off', () => {
    const text = 'OPENQASM 3.0; qubit q;';
    assert.deepEqual(severities({}, text), ['unused-qubit hint']);
    assert.deepEqual(severities({ 'unused-qubit': 'info' }, text), ['unused-qubit information']);
    assert.deepEqual(severities({ 'unused-qubit': 'error' }, text), ['unused-qubit error']);
    assert.deepEqual(severities({ 'unused-qubit': 'off' }, text), []);
  });
  it('cannot make legal what is not', () => {
    assert.deepEqual(severities({ 'unknown-name': 'off', 'unused-qubit': 'off' }), ['unknown-name error']);
    const constant = 'OPENQASM 3.0; const int n = 2.5; // ketlab-ignore lossy-conversion';
    assert.deepEqual(severities({ 'lossy-conversion': 'off' }, constant), ['lossy-conversion error']);
  });
});
