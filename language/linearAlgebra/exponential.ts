/** The exponential of complex square matrices. */
import { identity, type Matrix, multiply, scale } from '../circuit/matrix.ts';

/** Below this norm, 18 terms of the series leave less than the rounding error. */
const SMALL = 0.5;
const TERMS = 18;

/**
 * exp(matrix), by scaling and squaring of the Taylor series (Moler and Van Loan, "Nineteen dubious ways to compute the
 * exponential of a matrix, twenty-five years later", SIAM Review 45 (2003) 3, method 3). For Hermitian generators,
 * such as those of time evolution, `hermitianEigen` is as exact and gives every time at once.
 */
export function exponential(matrix: Matrix): Matrix {
  const norm = rowNorm(matrix);
  if (!Number.isFinite(norm)) throw new Error('The matrix has an entry that is no number.');
  const squarings = norm > SMALL ? Math.ceil(Math.log2(norm / SMALL)) : 0;
  const scaled = scale([2 ** -squarings, 0], matrix);
  // Horner: 1 + M(1 + M/2(1 + M/3(…))).
  let result = identity(matrix.dimension);
  for (let term = TERMS; term >= 1; term--) {
    result = scale([1 / term, 0], multiply(scaled, result));
    for (let k = 0; k < matrix.dimension; k++) result.data[2 * k * (matrix.dimension + 1)]! += 1;
  }
  for (let square = 0; square < squarings; square++) result = multiply(result, result);
  return result;
}

/** The largest sum of absolute values in a row. */
function rowNorm({ dimension, data }: Matrix): number {
  let largest = 0;
  for (let row = 0; row < dimension; row++) {
    let sum = 0;
    for (let at = 2 * row * dimension; at < 2 * (row + 1) * dimension; at += 2)
      sum += Math.hypot(data[at]!, data[at + 1]!);
    if (!(sum <= largest)) largest = sum;
  }
  return largest;
}
