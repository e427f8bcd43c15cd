import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { clean, faulty } from './expectations.ts';

/** The value of the last constant of a program. */
function constantOf(program: string): unknown {
  const symbol = [...compile('file:///test.qasm', program).program.globals.values()].at(-1);
  return symbol?.kind === 'variable' ? symbol.value : undefined;
}

describe('constants', () => {
  it('are computed by operators, casts, functions and indices', () => {
    const rows: readonly (readonly [string, unknown])[] = [
      ['const int n = 2 ** 3 % 5 - 7 / 2;', 0n],
      ['const uint[8] n = -1;', 255n],
      ['const int[4] n = 9;', -7n],
      ['const int n = int(2.9) + int(-2.9);', 0n],
      ['const bool b = 3 > 2 && !(1 == 2);', true],
      ['const float f = 1 / 2 + 1.0 / 4;', 0.25],
      ['const angle[4] a = angle[4]("0100");', Math.PI / 2],
      ['const bit[4] c = bit[4](int[4](-1));', 15n],
      ['const bit[8] c = rotl("00101010", 3);', 0b01010001n],
      ['const uint n = popcount("1011");', 3n],
      ['const int n = mod(-7, 3);', 2n],
      ['const float f = real(2.5 + 3im) + imag(4im);', 6.5],
      ['const float f = sqrt(16) + floor(2.7) + ceiling(2.2);', 9],
      ['const complex c = sqrt(-4.0 + 0im);', { re: 0, im: 2 }],
      ['const duration d = 2 * 100ns + 1us;', { seconds: 1.2e-6, dt: 0 }],
      ['const uint[16] u = 10; const bit b = u[1];', 1n],
      ['array[int, 2, 3] a; const uint n = sizeof(a[0]) + sizeof(a, 0);', 5n],
    ];
    for (const [program, value] of rows) {
      const actual = constantOf(program);
      const isClose = typeof actual === 'number' && typeof value === 'number' && Math.abs(actual - value) < 1e-12;
      if (!isClose) assert.deepEqual(JSON.parse(show(actual)), JSON.parse(show(value)), program);
    }
  });
  clean('hold what is known before the program runs', [
    'const int n = 3; const float f = n; const bit[n] c = "101"; const duration d = 10ns; const complex w = 1 + 2im;',
  ]);
  faulty('do not depend on what runs', 'not-constant', [
    'int n = 2; const int m = <|n + 1|>;',
    'qubit q; const bit c = <|measure q|>;',
    'def f() -> int { return 1; } const int n = <|f()|>;',
  ]);
  faulty('have a value', 'no-value', [
    'const int n = <|1 / 0|>;',
    'const float f = <|arccos(2)|>;',
    'const int n = <|2 ** 1000000|>;',
  ]);
  it('of an unknown size are left alone', () => {
    const codes = compile(
      'file:///test.qasm',
      'const float f = 2.5; const bit[] b = bit[](f); const bit[m] c = c;',
    ).diagnostics;
    assert.ok(codes.length > 0);
  });
});

/** With integers as text and rounded to what a test can tell. */
const show = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'bigint' ? `${item}n` : typeof item === 'number' ? Number(item.toPrecision(12)) : item,
  );
