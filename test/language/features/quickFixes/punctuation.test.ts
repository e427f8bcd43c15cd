import { expectCodeAction, expectQuickFix } from '../../markers.ts';

describe('quick fixes for punctuation', () => {
  it('insert a semicolon where the statement ends', () => {
    expectQuickFix('qubit q<|>\nreset q;', "Insert ';'", 'qubit q;\nreset q;');
    expectQuickFix('int n = 5<|> // five\nint m = 3;', "Insert ';'", 'int n = 5; // five\nint m = 3;');
    expectQuickFix('qubit q; reset q<|> reset q;', "Insert ';'", 'qubit q; reset q; reset q;');
  });

  it('insert a comma between operands', () => {
    expectQuickFix(
      'gate g a, b { } qubit[2] q; g q[0] <|>q[1];',
      "Insert ','",
      'gate g a, b { } qubit[2] q; g q[0], q[1];',
    );
  });

  it('split what has one statement for each', () => {
    const title = 'Split into one statement for each';
    expectQuickFix('qubit[2] a<|>, b, c;', title, 'qubit[2] a; qubit[2] b; qubit[2] c;');
    expectQuickFix('int a<|>, b;', title, 'int a; int b;');
    expectQuickFix('OPENQASM 2.0; qreg a[2]<|>, b[3];', title, 'OPENQASM 2.0; qreg a[2]; qreg b[3];');
    expectQuickFix('qubit[2] q; measure q[0]<|>, q[1];', title, 'qubit[2] q; measure q[0]; measure q[1];');
    expectQuickFix('qubit[2] q; let a = q[0]<|>, q[1];', "Join with '++'", 'qubit[2] q; let a = q[0] ++ q[1];');
  });

  it('write steps and indices as OpenQASM does', () => {
    expectQuickFix('int i; i<|>++;', "Write '+= 1'", 'int i; i += 1;');
    expectQuickFix('int i; i --<|>;', "Write '-= 1'", 'int i; i -= 1;');
    expectQuickFix('qubit[2] q; reset q<|>(0);', "Write the index in brackets: '[0]'", 'qubit[2] q; reset q[0];');
  });

  it('insert what is missing inside of a statement', () => {
    expectQuickFix('qubit[3] q; reset q[0<|>;', "Insert ']'", 'qubit[3] q; reset q[0];');
    expectQuickFix('float x = sin(1<|>;', "Insert ')'", 'float x = sin(1);');
    expectQuickFix('for int i <|>[0:1] { }', "Insert 'in'", 'for int i in [0:1] { }');
    expectQuickFix('for int i <|>= [0:1] { }', "Replace '=' by 'in'", 'for int i in [0:1] { }');
    expectQuickFix('qubit q; let a <|>q;', "Insert '='", 'qubit q; let a = q;');
    expectQuickFix('gate g a { } qubit q; inv <|>g q;', "Insert '@'", 'gate g a { } qubit q; inv @ g q;');
  });

  it('mend conditions', () => {
    expectQuickFix('int n; if (n <|>= 1) { n = 2; }', "Compare with '=='", 'int n; if (n == 1) { n = 2; }');
    expectQuickFix(
      'int n; if <|>n == 1 { n = 2; }',
      'Put the condition in parentheses',
      'int n; if (n == 1) { n = 2; }',
    );
    expectQuickFix('bit c; while <|>c { }', 'Put the condition in parentheses', 'bit c; while (c) { }');
  });

  it('remove marks that mean nothing', () => {
    expectQuickFix('int n;<|>; int m;', "Remove ';'", 'int n;int m;');
    expectQuickFix('int n;\n<|>}\nint m;', "Remove '}'", 'int n;\nint m;');
    expectQuickFix('int n = <|>+3;', "Remove '+'", 'int n = 3;');
    expectQuickFix('int n; switch (n) { case 1<|>: { } }', "Remove ':'", 'int n; switch (n) { case 1{ } }');
  });

  it('close a block', () => {
    expectQuickFix('if (true) <|>{\n  int n;\n', "Insert '}' at the end", 'if (true) {\n  int n;\n}\n');
  });

  it('mend modifiers', () => {
    const head = 'gate g a { } qubit q;';
    expectQuickFix(`${head} inv(<|>2) @ g q;`, 'Remove the argument', `${head} inv @ g q;`);
    expectCodeAction(`${head} inv <|>@g q;`, "Insert a space after '@'", `${head} inv @ g q;`);
  });
});
