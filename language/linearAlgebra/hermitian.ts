/** Eigenvalues and eigenvectors of complex Hermitian matrices. */
import type { Matrix } from '../circuit/matrix.ts';

export interface HermitianEigen {
  /** Real, in ascending order. */
  readonly values: Float64Array;
  /** Unitary; column k belongs to `values[k]`. */
  readonly vectors: Matrix;
}

/**
 * Diagonalises a Hermitian matrix; only its lower triangle is read. Householder reflections make it tridiagonal and
 * real, implicit QL steps with Wilkinson's shift diagonalise that (Golub and Van Loan, "Matrix Computations", 4th
 * edition, sections 8.3.1 and 8.3.3). Residual and orthogonality: a small multiple of the rounding error times the
 * norm. Time: cubic in the dimension.
 */
export function hermitianEigen(hermitian: Matrix): HermitianEigen {
  const { dimension } = hermitian;
  const work = hermitian.data.slice();
  const { diagonal, offDiagonal, vectors } = tridiagonalise(work, dimension);
  diagonaliseTridiagonal(diagonal, offDiagonal, vectors, dimension);
  return sorted(diagonal, vectors, dimension);
}

/**
 * Reduces the matrix in `a` (destroyed) to a real tridiagonal T with A = V T V†. `vectors` holds V row by row, its
 * columns are what the QL steps rotate.
 */
function tridiagonalise(a: Float64Array, n: number) {
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  const reflectors: { readonly column: number; readonly v: Float64Array; readonly beta: number }[] = [];
  const phases = new Float64Array(2 * n);
  if (n > 0) phases[0] = 1;
  for (let k = 0; k < n - 1; k++) {
    const size = n - k - 1;
    const v = new Float64Array(2 * size);
    let tail = 0;
    for (let i = 0; i < size; i++) {
      const from = 2 * ((k + 1 + i) * n + k);
      v[2 * i] = a[from]!;
      v[2 * i + 1] = a[from + 1]!;
      if (i > 0) tail += v[2 * i]! ** 2 + v[2 * i + 1]! ** 2;
    }
    const headSquared = v[0]! ** 2 + v[1]! ** 2;
    const norm = Math.sqrt(headSquared + tail);
    let [re, im] = [v[0]!, v[1]!];
    if (tail > 0) {
      // The reflection sends the column to -(phase of its head)·norm·e₁.
      const head = Math.sqrt(headSquared);
      const [phaseRe, phaseIm] = head > 0 ? [re / head, im / head] : [1, 0];
      v[0] = re + phaseRe * norm;
      v[1] = im + phaseIm * norm;
      const beta = 1 / (norm * (norm + head));
      reflectBothSides(a, n, k + 1, v, beta);
      reflectors.push({ column: k + 1, v, beta });
      [re, im] = [-phaseRe * norm, -phaseIm * norm];
    }
    // T's entry is made real and not negative by a phase of the basis vector.
    const length = Math.hypot(re, im);
    offDiagonal[k] = length;
    const [ownRe, ownIm] = [phases[2 * k]!, phases[2 * k + 1]!];
    const [stepRe, stepIm] = length > 0 ? [re / length, im / length] : [1, 0];
    phases[2 * k + 2] = ownRe * stepRe - ownIm * stepIm;
    phases[2 * k + 3] = ownRe * stepIm + ownIm * stepRe;
  }
  for (let k = 0; k < n; k++) diagonal[k] = a[2 * k * (n + 1)]!;

  const vectors = new Float64Array(2 * n * n);
  for (let k = 0; k < n; k++) {
    vectors[2 * k * (n + 1)] = phases[2 * k]!;
    vectors[2 * k * (n + 1) + 1] = phases[2 * k + 1]!;
  }
  for (const { column, v, beta } of reflectors.reverse()) reflectRows(vectors, n, column, v, beta);
  return { diagonal, offDiagonal, vectors };
}

/** Rows `first`… of the n×n matrix `a` become (1 - β v v†) times themselves. */
function reflectRows(a: Float64Array, n: number, first: number, v: Float64Array, beta: number): void {
  const projection = new Float64Array(2 * n);
  const size = v.length / 2;
  for (let i = 0; i < size; i++) {
    const [vRe, vIm] = [v[2 * i]!, v[2 * i + 1]!];
    const row = 2 * (first + i) * n;
    for (let j = 0; j < 2 * n; j += 2) {
      projection[j]! += vRe * a[row + j]! + vIm * a[row + j + 1]!;
      projection[j + 1]! += vRe * a[row + j + 1]! - vIm * a[row + j]!;
    }
  }
  for (let i = 0; i < size; i++) {
    const [vRe, vIm] = [beta * v[2 * i]!, beta * v[2 * i + 1]!];
    const row = 2 * (first + i) * n;
    for (let j = 0; j < 2 * n; j += 2) {
      a[row + j]! -= vRe * projection[j]! - vIm * projection[j + 1]!;
      a[row + j + 1]! -= vRe * projection[j + 1]! + vIm * projection[j]!;
    }
  }
}

/** The trailing block from `first` becomes H·block·H with H = 1 - β v v†, as a Hermitian update of rank two. */
function reflectBothSides(a: Float64Array, n: number, first: number, v: Float64Array, beta: number): void {
  const size = v.length / 2;
  const p = new Float64Array(2 * size);
  // p = β·block·v from the lower triangle alone.
  for (let i = 0; i < size; i++) {
    const row = 2 * ((first + i) * n + first);
    const [viRe, viIm] = [v[2 * i]!, v[2 * i + 1]!];
    let re = a[row + 2 * i]! * viRe;
    let im = a[row + 2 * i]! * viIm;
    for (let j = 0; j < i; j++) {
      const [aRe, aIm] = [a[row + 2 * j]!, a[row + 2 * j + 1]!];
      re += aRe * v[2 * j]! - aIm * v[2 * j + 1]!;
      im += aRe * v[2 * j + 1]! + aIm * v[2 * j]!;
      p[2 * j]! += aRe * viRe + aIm * viIm;
      p[2 * j + 1]! += aRe * viIm - aIm * viRe;
    }
    p[2 * i]! += re;
    p[2 * i + 1]! += im;
  }
  let overlap = 0;
  for (let i = 0; i < size; i++) {
    p[2 * i]! *= beta;
    p[2 * i + 1]! *= beta;
    overlap += v[2 * i]! * p[2 * i]! + v[2 * i + 1]! * p[2 * i + 1]!;
  }
  // w = p - (β/2)(v†p) v; block -= v w† + w v†.
  const half = (beta * overlap) / 2;
  for (let i = 0; i < 2 * size; i++) p[i]! -= half * v[i]!;
  for (let i = 0; i < size; i++) {
    const row = 2 * ((first + i) * n + first);
    const [viRe, viIm, wiRe, wiIm] = [v[2 * i]!, v[2 * i + 1]!, p[2 * i]!, p[2 * i + 1]!];
    for (let j = 0; j <= i; j++) {
      const [vjRe, vjIm, wjRe, wjIm] = [v[2 * j]!, v[2 * j + 1]!, p[2 * j]!, p[2 * j + 1]!];
      a[row + 2 * j]! -= viRe * wjRe + viIm * wjIm + wiRe * vjRe + wiIm * vjIm;
      a[row + 2 * j + 1]! -= viIm * wjRe - viRe * wjIm + wiIm * vjRe - wiRe * vjIm;
    }
  }
}

/** Implicit QL steps until the real tridiagonal matrix is diagonal; the columns of `vectors` follow. */
function diagonaliseTridiagonal(d: Float64Array, e: Float64Array, vectors: Float64Array, n: number): void {
  for (let low = 0; low < n; low++) {
    for (let step = 0; ; step++) {
      let high = low;
      while (high < n - 1 && Math.abs(e[high]!) > Number.EPSILON * (Math.abs(d[high]!) + Math.abs(d[high + 1]!)))
        high++;
      if (high === low) break;
      if (step === 60) throw new Error('The eigenvalues did not converge: the matrix has an entry that is no number.');
      stepQL(d, e, vectors, n, low, high);
    }
  }
}

function stepQL(d: Float64Array, e: Float64Array, vectors: Float64Array, n: number, low: number, high: number): void {
  let g = (d[low + 1]! - d[low]!) / (2 * e[low]!);
  const root = Math.hypot(g, 1);
  g = d[high]! - d[low]! + e[low]! / (g + (g >= 0 ? root : -root));
  let sine = 1;
  let cosine = 1;
  let shift = 0;
  for (let i = high - 1; i >= low; i--) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      // The matrix falls apart here: start again on the parts.
      d[i + 1]! -= shift;
      e[high] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1]! - shift;
    const t = (d[i]! - g) * sine + 2 * cosine * b;
    shift = sine * t;
    d[i + 1] = g + shift;
    g = cosine * t - b;
    rotateColumns(vectors, n, i, cosine, sine);
  }
  d[low]! -= shift;
  e[low] = g;
  e[high] = 0;
}

function rotateColumns(vectors: Float64Array, n: number, i: number, cosine: number, sine: number): void {
  for (let at = 2 * i; at < vectors.length; at += 2 * n) {
    const [re, im, nextRe, nextIm] = [vectors[at]!, vectors[at + 1]!, vectors[at + 2]!, vectors[at + 3]!];
    vectors[at] = cosine * re - sine * nextRe;
    vectors[at + 1] = cosine * im - sine * nextIm;
    vectors[at + 2] = sine * re + cosine * nextRe;
    vectors[at + 3] = sine * im + cosine * nextIm;
  }
}

function sorted(diagonal: Float64Array, vectors: Float64Array, n: number): HermitianEigen {
  const order = Array.from({ length: n }, (_, index) => index).sort((a, b) => diagonal[a]! - diagonal[b]!);
  const data = new Float64Array(2 * n * n);
  for (let row = 0; row < n; row++) {
    order.forEach((from, to) => {
      data[2 * (row * n + to)] = vectors[2 * (row * n + from)]!;
      data[2 * (row * n + to) + 1] = vectors[2 * (row * n + from) + 1]!;
    });
  }
  return { values: Float64Array.from(order, (index) => diagonal[index]!), vectors: { dimension: n, data } };
}
