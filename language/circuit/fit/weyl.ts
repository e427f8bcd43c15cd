/**
 * Any gate of two qubits as gates of one around the interaction exp(i(x·XX + y·YY + z·ZZ)): the decomposition of Cartan
 * (KAK), with (x, y, z) in the Weyl chamber π/4 ≥ x ≥ y ≥ |z|, and z ≥ 0 where x = π/4 (Zhang, Vala, Sastry and Whaley,
 * Phys. Rev. A 67, 042313). Global phases are dropped.
 */
import { adjoint2, type Entries, kronecker2, PAULIS, product2, product4, rotation } from './smallMatrices.ts';

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

/** Columns: eigenvectors of XX, YY and ZZ, with phases that make gates of one qubit each real (the magic basis). */
const MAGIC = magicBasis();
const MAGIC_ADJOINT = adjoint4(MAGIC);

/** @param unitary 4×4; the first qubit is the least significant bit */
export function weylDecomposition(unitary: Entries): WeylDecomposition {
  const inMagic = product4(product4(MAGIC_ADJOINT, unitary), MAGIC);
  const square = product4(transpose4(inMagic), inMagic);
  const vectors = commonEigenvectors(square);
  if (determinant(vectors) < 0) for (let row = 0; row < 4; row++) vectors[4 * row] = -vectors[4 * row]!;
  // The eigenvalues of the square are exp(2iθ); what is left of the unitary without the phases θ is real.
  const right = realMatrix(vectors);
  const turned = product4(inMagic, right);
  const diagonalised = product4(product4(transpose4(right), square), right);
  const angles = [0, 1, 2, 3].map((k) => Math.atan2(diagonalised[10 * k + 1]!, diagonalised[10 * k]!) / 2);
  const left = realColumns(turned, angles);
  if (determinant(left) < 0) {
    angles[0]! += Math.PI;
    for (let row = 0; row < 4; row++) left[4 * row] = -left[4 * row]!;
  }
  const after = factors(product4(product4(MAGIC, realMatrix(left)), MAGIC_ADJOINT));
  const before = factors(product4(product4(MAGIC, transpose4(right)), MAGIC_ADJOINT));
  const [a, b, c, d] = angles as [number, number, number, number];
  const mean = (a + b + c + d) / 4;
  const coordinates = [(a + c) / 2 - mean, (b + c) / 2 - mean, (a + b) / 2 - mean];
  return intoChamber(coordinates, before, after);
}

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
    const turn = rotation(axis, Math.PI / 2);
    const back = rotation(axis, -Math.PI / 2);
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
  return product4(product4(MAGIC, phases), MAGIC_ADJOINT);
}

/** The unitary that a decomposition stands for. */
export function recompose({ coordinates, before, after }: WeylDecomposition): Entries {
  const first = kronecker2(before[1], before[0]);
  return product4(kronecker2(after[1], after[0]), product4(interaction(coordinates), first));
}

function magicBasis(): Entries {
  const half = Math.SQRT1_2;
  const columns = [
    [half, 0, 0, 0, 0, 0, half, 0],
    [0, half, 0, 0, 0, 0, 0, -half],
    [0, 0, 0, half, 0, half, 0, 0],
    [0, 0, half, 0, -half, 0, 0, 0],
  ];
  return Float64Array.from({ length: 32 }, (_, at) => columns[(at >> 1) & 3]![2 * (at >> 3) + (at & 1)]!);
}

function transpose4(matrix: Entries): Entries {
  return Float64Array.from(matrix, (_, at) => matrix[8 * ((at >> 1) & 3) + 2 * (at >> 3) + (at & 1)]!);
}

function adjoint4(matrix: Entries): Entries {
  return transpose4(matrix).map((part, at) => (at % 2 === 0 ? part : -part));
}

/** A real 4×4 matrix as a complex one. */
function realMatrix(real: Float64Array): Entries {
  const result = new Float64Array(32);
  for (let at = 0; at < 16; at++) result[2 * at] = real[at]!;
  return result;
}

/** The real parts of the columns, each turned back by its angle; the imaginary parts vanish. */
function realColumns(matrix: Entries, angles: readonly number[]): Float64Array {
  return Float64Array.from({ length: 16 }, (_, at) => {
    const angle = angles[at & 3]!;
    return matrix[2 * at]! * Math.cos(angle) + matrix[2 * at + 1]! * Math.sin(angle);
  });
}

/**
 * Real orthonormal eigenvectors, as columns, of a unitary symmetric matrix: its real and imaginary parts commute, and one
 * rotation after the other makes both of them more diagonal (Jacobi's method; the angle is that of Cardoso and
 * Souloumiac, SIAM J. Matrix Anal. Appl. 17, 161, for two real matrices).
 */
function commonEigenvectors(symmetric: Entries): Float64Array {
  const parts = [0, 1].map((offset) => Float64Array.from({ length: 16 }, (_, at) => symmetric[2 * at + offset]!));
  const vectors = Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 1 : 0));
  for (let sweep = 0; sweep < 50; sweep++) {
    let largest = 0;
    for (let p = 0; p < 3; p++) {
      for (let q = p + 1; q < 4; q++) {
        let on = 0;
        let off = 0;
        for (const part of parts) {
          const difference = part[5 * p]! - part[5 * q]!;
          const sum = 2 * part[4 * p + q]!;
          on += difference * difference - sum * sum;
          off += 2 * difference * sum;
        }
        if (Math.hypot(on, off) < 1e-28) continue;
        const angle = Math.atan2(off, on) / 4;
        largest = Math.max(largest, Math.abs(angle));
        const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
        for (const part of parts) {
          turnColumns(part, p, q, cosine, sine);
          turnRows(part, p, q, cosine, sine);
        }
        turnColumns(vectors, p, q, cosine, sine);
      }
    }
    if (largest < 1e-13) break;
  }
  return vectors;
}

function turnColumns(matrix: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  for (let row = 0; row < 16; row += 4) {
    const [first, second] = [matrix[row + p]!, matrix[row + q]!];
    matrix[row + p] = cosine * first + sine * second;
    matrix[row + q] = cosine * second - sine * first;
  }
}

function turnRows(matrix: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  for (let column = 0; column < 4; column++) {
    const [first, second] = [matrix[4 * p + column]!, matrix[4 * q + column]!];
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

/** The two factors, each of determinant 1 but for a sign, of a product of gates of one qubit: [first, second]. */
function factors(matrix: Entries): [Entries, Entries] {
  // The block of the second qubit's largest entry is that entry times the first qubit's gate.
  const block = (row: number, column: number) =>
    Float64Array.of(
      ...[0, 1].flatMap((r) =>
        [0, 1].flatMap((c) => {
          const at = 2 * (4 * (2 * row + r) + 2 * column + c);
          return [matrix[at]!, matrix[at + 1]!];
        }),
      ),
    );
  const size = (part: Entries) => part.reduce((sum, value) => sum + value * value, 0);
  const [diagonal, other] = [block(0, 0), block(0, 1)];
  const first = ofDeterminantOne(size(diagonal) >= size(other) ? diagonal : other);
  const back = adjoint2(first);
  const second = new Float64Array(8);
  for (const row of [0, 1]) {
    for (const column of [0, 1]) {
      const scaled = product2(block(row, column), back);
      second[2 * (2 * row + column)] = (scaled[0]! + scaled[6]!) / 2;
      second[2 * (2 * row + column) + 1] = (scaled[1]! + scaled[7]!) / 2;
    }
  }
  return [first, second];
}

function ofDeterminantOne(m: Entries): Entries {
  const re = m[0]! * m[6]! - m[1]! * m[7]! - m[2]! * m[4]! + m[3]! * m[5]!;
  const im = m[0]! * m[7]! + m[1]! * m[6]! - m[2]! * m[5]! - m[3]! * m[4]!;
  const length = 1 / Math.sqrt(Math.hypot(re, im));
  const angle = -Math.atan2(im, re) / 2;
  const [cosine, sine] = [length * Math.cos(angle), length * Math.sin(angle)];
  return m.map((part, at) => (at % 2 === 0 ? cosine * part - sine * m[at + 1]! : cosine * part + sine * m[at - 1]!));
}
