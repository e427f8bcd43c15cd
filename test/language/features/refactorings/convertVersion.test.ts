import assert from 'node:assert/strict';
import { codeActionsAt, expectCodeAction } from '../../markers.ts';

const to3 = 'Convert to OpenQASM 3';
const to2 = 'Convert to OpenQASM 2';

describe('converting a program to the other version', () => {
  it('writes OpenQASM 2 as OpenQASM 3, and keeps comments', () => {
    expectCodeAction(
      '<|>OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[2]; // two\ncreg c[2];\nrz(1/2*pi) q[0];\nmeasure q -> c;\n',
      to3,
      'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[2] q; // two\nbit[2] c;\nrz(1.0/2*pi) q[0];\nc = measure q;\n',
    );
  });

  it('defines what stdgates.inc does not have, and renames words of OpenQASM 3', () => {
    expectCodeAction(
      '<|>OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg box[2];\nrzz(2^2) box[0], box[1];\n',
      to3,
      'OPENQASM 3.0;\ninclude "stdgates.inc";\ngate rzz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }\n' +
        'qubit[2] box_;\nrzz(2**2) box_[0], box_[1];\n',
    );
  });

  it('writes OpenQASM 3 as OpenQASM 2 where that can say the same', () => {
    expectCodeAction(
      '<|>OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[2] q;\nqubit a;\nbit c;\nctrl @ x q[0], a; // one\n' +
        'inv @ t q[-1];\nc = measure a;\nif (c) { x a; z q[0]; }\n',
      to2,
      'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[2];\nqreg a[1];\ncreg c[1];\ncx q[0], a[0]; // one\n' +
        'tdg q[1];\nmeasure a[0] -> c[0];\nif (c == 1) x a[0];\nif (c == 1) z q[0];\n',
    );
  });

  it('says why it cannot', () => {
    const [action] = codeActionsAt('<|>OPENQASM 3.0;\nqubit q;\nwhile (true) { reset q; }\n').filter(
      ({ title }) => title === to2,
    );
    assert.match(action?.disabled ?? '', /no loops/);
  });
});
