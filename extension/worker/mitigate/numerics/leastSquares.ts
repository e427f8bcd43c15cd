/** Linear least squares of a few parameters. */

export interface LinearFit {
  readonly coefficients: readonly number[];
  /** (XᵀX)⁻¹: the covariance of the coefficients where the data are independent and of variance 1. */
  readonly covariance: readonly (readonly number[])[];
  /** The sum of the squares of what is left. */
  readonly residual: number;
}

/**
 * The coefficients β that make Xβ come closest to `values`.
 *
 * @param columns of X; `undefined` where they depend on each other
 */
export function leastSquares(
  columns: readonly (readonly number[])[],
  values: readonly number[],
): LinearFit | undefined {
  const factors = decompose(columns);
  if (!factors) return undefined;
  const { q, r } = factors;
  const inverse = upperInverse(r);
  const projected = q.map((column) => dot(column, values));
  const coefficients = inverse.map((row) => dot(row, projected));
  const covariance = inverse.map((row) => inverse.map((other) => dot(row, other)));
  let residual = 0;
  values.forEach((value, index) => {
    const fitted = columns.reduce((sum, column, k) => sum + column[index]! * coefficients[k]!, 0);
    residual += (value - fitted) ** 2;
  });
  return { coefficients, covariance, residual };
}

/** How coefficient `index` depends on each value: β = Σ weight · value. `undefined` as in `leastSquares`. */
export function coefficientWeights(
  columns: readonly (readonly number[])[],
  index: number,
): readonly number[] | undefined {
  const factors = decompose(columns);
  if (!factors) return undefined;
  const row = upperInverse(factors.r)[index]!;
  const count = columns[0]?.length ?? 0;
  return Array.from({ length: count }, (_, at) => factors.q.reduce((sum, column, k) => sum + row[k]! * column[at]!, 0));
}

/** X = QR by Gram and Schmidt, each column made orthogonal twice, so that rounding does not matter. */
function decompose(columns: readonly (readonly number[])[]) {
  const q: number[][] = [];
  const r = columns.map(() => columns.map(() => 0));
  for (const [index, column] of columns.entries()) {
    const rest = [...column];
    for (let pass = 0; pass < 2; pass++) {
      q.forEach((known, k) => {
        const overlap = dot(known, rest);
        r[k]![index]! += overlap;
        known.forEach((entry, at) => {
          rest[at]! -= overlap * entry;
        });
      });
    }
    const norm = Math.hypot(...rest);
    if (!(norm > 1e-12 * Math.hypot(...column))) return undefined;
    r[index]![index] = norm;
    q.push(rest.map((entry) => entry / norm));
  }
  return { q, r };
}

function upperInverse(r: readonly (readonly number[])[]): number[][] {
  const size = r.length;
  const inverse = r.map(() => new Array<number>(size).fill(0));
  for (let column = 0; column < size; column++) {
    for (let row = column; row >= 0; row--) {
      let sum = row === column ? 1 : 0;
      for (let k = row + 1; k <= column; k++) sum -= r[row]![k]! * inverse[k]![column]!;
      inverse[row]![column] = sum / r[row]![row]!;
    }
  }
  return inverse;
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}
