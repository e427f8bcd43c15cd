import assert from 'node:assert/strict';
import { filterHarmonics } from '../../../../extension/worker/mitigate/spectralFiltering/harmonics.ts';
import { estimate, expected } from './problems.ts';

const filtering = (options: object = {}) => [{ technique: 'spectral-filtering', options }] as const;

describe('harmonics', () => {
  const valuesOf = (count: number, signal: (angle: number) => number) =>
    Array.from({ length: count }, (_, index) => signal((2 * Math.PI * index) / count));

  it('add up to what they were found in', () => {
    const values = valuesOf(11, (t) => 0.2 + 0.5 * Math.cos(t) - 0.3 * Math.sin(2 * t) + 0.1 * Math.cos(5 * t));
    const { value, amplitudes } = filterHarmonics(values, 5, 0);
    assert.ok(Math.abs(value - 0.8) < 1e-12);
    [0.2, 0.5, 0.3, 0, 0, 0.1].forEach((amplitude, harmonic) => {
      assert.ok(Math.abs(amplitudes[harmonic]! - amplitude) < 1e-12);
    });
  });

  it('are dropped where they are small, and where there can be none', () => {
    const values = valuesOf(16, (t) => 0.8 * Math.cos(t) + 0.01 * Math.cos(2 * t) + 0.3 * Math.cos(6 * t));
    const { value, amplitudes } = filterHarmonics(values, 3, 0.05);
    assert.ok(Math.abs(value - 0.8) < 1e-12, `${value}`);
    assert.deepEqual(
      amplitudes.map((amplitude) => amplitude > 0),
      [false, true, false, false],
    );
  });
});

describe('spectral filtering', () => {
  const PROGRAM = 'qubit[2] q; ry(0.6) q[0]; cx q[0], q[1]; cp(0.4) q[0], q[1]; rx(0.9) q[1];';

  it('keeps the observable of a circuit without noise', async () => {
    for (const observable of ['Z0*Z1', 'X0*Y1', 'Z1 + 0.5*X0*X1 + 2']) {
      const wanted = await expected(PROGRAM, observable, [{ technique: 'none' }]);
      const settings = { shots: 1e12 };
      const { value } = await expected(PROGRAM, observable, filtering({ tolerance: 0 }), settings);
      assert.ok(Math.abs(value - wanted.value) < 1e-5, `${observable}: ${value} ${wanted.value}`);
    }
  });

  it('has the standard error of its harmonics', async () => {
    // cos θ alone: each of n circuits counts 2/n · cos, with as many shots, where the values are cos, too.
    const shots = 4000;
    const { value, standardError, details, cost } = await expected('qubit q; ry(0) q;', 'Z0', filtering(), { shots });
    assert.ok(Math.abs(value - 1) < 1e-9);
    assert.ok(
      details?.kind === 'spectrum' && Math.abs(details.amplitudes[1]! - 1) < 1e-9 && details.amplitudes[0] === 0,
    );
    assert.equal(cost.circuits, 4);
    // At 0 and π nothing is left to chance; at π/2 and 3π/2 the weight is 0.
    assert.ok(standardError < 1e-9);
  });

  it('says what it cannot turn', async () => {
    await assert.rejects(estimate('qubit q; h q;', 'Z0', filtering()), /nothing to turn here/);
    await assert.rejects(
      estimate(PROGRAM, 'Z0', filtering({ points: 5 })),
      /turns 3 gates, which takes 7 points at least/,
    );
    await assert.rejects(
      estimate(PROGRAM, 'Z0', filtering(), { shots: 5 }),
      /takes 10 circuits; there are only 5 shots/,
    );
  });
});
