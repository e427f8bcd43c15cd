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

/** Puts `matrix` of a gate of one qubit, on qubit `which` (0 is the least significant), after `two`, which changes. */
export function applyOne(two: Entries, matrix: Entries, which: 0 | 1): void {
  const partner = 8 << which;
  for (let index = 0; index < 8; index++) {
    // The row of the pair in which the qubit is 0, and a column.
    const row = which === 0 ? 16 * (index >> 2) : 8 * (index >> 2);
    const low = row + 2 * (index & 3);
    const high = low + partner;
    const [lowRe, lowIm, highRe, highIm] = [two[low]!, two[low + 1]!, two[high]!, two[high + 1]!];
    two[low] = matrix[0]! * lowRe - matrix[1]! * lowIm + matrix[2]! * highRe - matrix[3]! * highIm;
    two[low + 1] = matrix[0]! * lowIm + matrix[1]! * lowRe + matrix[2]! * highIm + matrix[3]! * highRe;
    two[high] = matrix[4]! * lowRe - matrix[5]! * lowIm + matrix[6]! * highRe - matrix[7]! * highIm;
    two[high + 1] = matrix[4]! * lowIm + matrix[5]! * lowRe + matrix[6]! * highIm + matrix[7]! * highRe;
  }
}

const column = new Float64Array(8);

/** Puts `matrix` of a gate of two qubits after `two`, which changes. */
export function applyTwo(two: Entries, matrix: Entries): void {
  for (let at = 0; at < 8; at += 2) {
    for (let row = 0; row < 4; row++) {
      let re = 0;
      let im = 0;
      for (let inner = 0; inner < 4; inner++) {
        const left = 8 * row + 2 * inner;
        const right = 8 * inner + at;
        re += matrix[left]! * two[right]! - matrix[left + 1]! * two[right + 1]!;
        im += matrix[left]! * two[right + 1]! + matrix[left + 1]! * two[right]!;
      }
      column[2 * row] = re;
      column[2 * row + 1] = im;
    }
    for (let row = 0; row < 4; row++) {
      two[8 * row + at] = column[2 * row]!;
      two[8 * row + at + 1] = column[2 * row + 1]!;
    }
  }
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
export const ISWAP: Entries = Float64Array.from({ length: 32 }, (_, at) => ([0, 13, 19, 30].includes(at) ? 1 : 0));
/** The first qubit controls. */
export const CX: Entries = Float64Array.from({ length: 32 }, (_, at) =>
  at % 2 === 0 && [0, 7, 10, 13].includes(at / 2) ? 1 : 0,
);

/** exp(-iθP/2) for the Pauli matrix P of axis 0 (X), 1 (Y) or 2 (Z). */
export const rotation = (axis: 0 | 1 | 2, angle: number): Entries => known((['rx', 'ry', 'rz'] as const)[axis], angle);
