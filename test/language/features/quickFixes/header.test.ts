import { expectQuickFix } from '../../markers.ts';

describe('quick fixes for the head of a program', () => {
  it('write a version that there is', () => {
    expectQuickFix('OPENQASM <|>2.1;', 'Change to 2.0', 'OPENQASM 2.0;');
    expectQuickFix('OPENQASM <|>4.0;', 'Change to 3.1', 'OPENQASM 3.1;');
    expectQuickFix('OPENQASM <|>3.0.1;', 'Change to 3.0', 'OPENQASM 3.0;');
    expectQuickFix(
      'OPENQASM 2.0;\nqreg q[1];\n<|>end;',
      'Change the program to OpenQASM 3',
      'OPENQASM 3.0;\nqreg q[1];\nend;',
    );
    expectQuickFix('OPENQASM<|>;', 'Insert the version 3.0', 'OPENQASM 3.0;');
  });

  it('put the version first, once', () => {
    expectQuickFix(
      '// note\nint n;\n<|>OPENQASM 3.0;\n',
      'Move the version to the top',
      '// note\nOPENQASM 3.0;\nint n;\n',
    );
    expectQuickFix('OPENQASM 3.0;\n<|>OPENQASM 3.0;\nint n;', 'Remove this version', 'OPENQASM 3.0;\nint n;');
  });

  it('remove an include that is there already', () => {
    const head = 'OPENQASM 3.0;\ninclude "stdgates.inc";\n';
    expectQuickFix(`${head}<|>include "stdgates.inc";\nint n;`, 'Remove this include', `${head}int n;`);
  });
});
