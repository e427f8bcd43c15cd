import assert from 'node:assert/strict';
import { linesAfter, refusalsOf, textOf } from './exports.ts';

const body = (program: string) => linesAfter('qreg q', 'qasm2', program);

describe('a circuit in OpenQASM 2', () => {
  it('keeps registers and the gates of qelib1.inc by name', () => {
    assert.equal(
      textOf(
        'qasm2',
        'OPENQASM 2.0; include "qelib1.inc"; qreg q[2]; creg c[2]; u3(pi/2, 0, pi) q[0]; cu1(0.3) q[0], q[1]; measure q -> c;',
      ),
      `OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(pi/2, 0, pi) q[0];
cu1(0.3) q[0], q[1];
measure q[0] -> c[0];
measure q[1] -> c[1];
`,
    );
  });

  it('defines gates of the user, without modifiers', () => {
    assert.equal(
      textOf('qasm2', 'gate Tilt(θ) a, b { negctrl @ rx(θ / 2) a, b; inv @ s a; } qubit[2] q; Tilt(1) q[0], q[1];'),
      `OPENQASM 2.0;
include "qelib1.inc";
gate x_Tilt(theta) a, b {
  x a;
  crx(theta/2) a, b;
  x a;
  sdg a;
}
qreg q[2];
x_Tilt(1) q[0], q[1];
`,
    );
  });

  it('has opaque gates', () => {
    const program = 'OPENQASM 2.0; opaque magic(amount) a, b; qreg q[2]; magic(1) q[0], q[1];';
    assert.match(textOf('qasm2', program), /opaque magic\(amount\) a, b;\nqreg q\[2\];\nmagic\(1\) q\[0\], q\[1\];/);
  });

  it('writes a condition on some bits as one on each value of the register', () => {
    assert.deepEqual(
      body('qubit[2] q; bit[2] c; c[0] = measure q[0]; if (c[0]) x q[1]; if (c == 2) z q[1];').slice(2),
      ['if (c == 1) x q[1];', 'if (c == 3) x q[1];', 'if (c == 2) z q[1];'],
    );
  });

  it('defines gates outside of the condition they are used under', () => {
    const text = textOf('qasm2', 'gate g a { h a; } qubit q; bit c; c = measure q; if (c) g q;');
    assert.match(text, /gate g a \{\n {2}h a;\n\}/);
    assert.match(text, /if \(c == 1\) g q\[0\];/);
  });

  it('puts the body of a gate it cannot define under the condition, too', () => {
    const program = 'gate g(t) a { h a; rx(arcsin(t)) a; } qubit q; bit c; c = measure q; if (c) g(0) q;';
    assert.deepEqual(body(program).slice(2), ['if (c == 1) h q[0];', 'if (c == 1) rx(0) q[0];']);
  });

  it('says nothing of bits that are set to 0 before anything is measured', () => {
    assert.deepEqual(body('qubit q; bit[2] c = "00"; c[0] = measure q;'), ['creg c[2];', 'measure q[0] -> c[0];']);
    assert.deepEqual(refusalsOf('qasm2', 'qubit q; bit c = 1; c = measure q; c = 0;'), [
      ['bit c = 1;', 'OpenQASM 2 cannot express an assignment that happens while the circuit runs.'],
      ['c = 0;', 'OpenQASM 2 cannot express an assignment that happens while the circuit runs.'],
    ]);
  });

  it('gives outcomes that are dropped a bit, as it must', () => {
    assert.deepEqual(body('qubit q; measure q;'), ['creg dropped[1];', 'measure q[0] -> dropped[0];']);
  });

  it('refuses inputs, loops and powers of unknown matrices, at their places', () => {
    assert.deepEqual(refusalsOf('qasm2', 'input float theta; qubit q; rx(theta) q;'), [
      ['theta', "OpenQASM 2 cannot express the input 'theta'."],
    ]);
    assert.deepEqual(
      refusalsOf(
        'qasm2',
        'gate g a, b { h a; cx a, b; } qubit[2] q; bit c; while (c) { h q[0]; } pow(0.5) @ g q[0], q[1];',
      ),
      [
        ['while (c) { h q[0]; }', "OpenQASM 2 cannot express a 'while' loop."],
        [
          'pow(0.5) @ g q[0], q[1];',
          "OpenQASM 2 cannot express such a power of the gate 'g', which acts on several qubits.",
        ],
      ],
    );
  });

  it("refuses an 'if' that changes the bits it depends on, which would be tested again", () => {
    assert.deepEqual(refusalsOf('qasm2', 'qubit q; bit c; c = measure q; if (c) { c = measure q; }'), [
      ['if (c) { c = measure q; }', "OpenQASM 2 cannot express an 'if' that changes the bits it depends on."],
    ]);
  });
});
