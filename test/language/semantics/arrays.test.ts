import { clean, faulty } from './expectations.ts';

describe('arrays', () => {
  clean('hold values of their shape', [
    'array[int[32], 5] a = {0, 1, 2, 3, 4}; array[float[32], 3, 2] b = {{1.1, 1.2}, {2.1, 2.2}, {3.1, 3.2}};',
    'array[bool, 2] a = {true, 0}; array[duration, 2] d = {1ns, 2dt}; array[complex[float[32]], 1] w = {1im};',
    'array[int[8], 2] a; array[int[8], 3, 2] b = {a, {1, 2}, a}; array[angle[8], 2] c = {pi, 0};',
    'array[float, 0] a; array[int, 1, 1, 1, 1, 1, 1, 1] b;',
  ]);
  clean('are indexed from both ends, sliced and joined', [
    'array[int[8], 3] a; array[int[8], 4, 3] b; b[0] = a; b[0, 1] = a[2]; b[-1, -3] = 1; b[1:2, 0] = b[0:1, 1]; b[0][1] = 2;',
    'array[int[8], 2] a; array[int[8], 3] b; array[int[8], 5] c = a ++ b; array[int[8], 4] d = a ++ a; b[1:2] = a[0:1];',
    'array[int[32], 5] a; a[0][0] = 1; bit[5] b = a[4][0:4];',
    'array[int[8], 4, 3, 2] a; array[int[8], 3, 2] b; array[int[8], 2] c; a[0, 0] = c; a[0] = b; a[0, 0, 0] = 1;',
  ]);
  faulty('have as many values as elements', 'size-mismatch', [
    'array[int, 3] a = <|{1, 2}|>;',
    'array[int, 2, 2] a = {<|{1}|>, {1, 2}};',
  ]);
  faulty('are of one shape and type when assigned', 'type-mismatch', [
    'array[int[8], 3] a; array[int[8], 4, 3] b; b[0] = <|1|>;',
    'array[int[8], 3] a; array[int[8], 4, 3] b; b[0, 0] = <|a|>;',
    'array[int[8], 3] a; array[int[8], 2] b = <|a|>;',
    'array[int[8], 3] a; array[int[16], 3] b = <|a|>;',
    'array[int, 2] a = {1, <|2ns|>};',
    'array[int, 2] a = {<|{1}|>, 2};',
    'float[3] f = <|{0.0, 1.0, 2.0}|>;',
    'array[int, 2] a; array[bool, 2] b; array[int, 4] c = a ++ <|b|>;',
  ]);
  faulty('are indexed within their dimensions', 'index-out-of-range', [
    'array[int, 3] a; int i = a[<|3|>];',
    'array[int, 3, 2] a; int i = a[2, <|2|>];',
    'array[int, 0] a; int i = a[<|0|>];',
  ]);
  faulty('are not indexed by sets, nor beyond their elements', 'not-indexable', [
    'array[int, 3] a; array[int, 2] b = a[<|{0, 1}|>];',
    'array[bool, 3] a; bool b = a[0, <|0|>];',
  ]);
  faulty('hold neither bits nor stretches', 'invalid-element-type', [
    'array[<|bit|>, 3] a;',
    'array[<|stretch|>, 3] a;',
  ]);
  faulty('of complex numbers have real parts', 'invalid-element-type', [
    'complex[<|int[8]|>] c;',
    'complex[<|bool|>] c;',
  ]);
  faulty('have at most seven dimensions', 'invalid-size', ['<|array[int, 1, 1, 1, 1, 1, 1, 1, 1]|> a;']);
  faulty('are global', 'misplaced-statement', [
    'if (true) { <|array[int, 2]|> a; }',
    'def f() { <|array[int, 2]|> a; }',
  ]);
});

describe('array parameters', () => {
  const subroutines =
    'def fixed(readonly array[int[8], 2, 3] a) { } def any(readonly array[int[8], #dim = 1] a) { } ' +
    'def change(mutable array[int[8], #dim = 1] a) { a[0] = 1; } ';
  clean('take arrays of their element type and number of dimensions', [
    `${subroutines} array[int[8], 5] a; array[int[8], 2, 3] b; fixed(b); any(a); any(b[1, 0:1]); change(a[1:3]);`,
    'def f(readonly array[int[8], 3, 4] a) -> uint { const uint n = sizeof(a, 1); return sizeof(a); }',
    'def f(readonly array[int[8], #dim = 2] a) -> uint { uint n = sizeof(a, 1); return sizeof(a[0]); }',
  ]);
  faulty('take no other arrays', 'type-mismatch', [
    `${subroutines} array[int[8], 2, 2] b; fixed(<|b|>);`,
    `${subroutines} array[int[16], 5] a; any(<|a|>);`,
    `${subroutines} array[int[8], 2, 3] b; any(<|b|>);`,
    `${subroutines} any(<|3|>);`,
    `${subroutines} array[int[8], 2] a; any(<|a ++ a|>);`,
  ]);
  faulty('that are readonly do not change', 'not-assignable', [
    'def f(readonly array[int, #dim = 1] a) { <|a|>[0] = 1; }',
    `${subroutines} def f(readonly array[int[8], 2] a) { change(<|a|>); }`,
  ]);
  faulty('change an array through one parameter', 'overlapping-arrays', [
    'def f(mutable array[int, 2] a, mutable array[int, 2] b) { } array[int, 2] a; f(a, <|a|>);',
  ]);
  faulty('have the dimensions they declare', 'index-out-of-range', ['array[int, 2] a; uint n = sizeof(a, <|1|>);']);
  faulty('of open size have no constant size', 'not-constant', [
    'def f(readonly array[int, #dim = 1] a) { const uint n = <|sizeof(a)|>; }',
  ]);
});
