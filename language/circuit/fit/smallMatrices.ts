/**
 * Products of 2×2 and 4×4 complex matrices, as fitting computes them by the thousand: plain arrays of interleaved pairs,
 * row by row, as the `data` of `Matrix`. Of two qubits the first is the least significant bit of the index.
 */
import { standardGate } from '../standardGates.ts';

export type Entries = Float64Array;

/** `left · right`, both of `dimension` rows. */
export function product(left: Entries, right: Entries, dimension: number): Entries {
  const result = new Float64Array(left.length);
  const width = 2 * dimension;
  for (let row = 0; row < left.length; row += width) {
    for (let column = 0; column < width; column += 2) {
      let re = 0;
      let im = 0;
      for (let inner = 0, at = column; inner < width; inner += 2, at += width) {
        const leftRe = left[row + inner]!;
        const leftIm = left[row + inner + 1]!;
        const rightRe = right[at]!;
        const rightIm = right[at + 1]!;
        re += leftRe * rightRe - leftIm * rightIm;
        im += leftRe * rightIm + leftIm * rightRe;
      }
      result[row + column] = re;
      result[row + column + 1] = im;
    }
  }
  return result;
}

export const product2 = (left: Entries, right: Entries): Entries => product(left, right, 2);
export const product4 = (left: Entries, right: Entries): Entries => product(left, right, 4);

/** The conjugate transpose of a 2×2 matrix. */
export const adjoint2 = (m: Entries): Entries =>
  Float64Array.of(m[0]!, -m[1]!, m[4]!, -m[5]!, m[2]!, -m[3]!, m[6]!, -m[7]!);

/** `second` ⊗ `first`: `first` acts on the least significant bit. */
export function kronecker2(second: Entries, first: Entries): Entries {
  const result = new Float64Array(32);
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      const high = 2 * (2 * (row >> 1) + (column >> 1));
      const low = 2 * (2 * (row & 1) + (column & 1));
      const at = 2 * (4 * row + column);
      result[at] = second[high]! * first[low]! - second[high + 1]! * first[low + 1]!;
      result[at + 1] = second[high]! * first[low + 1]! + second[high + 1]! * first[low]!;
    }
  }
  return result;
}

const SWAPPED = [0, 2, 1, 3];

/** A matrix on two qubits with the qubits exchanged. */
export function exchanged(matrix: Entries): Entries {
  const result = new Float64Array(32);
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      const from = 2 * (4 * SWAPPED[row]! + SWAPPED[column]!);
      const to = 2 * (4 * row + column);
      result[to] = matrix[from]!;
      result[to + 1] = matrix[from + 1]!;
    }
  }
  return result;
}

/** `matrix` of a gate of one qubit, applied to qubit `which` (0 is the least significant) after `two`. */
export function applyAfter(two: Entries, matrix: Entries, which: 0 | 1): Entries {
  const result = new Float64Array(32);
  const bit = 1 << which;
  for (let row = 0; row < 4; row++) {
    const own = 2 * (row & bit ? 3 : 0);
    const other = 2 * (row & bit ? 2 : 1);
    const ownRe = matrix[own]!;
    const ownIm = matrix[own + 1]!;
    const otherRe = matrix[other]!;
    const otherIm = matrix[other + 1]!;
    for (let column = 0; column < 8; column += 2) {
      const from = 8 * row + column;
      const partner = 8 * (row ^ bit) + column;
      result[from] =
        ownRe * two[from]! - ownIm * two[from + 1]! + otherRe * two[partner]! - otherIm * two[partner + 1]!;
      result[from + 1] =
        ownRe * two[from + 1]! + ownIm * two[from]! + otherRe * two[partner + 1]! + otherIm * two[partner]!;
    }
  }
  return result;
}

/** Whether a matrix is the identity but for a phase. */
export function isIdentity(matrix: Entries, tolerance = 1e-10): boolean {
  const dimension = matrix.length === 8 ? 2 : 4;
  const [re, im] = [matrix[0]!, matrix[1]!];
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < dimension; column++) {
      const at = 2 * (dimension * row + column);
      const isDiagonal = row === column;
      if (Math.abs(matrix[at]! - (isDiagonal ? re : 0)) > tolerance) return false;
      if (Math.abs(matrix[at + 1]! - (isDiagonal ? im : 0)) > tolerance) return false;
    }
  }
  return true;
}

/** The matrix of a standard gate without controls. */
const known = (name: string, ...angles: number[]): Entries => standardGate(name, angles, 'qelib1')!.matrix.data;

export const IDENTITY: Entries = known('id');
export const PAULIS: readonly [x: Entries, y: Entries, z: Entries] = [known('x'), known('y'), known('z')];
export const HADAMARD: Entries = known('h');
export const S: Entries = known('s');
export const S_DAGGER: Entries = known('sdg');
export const SWAP: Entries = known('swap');
/** The first qubit controls. */
export const CX: Entries = Float64Array.from({ length: 32 }, (_, at) =>
  at % 2 === 0 && [0, 7, 10, 13].includes(at / 2) ? 1 : 0,
);

/** exp(-iθP/2) for the Pauli matrix P of axis 0 (X), 1 (Y) or 2 (Z). */
export const rotation = (axis: 0 | 1 | 2, angle: number): Entries => known((['rx', 'ry', 'rz'] as const)[axis], angle);
