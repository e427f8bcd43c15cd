import { clean, faulty } from './expectations.ts';

describe('loops', () => {
  clean('run over ranges, sets, registers of bits and arrays of one dimension', [
    'int n; for int i in [0:2:20] { } for uint[8] i in [5:-1:0] { } for float f in {1, 2.5} { } for int i in {1, 5} n += 1;',
    'bit[5] r; for bit b in r { } let a = r[1:3]; for bit b in a { } array[float, 4] f; for float x in f[1:2] { }',
    'uint[8] first; int[16] last; for int i in [first:last] { break; continue; }',
  ]);
  faulty('do not run over other values', 'not-iterable', [
    'int n; for int i in <|n|> { }',
    'qubit[3] q; for int i in <|q|> { }',
    'array[int, 2, 2] a; for int i in <|a|> { }',
  ]);
  faulty('need both ends of a range', 'open-range', ['for int i in [<|0:|>] { }', 'for int i in [<|:3|>] { }']);
  faulty('have a step', 'index-out-of-range', ['for int i in [0:<|0|>:3] { }']);
  faulty('run over integers and values that fit the variable', 'type-mismatch', [
    'for int i in [0:<|2.5|>] { }',
    'for int i in {1, <|2ns|>} { }',
    'for duration d in [<|0:3|>] { }',
  ]);
  faulty('are the place for jumps', 'misplaced-statement', [
    '<|break;|>',
    'def f() { <|continue;|> }',
    'int i; switch (i) { case 1 { <|break;|> } }',
    'while (true) { def <|f|>() { <|break;|> } }',
  ]);
});

describe('conditions', () => {
  clean('are true or false, or numbers', [
    'bit c; bit[2] d; int i; if (c) { } if (d) { } if (i) { } while (c == 1 && i < 3) { } if (!c) { }',
  ]);
  faulty('have a value', 'type-mismatch', ['if (<|1ns|>) { }', 'array[int, 2] a; while (<|a|>) { }']);
});

describe('switch', () => {
  clean('chooses by integers', [
    'const int A = 0; int i = 15; switch (i) { case 1, 3 { } case A, A + 2 { } case -1 { } default { } }',
    'bit[2] b; switch (int(b)) { case 0b00 { } case 0b11 { } }',
    'int i; switch (i) { case 1 { switch (i) { case 1 { } } } }',
  ]);
  faulty('names a value once', 'duplicate-case', [
    'int i; switch (i) { case 1, 2 { } case <|2|> { } }',
    'const int n = 1; int i; switch (i) { case 1 { } case <|n|> { } }',
    'int i; switch (i) { case 1 { } default { } <|default |>{ } }',
  ]);
  faulty('has its default last', 'misplaced-statement', ['int i; switch (i) { default { } <|case 1 |>{ } }']);
  faulty('knows its values before it runs', 'not-constant', ['int i; int j; switch (i) { case <|j|> { } }']);
  faulty('needs an integer', 'type-mismatch', [
    'float f; switch (<|f|>) { case 1 { } }',
    'int i; switch (i) { case <|1.5|> { } }',
  ]);
  faulty('asks for a cast of bits', 'implicit-cast', ['bit[2] c; switch (<|c|>) { case 1 { } }']);
  faulty('has a case', 'switch-without-case', ['int i; switch (<|i|>) { }', 'int i; switch (<|i|>) { default { } }']);
  faulty('declares nothing global in a case', 'misplaced-statement', [
    'int i; switch (i) { case 1 { <|qubit q;|> gate <|g|> a { } } }',
  ]);
});
