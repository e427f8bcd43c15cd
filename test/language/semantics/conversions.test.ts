import assert from 'node:assert/strict';
import { canCast, conversion } from '../../../language/semantics/conversions.ts';
import type { Type } from '../../../language/semantics/types.ts';
import { clean, faulty } from './expectations.ts';

describe('the table of allowed casts', () => {
  const columns = ['bool', 'int', 'uint', 'float', 'angle', 'bit', 'duration', 'qubit'] as const;
  // Specification, "Allowed casts"; angle to float is in the standard's own examples.
  const rows: Readonly<Record<(typeof columns)[number], string>> = {
    bool: 'yyyy-y--',
    int: 'yyyy-y--',
    uint: 'yyyy-y--',
    float: 'yyyyy---',
    angle: 'y--yyy--',
    bit: 'yyy-yy--',
    duration: '------y-',
    qubit: '--------',
  };
  const typeOf = (kind: (typeof columns)[number]): Type =>
    kind === 'bool' || kind === 'duration' || kind === 'qubit' ? { kind } : { kind, size: 8 };

  for (const from of columns) {
    it(`holds for ${from}`, () => {
      const allowed = columns.map((to) => (canCast(typeOf(from), typeOf(to)) ? 'y' : '-')).join('');
      assert.equal(allowed, rows[from]);
    });
  }
  it('keeps the number of bits', () => {
    for (const kind of ['int', 'uint', 'angle', 'bit'] as const) {
      assert.equal(conversion({ kind: 'bit', size: 4 }, { kind, size: 5 }), 'size');
      assert.equal(conversion({ kind, size: 5 }, { kind: 'bit', size: 4 }), 'size');
    }
    assert.ok(canCast({ kind: 'bit', size: 4 }, { kind: 'int' }));
  });
});

describe('values where a type is expected', () => {
  clean('are converted silently where nothing is lost', [
    'int[8] i = 3; uint u = i; float[32] f = u; complex[float[64]] w = f; bool b = i; bit c = b; i = c; f = b;',
    'bit a = 0; bit b = true; bool c = a; bit[1] d = a; bit[4] e = "0101"; e[0] = true;',
    'angle[20] a = pi / 2; angle b = a; angle[4] c = 0; a = 2.5;',
    'int[32] a; int[16] b = a; uint[4] c = -1; float f = 2; f = 2.0;',
    'duration d = 100ns; stretch g; d = g; stretch k = d + 2 * g;',
  ]);
  faulty('are named where digits can be lost', 'lossy-conversion', [
    'float f = 1.5; int i = <|f|>;',
    'int i; i = <|2.5|>;',
    'int i; i += <|0.5|>;',
    'complex w = 1im; float f = <|w|>;',
    'const float[32] f = 1.0; const int[64] i = <|f|>;',
  ]);
  faulty('are named where the standard asks for a cast', 'implicit-cast', [
    'bit[4] c; int[4] i = <|c|>;',
    'bit[4] c; c = <|5|>;',
    'bit[4] c; angle[4] a = <|c|>;',
    'bit[4] c; int i = <|c|> + 1;',
    'angle a = pi; float f = <|a|>;',
  ]);
  faulty('must have as many bits', 'size-mismatch', [
    'bit[4] c = <|"01"|>;',
    'bit[4] c; bit[2] d = <|c|>;',
    'bit[4] c; int[8] i = <|int[8](c)|>;',
    'int[8] i; bit[4] c = <|bit[4](i)|>;',
  ]);
  faulty('must have a meaning as that type', 'type-mismatch', [
    'duration d = <|3|>;',
    'float f = <|100ns|>;',
    'int i; angle a = <|i|>;',
    'bool b = <|{true}|>;',
    'bit[2] c = <|1.5|>;',
    'array[int, 2] a; int i = <|a|>;',
    'stretch g = <|3.14|>;',
  ]);
  faulty('are spelled right', 'malformed-bitstring', ['const int[8] i = <|"012"|>;']);
  faulty('can only be cast along the table', 'invalid-cast', [
    'int i; angle[8] a = <|angle[8](i)|>;',
    'angle[8] a; int i = <|int(a)|>;',
    'duration d = 1ns; float f = <|float(d)|>;',
    'const float f = 2.5; const bit[2] b = <|bit[2](f)|>;',
  ]);
  faulty('are not qubits', 'qubit-as-value', [
    'qubit q; bit c = <|q|>;',
    'qubit q; bit c; c = <|q|>;',
    'qubit q; int i = <|q|> + 1;',
    'qubit q; if (<|q|>) { }',
  ]);
});
