/** Numbers marked "Mitiq" are asserted by tests of Mitiq 1.0.0 (files of its folder rem/tests). */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Stage } from '../../../../../extension/worker/mitigate/pipeline.ts';
import {
  type ConfusionModel,
  confused,
  unconfused,
} from '../../../../../extension/worker/mitigate/readout/confusionModel.ts';
import { postSelect } from '../../../../../extension/worker/mitigate/readout/postSelection.ts';
import { nearestProbabilities } from '../../../../../extension/worker/mitigate/readout/simplex.ts';
import { SubspaceConfusion } from '../../../../../extension/worker/mitigate/readout/subspace.ts';
import { unfold } from '../../../../../extension/worker/mitigate/readout/unfold.ts';
import type { NoiseModel } from '../../../../../language/noise/noiseModel.ts';
import { estimate, expected } from '../problems.ts';

const GHZ = 'qubit[3] q; h q[0]; cx q[0], q[1]; cx q[1], q[2];';
const READOUT = 'readout(0.03, 0.08)';

function assertClose(actual: ArrayLike<number>, wanted: readonly number[], tolerance = 1e-12): void {
  assert.equal(actual.length, wanted.length);
  wanted.forEach((value, index) => {
    assert.ok(Math.abs(actual[index]! - value) <= tolerance, `${[...Array.from(actual)]} is not ${wanted}`);
  });
}

describe('the nearest probabilities', () => {
  it('are these', () => {
    // Mitiq, test_inverse_confusion_matrix.py; for the last it expects 0.450317, which is further away than 0.45.
    const cases: readonly (readonly [number[], number[]])[] = [
      [
        [0.3, 0.7],
        [0.3, 0.7],
      ],
      [
        [-0.1, 1.1],
        [0, 1],
      ],
      [
        [10, 10],
        [0.5, 0.5],
      ],
      [
        [-1, 1, -1, 1],
        [0, 0.5, 0, 0.5],
      ],
      [
        [-1, 0.1, -1, 0.2],
        [0, 0.45, 0, 0.55],
      ],
    ];
    for (const [quasi, wanted] of cases) assertClose(nearestProbabilities(Float64Array.from(quasi)), wanted);
  });

  it('are nearer than any others', () => {
    const vector = (min: number, max: number) =>
      fc.array(fc.double({ min, max, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(vector(-1, 1), vector(0, 1), (quasi, weights) => {
        const sum = weights.reduce((total, weight) => total + weight, 1e-3);
        const other = weights.map((weight, index) => (weight + (index === 0 ? 1e-3 : 0)) / sum);
        const nearest = nearestProbabilities(Float64Array.from(quasi));
        const distance = (point: ArrayLike<number>) => Math.hypot(...quasi.map((entry, k) => entry - point[k]!));
        assert.ok(Math.abs(nearest.reduce((total, entry) => total + entry, 0) - 1) < 1e-12);
        assert.ok(distance(nearest) <= distance(other) + 1e-12);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});

describe('confusion', () => {
  const model: ConfusionModel = {
    kind: 'tensored',
    bits: [
      { oneGivenZero: 0.02, zeroGivenOne: 0.1 },
      { oneGivenZero: 0.05, zeroGivenOne: 0.03 },
      { oneGivenZero: 0.01, zeroGivenOne: 0.2 },
    ],
  };
  const truth = Float64Array.of(0.4, 0, 0.1, 0, 0.2, 0, 0, 0.3);

  it('is undone exactly', () => {
    assertClose(unconfused(model, confused(model, truth))!, [...truth]);
  });

  it('of bits that are always read wrong turns the outcomes round', () => {
    // Mitiq, test_inverse_confusion_matrix.py.
    const bit = { oneGivenZero: 1, zeroGivenOne: 1 };
    const turned = unconfused({ kind: 'tensored', bits: [bit, bit] }, Float64Array.of(0.1, 0.2, 0.3, 0.4));
    assertClose(turned!, [0.4, 0.3, 0.2, 0.1]);
  });

  it('has no inverse where nothing is read', () => {
    const bit = { oneGivenZero: 0.5, zeroGivenOne: 0.5 };
    assert.equal(unconfused({ kind: 'tensored', bits: [bit] }, Float64Array.of(0.5, 0.5)), undefined);
  });

  it('is unfolded to probabilities', () => {
    assertClose(unfold(model, confused(model, truth), 20_000), [...truth], 1e-3);
  });

  it('is undone among the outcomes seen, as on all where all are seen', () => {
    const outcomes = Array.from({ length: 8 }, (_, outcome) => outcome.toString(2).padStart(3, '0'));
    const read = confused(model, truth);
    assertClose(new SubspaceConfusion(outcomes, model.bits, 3).solve(read)!, [...truth], 1e-8);
  });

  it('is undone among a few of very many outcomes', () => {
    const size = 40;
    const bits = Array.from({ length: size }, () => ({ oneGivenZero: 0.01, zeroGivenOne: 0.02 }));
    const zeros = '0'.repeat(size);
    const single = Array.from({ length: size }, (_, k) => `${'0'.repeat(k)}1${'0'.repeat(size - 1 - k)}`);
    const read = Float64Array.of(0.99 ** size, ...single.map(() => 0.01 * 0.99 ** (size - 1)));
    const total = read.reduce((sum, share) => sum + share, 0);
    const solved = new SubspaceConfusion([zeros, ...single], bits, 2).solve(read.map((share) => share / total))!;
    assert.ok(Math.abs(solved[0]! - 1) < 0.01, `${solved[0]}`);
  });
});

describe('readout mitigation', () => {
  const stage = (options: object = {}): Stage[] => [{ technique: 'readout', options: { ...options } }];

  for (const options of [
    {},
    { correlated: true },
    { method: 'subspace' },
    { method: 'bayesian', iterations: 300 },
    { physical: true },
  ]) {
    it(`finds the value without errors of readout: ${JSON.stringify(options)}`, async () => {
      for (const [observable, ideal] of [
        ['Z0*Z1 + 0.5*Z2', 1],
        ['X0*X1*X2', 1],
      ] as const) {
        const { value } = await expected(GHZ, observable, stage(options), { noise: READOUT });
        assert.ok(Math.abs(value - ideal) < 0.01, `${observable}: ${value}`);
      }
    });
  }

  it('undoes errors that bits share, where they are learned together', async () => {
    const noise: NoiseModel = {
      rules: [
        {
          on: 'jointReadout',
          qubits: [0, 1],
          confusion: [
            [0.9, 0.02, 0.02, 0.1],
            [0.02, 0.9, 0.02, 0],
            [0.02, 0.02, 0.9, 0],
            [0.06, 0.06, 0.06, 0.9],
          ],
        },
      ],
    };
    const bell = 'qubit[2] q; h q[0]; cx q[0], q[1];';
    const alone = await expected(bell, 'Z0*Z1', stage(), { noise });
    const together = await expected(bell, 'Z0*Z1', stage({ correlated: true }), { noise });
    assert.ok(Math.abs(alone.value - 1) > 0.02);
    assert.ok(Math.abs(together.value - 1) < 1e-9);
  });

  for (const options of [{}, { correlated: true }, { physical: true }]) {
    it(`knows its standard error, calibration included: ${JSON.stringify(options)}`, async () => {
      const setup = { noise: READOUT, shots: 1600 };
      const program = 'qubit[2] q; ry(1) q[0]; cx q[0], q[1];';
      const runs = await Promise.all(
        Array.from({ length: 40 }, (_, seed) => estimate(program, 'Z0*Z1 + Z0', stage(options), { ...setup, seed })),
      );
      const mean = runs.reduce((sum, { value }) => sum + value, 0) / runs.length;
      const spread = Math.sqrt(runs.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (runs.length - 1));
      const error = runs.reduce((sum, { standardError }) => sum + standardError, 0) / runs.length;
      assert.ok(Math.abs(spread / error - 1) < 0.35, `${spread} ${error}`);
    });
  }

  it('says that what is not read cannot be corrected', async () => {
    await assert.rejects(
      expected(GHZ, 'Z0', stage(), { noise: 'readout(0.5)' }),
      /what is read does not depend on what is there/,
    );
  });

  it('goes below extrapolation', async () => {
    const both: Stage[] = [{ technique: 'zne' }, { technique: 'readout' }];
    const noise = `depolarizing(0.004, 0.01) ${READOUT}`;
    const { value, technique } = await expected(GHZ, 'Z0*Z2', both, { noise });
    assert.equal(technique, 'zne + readout');
    assert.ok(Math.abs(value - 1) < 0.01, `${value}`);
  });
});

describe('twirled readout', () => {
  it('is right where errors of 0 and 1 differ, which a mean of ratios is not', async () => {
    // Mitiq 1.0.0 finds -1.0417 here with any number of shots.
    const { value } = await expected('qubit q; x q;', 'Z0', [{ technique: 'trex' }], { noise: 'readout(0.1, 0.2)' });
    assert.ok(Math.abs(value + 1) < 1e-9, `${value}`);
  });

  it('corrects products on several qubits', async () => {
    const { value, standardError } = await estimate(GHZ, 'X0*X1*X2 + Z0*Z1', [{ technique: 'trex' }], {
      noise: READOUT,
      shots: 40_000,
    });
    assert.ok(Math.abs(value - 2) < 4 * standardError, `${value} ± ${standardError}`);
    assert.ok(standardError < 0.05);
  });
});

describe('post-selection', () => {
  it('keeps the outcomes of a rule', () => {
    // Mitiq, test_post_select.py: Hamming weight 2.
    const outcomes = new Map(['011', '110', '000', '001', '111'].map((outcome) => [outcome, 1]));
    const kept = postSelect({ shots: 5, outcomes }, (outcome) => outcome.replaceAll('0', '').length === 2);
    assert.deepEqual([...kept.outcomes.keys()], ['011', '110']);
    assert.equal(kept.shots, 2);
  });

  it('removes flips that break a symmetry', async () => {
    const stages: Stage[] = [{ technique: 'post-selection', options: { symmetries: ['Z0*Z1', 'Z1*Z2'] } }];
    const raw = await expected(GHZ, 'Z0*Z2', [{ technique: 'none' }], { noise: READOUT });
    const { value, details } = await expected(GHZ, 'Z0*Z2', stages, { noise: READOUT });
    assert.ok(raw.value < 0.9);
    assert.ok(value > 0.999);
    assert.ok(details?.kind === 'selection' && details.kept > 0.8 && details.kept < 0.9);
  });

  it('says where no shot is left', async () => {
    const stages: Stage[] = [{ technique: 'post-selection', options: { symmetries: ['-Z0*Z1'] } }];
    await assert.rejects(expected(GHZ, 'Z0', stages), /No shot is left/);
  });

  it('asks for its symmetries', async () => {
    await assert.rejects(expected(GHZ, 'Z0', [{ technique: 'post-selection' }]), /symmetries/);
  });
});

describe('symmetry verification', () => {
  const stages: Stage[] = [{ technique: 'symmetry', options: { symmetries: ['Z0*Z1', 'X0*X1*X2'] } }];

  it('projects onto the symmetries', async () => {
    const noise = 'depolarizing(0.01)';
    const raw = await expected(GHZ, 'Z0*Z2', [{ technique: 'none' }], { noise });
    const { value } = await expected(GHZ, 'Z0*Z2', stages, { noise });
    assert.ok(1 - value < (1 - raw.value) / 1.5, `${value} ${raw.value}`);
  });

  it('says which term does not commute', async () => {
    await assert.rejects(expected(GHZ, 'Z0', stages), /Z0 does not commute with the symmetry X0\*X1\*X2/);
  });
});
