/** Numbers marked "Mitiq" are asserted by tests of Mitiq 1.0.0 (files of its folder zne/tests); facts, not its code. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { leastSquares } from '../../../../../extension/worker/mitigate/numerics/leastSquares.ts';
import { normal } from '../../../../../extension/worker/mitigate/numerics/normal.ts';
import type { Point } from '../../../../../extension/worker/mitigate/question.ts';
import { extrapolate, extrapolatorOf } from '../../../../../extension/worker/mitigate/zne/extrapolate.ts';
import { exponential } from '../../../../../extension/worker/mitigate/zne/extrapolation/exponential.ts';
import {
  fakeNodes,
  polynomial,
  richardson,
} from '../../../../../extension/worker/mitigate/zne/extrapolation/polynomial.ts';
import { randomStreams } from '../../../../../extension/worker/simulate/random.ts';

const pointsOf = (xs: readonly number[], ys: readonly number[] | ((x: number) => number), standardError = 0): Point[] =>
  xs.map((x, index) => ({ x, y: typeof ys === 'function' ? ys(x) : ys[index]!, standardError }));

function assertClose(actual: number | undefined, wanted: number, tolerance = 1e-9): void {
  assert.ok(Math.abs((actual ?? Number.NaN) - wanted) <= tolerance, `${actual} is not ${wanted}`);
}

const assertAllClose = (actual: readonly number[], wanted: readonly number[]) => {
  assert.equal(actual.length, wanted.length);
  actual.forEach((value, index) => {
    assertClose(value, wanted[index]!);
  });
};

describe('extrapolations that are linear in the values', () => {
  it('have these weights', () => {
    // Mitiq, test_shot_allocation.py.
    assertAllClose(richardson.weights!([1, 2, 3]), [3, -3, 1]);
    assertAllClose(polynomial(1).weights!([1, 2, 3]), [4 / 3, 1 / 3, -2 / 3]);
    assertAllClose(polynomial(1).weights!([1, 3]), [1.5, -0.5]);
    assertAllClose(polynomial(0).weights!([1, 2, 3]), [1 / 3, 1 / 3, 1 / 3]);
    assertAllClose(fakeNodes.weights!([1, 2, 3]), [1 + Math.SQRT1_2, -1, 1 - Math.SQRT1_2]);
    assertAllClose(polynomial(1).weights!([1, 2, 3, 4]), [1, 0.5, 0, -0.5]);
  });

  it('find lines and parabolas', () => {
    // Mitiq, test_inference.py.
    assertClose(polynomial(1).fitTo(pointsOf([1, 2], [1, 2]))?.limit, 0);
    assertClose(polynomial(1).fitTo(pointsOf([1, 2], [2, 1]))?.limit, 3);
    const parabola = polynomial(2).fitTo(pointsOf([1, 2, 3], [1, 4, 9]));
    assertClose(parabola?.limit, 0);
    assertClose(parabola?.curve(3), 9);
  });

  it('agree with Richardson where the degree uses all points', () => {
    const inOrder = fc.uniqueArray(fc.integer({ min: 4, max: 40 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(inOrder, (quarters) => {
        const xs = quarters.map((quarter) => quarter / 4);
        const [weights, others] = [polynomial(xs.length - 1).weights!(xs), richardson.weights!(xs)];
        weights.forEach((weight, index) => {
          assertClose(weight, others[index]!, 1e-6 * Math.max(...others.map(Math.abs)));
        });
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('take fake nodes for equal distances only', () => {
    assert.equal(fakeNodes.fitTo(pointsOf([1, 2, 4], [1, 2, 3])), undefined);
  });

  it('come from least squares with the covariance of the coefficients', () => {
    // Mitiq, test_inference.py, for the points (0, -1), (0, 1), (1, 0): a variance of RSS / (n - 2) = 2.
    const fit = leastSquares(
      [
        [1, 1, 1],
        [0, 0, 1],
      ],
      [-1, 1, 0],
    )!;
    assertAllClose(fit.coefficients, [0, 0]);
    assertClose(fit.residual, 2);
    assertAllClose(
      fit.covariance.flat().map((entry) => entry * fit.residual),
      [1, -1, -1, 3],
    );
  });
});

describe('exponential extrapolations', () => {
  const xs = [1, 1.3, 1.7, 2.2, 2.4];
  const decay = (x: number) => 0.5 + 0.7 * Math.exp(-0.4 * x);
  const rise = (x: number) => 0.5 - 0.7 * Math.exp(-0.4 * x);

  it('find decays and rises, with the asymptote and without', () => {
    // Mitiq, test_inference.py.
    assertClose(exponential(1, 0.5).fitTo(pointsOf(xs, decay))?.limit, 1.2, 1e-6);
    assertClose(exponential(1, 0.5).fitTo(pointsOf(xs, rise))?.limit, -0.2, 1e-6);
    assertClose(exponential(1, undefined).fitTo(pointsOf(xs, decay))?.limit, 1.2, 1e-6);
  });

  it('take what is flat', () => {
    for (const asymptote of [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2]) {
      const fit = exponential(1, asymptote).fitTo(pointsOf([1, 2, 3, 4], [0.7, 0.7, 0.7, 0.700001]));
      assertClose(fit?.limit, 0.7, 1e-5);
    }
  });

  it('find an unknown asymptote where Mitiq 1.0.0 gives up', () => {
    // The least squares as SciPy finds them from (0.4, 0.5, 0.2).
    const fit = exponential(1, undefined).fitTo(pointsOf([1, 3, 5, 7], [0.85, 0.72, 0.63, 0.58]));
    assertClose(fit?.limit, 0.942763047, 1e-5);
  });

  it('find exponentials of polynomials, and two decays at once', () => {
    const steps = [1, 2, 3, 4, 5];
    const bent = pointsOf(steps, (x) => 0.1 + 0.8 * Math.exp(-0.3 * x + 0.02 * x * x));
    assertClose(exponential(2, 0.1).fitTo(bent)?.limit, 0.9, 1e-6);
    const two = pointsOf(steps, (x) => 0.6 * Math.exp(-0.1 * x) + 0.4 * Math.exp(-0.9 * x));
    const { find } = extrapolatorOf({ extrapolation: 'doubleExponential', degree: 2 }, 0, [-1, 1]);
    assertClose(find(two)?.fit.limit, 1, 1e-4);
  });

  it('weigh points by their errors, which logarithms distort', () => {
    // The setting in which the weights of Mitiq 1.0.0 leave a root mean square error of 0.0139, right ones 0.0113.
    const random = randomStreams(5)(0);
    const model = exponential(1, 0.5);
    let squares = 0;
    const trials = 600;
    for (let trial = 0; trial < trials; trial++) {
      const noisy = pointsOf([1, 3, 5, 7], (x) => 0.5 + 0.45 * Math.exp(-0.4 * x) + 0.005 * normal(random));
      squares += (model.fitTo(noisy)!.limit - 0.95) ** 2;
    }
    assertClose(Math.sqrt(squares / trials), 0.0113, 0.0007);
  });
});

describe('standard errors of extrapolations', () => {
  /** How often the truth lies within one and two standard errors. */
  function coverage(extrapolation: 'linear' | 'exponential', trials: number) {
    const random = randomStreams(11)(0);
    const extrapolator = extrapolatorOf({ extrapolation, degree: 1 }, 0, [-1, 1]);
    const truth = (x: number) => (extrapolation === 'linear' ? 1 - 0.06 * x : Math.exp(-0.06 * x));
    let [one, two] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const points = pointsOf([1, 3, 5], (x) => truth(x) + 0.01 * normal(random), 0.01);
      const { value, standardError } = extrapolate(extrapolator, points, { seed: trial, predicting: false });
      if (Math.abs(value - 1) <= standardError) one++;
      if (Math.abs(value - 1) <= 2 * standardError) two++;
    }
    return [one / trials, two / trials] as const;
  }

  it('cover the truth as often as they say: linear', () => {
    const [one, two] = coverage('linear', 4000);
    assert.ok(one > 0.64 && one < 0.72, `${one}`);
    assertClose(two, 0.954, 0.01);
  });

  it('cover the truth as often as they say: exponential', () => {
    const [one] = coverage('exponential', 60);
    assert.ok(one > 0.5 && one < 0.86, `${one}`);
  });
});

describe('the automatic choice', () => {
  const find = (ys: (x: number) => number, xs: readonly number[], standardError: number) =>
    extrapolatorOf({ extrapolation: 'automatic', degree: 2 }, 0, [-1, 1]).find(pointsOf(xs, ys, standardError))!;

  it('takes the model that the points speak for', () => {
    assert.equal(find((x) => Math.exp(-0.3 * x), [1, 2, 3, 4], 0.001).model, 'exponential');
    assert.equal(find((x) => 0.9 - 0.2 * x, [1, 2, 3, 4], 0.001).model, 'linear');
    assert.match(find((x) => 0.5 + 0.4 * Math.exp(-x), [1, 2, 3, 4], 1e-4).model, /free asymptote/);
  });

  it('rejects limits that no state has, and says so where nothing is left', () => {
    const found = find((x) => 2 - 0.2 * x, [1, 2, 3], 0.001);
    assert.equal(found.fallback, true);
    assert.ok(found.candidates?.every(({ reason }) => reason === 'No state has its limit.'));
  });
});
