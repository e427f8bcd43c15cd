import { expectQuickFix } from '../../markers.ts';

const head = 'OPENQASM 3.0;\ninclude "stdgates.inc";\n';

const expectFix = (before: string, title: string, after: string): void =>
  expectQuickFix(head + before, title, head + after);

describe('quick fixes for lints', () => {
  it('remove what does nothing', () => {
    expectFix('qubit q;\n<|>rx(0) q;\nh q;\n', 'Remove this gate', 'qubit q;\nh q;\n');
    expectFix('qubit q;\nh q;\n<|>barrier q;\n', 'Remove this barrier', 'qubit q;\nh q;\n');
    expectFix('qubit q;\nh q;\nend;\n<|>x q;\ny q;\n', 'Remove the unreachable code', 'qubit q;\nh q;\nend;\n');
  });
  it('remove two gates that cancel', () => {
    expectFix('qubit q;\nx q;\n<|>x q;\nh q;\n', 'Remove both gates', 'qubit q;\nh q;\n');
    expectFix('qubit q; x q; <|>x q; h q;', 'Remove both gates', 'qubit q; h q;');
  });
  it('remove declarations that nothing uses', () => {
    expectFix('// Spare.\nqubit <|>a;\n\nqubit q;\nh q;\n', "Remove 'a'", '\nqubit q;\nh q;\n');
    expectFix('gate <|>g a { h a; }\nqubit q;\nh q;\n', "Remove 'g'", 'qubit q;\nh q;\n');
    expectFix('qubit q;\nh q;\nint <|>n = 1;\n', "Remove 'n'", 'qubit q;\nh q;\n');
  });
  it('write declarations as OpenQASM 3 does', () => {
    expectQuickFix(
      'OPENQASM 3.0;\n<|>qreg q[2];\nreset q;',
      "Write 'qubit[2] q;'",
      'OPENQASM 3.0;\nqubit[2] q;\nreset q;',
    );
    expectQuickFix(
      'OPENQASM 3.0;\n<|>creg c[2];\nc = "01";',
      "Write 'bit[2] c;'",
      'OPENQASM 3.0;\nbit[2] c;\nc = "01";',
    );
  });
  it('say the version', () => {
    expectQuickFix(
      '// A note.\n<|>qubit q;\nreset q;',
      "Insert 'OPENQASM 3.0;'",
      '// A note.\nOPENQASM 3.0;\nqubit q;\nreset q;',
    );
  });
});

describe('the quick fix that ignores', () => {
  const title = "Ignore 'unused-qubit' here";

  it('adds a comment to the line, or a code to the one that is there', () => {
    expectFix('qubit <|>a;\nbit c;', title, 'qubit a; // ketlab-ignore unused-qubit\nbit c;');
    const ignored = 'qubit <|>a; bit b; // ketlab-ignore unused-bit\n';
    expectFix(ignored, title, 'qubit a; bit b; // ketlab-ignore unused-bit unused-qubit\n');
  });
  it('adds a line above where the line ends in another comment', () => {
    expectFix('qubit <|>a; // a spare one\n', title, '// ketlab-ignore unused-qubit\nqubit a; // a spare one\n');
  });
});
