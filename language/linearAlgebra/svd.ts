/** The singular value decomposition of complex matrices of any shape. */

/** Row-major, complex numbers as interleaved pairs: entry (r, c) is `data[2 * (r * columns + c)]` + i·(next). */
export interface Rectangle {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** A = U Σ V†, with k = min(rows, columns) singular values. */
export interface Svd {
  /** rows × k, orthonormal columns. */
  readonly u: Rectangle;
  /** In descending order, none negative. */
  readonly values: Float64Array;
  /** columns × k, orthonormal columns. */
  readonly v: Rectangle;
}

/** A complex column: interleaved pairs. */
type Column = Float64Array;

/**
 * The thin decomposition, by QR with column pivoting and one-sided Jacobi rotations of R† (Drmač and Veselić, "New fast
 * and accurate Jacobi SVD algorithm I", SIAM J. Matrix Anal. Appl. 29 (2008) 1322), which finds small singular values
 * with high relative accuracy. Time: cubic, times a handful of sweeps.
 */
export function svd(matrix: Rectangle): Svd {
  if (matrix.rows < matrix.columns) {
    const { u, values, v } = svd(conjugateTranspose(matrix));
    return { u: v, values, v: u };
  }
  const { columns: n } = matrix;
  // With entries up to 1, only negligible ones have squares that underflow.
  const unit = matrix.data.reduce((largest, entry) => Math.max(largest, Math.abs(entry)), 0) || 1;
  if (!Number.isFinite(unit)) throw new Error('The matrix has an entry that is no number.');
  const columns = columnsOf({ ...matrix, data: matrix.data.map((entry) => entry / unit) });
  const { reflectors, order } = factorise(columns);
  // Columns of R†: column j holds the conjugates of row j of R.
  const x = Array.from({ length: n }, (_, j) => {
    const column = new Float64Array(2 * n);
    for (let i = j; i < n; i++) {
      column[2 * i] = columns[i]![2 * j]!;
      column[2 * i + 1] = -columns[i]![2 * j + 1]!;
    }
    return column;
  });
  const rotations = unitColumns(n, n);
  orthogonalise(x, rotations);

  // R† = X_u Σ W†, so A = (Q W) Σ (P X_u)†.
  const norms = x.map((column) => Math.sqrt(squaredNorm(column)));
  const descending = norms.map((_, index) => index).sort((a, b) => norms[b]! - norms[a]!);
  const values = Float64Array.from(descending, (index) => norms[index]!);
  const right = orthonormalColumns(
    descending.map((index) => x[index]!),
    values,
  );
  const u = descending.map((index) => {
    const column = new Float64Array(2 * matrix.rows);
    column.set(rotations[index]!);
    for (let k = reflectors.length - 1; k >= 0; k--) reflect(column, reflectors[k]!);
    return column;
  });
  const v = right.map((column) => {
    const permuted = new Float64Array(2 * n);
    order.forEach((to, from) => {
      permuted[2 * to] = column[2 * from]!;
      permuted[2 * to + 1] = column[2 * from + 1]!;
    });
    return permuted;
  });
  return { u: fromColumns(u, matrix.rows), values: values.map((value) => unit * value), v: fromColumns(v, n) };
}

/** Householder vector v, from row `first` on; the reflection is 1 - β v v†. */
interface Reflector {
  readonly first: number;
  readonly v: Float64Array;
  readonly beta: number;
}

/** QR with column pivoting, in place: A P = Q R. `order[j]` is the original place of column j. */
function factorise(columns: Column[]): { reflectors: readonly Reflector[]; order: readonly number[] } {
  const n = columns.length;
  const order = columns.map((_, index) => index);
  const reflectors: Reflector[] = [];
  for (let k = 0; k < n; k++) {
    let pivot = k;
    let largest = -1;
    for (let j = k; j < n; j++) {
      const rest = squaredNorm(columns[j]!.subarray(2 * k));
      if (rest > largest) [pivot, largest] = [j, rest];
    }
    [columns[k], columns[pivot]] = [columns[pivot]!, columns[k]!];
    [order[k], order[pivot]] = [order[pivot]!, order[k]!];
    const reflector = reflectorOf(columns[k]!, k);
    if (!reflector) continue;
    reflectors.push(reflector);
    for (let j = k; j < n; j++) reflect(columns[j]!, reflector);
  }
  return { reflectors, order };
}

/** The reflection that makes everything below row `first` zero; `undefined` where that is so already. */
function reflectorOf(column: Column, first: number): Reflector | undefined {
  const v = column.slice(2 * first);
  const norm = Math.sqrt(squaredNorm(v));
  const head = Math.hypot(v[0]!, v[1]!);
  if (!(norm > head)) return undefined;
  const [phaseRe, phaseIm] = head > 0 ? [v[0]! / head, v[1]! / head] : [1, 0];
  v[0]! += phaseRe * norm;
  v[1]! += phaseIm * norm;
  return { first, v, beta: 1 / (norm * (norm + head)) };
}

function reflect(column: Column, { first, v, beta }: Reflector): void {
  const rest = column.subarray(2 * first);
  let re = 0;
  let im = 0;
  for (let i = 0; i < v.length; i += 2) {
    re += v[i]! * rest[i]! + v[i + 1]! * rest[i + 1]!;
    im += v[i]! * rest[i + 1]! - v[i + 1]! * rest[i]!;
  }
  re *= beta;
  im *= beta;
  for (let i = 0; i < v.length; i += 2) {
    rest[i]! -= re * v[i]! - im * v[i + 1]!;
    rest[i + 1]! -= re * v[i + 1]! + im * v[i]!;
  }
}

/** Rotates pairs of columns of `x` until all are orthogonal; `rotations` follows. */
function orthogonalise(x: readonly Column[], rotations: readonly Column[]): void {
  const n = x.length;
  const tolerance = Number.EPSILON * Math.sqrt(Math.max(n, 4));
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        if (!rotatePair(x[p]!, x[q]!, rotations[p]!, rotations[q]!, tolerance)) continue;
        rotated = true;
      }
    }
    if (!rotated) return;
  }
}

/** Makes columns a and b orthogonal; false where they are. */
function rotatePair(a: Column, b: Column, va: Column, vb: Column, tolerance: number): boolean {
  let alpha = 0;
  let beta = 0;
  let re = 0;
  let im = 0;
  for (let i = 0; i < a.length; i += 2) {
    const aRe = a[i]!;
    const aIm = a[i + 1]!;
    const bRe = b[i]!;
    const bIm = b[i + 1]!;
    alpha += aRe * aRe + aIm * aIm;
    beta += bRe * bRe + bIm * bIm;
    re += aRe * bRe + aIm * bIm;
    im += aRe * bIm - aIm * bRe;
  }
  const overlap = Math.hypot(re, im);
  if (!(overlap > tolerance * Math.sqrt(alpha) * Math.sqrt(beta)) || overlap < 1e-300) return false;
  const zeta = (beta - alpha) / (2 * overlap);
  const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosine = 1 / Math.sqrt(1 + t * t);
  const sRe = (cosine * t * re) / overlap;
  const sIm = (cosine * t * im) / overlap;
  rotate(a, b, cosine, sRe, sIm);
  rotate(va, vb, cosine, sRe, sIm);
  return true;
}

/** a ← c·a - s̄·b, b ← s·a + c·b. */
function rotate(a: Column, b: Column, c: number, sRe: number, sIm: number): void {
  for (let i = 0; i < a.length; i += 2) {
    const aRe = a[i]!;
    const aIm = a[i + 1]!;
    const bRe = b[i]!;
    const bIm = b[i + 1]!;
    a[i] = c * aRe - (sRe * bRe + sIm * bIm);
    a[i + 1] = c * aIm - (sRe * bIm - sIm * bRe);
    b[i] = sRe * aRe - sIm * aIm + c * bRe;
    b[i + 1] = sRe * aIm + sIm * aRe + c * bIm;
  }
}

/** The columns divided by their norms; those of norm 0 are filled in so that all are orthonormal. */
function orthonormalColumns(columns: readonly Column[], norms: Float64Array): readonly Column[] {
  const n = columns.length;
  const result: Column[] = [];
  const negligible = (norms[0] ?? 0) * Number.EPSILON * 1e-3;
  let next = 0;
  columns.forEach((column, index) => {
    if (norms[index]! > negligible) {
      result.push(column.map((entry) => entry / norms[index]!));
      return;
    }
    // Some unit vector has a part outside of what is spanned so far.
    for (;;) {
      const candidate = new Float64Array(2 * n);
      candidate[2 * next++] = 1;
      for (const other of [...result, ...result]) project(candidate, other);
      const norm = Math.sqrt(squaredNorm(candidate));
      if (norm < 0.5 / Math.sqrt(n)) continue;
      result.push(candidate.map((entry) => entry / norm));
      return;
    }
  });
  return result;
}

/** Takes the part along the unit vector `direction` away. */
const project = (column: Column, direction: Column): void => reflect(column, { first: 0, v: direction, beta: 1 });

function squaredNorm(column: Column): number {
  let sum = 0;
  for (const entry of column) sum += entry * entry;
  return sum;
}

function unitColumns(rows: number, count: number): Column[] {
  return Array.from({ length: count }, (_, index) => {
    const column = new Float64Array(2 * rows);
    column[2 * index] = 1;
    return column;
  });
}

function columnsOf({ rows, columns, data }: Rectangle): Column[] {
  return Array.from({ length: columns }, (_, c) => {
    const column = new Float64Array(2 * rows);
    for (let r = 0; r < rows; r++) {
      column[2 * r] = data[2 * (r * columns + c)]!;
      column[2 * r + 1] = data[2 * (r * columns + c) + 1]!;
    }
    return column;
  });
}

function fromColumns(columns: readonly Column[], rows: number): Rectangle {
  const data = new Float64Array(2 * rows * columns.length);
  columns.forEach((column, c) => {
    for (let r = 0; r < rows; r++) {
      data[2 * (r * columns.length + c)] = column[2 * r]!;
      data[2 * (r * columns.length + c) + 1] = column[2 * r + 1]!;
    }
  });
  return { rows, columns: columns.length, data };
}

function conjugateTranspose({ rows, columns, data }: Rectangle): Rectangle {
  const result = new Float64Array(data.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      result[2 * (c * rows + r)] = data[2 * (r * columns + c)]!;
      result[2 * (c * rows + r) + 1] = -data[2 * (r * columns + c) + 1]!;
    }
  }
  return { rows: columns, columns: rows, data: result };
}
