import assert from 'node:assert/strict';
import { nonNegativeLeastSquares } from '../../../../../extension/worker/mitigate/numerics/nonNegativeLeastSquares.ts';
import { decayRate } from '../../../../../extension/worker/mitigate/pauliLindblad/decay.ts';
import {
  anticommute,
  fidelitiesOf,
  probabilitiesOf,
  ratesOf,
} from '../../../../../extension/worker/mitigate/pauliLindblad/model.ts';
import { pauliTransferMatrix } from '../../../../../language/noise/channel.ts';
import { krausChannel } from '../../../../../language/noise/channels.ts';
import type { NoiseModel } from '../../../../../language/noise/noiseModel.ts';
import { expected } from '../problems.ts';

const close = (actual: readonly number[], wanted: readonly number[], tolerance = 1e-12) => {
  assert.equal(actual.length, wanted.length);
  actual.forEach((value, index) => {
    assert.ok(Math.abs(value - wanted[index]!) < tolerance, `${index}: ${value} is not ${wanted[index]}`);
  });
};

describe('a Pauli-Lindblad model', () => {
  it('knows which Paulis anticommute', () => {
    // X with Z; XX with ZZ do not; XI with ZZ.
    assert.deepEqual(
      [anticommute(1, 3), anticommute(5, 15), anticommute(1, 15), anticommute(2, 2)],
      [true, false, true, false],
    );
  });

  it('has the rates that its fidelities come from', () => {
    const rates = [0, ...Array.from({ length: 15 }, (_, k) => 0.001 * (k + 1))];
    close(ratesOf(fidelitiesOf(rates)), rates);
  });

  it('of one generator does it with the probability (1 - e^(-2λ)) / 2', () => {
    const flip = (1 - Math.exp(-0.2)) / 2;
    close(probabilitiesOf(fidelitiesOf([0, 0, 0, 0.1])), [1 - flip, 0, 0, flip]);
  });

  it('has the fidelities of a Pauli channel', () => {
    const probabilities = { XI: 0.01, ZZ: 0.02, IY: 0.03 };
    const transfer = pauliTransferMatrix(krausChannel({ kind: 'pauli', probabilities }));
    const fidelities = Array.from({ length: 16 }, (_, at) => transfer[17 * at]!);
    // Labels are written with the first qubit rightmost.
    const found = probabilitiesOf(fidelities);
    close([found[4]!, found[15]!, found[2]!, found[0]!], [0.01, 0.02, 0.03, 0.94]);
  });
});

describe('least squares that are not negative', () => {
  it('are plain ones where these are not', () => {
    close(
      nonNegativeLeastSquares(
        [
          [1, 0],
          [1, 1],
          [0, 2],
        ],
        [1, 3, 4],
      ),
      [1, 2],
      1e-9,
    );
  });

  it('leave out what would be negative', () => {
    // Without the second coefficient the first is the mean.
    close(
      nonNegativeLeastSquares(
        [
          [1, 0],
          [1, 1],
        ],
        [3, 1],
      ),
      [2, 0],
      1e-9,
    );
  });
});

describe('a decay', () => {
  it('has a rate that does not depend on what the ends lose', () => {
    const points = [2, 4, 8].map((x) => ({ x, y: 0.7 * Math.exp(-0.03 * x), standardError: 0.01 }));
    assert.ok(Math.abs(decayRate(points)!.rate - 0.03) < 1e-12);
  });

  it('is not known where nothing stands out', () => {
    assert.equal(decayRate([2, 4].map((x) => ({ x, y: 0.01, standardError: 0.02 }))), undefined);
  });
});

describe('noise that is learned', () => {
  /** Pauli noise of cx. */
  const noise: NoiseModel = {
    rules: [
      {
        on: 'gate',
        gates: ['cx'],
        channel: { kind: 'pauli', probabilities: { XX: 0.004, IZ: 0.006, ZI: 0.006, IX: 0.005, XI: 0.002, ZZ: 0.002 } },
      },
    ],
  };
  const program = 'qubit[2] q; ry(0.6) q[0]; cx q[0], q[1]; ry(0.4) q[1]; cx q[0], q[1]; ry(0.9) q[0]; cx q[0], q[1];';
  const learned = { model: 'learned', randomizations: 1, depths: [2, 8] };

  it('lets cancellation and amplification find the value without noise', async () => {
    const ideal = (await expected(program, 'Z0*Z1', [{ technique: 'none' }])).value;
    const none = (await expected(program, 'Z0*Z1', [{ technique: 'none' }], { noise })).value;
    for (const [technique, options] of [
      ['pec', learned],
      ['pea', { ...learned, extrapolation: 'richardson' }],
    ] as const) {
      const { value } = await expected(program, 'Z0*Z1', [{ technique, options }], { noise, shots: 1e7 });
      assert.ok(
        Math.abs(value - ideal) < 0.1 * Math.abs(none - ideal),
        `${technique}: ${value} for ${ideal}, not ${none}`,
      );
    }
  });

  it('is only that of gates that undo themselves', async () => {
    const iswap = 'qubit[2] q; gate iswap a, b { s a; s b; h a; cx a, b; cx b, a; h b; } ctrl @ s q[0], q[1];';
    await assert.rejects(expected(iswap, 'Z0', [{ technique: 'pec', options: learned }]), /cannot be learned: only/);
  });
});
