import assert from 'node:assert/strict';
import { gateMatrix } from '../../../../language/circuit/matrices.ts';
import { adjoint, distance, identity, multiply, scale } from '../../../../language/circuit/matrix.ts';
import { applyEdits } from '../../../../language/features/formatting.ts';
import { circuitOf, gateIndex } from '../../circuit/circuits.ts';
import { codeActionsAt, expectCodeAction, marked } from '../../markers.ts';

const to3 = 'Convert to OpenQASM 3';
const to2 = 'Convert to OpenQASM 2';

/** The unitary of the gate `all` on three qubits is the same after the conversion, up to a phase. */
function expectSameUnitary(head: string, gates: string, title: string): void {
  const register = title === to3 ? 'qreg q[3];' : 'qubit[3] q;';
  const source = `<|>${head}\ngate all a, b, c {\n${gates}\n}\n${register}\nall q[0], q[1], q[2];\n`;
  const action = codeActionsAt(source).find((each) => each.title === title);
  assert.ok(action && action.disabled === undefined, action?.disabled ?? 'not offered');
  const before = marked(source).text;
  const [from, to] = [before, applyEdits(before, action.edits())].map((text) => {
    const circuit = circuitOf(text);
    return gateMatrix(circuit, gateIndex(circuit, 'all'), []);
  });
  const product = multiply(adjoint(from!), to!);
  const [re, im] = [product.data[0]!, product.data[1]!];
  assert.ok(Math.abs(Math.hypot(re, im) - 1) < 1e-10);
  assert.ok(distance(scale([re, -im], product), identity(8)) < 1e-10);
}

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

  it('keeps the unitary, to OpenQASM 3', () => {
    const gates = [
      ...['h a;', 'x b;', 'y c;', 'sdg a;', 't b;', 'rx(1/3) a;', 'ry(-1/2*pi) b;', 'rz(2^2/7) c;', 'u1(ln(2)) a;'],
      ...[
        'u2(0.2, 0.4) b;',
        'u3(1, 2, 3) c;',
        'u(0.3, 0.5, 0.7) a;',
        'U(1, 2, 3) b;',
        'CX a, b;',
        'cx b, c;',
        'ch a, c;',
      ],
      ...['cu1(0.4) a, b;', 'cu3(1, 2, 3) b, c;', 'cu(1, 2, 3, 4) a, c;', 'sxdg b;', 'csx a, b;', 'rzz(0.7) b, c;'],
      ...['rxx(0.3) a, c;', 'rccx a, b, c;', 'cswap a, b, c;', 'crz(7/2/3) a, b;', 'p(2^-1) a;', 'cp((1+2)/4) b, c;'],
    ];
    expectSameUnitary('OPENQASM 2.0;\ninclude "qelib1.inc";', gates.join('\n'), to3);
    expectSameUnitary('OPENQASM 2.0;', 'U(0.3, 0.5, 0.7) a; CX a, b; U(1, 1, 1) b; CX b, c;', to3);
  });

  it('keeps the unitary, to OpenQASM 2', () => {
    const gates = [
      ...['h a;', 'inv @ s b;', 'inv @ sx c;', 'rx(τ / 3) a;', 'rz(n / 2) b;', 'p(2 ** 3 * 0.1) c;', 'phase(0.9) a;'],
      ...['ctrl @ x a, b;', 'ctrl(2) @ x a, b, c;', 'ctrl @ rz(0.3) b, c;', 'ctrl @ h c, a;', 'ctrl @ gphase(0.6) b;'],
      ...['inv @ U(0.3, 0.5, 0.7) a;', 'inv @ ctrl @ p(0.4) a, b;', 'ctrl @ ctrl @ gphase(0.5) a, c;', 'gphase(0.4);'],
      ...[
        'cphase(0.2) b, c;',
        'cu(1, 2, 3, 4) b, c;',
        'u3(1, 2, 3) c;',
        'inv @ cswap a, b, c;',
        'ry(log(3)) b;',
        'CX a, c;',
      ],
    ];
    expectSameUnitary('OPENQASM 3.0;\ninclude "stdgates.inc";\nconst int n = 3;', gates.join('\n'), to2);
  });
});
