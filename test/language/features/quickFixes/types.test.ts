import { expectQuickFix } from '../../markers.ts';

describe('quick fixes for types', () => {
  it('insert the type that is missing', () => {
    expectQuickFix('const <|>n = -3;', "Insert the type 'int'", 'const int n = -3;');
    expectQuickFix('const <|>x = pi / 2;', "Insert the type 'float'", 'const float x = pi / 2;');
    expectQuickFix('const <|>t = 10ns;', "Insert the type 'duration'", 'const duration t = 10ns;');
    expectQuickFix('const <|>b = "0110";', "Insert the type 'bit[4]'", 'const bit[4] b = "0110";');
    expectQuickFix('input <|>theta;', "Insert the type 'angle'", 'input angle theta;');
    expectQuickFix('for <|>i in [0:1] { }', "Insert the type 'uint'", 'for uint i in [0:1] { }');
  });

  it('move the size where it belongs', () => {
    expectQuickFix('int n<|>[8];', 'Write the size before the name', 'int[8] n;');
    expectQuickFix('qubit q<|>[3];', 'Write the size before the name', 'qubit[3] q;');
    expectQuickFix('OPENQASM 2.0; qreg<|>[3] q;', 'Write the size behind the name', 'OPENQASM 2.0; qreg q[3];');
  });

  it('remove what is too much', () => {
    expectQuickFix('bool<|>[2] b;', 'Remove the size', 'bool b;');
    expectQuickFix('gate g(<|>float a) x { }', 'Remove the type', 'gate g(a) x { }');
    expectQuickFix('extern f(int <|>a);', 'Remove the name', 'extern f(int);');
    expectQuickFix('<|>readonly array[int, 2] a;', "Remove 'readonly'", 'array[int, 2] a;');
    expectQuickFix('input int n = <|>3;', 'Remove the value', 'input int n;');
    expectQuickFix('int n;\nqubit <|>$0;\nint m;', 'Remove the declaration', 'int n;\nint m;');
  });

  it('say how an array parameter is used', () => {
    expectQuickFix('def f(<|>array[int, 2] a) { }', "Insert 'readonly'", 'def f(readonly array[int, 2] a) { }');
    expectQuickFix('def f(<|>array[int, 2] a) { }', "Insert 'mutable'", 'def f(mutable array[int, 2] a) { }');
  });

  it('write bits of version 3 where they have a value', () => {
    expectQuickFix('creg c[2] = <|>"01";', "Write 'bit' instead of 'creg'", 'bit[2] c = "01";');
  });

  it('make a variable of what is no constant', () => {
    expectQuickFix('int n = 1; const int m = <|>n;', "Remove 'const'", 'int n = 1; int m = n;');
    expectQuickFix('const int n = 1; <|>n = 2;', "Make 'n' a variable", 'int n = 1; n = 2;');
  });
});
