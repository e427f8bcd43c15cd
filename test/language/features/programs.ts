/** Programs for laws about features: statements of every kind with any white space, and at times a token amiss. */
import fc from 'fast-check';

const lexemes: readonly string[] = [
  ...['qubit[2] q;', 'bit c;', 'const int n = -2 ** 3;', 'gate g(a, b) x, y {', 'def f(int i) -> bit {', '}', '};'],
  ...['h q[0];', 'ctrl(2) @ inv @ x q, r;', 'rx(pi / 2) q;', 'c = measure q;', 'measure q -> c;', 'reset q;'],
  ...['if (a == 1)', 'else', '{', 'for int i in [0:n - 1] {', 'while (!c)', 'switch (n) {', 'case 1, 2 {'],
  ...['default {', 'return -x;', 'let s = q[{0, 1}] ++ r;', 'array[int, 2] m = {1, 2};', 'barrier q;', 'end;'],
  ...['x = durationof({', '})', ';', 'cal { any  thing }', 'box[2 us] {', 'delay[1ns] q;', 'include "a.inc";'],
  ...['\n// note\n', '/* block */', '/* two\nlines */', '// end\n', '\n@ketlab.a  b\n', '\n#pragma a  b\n', 'f(1, q);'],
  ...['q', '(', ')', '[', ']', ',', '=', '-', '!', '@', '1', '2.5', '"01"', '$0', ':', 'OPENQASM 3.0;', '?', '"x'],
];

const blank = fc.constantFrom('', ' ', ' ', '\n', '\n\n\n', '\t', '\r\n', '   ');

export const generatedProgram: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...lexemes), blank), { maxLength: 30 })
  .map((parts) => parts.flat().join(''));
