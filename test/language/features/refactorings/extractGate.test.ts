import assert from 'node:assert/strict';
import { codeActionsAt, expectCodeAction } from '../../markers.ts';

const head = 'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[3] q;\nqubit alice;\n';
const title = 'Extract a gate';

const isOffered = (source: string) => codeActionsAt(source).some((action) => action.title === title);

describe('extracting a gate', () => {
  it('takes qubits in the order of use, and keeps comments and layout', () => {
    expectCodeAction(
      `${head}\n// prepares\n<|h q[1]; // both\ncx q[1], alice;|>\n`,
      title,
      `${head}\ngate extracted q1, alice {\n  h q1; // both\n  cx q1, alice;\n}\n\n// prepares\nextracted q[1], alice;\n`,
    );
  });

  it('takes free angles as parameters, and leaves constants', () => {
    expectCodeAction(
      `${head}input angle θ;\nconst float half = 0.5;\n<|rx(2 * θ) q[0];\nrz(half * pi) q[0];|>`,
      title,
      `${head}input angle θ;\nconst float half = 0.5;\n` +
        'gate extracted(θ) q0 {\n  rx(2 * θ) q0;\n  rz(half * pi) q0;\n}\n\nextracted(θ) q[0];',
    );
  });

  it('takes what is computed from whole numbers as one parameter', () => {
    expectCodeAction(
      `${head}for int i in [1:2] {\n  <|rx(pi / i) q[i];\n  cx q[0], q[i];\n  ry(pi/i) q[i];|>\n}`,
      title,
      `${head}gate extracted(theta) a, q0 {\n  rx(theta) a;\n  cx q0, a;\n  ry(theta) a;\n}\n\n` +
        'for int i in [1:2] {\n  extracted(pi / i) q[i], q[0];\n}',
    );
  });

  it('keeps modifiers, and names what is free', () => {
    expectCodeAction(
      `${head}gate extracted a { }\n<|ctrl @ h q[0], q[1]; inv @ s q[0];|>`,
      title,
      `${head}gate extracted a { }\ngate extracted_2 q0, q1 {\n  ctrl @ h q0, q1; inv @ s q0;\n}\n\nextracted_2 q[0], q[1];`,
    );
  });

  it('works within a gate, in OpenQASM 2 as well', () => {
    expectCodeAction(
      'OPENQASM 2.0;\ninclude "qelib1.inc";\ngate g(a) x, y {\n  <|rz(a / 2) x;\n  cx x, y;|>\n}',
      title,
      'OPENQASM 2.0;\ninclude "qelib1.inc";\ngate extracted(a) x, y {\n  rz(a / 2) x;\n  cx x, y;\n}\n\n' +
        'gate g(a) x, y {\n  extracted(a) x, y;\n}',
    );
  });

  it('is not offered where a gate cannot say the same', () => {
    assert.ok(isOffered(`${head}<|h q[0]; x q[1];|>`));
    assert.ok(!isOffered(`${head}<|h q[0]; reset q[1];|>`), 'no gate');
    assert.ok(!isOffered(`${head}<|h q; x q[1];|>`), 'a register');
    assert.ok(!isOffered(`${head}for int i in [0:1] { <|h q[0]; x q[i];|> }`), 'maybe the same qubit');
    assert.ok(!isOffered(`${head}<|>h q[0];`), 'no selection');
  });
});
