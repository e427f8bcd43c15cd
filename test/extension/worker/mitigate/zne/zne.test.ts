import assert from 'node:assert/strict';
import { estimate, expected } from '../problems.ts';

const GHZ = 'qubit[3] q; h q[0]; cx q[0], q[1]; cx q[1], q[2];';
const NOISE = 'depolarizing(0.005, 0.02)';

const zne = (options: object) => [{ technique: 'zne', options }] as const;

describe('zero-noise extrapolation', () => {
  it('removes depolarizing noise, that of turning to X included', async () => {
    for (const observable of ['Z0*Z1', 'X0*X1*X2', 'Y0*Y1*X2']) {
      const ideal = observable.startsWith('Y') ? -1 : 1;
      const { value } = await expected(GHZ, observable, zne({ extrapolation: 'exponential' }), { noise: NOISE });
      assert.ok(Math.abs(value - ideal) < 1e-9, `${observable}: ${value}`);
    }
  });

  for (const scaling of ['global', 'all', 'random', 'layers']) {
    it(`comes nearer by folding: ${scaling}`, async () => {
      const raw = await expected(GHZ, 'Z0*Z2', [{ technique: 'none' }], { noise: NOISE });
      const { value } = await expected(GHZ, 'Z0*Z2', zne({ scaling }), { noise: NOISE });
      assert.ok(Math.abs(value - 1) < Math.abs(raw.value - 1) / 5, `${value}`);
    });
  }

  it('has the standard error that repetitions have', async () => {
    const options = zne({ extrapolation: 'richardson', scaleFactors: [1, 2, 3] });
    const settings = { noise: NOISE, shots: 700 };
    const runs = await Promise.all(
      Array.from({ length: 30 }, (_, seed) => estimate(GHZ, 'X0*X1*X2', options, { ...settings, seed })),
    );
    const mean = runs.reduce((sum, { value }) => sum + value, 0) / runs.length;
    const spread = Math.sqrt(runs.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (runs.length - 1));
    const { standardError, cost } = await expected(GHZ, 'X0*X1*X2', options, settings);
    assert.ok(Math.abs(spread / standardError - 1) < 0.35, `${spread} ${standardError}`);
    assert.deepEqual([cost.circuits, cost.shots], [3, 700]);
  });

  it('shares shots out by the weights of the values', async () => {
    const uniform = zne({ extrapolation: 'richardson', scaleFactors: [1, 3, 5, 7], allocation: 'uniform' });
    const optimal = zne({ extrapolation: 'richardson', scaleFactors: [1, 3, 5, 7] });
    const [one, other] = await Promise.all(
      [uniform, optimal].map((options) => expected('qubit q; h q;', 'Z0', options, { shots: 1e6 })),
    );
    // Σ|η|² n against (Σ|η|)² for the weights of [1, 3, 5, 7].
    assert.ok(Math.abs((one!.standardError / other!.standardError) ** 2 - 45.56 / 36) < 0.01);
  });

  it('keeps the points and the curve', async () => {
    const { details } = await expected(GHZ, 'Z0*Z1', zne({}), { noise: NOISE });
    assert.ok(details?.kind === 'extrapolation');
    assert.deepEqual(
      details.points.map(({ x }) => x),
      [1, 3, 5],
    );
    assert.equal(details.curve[0]?.x, 0);
    assert.ok((details.candidates?.length ?? 0) >= 2);
  });

  it('says which scale factors cannot be had', async () => {
    const options = zne({ scaling: 'all', scaleFactors: [1, 2, 3] });
    await assert.rejects(estimate(GHZ, 'Z0', options), /come out as 1.00, 1.00, 3.00 .* not all different/);
  });

  it('says how many scale factors it needs', async () => {
    const options = zne({ scaleFactors: [1, 3], extrapolation: 'doubleExponential' });
    await assert.rejects(estimate(GHZ, 'Z0', options), /needs 4 scale factors at least; there are 2/);
  });

  it('says what is wrong with its options', async () => {
    await assert.rejects(estimate(GHZ, 'Z0', zne({ scaleFactors: [0, 1] })), /scaleFactors 0 must be at least 1/);
  });

  it('chooses scale factors on the way', async () => {
    const { value, details } = await expected(GHZ, 'Z0*Z1', [{ technique: 'adaptive-zne' }], { noise: NOISE });
    assert.ok(Math.abs(value - 1) < 0.01);
    assert.ok(details?.kind === 'extrapolation' && details.points.length === 4);
  });

  it('flags a value that no state has, and does not clip it', async () => {
    const richardson = zne({ extrapolation: 'richardson', scaleFactors: [1, 1.7, 2.3, 3] });
    const found = await estimate(GHZ, 'X0*X1*X2', richardson, { noise: 'depolarizing(0.05)', shots: 40, seed: 8 });
    assert.ok(Math.abs(found.value) > 1, `${found.value}`);
    assert.equal(found.physical, false);
    assert.match(found.warnings.join(), /is no value that X0\*X1\*X2 can have/);
  });
});
