// Numbers of Mitiq 1.0.0, mitiq/lre/tests/test_multivariate_richardson.py and test_layerwise_folding.py.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  chunksOf,
  exponentsOf,
  nodeCount,
  scaleFactorsOf,
  weightsOf,
} from '../../../../../extension/worker/mitigate/lre/nodes.ts';

const weights = (layers: number, degree: number, multiplier: number) =>
  weightsOf(exponentsOf(layers, degree), degree, multiplier);

function assertClose(found: readonly number[], wanted: readonly number[], tolerance = 1e-9): void {
  assert.equal(found.length, wanted.length);
  found.forEach((value, index) => {
    assert.ok(Math.abs(value - wanted[index]!) < tolerance, `${found} is not ${wanted}`);
  });
}

describe('nodes of layerwise Richardson extrapolation', () => {
  it('are the monomials in graded order', () => {
    assert.deepEqual(exponentsOf(2, 2), [
      [0, 0],
      [1, 0],
      [0, 1],
      [2, 0],
      [1, 1],
      [0, 2],
    ]);
  });

  it('scale each layer by itself', () => {
    const rows = '111 511 151 115 911 551 515 191 155 119'.split(' ').map((row) => [...row].map(Number));
    assert.deepEqual(
      exponentsOf(3, 2).map((exponents) => scaleFactorsOf(exponents, 2)),
      rows,
    );
  });

  it('are as many as there are monomials', () => {
    for (const [layers, degree] of [
      [2, 2],
      [3, 2],
      [5, 3],
      [7, 1],
    ] as const) {
      assert.equal(exponentsOf(layers, degree).length, nodeCount(layers, degree));
    }
    assert.equal(nodeCount(100, 2), 5151);
  });

  it('have the weights of the paper', () => {
    const of223 = [14 / 9, -7 / 18, -7 / 18, 0.09722222222222222, 1 / 36, 0.09722222222222222];
    assertClose(weights(2, 2, 3), of223);
    assertClose(
      weights(3, 2, 2),
      [2.40625, -0.6875, -0.6875, -0.6875, 0.15625, 0.0625, 0.0625, 0.15625, 0.0625, 0.15625],
    );
  });

  it('have those of Richardson where there is one layer', () => {
    assertClose(weights(1, 2, 1), [15 / 8, -10 / 8, 3 / 8]);
  });

  it('find the constant of every polynomial of their degree', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
        (layers, degree, multiplier, coefficients) => {
          const exponents = exponentsOf(layers, degree);
          const terms = exponents.map((monomial) => ({ monomial, coefficient: coefficients.next().value as number }));
          const valueAt = (factors: readonly number[]) =>
            terms.reduce(
              (sum, { monomial, coefficient }) =>
                sum + coefficient * monomial.reduce((product, power, layer) => product * factors[layer]! ** power, 1),
              0,
            );
          const found = weights(layers, degree, multiplier).reduce(
            (sum, weight, index) => sum + weight * valueAt(scaleFactorsOf(exponents[index]!, multiplier)),
            0,
          );
          assert.ok(Math.abs(found - terms[0]!.coefficient) < 1e-6, `${found} ${terms[0]!.coefficient}`);
        },
      ),
      { seed: 6, numRuns: 60 },
    );
  });

  it('add up to 1 for a hundred layers', () => {
    const sum = weights(100, 2, 2).reduce((all, weight) => all + weight, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9, `${sum}`);
  });

  it('fold chunks that are as equal as can be', () => {
    assert.deepEqual(chunksOf(9, 4), [
      [0, 3],
      [3, 5],
      [5, 7],
      [7, 9],
    ]);
  });
});
