/** Moves of the centre of a matrix product state: orthonormal columns, and what they are made into. */
import { multiply, type Tensor } from './tensor.ts';

/** Smaller parts of a column, beside the largest, are what rounding leaves. */
const NEGLIGIBLE = 1e-14;

/** `tensor` becomes left-orthonormal; what it was is multiplied into its right neighbour. */
export function moveRight(tensor: Tensor, neighbour: Tensor): [Tensor, Tensor] {
  const { left, physical, right, data } = tensor;
  const rows = left * physical;
  const columns = Array.from({ length: right }, (_, c) => column(data, rows, right, c));
  const { basis, coefficients } = orthonormalise(columns);
  const kept = basis.length;
  const isometry = fromColumns(basis, rows);
  // coefficients[c][k]: the part of column c along basis vector k.
  const factor = new Float64Array(2 * kept * right);
  coefficients.forEach((parts, c) => {
    parts.forEach(([re, im], k) => {
      factor[2 * (k * right + c)] = re;
      factor[2 * (k * right + c) + 1] = im;
    });
  });
  return [
    { left, physical, right: kept, data: isometry },
    {
      ...neighbour,
      left: kept,
      data: multiply(factor, neighbour.data, kept, right, neighbour.physical * neighbour.right),
    },
  ];
}

/** `tensor` becomes right-orthonormal; what it was is multiplied into its left neighbour. */
export function moveLeft(neighbour: Tensor, tensor: Tensor): [Tensor, Tensor] {
  const [mirrored, rest] = moveRight(mirror(tensor), mirror(neighbour));
  return [mirror(rest), mirror(mirrored)];
}

/** Left and right change places. */
function mirror({ left, physical, right, data }: Tensor): Tensor {
  const result = new Float64Array(data.length);
  for (let l = 0; l < left; l++) {
    for (let s = 0; s < physical; s++) {
      for (let r = 0; r < right; r++) {
        const from = 2 * ((l * physical + s) * right + r);
        const to = 2 * ((r * physical + s) * left + l);
        result[to] = data[from]!;
        result[to + 1] = data[from + 1]!;
      }
    }
  }
  return { left: right, physical, right: left, data: result };
}

/** Gram-Schmidt, each column twice, so that the basis is orthonormal to rounding; dependent columns add nothing to it. */
function orthonormalise(columns: readonly Float64Array[]) {
  const basis: Float64Array[] = [];
  const largest = Math.max(...columns.map(norm));
  const coefficients = columns.map((original) => {
    const rest = original.slice();
    const parts = basis.map(() => [0, 0] as [number, number]);
    for (let pass = 0; pass < 2; pass++) {
      basis.forEach((vector, k) => {
        const [re, im] = innerProduct(vector, rest);
        parts[k]![0] += re;
        parts[k]![1] += im;
        for (let at = 0; at < rest.length; at += 2) {
          rest[at]! -= re * vector[at]! - im * vector[at + 1]!;
          rest[at + 1]! -= re * vector[at + 1]! + im * vector[at]!;
        }
      });
    }
    const length = norm(rest);
    if (length > NEGLIGIBLE * largest || (basis.length === 0 && length > 0)) {
      basis.push(rest.map((part) => part / length));
      parts.push([length, 0]);
    }
    return parts;
  });
  return { basis, coefficients };
}

function innerProduct(a: Float64Array, b: Float64Array): readonly [number, number] {
  let re = 0;
  let im = 0;
  for (let at = 0; at < a.length; at += 2) {
    re += a[at]! * b[at]! + a[at + 1]! * b[at + 1]!;
    im += a[at]! * b[at + 1]! - a[at + 1]! * b[at]!;
  }
  return [re, im];
}

const norm = (vector: Float64Array): number => Math.sqrt(innerProduct(vector, vector)[0]);

function column(data: Float64Array, rows: number, columns: number, index: number): Float64Array {
  const result = new Float64Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    result[2 * row] = data[2 * (row * columns + index)]!;
    result[2 * row + 1] = data[2 * (row * columns + index) + 1]!;
  }
  return result;
}

function fromColumns(columns: readonly Float64Array[], rows: number): Float64Array {
  const result = new Float64Array(2 * rows * columns.length);
  columns.forEach((vector, c) => {
    for (let row = 0; row < rows; row++) {
      result[2 * (row * columns.length + c)] = vector[2 * row]!;
      result[2 * (row * columns.length + c) + 1] = vector[2 * row + 1]!;
    }
  });
  return result;
}
