import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';

/** The messages about the version. */
const messages = (text: string) =>
  compile('file:///test.qasm', text)
    .diagnostics.filter(({ code }) => code === 'missing-version')
    .map(({ message, start, end }) => `${text.slice(start, end)} ${message}`);

describe('missing-version', () => {
  it('is about the first statement', () => {
    const [message, ...others] = messages('// A comment.\nqubit q;\nU(0, 0, pi) q;');
    assert.match(message ?? '', /^qubit q; .* 'OPENQASM 3.0;'/);
    assert.deepEqual(others, []);
  });
  it('takes what includes qelib1.inc for OpenQASM 2', () => {
    assert.match(messages('include "qelib1.inc"; qreg q[1]; h q;')[0] ?? '', /'OPENQASM 2.0;'/);
  });
  it('leaves programs with a version alone, and files that only define names', () => {
    assert.deepEqual(messages('OPENQASM 3.1; qubit q;'), []);
    assert.deepEqual(messages('const int n = 2; gate g a { U(0, 0, n) a; }'), []);
    assert.deepEqual(messages(''), []);
  });
});
