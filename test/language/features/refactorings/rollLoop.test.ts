import assert from 'node:assert/strict';
import { codeActionsAt, expectCodeAction } from '../../markers.ts';

const head = 'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[8] q;\nbit[8] c;\n';

const roll = (statements: string, iterations: number, loop: string) =>
  expectCodeAction(`${head}<|${statements}|>`, `Roll into a loop (${iterations} iterations)`, `${head}${loop}`);

const isOffered = (source: string) => codeActionsAt(source).some(({ title }) => /^Roll/.test(title));

describe('rolling statements into a loop', () => {
  it('finds indices that grow', () => {
    roll('h q[0];\nh q[1];\nh q[2];', 3, 'for int i in [0:2] {\n  h q[i];\n}');
    roll('cx q[0], q[1];\ncx q[1], q[2];\ncx q[2], q[3];', 3, 'for int i in [0:2] {\n  cx q[i], q[i + 1];\n}');
    roll('h q[3];\nh q[2];', 2, 'for int i in [3:-1:2] {\n  h q[i];\n}');
    roll('h q[0];\nh q[2];\nh q[4];', 3, 'for int i in [0:2:4] {\n  h q[i];\n}');
    roll(
      'cx q[0], q[7];\ncx q[2], q[6];',
      2,
      'for int i in [7:-1:6] {\n  cx q[-2 * i + 14], q[i];\n}'.replace('-2 * i + 14', '14 - 2 * i'),
    );
  });

  it('finds repetitions of several statements', () => {
    roll(
      'h q[0];\nc[0] = measure q[0];\nh q[1];\nc[1] = measure q[1];',
      2,
      'for int i in [0:1] {\n  h q[i];\n  c[i] = measure q[i];\n}',
    );
    roll('x q[0];\nh q[0];\nx q[0];\nh q[0];', 2, 'for int i in [1:2] {\n  x q[0];\n  h q[0];\n}');
  });

  it('finds angles that grow, or halve', () => {
    roll('rx(0.1) q[0];\nrx(0.2) q[0];\nrx(0.3) q[0];', 3, 'for int i in [0:2] {\n  rx(0.1 * i + 0.1) q[0];\n}');
    roll(
      'cp(pi/2) q[0], q[1];\ncp(pi/4) q[0], q[2];',
      2,
      'for int i in [1:2] {\n  cp(pi/2 ** i) q[0], q[i];\n}'.replace('pi/2 ** i', 'pi/(2 * i)'),
    );
    roll(
      'cp(pi/2) q[0], q[1];\ncp(pi/4) q[0], q[2];\ncp(pi/8) q[0], q[3];',
      3,
      'for int i in [1:3] {\n  cp(pi/2 ** i) q[0], q[i];\n}',
    );
    roll('rx(2*pi) q[0];\nrx(3*pi) q[0];', 2, 'for int i in [2:3] {\n  rx(i*pi) q[0];\n}');
  });

  it('stays in its line, and takes another variable where i is in use', () => {
    roll('h q[0]; h q[1];', 2, 'for int i in [0:1] { h q[i]; }'.replace('{ ', '{\n  ').replace(' }', '\n}'));
    expectCodeAction(
      `${head}for int i in [0:1] {\n  <|rx(i) q[0];\n  rx(i) q[1];|>\n}`,
      'Roll into a loop (2 iterations)',
      `${head}for int i in [0:1] {\n  for int j in [0:1] {\n    rx(i) q[j];\n  }\n}`,
    );
  });

  it('is not offered where statements differ otherwise', () => {
    assert.ok(isOffered(`${head}<|h q[0]; h q[1];|>`));
    assert.ok(!isOffered(`${head}<|h q[0]; x q[1];|>`), 'another gate');
    assert.ok(!isOffered(`${head}<|h q[0]; h q[1]; h q[3];|>`), 'another step');
    assert.ok(!isOffered(`${head}<|h q[0]; // one\nh q[1];|>`), 'a comment that would be lost');
    assert.ok(!isOffered(`${head}<|ctrl(1) @ x q[0], q[1]; ctrl(2) @ x q[0], q[1], q[2];|>`), 'a number of controls');
    assert.ok(
      !isOffered(`OPENQASM 2.0; include "qelib1.inc"; qreg q[2]; <|h q[0]; h q[1];|>`),
      'no loops in OpenQASM 2',
    );
  });
});
