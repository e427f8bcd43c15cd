import { expectQuickFix } from '../../markers.ts';

describe('quick fixes for the standard libraries', () => {
  it('define a gate that the original library lacks', () => {
    const [head, rest] = ['OPENQASM 2.0;\ninclude "qelib1.inc";', '\nqreg q[2];\n'];
    expectQuickFix(
      `${head}${rest}<|>swap q[0], q[1];`,
      "Define 'swap' in the program",
      `${head}\ngate swap a, b { cx a, b; cx b, a; cx a, b; }${rest}swap q[0], q[1];`,
    );
  });
  it('find the library that was meant', () => {
    expectQuickFix('include <|>"stdgates.qasm";', 'Change to "stdgates.inc"', 'include "stdgates.inc";');
  });
});
