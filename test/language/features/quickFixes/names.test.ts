import assert from 'node:assert/strict';
import { codeActionsAt, expectCodeAction, expectQuickFix } from '../../markers.ts';

const titles = (source: string) => codeActionsAt(source).map(({ title }) => title);

describe('quick fixes for unknown names', () => {
  const head = 'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[2] q;\n';

  it('correct the spelling', () => {
    expectQuickFix(`${head}<|>hh q[0];`, "Change to 'h'", `${head}h q[0];`);
    expectQuickFix(`${head}<|>CNOT q[0], q[1];`, "Change to 'cx'", `${head}cx q[0], q[1];`);
    expectQuickFix('float theta = 1; float y = <|>thta;', "Change to 'theta'", 'float theta = 1; float y = theta;');
    expectQuickFix('bool b = <|>True;', "Change to 'true'", 'bool b = true;');
    expectQuickFix('float y = <|>asin(1);', "Change to 'arcsin'", 'float y = arcsin(1);');
    expectQuickFix('float y = <|>sqr(1);', "Change to 'sqrt'", 'float y = sqrt(1);');
    expectQuickFix('bit c; if (c) <|>then { }', "Remove 'then'", 'bit c; if (c)  { }');
  });

  it('add the include that a gate is from, where includes stand', () => {
    expectQuickFix(
      '// note\nOPENQASM 3.0;\nqubit q;\n<|>h q;',
      'Add include "stdgates.inc"',
      '// note\nOPENQASM 3.0;\ninclude "stdgates.inc";\nqubit q;\nh q;',
    );
    expectQuickFix(
      'OPENQASM 2.0;\r\nqreg q[1];\r\n<|>h q;',
      'Add include "qelib1.inc"',
      'OPENQASM 2.0;\r\ninclude "qelib1.inc";\r\nqreg q[1];\r\nh q;',
    );
  });

  it('define gates that many programs use', () => {
    expectQuickFix(
      `${head}<|>rzz(1) q[0], q[1];`,
      "Define the gate 'rzz'",
      'OPENQASM 3.0;\ninclude "stdgates.inc";\n' +
        'gate rzz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }\nqubit[2] q;\nrzz(1) q[0], q[1];',
    );
    expectQuickFix(
      'OPENQASM 2.0;\nqreg q[2];\n<|>iswap q[0], q[1];',
      "Define the gate 'iswap'",
      'OPENQASM 2.0;\ninclude "qelib1.inc";\ngate iswap a, b { s a; s b; h a; cx a, b; cx b, a; h b; }\n' +
        'qreg q[2];\niswap q[0], q[1];',
    );
    assert.deepEqual(titles(`${head}<|>rzz(1) q[0], q[1];`), ["Define the gate 'rzz'", "Change to 'rz'"]);
  });

  it('declare qubits, as many as are used', () => {
    expectQuickFix('int n;\nreset <|>r;\nreset r;', "Declare 'qubit r;'", 'int n;\nqubit r;\nreset r;\nreset r;');
    expectCodeAction(
      `${head}h <|>r[1];\ncx r[0], r[4];`,
      "Declare 'qubit[5] r;'",
      `${head}qubit[5] r;\nh r[1];\ncx r[0], r[4];`,
    );
    expectCodeAction('OPENQASM 2.0;\nreset <|>r;', "Declare 'qreg r[1];'", 'OPENQASM 2.0;\nqreg r[1];\nreset r;');
  });

  it('declare bits', () => {
    expectCodeAction(
      `${head}<|>c[0] = measure q[0];\nc[1] = measure q[1];`,
      "Declare 'bit[2] c;'",
      `${head}bit[2] c;\nc[0] = measure q[0];\nc[1] = measure q[1];`,
    );
    expectQuickFix('// note\nmeasure $0 -> <|>c;', "Declare 'bit c;'", '// note\nbit c;\nmeasure $0 -> c;');
  });

  it('declare angles as inputs', () => {
    expectQuickFix(
      `${head}rx(2 * <|>alpha) q[0];`,
      "Declare 'input angle alpha;'",
      `${head}input angle alpha;\nrx(2 * alpha) q[0];`,
    );
  });

  it('declare nothing for the body of a definition, which would not see it', () => {
    assert.deepEqual(titles('gate g a { U(0, 0, <|>alpha) a; }'), []);
  });
});
