/** Powers of unitary matrices, as the modifier `pow(k) @` asks for them. */
import { adjoint, type ComplexPair, diagonal, identity, type Matrix, multiply, phase } from './matrix.ts';

/**
 * `unitary` to the power `exponent`. Integer exponents by repeated squaring, where floating point keeps the product
 * exact enough, other ones as the principal power exp(exponent · log unitary), with the arguments of the eigenvalues
 * in (-π, π] (OpenQASM 3, section "Quantum gate modifiers").
 */
export function power(unitary: Matrix, exponent: number): Matrix {
  if (exponent < 0) return adjoint(power(unitary, -exponent));
  // Squaring doubles the rounding error each time; above 2^20 the eigenvalues are as good and bounded in time.
  if (!Number.isInteger(exponent) || exponent > 2 ** 20) return principalPower(unitary, exponent);
  let result = identity(unitary.dimension);
  let square = unitary;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(result, square);
    if (rest > 1) square = multiply(square, square);
  }
  return result;
}

/** An eigenvalue this close to -1 from below counts as -1 itself: its argument is π, not -π. */
const BRANCH_TOLERANCE = 1e-9;

function principalPower(unitary: Matrix, exponent: number): Matrix {
  const { eigenvalues, eigenvectors } = diagonalise(unitary);
  const powers = eigenvalues.map(([re, im]): ComplexPair => {
    const argument = Math.atan2(im, re);
    return phase(exponent * (argument < BRANCH_TOLERANCE - Math.PI ? Math.PI : argument));
  });
  return multiply(multiply(eigenvectors, diagonal(powers)), adjoint(eigenvectors));
}

export interface Diagonalisation {
  readonly eigenvalues: readonly ComplexPair[];
  /** Unitary; column k belongs to eigenvalue k. */
  readonly eigenvectors: Matrix;
}

/**
 * Eigenvalues and orthonormal eigenvectors of a normal matrix (unitary or Hermitian, for example), repeated
 * eigenvalues included, by complex Jacobi rotations. Each rotation is the one that makes the two off-diagonal entries
 * smallest: Cardoso and Souloumiac, "Jacobi angles for simultaneous diagonalization", SIAM J. Matrix Anal. Appl.
 * 17 (1996) 161, equations 4-6, for one matrix. Time: cubic in the dimension, times about ten sweeps.
 */
export function diagonalise(normal: Matrix): Diagonalisation {
  const { dimension } = normal;
  const work: Matrix = { dimension, data: normal.data.slice() };
  const eigenvectors = identity(dimension);
  for (let sweep = 0; sweep < 100; sweep++) {
    let largest = 0;
    for (let p = 0; p < dimension; p++) {
      for (let q = p + 1; q < dimension; q++) largest = Math.max(largest, annihilate(work, eigenvectors, p, q));
    }
    if (largest < 1e-15) break;
  }
  const eigenvalues = Array.from({ length: dimension }, (_, k): ComplexPair => {
    const at = 2 * k * (dimension + 1);
    return [work.data[at]!, work.data[at + 1]!];
  });
  return { eigenvalues, eigenvectors };
}

/** Rotates columns and rows p and q of `work` towards a diagonal; answers with the sine of the rotation. */
function annihilate(work: Matrix, eigenvectors: Matrix, p: number, q: number): number {
  const { dimension, data } = work;
  const at = (row: number, column: number) => 2 * (row * dimension + column);
  const pq = at(p, q);
  const qp = at(q, p);
  // h = [a_pp - a_qq, a_pq + a_qp, i(a_qp - a_pq)], as real and imaginary parts.
  const re = [data[at(p, p)]! - data[at(q, q)]!, data[pq]! + data[qp]!, data[pq + 1]! - data[qp + 1]!];
  const im = [data[at(p, p) + 1]! - data[at(q, q) + 1]!, data[pq + 1]! + data[qp + 1]!, data[qp]! - data[pq]!];
  // Off-diagonal entries of the size of rounding errors are left alone: between equal eigenvalues they never settle.
  if (Math.hypot(re[1]!, re[2]!, im[1]!, im[2]!) < Number.EPSILON * dimension) return 0;
  const [x, y, z] = dominantDirection(re, im);
  const cosine = Math.sqrt((x + 1) / 2);
  const sineRe = y / (2 * cosine);
  const sineIm = -z / (2 * cosine);
  rotateColumns(work, p, q, cosine, sineRe, sineIm);
  rotateColumns(eigenvectors, p, q, cosine, sineRe, sineIm);
  rotateRows(work, p, q, cosine, sineRe, sineIm);
  return Math.hypot(sineRe, sineIm);
}

/**
 * Unit eigenvector, with first entry ≥ 0, of the largest eigenvalue of the real matrix re·reᵀ + im·imᵀ: the major
 * axis of the ellipse that `re` and `im` span.
 */
function dominantDirection(re: readonly number[], im: readonly number[]): readonly [number, number, number] {
  const dot = (a: readonly number[], b: readonly number[]) => a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
  const angle = Math.atan2(2 * dot(re, im), dot(re, re) - dot(im, im)) / 2;
  const direction = re.map((value, index) => Math.cos(angle) * value + Math.sin(angle) * im[index]!);
  const length = Math.hypot(...direction) * (direction[0]! < 0 ? -1 : 1);
  return [direction[0]! / length, direction[1]! / length, direction[2]! / length];
}

/** Columns p and q times the rotation [[c, -s̄], [s, c]]. */
function rotateColumns(matrix: Matrix, p: number, q: number, c: number, sRe: number, sIm: number): void {
  const { dimension, data } = matrix;
  for (let row = 0; row < dimension; row++) {
    const i = 2 * (row * dimension + p);
    const j = 2 * (row * dimension + q);
    const [pRe, pIm, qRe, qIm] = [data[i]!, data[i + 1]!, data[j]!, data[j + 1]!];
    data[i] = c * pRe + sRe * qRe - sIm * qIm;
    data[i + 1] = c * pIm + sRe * qIm + sIm * qRe;
    data[j] = c * qRe - sRe * pRe - sIm * pIm;
    data[j + 1] = c * qIm - sRe * pIm + sIm * pRe;
  }
}

/** The adjoint of the same rotation times rows p and q. */
function rotateRows(matrix: Matrix, p: number, q: number, c: number, sRe: number, sIm: number): void {
  const { dimension, data } = matrix;
  for (let column = 0; column < dimension; column++) {
    const i = 2 * (p * dimension + column);
    const j = 2 * (q * dimension + column);
    const [pRe, pIm, qRe, qIm] = [data[i]!, data[i + 1]!, data[j]!, data[j + 1]!];
    data[i] = c * pRe + sRe * qRe + sIm * qIm;
    data[i + 1] = c * pIm + sRe * qIm - sIm * qRe;
    data[j] = c * qRe - sRe * pRe + sIm * pIm;
    data[j + 1] = c * qIm - sRe * pIm - sIm * pRe;
  }
}
