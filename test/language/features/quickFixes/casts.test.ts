import { expectQuickFix } from '../../markers.ts';

describe('quick fixes for conversions', () => {
  it('write the cast', () => {
    expectQuickFix('bit[2] c; uint[2] n = <|>c;', 'Write uint[2](…)', 'bit[2] c; uint[2] n = uint[2](c);');
    expectQuickFix('bit[2] c; int n = <|>c + 1;', 'Write uint[2](…)', 'bit[2] c; int n = uint[2](c) + 1;');
    expectQuickFix('float f; int n = <|>f / 2;', 'Write int(…)', 'float f; int n = int(f / 2);');
    expectQuickFix('complex c; float f = <|>c;', 'Write real(…)', 'complex c; float f = real(c);');
    expectQuickFix(
      'float f; complex[float[32]] c = f; float[32] g = <|>c;',
      'Write real(…)',
      'float f; complex[float[32]] c = f; float[32] g = real(c);',
    );
    expectQuickFix('bit c; switch (<|>c) { case 1 { } }', 'Write uint(…)', 'bit c; switch (uint(c)) { case 1 { } }');
  });
  it('write calls, ranges and functions as the standard has them', () => {
    expectQuickFix(
      'def f(int n, qubit a) { } qubit q; <|>f(1) q;',
      'Write f(1, q)',
      'def f(int n, qubit a) { } qubit q; f(1, q);',
    );
    expectQuickFix('qubit[4] q; reset q[<|>3:1];', 'Insert the step -1', 'qubit[4] q; reset q[3:-1:1];');
    expectQuickFix('float f = <|>ln(2);', "Write 'log'", 'float f = log(2);');
    expectQuickFix('def f() { return <|>true; }', "Insert the return type 'bool'", 'def f() -> bool { return true; }');
  });
});
