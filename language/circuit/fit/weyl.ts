/**
 * Any gate of two qubits as gates of one around the interaction exp(i(x·XX + y·YY + z·ZZ)): the decomposition of Cartan
 * (KAK), with (x, y, z) in the Weyl chamber π/4 ≥ x ≥ y ≥ |z|, and z ≥ 0 where x = π/4 (Zhang, Vala, Sastry and Whaley,
 * Phys. Rev. A 67, 042313). Global phases are dropped.
 */
import { fromMagic, intoMagic, transposeTimes } from './magicBasis.ts';
import { type Entries, PAULIS, product2, rotation } from './smallMatrices.ts';

export interface WeylDecomposition {
  /** x, y and z. */
  readonly coordinates: readonly [number, number, number];
  /** Gates before the interaction, on the first and the second qubit. */
  readonly before: readonly [Entries, Entries];
  /** Gates after it. */
  readonly after: readonly [Entries, Entries];
}

/** Coordinates that differ by less count as equal: an infidelity below 1e-15. */
export const TOLERANCE = 1e-8;

/** @param unitary 4×4; the first qubit is the least significant bit */
export function weylDecomposition(unitary: Entries): WeylDecomposition {
  const inMagic = intoMagic(unitary);
  // The eigenvalues of the square are exp(2iθ); what is left of the unitary without the phases θ is real.
  const { vectors, angles } = commonEigenvectors(transposeTimes(inMagic));
  if (determinant(vectors) < 0) for (let row = 0; row < 4; row++) vectors[4 * row] = -vectors[4 * row]!;
  const left = turnedBack(inMagic, vectors, angles);
  if (determinant(left) < 0) {
    angles[0]! += Math.PI;
    for (let row = 0; row < 4; row++) left[4 * row] = -left[4 * row]!;
  }
  const after = factors(fromMagic(complex(left, 4, 1)));
  const before = factors(fromMagic(complex(vectors, 1, 4)));
  const [a, b, c, d] = angles as [number, number, number, number];
  const mean = (a + b + c + d) / 4;
  const coordinates = [(a + c) / 2 - mean, (b + c) / 2 - mean, (a + b) / 2 - mean];
  return intoChamber(coordinates, before, after);
}

const turns = (angle: number) => [rotation(0, angle), rotation(1, angle), rotation(2, angle)] as const;
const QUARTER_TURNS = turns(Math.PI / 2);
const QUARTER_TURNS_BACK = turns(-Math.PI / 2);

/** Where the decomposition takes a point to by symmetries of the interaction, with the gates that they cost. */
function intoChamber(coordinates: number[], before: [Entries, Entries], after: [Entries, Entries]): WeylDecomposition {
  // exp(iπ/2·PP) is P on each qubit.
  const shift = (axis: number, turns: number) => {
    coordinates[axis]! -= (turns * Math.PI) / 2;
    if (turns % 2 !== 0) for (const side of [0, 1] as const) after[side] = product2(after[side], PAULIS[axis]!);
  };
  // P on one qubit changes the signs of the two other axes.
  const negateOthers = (axis: 0 | 1 | 2) => {
    for (const other of [0, 1, 2]) if (other !== axis) coordinates[other] = -coordinates[other]!;
    before[0] = product2(PAULIS[axis], before[0]);
    after[0] = product2(after[0], PAULIS[axis]);
  };
  // A quarter turn about the third axis exchanges the two others.
  const exchange = (first: number, second: number) => {
    const axis = (3 - first - second) as 0 | 1 | 2;
    [coordinates[first], coordinates[second]] = [coordinates[second]!, coordinates[first]!];
    const turn = QUARTER_TURNS[axis];
    const back = QUARTER_TURNS_BACK[axis];
    for (const side of [0, 1] as const) {
      before[side] = product2(turn, before[side]);
      after[side] = product2(after[side], back);
    }
  };
  for (const axis of [0, 1, 2]) shift(axis, Math.round(coordinates[axis]! / (Math.PI / 2)));
  for (const [first, second] of [
    [0, 1],
    [1, 2],
    [0, 1],
  ] as const) {
    if (Math.abs(coordinates[first]!) < Math.abs(coordinates[second]!)) exchange(first, second);
  }
  if (coordinates[0]! < 0) negateOthers(coordinates[1]! < 0 ? 2 : 1);
  if (coordinates[1]! < 0) negateOthers(0);
  if (coordinates[0]! > Math.PI / 4 - TOLERANCE && coordinates[2]! < 0) {
    shift(0, 1);
    negateOthers(1);
  }
  return { coordinates: coordinates as [number, number, number], before, after };
}

/** exp(i(x·XX + y·YY + z·ZZ)). */
export function interaction([x, y, z]: readonly [number, number, number]): Entries {
  const phases = new Float64Array(32);
  [x - y + z, -x + y + z, x + y - z, -x - y - z].forEach((angle, k) => {
    phases[10 * k] = Math.cos(angle);
    phases[10 * k + 1] = Math.sin(angle);
  });
  return fromMagic(phases);
}

/** A real 4×4 matrix, or its transpose, as a complex one; the strides say where its rows and columns are. */
function complex(real: Float64Array, rowStride: number, columnStride: number): Entries {
  const result = new Float64Array(32);
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      result[8 * row + 2 * column] = real[rowStride * row + columnStride * column]!;
    }
  }
  return result;
}

/** The columns of matrix·vectors, each turned back by its angle; their imaginary parts vanish. */
function turnedBack(matrix: Entries, vectors: Float64Array, angles: readonly number[]): Float64Array {
  const result = new Float64Array(16);
  for (let column = 0; column < 4; column++) {
    const cosine = Math.cos(angles[column]!);
    const sine = Math.sin(angles[column]!);
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let inner = 0; inner < 4; inner++) {
        const at = 8 * row + 2 * inner;
        sum += (cosine * matrix[at]! + sine * matrix[at + 1]!) * vectors[4 * inner + column]!;
      }
      result[4 * row + column] = sum;
    }
  }
  return result;
}

/**
 * Real orthonormal eigenvectors, as columns, of a unitary symmetric matrix, and half the angles of its eigenvalues: its real and imaginary parts commute, and one
 * rotation after the other makes both of them more diagonal (Jacobi's method; the angle is that of Cardoso and
 * Souloumiac, SIAM J. Matrix Anal. Appl. 17, 161, for two real matrices).
 */
function commonEigenvectors(symmetric: Entries): { readonly vectors: Float64Array; readonly angles: number[] } {
  const real = new Float64Array(16);
  const imaginary = new Float64Array(16);
  const vectors = new Float64Array(16);
  for (let at = 0; at < 16; at++) {
    real[at] = symmetric[2 * at]!;
    imaginary[at] = symmetric[2 * at + 1]!;
    vectors[at] = at % 5 === 0 ? 1 : 0;
  }
  for (let sweep = 0; sweep < 50; sweep++) {
    let largest = 0;
    for (let p = 0; p < 3; p++) {
      for (let q = p + 1; q < 4; q++) {
        const difference = real[5 * p]! - real[5 * q]!;
        const sum = 2 * real[4 * p + q]!;
        const otherDifference = imaginary[5 * p]! - imaginary[5 * q]!;
        const otherSum = 2 * imaginary[4 * p + q]!;
        const on = difference * difference - sum * sum + otherDifference * otherDifference - otherSum * otherSum;
        const off = 2 * (difference * sum + otherDifference * otherSum);
        if (on * on + off * off < 1e-56) continue;
        const angle = Math.atan2(off, on) / 4;
        if (Math.abs(angle) < 1e-15) continue;
        largest = Math.max(largest, Math.abs(angle));
        const cosine = Math.cos(angle);
        const sine = Math.sin(angle);
        turnColumns(real, p, q, cosine, sine);
        turnRows(real, p, q, cosine, sine);
        turnColumns(imaginary, p, q, cosine, sine);
        turnRows(imaginary, p, q, cosine, sine);
        turnColumns(vectors, p, q, cosine, sine);
      }
    }
    if (largest < 1e-13) break;
  }
  return { vectors, angles: [0, 5, 10, 15].map((at) => Math.atan2(imaginary[at]!, real[at]!) / 2) };
}

function turnColumns(matrix: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  for (let row = 0; row < 16; row += 4) {
    const first = matrix[row + p]!;
    const second = matrix[row + q]!;
    matrix[row + p] = cosine * first + sine * second;
    matrix[row + q] = cosine * second - sine * first;
  }
}

function turnRows(matrix: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  for (let column = 0; column < 4; column++) {
    const first = matrix[4 * p + column]!;
    const second = matrix[4 * q + column]!;
    matrix[4 * p + column] = cosine * first + sine * second;
    matrix[4 * q + column] = cosine * second - sine * first;
  }
}

function determinant(m: Float64Array): number {
  const minor = (a: number, b: number, c: number, d: number) => m[a]! * m[d]! - m[b]! * m[c]!;
  const [a, b, c, d, e, f] = [
    minor(0, 1, 4, 5),
    minor(0, 2, 4, 6),
    minor(0, 3, 4, 7),
    minor(1, 2, 5, 6),
    minor(1, 3, 5, 7),
    minor(2, 3, 6, 7),
  ];
  const [g, h, i, j, k, l] = [
    minor(8, 9, 12, 13),
    minor(8, 10, 12, 14),
    minor(8, 11, 12, 15),
    minor(9, 10, 13, 14),
    minor(9, 11, 13, 15),
    minor(10, 11, 14, 15),
  ];
  return a * l - b * k + c * j + d * i - e * h + f * g;
}

/** The two factors, of determinant 1 but for a sign, of a product of gates of one qubit: [first, second]. */
function factors(matrix: Entries): [Entries, Entries] {
  // Each block of the second qubit's is one of its entries times the first qubit's gate.
  const diagonal = block(matrix, 0, 0);
  const other = block(matrix, 0, 1);
  const first = ofDeterminantOne(size(diagonal) >= size(other) ? diagonal : other);
  const second = new Float64Array(8);
  for (let row = 0; row < 2; row++) {
    for (let column = 0; column < 2; column++) {
      // Half the trace of first†·block.
      const part = block(matrix, row, column);
      let re = 0;
      let im = 0;
      for (let at = 0; at < 8; at += 2) {
        re += first[at]! * part[at]! + first[at + 1]! * part[at + 1]!;
        im += first[at]! * part[at + 1]! - first[at + 1]! * part[at]!;
      }
      second[4 * row + 2 * column] = re / 2;
      second[4 * row + 2 * column + 1] = im / 2;
    }
  }
  return [first, second];
}

function block(matrix: Entries, row: number, column: number): Entries {
  const result = new Float64Array(8);
  for (let at = 0; at < 4; at++) {
    const low = 16 * row + 4 * column + at;
    result[at] = matrix[low]!;
    result[4 + at] = matrix[low + 8]!;
  }
  return result;
}

function size(part: Entries): number {
  let sum = 0;
  for (let at = 0; at < 8; at++) sum += part[at]! * part[at]!;
  return sum;
}

function ofDeterminantOne(m: Entries): Entries {
  const re = m[0]! * m[6]! - m[1]! * m[7]! - m[2]! * m[4]! + m[3]! * m[5]!;
  const im = m[0]! * m[7]! + m[1]! * m[6]! - m[2]! * m[5]! - m[3]! * m[4]!;
  const length = 1 / Math.sqrt(Math.hypot(re, im));
  const angle = -Math.atan2(im, re) / 2;
  const [cosine, sine] = [length * Math.cos(angle), length * Math.sin(angle)];
  return m.map((part, at) => (at % 2 === 0 ? cosine * part - sine * m[at + 1]! : cosine * part + sine * m[at - 1]!));
}
