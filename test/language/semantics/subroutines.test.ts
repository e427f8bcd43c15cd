import { clean, faulty } from './expectations.ts';

describe('subroutines', () => {
  clean(
    'take arguments of their types',
    [
      'def f(qubit a, qubit[2] b, int n, angle[32] t) -> bit { return measure a; } qubit[4] q; bit c = f(q[0], q[1:2], 3, pi);',
      'def f(bit[2] c) -> bit { return c[0]; } bit a; bit b; bit r = f(a ++ b);',
      'def f(int n) -> int { if (n == 0) { return 1; } return n * f(n - 1); }',
      'def f() { return; } f(); extern g(int, float) -> bit; bit c = g(1, 2.5); extern k(); k();',
      'def f(qubit q) { h q; } f($0);',
    ].map((program) => program.replace('extern k(); k();', 'extern k(); k();')),
  );
  faulty('take as many arguments as they declare', 'argument-count', [
    'def f(int a) -> int { return a; } int n = <|f|>();',
    'extern g(int) -> int; int n = g(1, <|2|>);',
  ]);
  faulty('take qubits where they declare them', 'not-a-qubit', ['def f(qubit q) { } int i; f(<|i|>);']);
  faulty('take values where they declare them', 'qubit-as-value', ['def f(int n) { } qubit q; f(<|q|>);']);
  faulty('take as many qubits as they declare', 'size-mismatch', [
    'def f(qubit[2] q) { } qubit[3] r; f(<|r|>);',
    'def f(qubit q) { } qubit[3] r; f(<|r|>);',
  ]);
  faulty('take a qubit once', 'duplicate-qubit', [
    'def f(qubit a, qubit b) { } qubit[2] q; f(q[0], <|q[0]|>);',
    'def f(qubit[2] a, qubit b) { } qubit[2] q; f(q, <|q[0]|>);',
  ]);
  faulty('take values that fit', 'type-mismatch', ['def f(int n) { } f(<|1ns|>);', 'extern g(duration); g(<|2|>);']);
  faulty('return a value if they declare its type', 'missing-return', [
    'def <|f|>() -> int { }',
    'def <|f|>(int a) -> int { if (a == 1) { return 1; } }',
    'def <|f|>(int a) -> int { switch (a) { case 1 { return 1; } } }',
    'def <|f|>(int a) -> int { for int i in [0:a] { return i; } }',
    'def f() -> int { <|return;|> }',
  ]);
  clean('may return in every branch, or never end', [
    'def f(int a) -> int { if (a == 1) { return 1; } else return 2; }',
    'def f(int a) -> int { switch (a) { case 1 { return 1; } default { return 2; } } }',
    'def f(qubit q) -> bit { while (true) { bit c = measure q; if (c) { return c; } } }',
    'def f() -> int { end; }',
  ]);
  faulty('return no value without a return type', 'unexpected-return-value', ['def f() { return <|1|>; }']);
  faulty('return what they declare', 'type-mismatch', ['def f() -> int { return <|1ns|>; }']);
  faulty('return no qubits', 'qubit-as-value', ['def f(qubit q) -> bit { return <|q|>; }']);
  faulty('without a value are none', 'void-value', [
    'def f() { } int i = <|f()|>;',
    'def f() { } int i = <|f()|> + 1;',
  ]);
  faulty('are global', 'misplaced-statement', ['if (true) { def <|f|>() { } }', 'def f() { gate <|g|> q { } }']);
  faulty('are called with all arguments in parentheses', 'draft-call', [
    'def f(int n, qubit q) { } qubit q; <|f|>(1) q;',
    'def f(qubit q) -> bit { return measure q; } qubit q; bit c = <|f|> q;',
  ]);
  faulty('on qubits are not part of a gate', 'not-unitary', ['def f(qubit q) { } gate g q { <|f|>(q); }']);
  faulty('see constants only', 'not-visible', [
    'int n; def f() -> int { return <|n|>; }',
    'qubit q; def f() { reset <|q|>; }',
    'gate g q { x <|$0|>; }',
  ]);
});

describe('inputs and outputs', () => {
  clean('are declared without a value', [
    'input int n; input array[float, 3] a; output bit[2] c; output float f; f = n * a[0]; c[0] = true;',
  ]);
  faulty('do not change from inside', 'not-assignable', ['input int n; <|n|> += 1;']);
  faulty('are global', 'misplaced-statement', ['if (true) { <|input int n;|> }']);
});
