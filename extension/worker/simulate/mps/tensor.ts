/** Tensors of matrix product states: one for each site, with a bond to the left and one to the right. */
import { type Rectangle, svd } from '../../../../language/linearAlgebra/svd.ts';

/**
 * Entry (l, s, r) has its real and imaginary part at `2 * ((l * physical + s) * right + r)` and the next. `physical` is 2
 * for one site, 2^k for k sites taken together, the first the most significant.
 */
export interface Tensor {
  readonly left: number;
  readonly physical: number;
  readonly right: number;
  readonly data: Float64Array;
}

/** Two neighbours taken together, the bond between them summed over. */
export function contract(a: Tensor, b: Tensor): Tensor {
  const rows = a.left * a.physical;
  const columns = b.physical * b.right;
  return {
    left: a.left,
    physical: a.physical * b.physical,
    right: b.right,
    data: multiply(a.data, b.data, rows, a.right, columns),
  };
}

/** rows × inner times inner × columns. */
export function multiply(a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const result = new Float64Array(2 * rows * columns);
  for (let row = 0; row < rows; row++) {
    const to = 2 * row * columns;
    for (let k = 0; k < inner; k++) {
      const re = a[2 * (row * inner + k)]!;
      const im = a[2 * (row * inner + k) + 1]!;
      if (re === 0 && im === 0) continue;
      const from = 2 * k * columns;
      for (let at = 0; at < 2 * columns; at += 2) {
        const bRe = b[from + at]!;
        const bIm = b[from + at + 1]!;
        result[to + at]! += re * bRe - im * bIm;
        result[to + at + 1]! += re * bIm + im * bRe;
      }
    }
  }
  return result;
}

/** A matrix on the physical index: entry (r, c) of `matrix` takes c to r. */
export function applyPhysical(tensor: Tensor, matrix: Float64Array): Tensor {
  const { left, physical, right, data } = tensor;
  const result = new Float64Array(data.length);
  const block = 2 * physical * right;
  for (let l = 0; l < left; l++) {
    result.set(multiply(matrix, data.subarray(l * block, (l + 1) * block), physical, physical, right), l * block);
  }
  return { ...tensor, data: result };
}

export interface Split {
  /** Left-orthonormal. */
  readonly first: Tensor;
  /** Holds the singular values. */
  readonly rest: Tensor;
  /** The share of the norm that was left out. */
  readonly discarded: number;
}

/**
 * Splits the first site off, and leaves the smallest singular values out.
 *
 * @param cutoff the share of the squared norm that may be left out
 * @param maxBond the most singular values to keep
 */
export function splitFirst(tensor: Tensor, cutoff: number, maxBond: number): Split {
  const { left, physical, right, data } = tensor;
  const [rows, columns] = [left * 2, (physical / 2) * right];
  const { u, values, v } = svd({ rows, columns, data });
  const total = values.reduce((sum, value) => sum + value * value, 0);
  let kept = values.length;
  let lost = 0;
  while (kept > 1 && (kept > maxBond || lost + values[kept - 1]! ** 2 <= cutoff * total)) {
    lost += values[--kept]! ** 2;
  }
  const discarded = total > 0 ? lost / total : 0;
  const scale = 1 / Math.sqrt(1 - discarded);
  const rest = new Float64Array(2 * kept * columns);
  for (let k = 0; k < kept; k++) {
    for (let c = 0; c < columns; c++) {
      const from = 2 * (c * values.length + k);
      rest[2 * (k * columns + c)] = scale * values[k]! * v.data[from]!;
      rest[2 * (k * columns + c) + 1] = -scale * values[k]! * v.data[from + 1]!;
    }
  }
  return {
    first: { left, physical: 2, right: kept, data: leadingColumns(u, kept) },
    rest: { left: kept, physical: physical / 2, right, data: rest },
    discarded,
  };
}

function leadingColumns({ rows, columns, data }: Rectangle, count: number): Float64Array {
  const result = new Float64Array(2 * rows * count);
  for (let row = 0; row < rows; row++) {
    result.set(data.subarray(2 * row * columns, 2 * (row * columns + count)), 2 * row * count);
  }
  return result;
}

/** ρ[s][s'] = Σ A[l,s,r] conj(A[l,s',r]), interleaved, of a tensor that holds the norm of the state. */
export function physicalDensity({ left, physical, right, data }: Tensor): Float64Array {
  const density = new Float64Array(2 * physical * physical);
  for (let l = 0; l < left; l++) {
    for (let s = 0; s < physical; s++) {
      for (let t = 0; t < physical; t++) {
        let re = 0;
        let im = 0;
        for (let r = 0; r < right; r++) {
          const a = 2 * ((l * physical + s) * right + r);
          const b = 2 * ((l * physical + t) * right + r);
          re += data[a]! * data[b]! + data[a + 1]! * data[b + 1]!;
          im += data[a + 1]! * data[b]! - data[a]! * data[b + 1]!;
        }
        density[2 * (s * physical + t)]! += re;
        density[2 * (s * physical + t) + 1]! += im;
      }
    }
  }
  return density;
}
