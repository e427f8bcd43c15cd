import assert from 'node:assert/strict';
import { refusalsOf, textOf } from './exports.ts';

const body = (program: string) =>
  textOf('stim', program)
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('#'));

describe('a circuit in Stim', () => {
  it('says which qubits a register has, and which bit a measurement goes into', () => {
    assert.equal(
      textOf('stim', 'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c[1] = measure q[0]; reset q[0]; barrier q;'),
      '# q is qubits 0 to 1\nH 0\nCX 0 1\nM 0 # c[1]\nR 0\nTICK\n',
    );
  });

  it('finds Clifford gates under any name', () => {
    assert.deepEqual(body('qubit q; rz(pi / 2) q;'), ['S 0']);
    assert.deepEqual(body('qubit q; U(pi / 2, 0, 0) q;'), ['SQRT_Y 0']);
    assert.deepEqual(body('qubit q; pow(0.5) @ x q;'), ['SQRT_X 0']);
    assert.deepEqual(body('qubit[2] q; ctrl @ p(pi) q[0], q[1]; ctrl @ U(0, 0, pi) q[0], q[1];'), ['CZ 0 1', 'CZ 0 1']);
  });

  it('replaces gates of the user by their bodies', () => {
    assert.deepEqual(body('gate bell a, b { h a; cx a, b; } qubit[2] q; inv @ bell q[0], q[1];'), ['CX 0 1', 'H 0']);
  });

  it('writes Pauli gates on a condition as feedback from the record', () => {
    assert.deepEqual(
      body(
        'qubit[3] q; bit[2] c; c[0] = measure q[0]; c[1] = measure q[1]; if (c[0]) x q[2]; if (c[0] == c[1]) z q[2];',
      ),
      ['M 0 # c[0]', 'M 1 # c[1]', 'CX rec[-2] 2', 'Z 2', 'CZ rec[-2] 2', 'CZ rec[-1] 2'],
    );
  });

  it('refuses what is no Clifford gate, at its place', () => {
    assert.deepEqual(refusalsOf('stim', 'qubit[3] q; h q[0]; t q[0]; ccx q[0], q[1], q[2];'), [
      ['t q[0];', 'Stim cannot express this gate: it is no Clifford gate.'],
      ['ccx q[0], q[1], q[2];', 'Stim cannot express this gate: it is no Clifford gate.'],
    ]);
  });
});
