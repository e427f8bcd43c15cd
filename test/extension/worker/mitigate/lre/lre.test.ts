import assert from 'node:assert/strict';
import { estimate, expected } from '../problems.ts';

const GHZ = 'qubit[3] q; h q[0]; cx q[0], q[1]; cx q[1], q[2];';
const NOISE = 'depolarizing(0.005, 0.02)';

const lre = (options: object = {}) => [{ technique: 'lre', options }] as const;

describe('layerwise Richardson extrapolation', () => {
  it('runs a circuit for each monomial', async () => {
    // Mitiq, resource-requirements: ten circuits for a GHZ state of three qubits, which has three layers.
    const { cost, details } = await expected(GHZ, 'Z0*Z1', lre(), { noise: NOISE });
    assert.equal(cost.circuits, 10);
    assert.ok(details?.kind === 'combination');
    assert.equal(details.circuits, 10);
  });

  it('comes nearer with its degree', async () => {
    const errors = await Promise.all(
      [1, 2, 3].map(async (degree) => {
        const { value } = await expected(GHZ, 'X0*X1*X2', lre({ degree, foldMultiplier: 1 }), { noise: NOISE });
        return Math.abs(value - 1);
      }),
    );
    const raw = await expected(GHZ, 'X0*X1*X2', [{ technique: 'none' }], { noise: NOISE });
    const before = [Math.abs(raw.value - 1), ...errors];
    errors.forEach((error, index) => {
      assert.ok(error < before[index]! / 4, `${errors}`);
    });
  });

  it('is Richardson extrapolation where there is one chunk', async () => {
    const one = await expected(GHZ, 'Z0*Z2', lre({ chunks: 1, foldMultiplier: 1 }), { noise: NOISE });
    const zne = { scaling: 'layers', scaleFactors: [1, 3, 5], extrapolation: 'richardson' };
    const other = await expected(GHZ, 'Z0*Z2', [{ technique: 'zne', options: zne }], { noise: NOISE });
    assert.ok(Math.abs(one.value - other.value) < 1e-9, `${one.value} ${other.value}`);
    assert.ok(Math.abs(one.standardError / other.standardError - 1) < 1e-3);
  });

  it('has the standard error that repetitions have', async () => {
    const settings = { noise: NOISE, shots: 500 };
    const runs = await Promise.all(
      Array.from({ length: 30 }, (_, seed) => estimate(GHZ, 'X0*X1*X2', lre(), { ...settings, seed })),
    );
    const mean = runs.reduce((sum, { value }) => sum + value, 0) / runs.length;
    const spread = Math.sqrt(runs.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (runs.length - 1));
    const { standardError, cost } = await expected(GHZ, 'X0*X1*X2', lre(), settings);
    assert.ok(Math.abs(spread / standardError - 1) < 0.35, `${spread} ${standardError}`);
    assert.equal(cost.shots, 500);
  });

  it('leaves alone what has no noise to be folded', async () => {
    const { value } = await expected('qubit q; delay[20ns] q;', 'Z0', lre());
    assert.equal(value, 1);
  });

  it('says what too many circuits come from', async () => {
    const deep = `qubit[2] q; ${'h q[0]; cx q[0], q[1];'.repeat(30)}`;
    await assert.rejects(
      estimate(deep, 'Z0', lre({ chunks: 'layers' }), { shots: 1000 }),
      /degree 2 over 60 chunks takes 1891 circuits; there are only 1000 shots\. Lower its chunks or its degree/,
    );
    await assert.rejects(estimate(GHZ, 'Z0', lre({ degree: 0 })), /degree/);
    await assert.rejects(estimate('qubit q; reset q;', 'Z0', lre()), /a reset has no inverse/);
  });
});
