/**
 * Small dense complex matrices and the algebra gates need: products, adjoints, powers, controls. It knows no circuit.
 */

/** Square, row-major, complex numbers as interleaved pairs: entry (r, c) is `data[2 * (r * dimension + c)]` + i·(next). */
export interface Matrix {
  readonly dimension: number;
  readonly data: Float64Array;
}

/** A complex number as [real, imaginary]. */
export type ComplexPair = readonly [re: number, im: number];

/** A square matrix from its rows. */
export function matrix(rows: readonly (readonly ComplexPair[])[]): Matrix {
  const dimension = rows.length;
  const data = new Float64Array(2 * dimension * dimension);
  let at = 0;
  for (const row of rows) {
    for (const [re, im] of row) {
      data[at++] = re;
      data[at++] = im;
    }
  }
  return { dimension, data };
}

export function identity(dimension: number): Matrix {
  return diagonal(Array.from({ length: dimension }, (): ComplexPair => [1, 0]));
}

export function diagonal(entries: readonly ComplexPair[]): Matrix {
  const dimension = entries.length;
  const data = new Float64Array(2 * dimension * dimension);
  entries.forEach(([re, im], index) => {
    data[2 * index * (dimension + 1)] = re;
    data[2 * index * (dimension + 1) + 1] = im;
  });
  return { dimension, data };
}

/** exp(i·angle). */
export const phase = (angle: number): ComplexPair => [Math.cos(angle), Math.sin(angle)];

/** The product `left · right`: `right` acts first. */
export function multiply(left: Matrix, right: Matrix): Matrix {
  const { dimension } = left;
  const data = new Float64Array(2 * dimension * dimension);
  for (let row = 0; row < dimension; row++) {
    for (let inner = 0; inner < dimension; inner++) {
      const re = left.data[2 * (row * dimension + inner)]!;
      const im = left.data[2 * (row * dimension + inner) + 1]!;
      if (re === 0 && im === 0) continue;
      for (let column = 0; column < dimension; column++) {
        const from = 2 * (inner * dimension + column);
        const to = 2 * (row * dimension + column);
        data[to]! += re * right.data[from]! - im * right.data[from + 1]!;
        data[to + 1]! += re * right.data[from + 1]! + im * right.data[from]!;
      }
    }
  }
  return { dimension, data };
}

/** The sum of two matrices of the same dimension. */
export function add(a: Matrix, b: Matrix): Matrix {
  return { dimension: a.dimension, data: a.data.map((part, at) => part + b.data[at]!) };
}

export function scale(factor: ComplexPair, { dimension, data }: Matrix): Matrix {
  const [re, im] = factor;
  const scaled = new Float64Array(data.length);
  for (let index = 0; index < data.length; index += 2) {
    scaled[index] = re * data[index]! - im * data[index + 1]!;
    scaled[index + 1] = re * data[index + 1]! + im * data[index]!;
  }
  return { dimension, data: scaled };
}

/** The conjugate transpose: the inverse of a unitary. */
export function adjoint({ dimension, data }: Matrix): Matrix {
  const result = new Float64Array(data.length);
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < dimension; column++) {
      const from = 2 * (row * dimension + column);
      const to = 2 * (column * dimension + row);
      result[to] = data[from]!;
      result[to + 1] = -data[from + 1]!;
    }
  }
  return { dimension, data: result };
}

/** `high` ⊗ `low`: `high` acts on the most significant bits of the index. */
export function kronecker(high: Matrix, low: Matrix): Matrix {
  const dimension = high.dimension * low.dimension;
  const data = new Float64Array(2 * dimension * dimension);
  forEachEntry(high, (highRow, highColumn, re, im) =>
    forEachEntry(low, (lowRow, lowColumn, lowRe, lowIm) => {
      const row = highRow * low.dimension + lowRow;
      const at = 2 * (row * dimension + highColumn * low.dimension + lowColumn);
      data[at] = re * lowRe - im * lowIm;
      data[at + 1] = re * lowIm + im * lowRe;
    }),
  );
  return { dimension, data };
}

/** Calls `visit` for each entry that is not zero. */
export function forEachEntry(
  { dimension, data }: Matrix,
  visit: (row: number, column: number, re: number, im: number) => void,
): void {
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < dimension; column++) {
      const at = 2 * (row * dimension + column);
      if (data[at] !== 0 || data[at + 1] !== 0) visit(row, column, data[at]!, data[at + 1]!);
    }
  }
}

/**
 * `matrix` under one control for each of `states`: it acts where control j is in `states[j]`. The controls are the
 * lowest bits of the index, the first control the very lowest.
 */
export function controlled({ dimension, data }: Matrix, states: readonly (0 | 1)[]): Matrix {
  if (states.length === 0) return { dimension, data };
  const pattern = states.reduce<number>((bits, state, control) => bits | (state << control), 0);
  const result = identity(dimension << states.length);
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < dimension; column++) {
      const from = 2 * (row * dimension + column);
      const to = 2 * (((row << states.length) | pattern) * result.dimension + ((column << states.length) | pattern));
      result.data[to] = data[from]!;
      result.data[to + 1] = data[from + 1]!;
    }
  }
  return result;
}

/**
 * Applies `small` to qubits `targets` of `large`'s rows, in place: `large` becomes (small on targets) · large.
 * `targets[j]` is the bit of the row index that is bit j of `small`'s index.
 */
export function applyToRows(large: Matrix, small: Matrix, targets: readonly number[]): void {
  const { dimension, data } = large;
  const targetMask = targets.reduce((mask, target) => mask | (1 << target), 0);
  const offsets = Array.from({ length: small.dimension }, (_, index) =>
    targets.reduce((offset, target, bit) => offset | (((index >> bit) & 1) << target), 0),
  );
  const gathered = new Float64Array(2 * small.dimension);
  for (let base = 0; base < dimension; base++) {
    if ((base & targetMask) !== 0) continue;
    for (let column = 0; column < dimension; column++) {
      offsets.forEach((offset, index) => {
        const from = 2 * ((base | offset) * dimension + column);
        gathered[2 * index] = data[from]!;
        gathered[2 * index + 1] = data[from + 1]!;
      });
      offsets.forEach((offset, row) => {
        let re = 0;
        let im = 0;
        for (let index = 0; index < small.dimension; index++) {
          const entry = 2 * (row * small.dimension + index);
          re += small.data[entry]! * gathered[2 * index]! - small.data[entry + 1]! * gathered[2 * index + 1]!;
          im += small.data[entry]! * gathered[2 * index + 1]! + small.data[entry + 1]! * gathered[2 * index]!;
        }
        const to = 2 * ((base | offset) * dimension + column);
        data[to] = re;
        data[to + 1] = im;
      });
    }
  }
}

/** The largest distance between entries of two matrices of the same dimension. */
export function distance(a: Matrix, b: Matrix): number {
  let largest = 0;
  for (let index = 0; index < a.data.length; index += 2) {
    const entry = Math.hypot(a.data[index]! - b.data[index]!, a.data[index + 1]! - b.data[index + 1]!);
    // Not Math.max: a NaN must not hide.
    if (!(entry <= largest)) largest = entry;
  }
  return largest;
}
