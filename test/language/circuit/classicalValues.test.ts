import assert from 'node:assert/strict';
import { simulate } from '../../../extension/worker/jobs/simulate.ts';
import { circuitOf } from './circuits.ts';

/** The last gate's parameter: what the program computed while it was elaborated. */
function computed(program: string): unknown {
  const operation = circuitOf(`qubit q; ${program}`).operations.at(-1);
  return operation?.kind === 'gate' ? operation.parameters[0] : operation?.kind;
}

/** What the program leaves in its bits when it runs; every outcome in it is certain. */
function outcome(program: string): string {
  const { counts } = simulate.run({ circuit: circuitOf(program), shots: 3, seed: 1 }, { report: () => {} });
  const [bits, ...others] = Object.keys(counts);
  assert.deepEqual(others, []);
  return bits ?? '';
}

const table = (title: string, rows: Readonly<Record<string, number>>): void => {
  it(title, () => {
    for (const [program, value] of Object.entries(rows)) {
      const actual = computed(program);
      assert.ok(typeof actual === 'number' && Math.abs(actual - value) < 1e-9, `${program} gives ${actual}`);
    }
  });
};

describe('classical values', () => {
  table('of arrays are sliced and joined', {
    'array[int, 4] a = {1, 2, 3, 4}; array[int, 2] b = a[1:2]; rx(10 * b[0] + b[1]) q;': 23,
    'array[int, 2] a = {1, 2}; array[int, 3] b = {3, 4, 5}; array[int, 5] c = a ++ b; rx(c[3]) q;': 4,
    'array[int, 2, 2] a = {{1, 2}, {3, 4}}; array[int, 2] column = a[0:1, 1]; rx(10 * column[0] + column[1]) q;': 24,
    'array[int, 4] a = {1, 2, 3, 4}; a[0:2] = a[1:3]; rx(100 * a[0] + 10 * a[1] + a[2]) q;': 234,
    'array[int, 2, 2] a = {{1, 2}, {3, 4}}; a[0][1] = 7; rx(a[0, 1]) q;': 7,
    'array[int, 2] a = {1, 2}; array[int, 2, 2] b = {a, a}; rx(b[0, 1]) q;': 2,
  });
  table('of integers are sliced by their bits', {
    'int[32] i = 15; i[4:7] = "1010"; rx(i) q;': 0xaf,
    'uint[8] u = 0b1100; rx(int(u[2:5])) q;': 3,
    'uint[8] u = 0b10101; rx(int(u[{0, 2, 4}])) q;': 7,
    'uint[8] u = 0b0001; rx(int(u[3:-1:0])) q;': 8,
    'const uint[16] u = 10; const bit[4] b = u[0:3]; rx(int(b)) q;': 10,
    'array[int[8], 2] a = {1, 2}; a[1][0] = 1; rx(a[1]) q;': 3,
  });
  table('of angles follow the integers that stand for them', {
    'angle[4] a = 7 * (pi / 8); angle[4] b = pi / 8; rx(a + b) q;': Math.PI,
    'angle[4] a = 7 * (pi / 8); uint[4] two = 2; rx(a / two) q;': (3 * Math.PI) / 8,
    'angle[4] c = 5 * (pi / 4); uint[4] two = 2; rx(two * c) q;': Math.PI / 2,
    'angle[4] c = 5 * (pi / 4); angle[4] b = pi / 8; rx(c / b) q;': 10,
    'angle[4] a = pi / 4; rx(-a) q;': (7 * Math.PI) / 4,
    'angle[4] a = 9 * (pi / 8); rx(a << 2) q;': Math.PI / 2,
    'angle[4] a = 9 * (pi / 8); rx(a >> 2) q;': Math.PI / 4,
    'angle[4] a = angle[4]("1000"); rx(a) q;': Math.PI,
    'angle[4] a = pi; rx(int(bit[4](a))) q;': 8,
    'uint[6] b = 37; rx(popcount(b)) q;': 3,
    'uint[6] b = 37; rx(rotl(b, 3)) q;': 44,
  });
  table('of durations divide to numbers', {
    'duration a = 500ns; rx(a / 1ns) q;': 500,
    'qubit[2] r; duration d = durationof({ delay[30ns] r[0]; delay[20ns] r[1]; delay[10ns] r; }); rx(d / 1ns) q;': 40,
    'duration d = durationof({ box[1us] { delay[30ns] q; } delay[1us] q; }); rx(d / 1us) q;': 2,
    'const duration a = 2us; const float f = a / 1us; rx(f) q;': 2,
  });
  table('come back from calls of subroutines by themselves', {
    'def f(int n) -> int { if (n <= 1) { return 1; } return n * f(n - 1); } rx(f(5)) q;': 120,
    'def f(readonly array[int, #dim = 1] a) -> int { int sum = 0; for int x in a { sum += x; } return sum + int(sizeof(a)); } array[int, 3] b = {1, 2, 3}; rx(f(b)) q;': 9,
    'def f(mutable array[int, #dim = 1] a) { a[0] = 5; } array[int, 3] b = {1, 2, 3}; f(b); rx(b[0]) q;': 5,
    'def f(readonly array[int, 2] a) -> int { return a[1]; } array[int, 3] b = {1, 2, 3}; rx(f(b[1:2])) q;': 3,
  });
  table('of loop variables change within an iteration alone', {
    'int sum = 0; for int i in [1:3] { i *= 10; sum += i; } rx(sum) q;': 60,
  });

  it('are computed while the circuit runs where they depend on outcomes', () => {
    const one = 'qubit q; U(pi, 0, pi) q; bit one = measure q; ';
    const output = (program: string) => outcome(`${one}${program}`);
    assert.equal(output('uint[4] u = 0; u[1] = one; output bit[2] c; c = u[0:1];'), '10');
    assert.equal(output('uint[4] u = 5; if (one) { u += 5; } output bit[4] c; c = u[3:-1:0];'), '0101');
    assert.equal(
      output(
        'array[int, 3] a = {1, 0, 0}; if (one) { a[2] = 1; } output bit[3] c; for int i in [0:2] { c[i] = a[i]; }',
      ),
      '101',
    );
    assert.equal(output('array[bool, 2] a; a[0] = one; output bit c; for bool x in a { c = c || x; }'), '1');
  });
});
