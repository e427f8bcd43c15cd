import assert from 'node:assert/strict';
import { codeActionsAt, expectCodeAction } from '../../markers.ts';

const head = 'OPENQASM 3.0;\ninclude "stdgates.inc";\nconst uint n = 3;\nqubit[n] q;\nbit[n] c;\n';

const isOffered = (source: string) => codeActionsAt(source).some(({ title }) => /^Unroll/.test(title));

describe('unrolling a loop', () => {
  it('writes each iteration, and computes indices', () => {
    expectCodeAction(
      `${head}<|>for uint i in [1:n - 1] {\n  // step\n  cx q[i - 1], q[i];\n  rx(pi / i) q[n - i];\n}\n`,
      'Unroll the loop (2 iterations)',
      `${head}// step\ncx q[0], q[1];\nrx(pi / 1) q[2];\n// step\ncx q[1], q[2];\nrx(pi / 2) q[1];\n`,
    );
  });

  it('keeps names where they say more, and parentheses where they are needed', () => {
    expectCodeAction(
      `${head}<|>for int i in [-1:0] { rx(2 * i + pi / (i + 2) - i * n) q[0]; }`,
      'Unroll the loop (2 iterations)',
      `${head}rx((-2) + pi / 1 - (-1) * n) q[0];\nrx(0 + pi / 2 - 0 * n) q[0];`,
    );
  });

  it('takes steps, sets and single statements', () => {
    expectCodeAction(
      `${head}<|>for int i in [2:-2:0] h q[i];`,
      'Unroll the loop (2 iterations)',
      `${head}h q[2];\nh q[0];`,
    );
    expectCodeAction(
      `${head}<|>for int i in {0, n - 1} { c[i] = measure q[i]; }`,
      'Unroll the loop (2 iterations)',
      `${head}c[0] = measure q[0];\nc[2] = measure q[2];`,
    );
  });

  it('gives each iteration a scope where it declares something', () => {
    expectCodeAction(
      `${head}<|>for int i in [0:1] {\n  bit b = measure q[i];\n}`,
      'Unroll the loop (2 iterations)',
      `${head}{\n  bit b = measure q[0];\n}\n{\n  bit b = measure q[1];\n}`,
    );
  });

  it('leaves loops within alone', () => {
    expectCodeAction(
      `${head}<|>for int i in [0:1] {\n  for int j in [i:2] {\n    h q[j];\n  }\n}`,
      'Unroll the loop (2 iterations)',
      `${head}for int j in [0:2] {\n  h q[j];\n}\nfor int j in [1:2] {\n  h q[j];\n}`,
    );
  });

  it('is not offered where the iterations are not known or not alike', () => {
    assert.ok(isOffered(`${head}<|>for int i in [0:2] { h q[i]; }`));
    assert.ok(!isOffered(`${head}int m = 2; <|>for int i in [0:m] { h q[i]; }`), 'a variable');
    assert.ok(!isOffered(`${head}<|>for int i in [0:2] { if (c[i]) { break; } }`), 'left early');
    assert.ok(!isOffered(`${head}<|>for int i in [0:2] { bit b = i[0]; }`), 'a bit of the variable');
    assert.ok(!isOffered(`${head}<|>for float f in {0.5, 1} { rx(f) q[0]; }`), 'no whole numbers');
    assert.ok(!isOffered(`${head}<|>for int i in [0:100000] { h q[0]; }`), 'too many');
  });
});
