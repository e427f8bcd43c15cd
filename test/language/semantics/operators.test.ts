import { clean, faulty } from './expectations.ts';

describe('operators', () => {
  clean('of numbers mix the types that C has', [
    'int[8] i; uint u; float f; complex w; bool b; bit c; f = i + u * f / b - c; w = w ** i + f; i = i % u ** 2;',
    'int i; if (i < 2.5 && i != 3 || !(i >= 1)) { }',
    'complex w; if (w == 1.0 + 2im) { }',
  ]);
  clean('of bits take registers of one size, integers and angles', [
    'bit[4] a; bit[4] b; a = a & b | ~a ^ b; a = a << 1; a >>= 2; if (a == b && a == "0101" && a < 3) { }',
    'uint[8] u; u = u & 3 | ~u; u <<= 1; int i = 5; i = i ^ 1; bool b2 = true; b2 = b2 | false;',
    'angle[8] a; angle[8] b; a = a & b; a = a << 2; a = ~a;',
  ]);
  clean('of angles follow their integers', [
    'angle[4] a; angle[4] b; uint[4] u = 2; a = a + b; a = -a; a = a * u; a = u * b; a = a / u; u = a / b; a *= 2;',
    'angle a; a = a + pi / 2; if (a == pi || a < tau) { }',
    'input angle theta; qubit q; rx(theta / 2) q; rx(-theta) q; rx(2 * theta + pi) q;',
  ]);
  clean('of durations add, compare, scale and divide', [
    'duration a = 1ns; duration b = 2us; float f = a / b; a = a + b - 3 * a / 2; a = -0.5 * b; if (a < b) { } a += 1dt;',
  ]);
  faulty('are not defined for all types', 'operand-type', [
    'duration d = 1ns; d = <|d + 1|>;',
    'duration d = 1ns; d = <|d * d|>;',
    'duration d = 1ns; float f = <|1 / d|>;',
    'duration d = 1ns; if (<|d < 3|>) { }',
    'angle[4] a; uint[4] u; angle[4] b = <|u / a|>;',
    'angle[4] a; angle[4] b = <|a * a|>;',
    'float f; int i = <|f & 1|>;',
    'float f; int i = <|1 << f|>;',
    'float f; f = <|f % 2.0|>;',
    'complex w; if (<|w < 1|>) { }',
    'array[int, 2] a; array[int, 2] b = <|a + a|>;',
    'duration d = 1ns; if (<|!d|>) { }',
    'float f; int i = <|~f|>;',
    'int i; <|i &= 2.5;|>',
  ]);
  faulty('need registers of one size', 'size-mismatch', [
    'bit[4] a; bit[3] b; a = <|a & b|>;',
    'bit[4] a; if (<|a == "01"|>) { }',
  ]);
  faulty('of numbers ask for a cast of registers', 'implicit-cast', [
    'bit[4] a; uint u = <|a|> * 2;',
    'angle a; float f = <|a * 0.5|>;',
  ]);
});
