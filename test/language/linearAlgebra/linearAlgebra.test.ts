// The decompositions put their matrices together again, with orthonormal vectors; values of known matrices come out.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  adjoint,
  diagonal,
  distance,
  identity,
  type Matrix,
  matrix,
  multiply,
  scale,
} from '../../../language/circuit/matrix.ts';
import { diagonalise } from '../../../language/circuit/matrixPower.ts';
import { exponential } from '../../../language/linearAlgebra/exponential.ts';
import { hermitianEigen } from '../../../language/linearAlgebra/hermitian.ts';
import { type Rectangle, svd } from '../../../language/linearAlgebra/svd.ts';

const RESIDUAL = 1e-12;
const seeded = { seed: 20260711, numRuns: 60 };
const entry = fc.double({ min: -1, max: 1, noNaN: true });

const rectangle = (maximum: number): fc.Arbitrary<Rectangle> =>
  fc
    .tuple(fc.integer({ min: 1, max: maximum }), fc.integer({ min: 1, max: maximum }))
    .chain(([rows, columns]) =>
      fc
        .array(entry, { minLength: 2 * rows * columns, maxLength: 2 * rows * columns })
        .map((entries) => ({ rows, columns, data: Float64Array.from(entries) })),
    );

const square = (maximum: number): fc.Arbitrary<Matrix> =>
  fc
    .integer({ min: 1, max: maximum })
    .chain((dimension) =>
      fc
        .array(entry, { minLength: 2 * dimension ** 2, maxLength: 2 * dimension ** 2 })
        .map((entries) => ({ dimension, data: Float64Array.from(entries) })),
    );

const sum = (a: Matrix, b: Matrix): Matrix => ({
  dimension: a.dimension,
  data: a.data.map((value, index) => value + b.data[index]!),
});
const hermitianPart = (any: Matrix) => scale([0.5, 0], sum(any, adjoint(any)));
const isUnitary = (any: Matrix) => distance(multiply(adjoint(any), any), identity(any.dimension)) < RESIDUAL;

/** Filled up with zeros to a square, so that the algebra of square matrices checks rectangles. */
function embed({ rows, columns, data }: Rectangle, dimension: number): Matrix {
  const result = { dimension, data: new Float64Array(2 * dimension * dimension) };
  for (let r = 0; r < rows; r++) {
    result.data.set(data.subarray(2 * r * columns, 2 * (r + 1) * columns), 2 * r * dimension);
  }
  return result;
}

describe('hermitianEigen', () => {
  const rebuilds = (hermitian: Matrix) => {
    const { values, vectors } = hermitianEigen(hermitian);
    const middle = diagonal([...values].map((value) => [value, 0]));
    assert.ok(isUnitary(vectors));
    assert.ok(distance(multiply(multiply(vectors, middle), adjoint(vectors)), hermitian) < RESIDUAL);
    assert.deepEqual(values, values.slice().sort());
  };

  it('rebuilds the matrix from orthonormal vectors and ascending values', () => {
    fc.assert(
      fc.property(square(12), (any) => rebuilds(hermitianPart(any))),
      seeded,
    );
  });

  it('bears repeated eigenvalues and matrices that are diagonal already', () => {
    rebuilds(identity(7));
    rebuilds(diagonal([3, 1, 1, 0, 0, -2].map((value) => [value, 0])));
    rebuilds({ dimension: 5, data: new Float64Array(50).map((_, index) => (index % 2 === 0 ? 1 : 0)) });
  });

  it('finds the values of a path graph: 2·cos(kπ/(n+1))', () => {
    const n = 40;
    const path = { dimension: n, data: new Float64Array(2 * n * n) };
    for (let k = 0; k + 1 < n; k++) {
      path.data[2 * (k * n + k + 1)] = 1;
      path.data[2 * ((k + 1) * n + k)] = 1;
    }
    const expected = Array.from({ length: n }, (_, k) => 2 * Math.cos(((n - k) * Math.PI) / (n + 1)));
    hermitianEigen(path).values.forEach((value, k) => {
      assert.ok(Math.abs(value - expected[k]!) < RESIDUAL);
    });
  });

  it('agrees with Jacobi rotations', () => {
    fc.assert(
      fc.property(square(8), (any) => {
        const hermitian = hermitianPart(any);
        const jacobi = diagonalise(hermitian)
          .eigenvalues.map(([re]) => re)
          .sort((a, b) => a - b);
        hermitianEigen(hermitian).values.forEach((value, k) => {
          assert.ok(Math.abs(value - jacobi[k]!) < RESIDUAL);
        });
      }),
      seeded,
    );
  });
});

describe('svd', () => {
  const rebuilds = (any: Rectangle) => {
    const { u, values, v } = svd(any);
    const size = Math.max(any.rows, any.columns);
    const [left, right] = [embed(u, size), embed(v, size)];
    const middle = diagonal(Array.from({ length: size }, (_, k) => [values[k] ?? 0, 0]));
    assert.ok(distance(multiply(multiply(left, middle), adjoint(right)), embed(any, size)) < RESIDUAL);
    const units = diagonal(Array.from({ length: size }, (_, k) => [k < values.length ? 1 : 0, 0]));
    for (const vectors of [left, right]) assert.ok(distance(multiply(adjoint(vectors), vectors), units) < RESIDUAL);
    assert.deepEqual(values, values.slice().sort().reverse());
    assert.ok(values.every((value) => value >= 0));
  };

  it('rebuilds matrices of any shape from orthonormal vectors and descending values', () => {
    fc.assert(fc.property(rectangle(9), rebuilds), seeded);
  });

  it('bears matrices of less than full rank, zero among them', () => {
    rebuilds({ rows: 4, columns: 3, data: new Float64Array(24) });
    rebuilds({ rows: 3, columns: 5, data: new Float64Array(30).map((_, index) => (index % 2 === 0 ? 1 : 0)) });
    rebuilds({ rows: 6, columns: 6, data: Float64Array.from({ length: 72 }, (_, k) => Math.floor(k / 24)) });
  });

  it('finds the values of a Hilbert matrix, small ones with relative accuracy', () => {
    const n = 5;
    const data = new Float64Array(2 * n * n);
    for (let r = 0; r < n; r++) for (let c = 0; c < n; c++) data[2 * (r * n + c)] = 1 / (r + c + 1);
    // From arithmetic with 40 digits.
    const expected = [
      1.5670506910982314, 0.20853421861101332, 0.011407491623419815, 3.058980401511962e-4, 3.287928772171863e-6,
    ];
    svd({ rows: n, columns: n, data }).values.forEach((value, k) => {
      assert.ok(Math.abs(value / expected[k]! - 1) < 1e-10, `${value}`);
    });
  });
});

describe('exponential', () => {
  it('turns Pauli matrices into rotations', () => {
    const angle = 2.5;
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const x = matrix([
      [
        [0, 0],
        [0, angle],
      ],
      [
        [0, angle],
        [0, 0],
      ],
    ]);
    const expected = matrix([
      [
        [cosine, 0],
        [0, sine],
      ],
      [
        [0, sine],
        [cosine, 0],
      ],
    ]);
    assert.ok(distance(exponential(x), expected) < RESIDUAL);
  });

  it('is unitary for i times a Hermitian matrix, and agrees with its eigenvalues', () => {
    fc.assert(
      fc.property(square(6), (any) => {
        const hermitian = scale([5, 0], hermitianPart(any));
        const result = exponential(scale([0, 1], hermitian));
        const { values, vectors } = hermitianEigen(hermitian);
        const phases = diagonal([...values].map((value) => [Math.cos(value), Math.sin(value)]));
        assert.ok(isUnitary(result));
        assert.ok(distance(result, multiply(multiply(vectors, phases), adjoint(vectors))) < RESIDUAL);
      }),
      seeded,
    );
  });
});
