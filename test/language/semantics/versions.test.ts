import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { expectCode, faulty } from './expectations.ts';

const OLD = 'OPENQASM 2.0; include "qelib1.inc"; qreg q[2]; creg c[2]; ';

describe('OpenQASM 2', () => {
  it('has registers, gates, measurements, conditions on registers and real arithmetic', () => {
    for (const program of [
      'U(0, 0, pi) q[0]; CX q[0], q[1]; barrier q; measure q -> c; measure q[0] -> c[1]; reset q; if (c == 1) x q[0];',
      'gate g(a, b) x, y { U(sin(a) / 2, -b ^ 2, ln(3) * sqrt(2)) x; CX x, y; } g(1, 2) q[0], q[1]; opaque o(a) x;',
      'qreg switch[2]; h switch;',
    ]) {
      expectCode(OLD + program, '');
    }
  });
  it('has no other expressions: not-in-version-2', () => {
    for (const program of [
      'h q[<|0:1|>];',
      'h q[<|-1|>];',
      'h <|$0|>;',
      'rx(<|1 % 2|>) q;',
      'rx(<|arccos|>(1)) q;',
      'if (<|c[0] == 1|>) x q[0];',
      'if (<|c > 1|>) x q[0];',
      'rx(<|true|>) q;',
      '<|for|> int i in [0:1] { h q[i]; }',
    ]) {
      expectCode(OLD + program, 'not-in-version-2');
    }
  });
  it('knows no constant but pi', () => expectCode(`${OLD}rx(<|tau|>) q;`, 'unknown-name'));
  it('writes powers as ^', () => {
    const { circuit } = compile('file:///test.qasm', `${OLD}rx(2 ^ 3) q[0];`);
    const [operation] = circuit.operations;
    assert.deepEqual(operation?.kind === 'gate' && operation.parameters, [8]);
  });
  it('has a strict library beside the extended one', () => {
    const codes = (qelib1: 'strict' | 'extended') =>
      compile('file:///test.qasm', `${OLD}swap q[0], q[1];`, { qelib1 }).diagnostics.map(({ code }) => code);
    assert.ok(codes('strict').includes('unknown-gate'));
    assert.ok(!codes('extended').includes('unknown-gate'));
  });
});

describe('OpenQASM 3', () => {
  faulty('has another name for the logarithm', 'not-in-version-3', ['float f = <|ln|>(2);']);
});
