import assert from 'node:assert/strict';
import { refusalsOf, textOf } from './exports.ts';

describe('a circuit in OpenQASM 3', () => {
  it('keeps names, modifiers, definitions, inputs and control flow', () => {
    const program = `OPENQASM 3.1;
include "stdgates.inc";
gate tilt(a) q, r {
  rx(a / 2) q;
  ctrl @ s q, r;
}
input float theta;
int n;
qubit[2] q;
qubit lone;
bit[2] c;
tilt(theta) q[0], q[1];
negctrl @ inv @ tilt(pi/3) lone, q[0], q[1];
ctrl(2) @ gphase(pi/4) q[0], q[1];
pow(0.5) @ h lone;
barrier q[0], q[1];
delay[100ns] q[0];
c[0] = measure q[0];
n = int(c[0]);
if (c == "01") {
  x lone;
} else {
  z lone;
}
while (c[0]) {
  c[0] = measure q[0];
  if (n < 1) {
    break;
  }
}
switch (n) {
  case 1, 2 {
    x lone;
  }
  default {
    reset lone;
  }
}
`;
    assert.equal(textOf('qasm3', program), program);
  });

  it('defines what only qelib1.inc has', () => {
    assert.equal(
      textOf(
        'qasm3',
        'OPENQASM 2.0; include "qelib1.inc"; qreg q[2]; creg c[2]; sxdg q[0]; u3(1, 2, 3) q[1]; if (c == 1) x q[0];',
      ),
      `OPENQASM 3.0;
include "stdgates.inc";
gate sxdg a {
  inv @ sx a;
}
qubit[2] q;
bit[2] c;
sxdg q[0];
u3(1, 2, 3) q[1];
if (c == 1) {
  x q[0];
}
`,
    );
  });

  it('makes up for the phase of u3 where a control shows it', () => {
    const text = textOf('qasm3', 'OPENQASM 3.0; include "qelib1.inc"; qubit[2] q; ctrl @ u3(1, 2, 3) q[0], q[1];');
    assert.match(
      text,
      /gate u\(a, b, c\) q \{\n {2}gphase\(-a \/ 2\);\n {2}U\(a, b, c\) q;\n\}\nqubit\[2\] q;\nctrl @ u\(1, 2, 3\)/,
    );
  });

  it('unrolls loops and calls whose operations are known', () => {
    assert.match(textOf('qasm3', 'qubit[2] q; for int i in [0:1] { h q[i]; }'), /\nh q\[0\];\nh q\[1\];\n$/);
  });

  it('keeps bits of inner scopes out of the result', () => {
    const text = textOf(
      'qasm3',
      'qubit q; bit c; for int i in [0:1] { bit w = measure q; if (w) x q; } c = measure q;',
    );
    assert.match(text, /output bit c;\nbit w;\n/);
  });

  it('refuses opaque gates, at their place', () => {
    const program = 'extern f(float) -> float; qubit q; float a = f(1.0); rx(a) q;';
    assert.match(refusalsOf('qasm3', program)[0]?.[1] ?? '', /^OpenQASM 3 cannot express this: /);
  });
});
