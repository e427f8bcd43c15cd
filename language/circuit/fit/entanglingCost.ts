/**
 * How many CX a gate on two qubits takes, from invariants alone: what gates of one qubit around it do not change (Makhlin,
 * Quantum Inf. Process. 1, 243; Shende, Bullock and Markov, Phys. Rev. A 70, 012310).
 */
import { intoMagic, transposeTimes } from './magicBasis.ts';
import type { Entries } from './smallMatrices.ts';

export interface EntanglingCost {
  readonly cx: 0 | 1 | 2 | 3;
  /** With a swap behind it. */
  readonly swapped: 0 | 1 | 2 | 3;
}

const TOLERANCE = 1e-7;
const inMagic = new Float64Array(32);
const square = new Float64Array(32);

/** For the coordinates (x, y, z) of `weylDecomposition`. */
export function entanglingCost(matrix: Entries): EntanglingCost {
  transposeTimes(intoMagic(matrix, inMagic), square);
  const traceRe = square[0]! + square[10]! + square[20]! + square[30]!;
  const traceIm = square[1]! + square[11]! + square[21]! + square[31]!;
  let fourthRe = 0;
  let fourthIm = 0;
  for (let at = 0; at < 32; at += 2) {
    fourthRe += square[at]! * square[at]! - square[at + 1]! * square[at + 1]!;
    fourthIm += 2 * square[at]! * square[at + 1]!;
  }
  // The square of the trace over the determinant is (4·(c + i·s))², c and s the products of the cosines and sines of 2x, 2y and
  // 2z; the determinant has the length 1.
  const [re, im] = determinant(matrix);
  const ownRe = traceRe * traceRe - traceIm * traceIm;
  const ownIm = 2 * traceRe * traceIm;
  const squareRe = (ownRe * re + ownIm * im) / 16;
  const squareIm = (ownIm * re - ownRe * im) / 16;
  const length = Math.hypot(squareRe, squareIm);
  const cosines = Math.sqrt(Math.max(0, (length + squareRe) / 2));
  const sines = Math.sqrt(Math.max(0, (length - squareRe) / 2));
  // The real part of this is the product of the cosines of 4x, 4y and 4z.
  const doubled = (fourthRe * re + fourthIm * im) / 4;
  const isQuarter = cosines < TOLERANCE;
  if (cosines > 1 - TOLERANCE) return { cx: 0, swapped: 3 };
  if (sines > 1 - TOLERANCE) return { cx: 3, swapped: 0 };
  const isFlat = sines < TOLERANCE;
  if (isQuarter && isFlat && doubled < -1 + TOLERANCE) return { cx: 1, swapped: 2 };
  if (isQuarter && isFlat && doubled > 1 - TOLERANCE) return { cx: 2, swapped: 1 };
  return { cx: isFlat ? 2 : 3, swapped: isQuarter ? 2 : 3 };
}

/** Of a 4×4 matrix, from the minors of its upper and its lower half. */
function determinant(m: Entries): readonly [number, number] {
  let re = 0;
  let im = 0;
  for (const [a, b, c, d, sign] of COLUMNS) {
    const upperRe = minorRe(m, 0, a, b);
    const upperIm = minorIm(m, 0, a, b);
    const lowerRe = minorRe(m, 16, c, d);
    const lowerIm = minorIm(m, 16, c, d);
    re += sign * (upperRe * lowerRe - upperIm * lowerIm);
    im += sign * (upperRe * lowerIm + upperIm * lowerRe);
  }
  return [re, im];
}

const COLUMNS = [
  [0, 1, 2, 3, 1],
  [0, 2, 1, 3, -1],
  [0, 3, 1, 2, 1],
  [1, 2, 0, 3, 1],
  [1, 3, 0, 2, -1],
  [2, 3, 0, 1, 1],
] as const;

function minorRe(m: Entries, row: number, a: number, b: number): number {
  const first = row + 2 * a;
  const second = row + 2 * b;
  return (
    m[first]! * m[second + 8]! -
    m[first + 1]! * m[second + 9]! -
    (m[second]! * m[first + 8]! - m[second + 1]! * m[first + 9]!)
  );
}

function minorIm(m: Entries, row: number, a: number, b: number): number {
  const first = row + 2 * a;
  const second = row + 2 * b;
  return (
    m[first]! * m[second + 9]! +
    m[first + 1]! * m[second + 8]! -
    (m[second]! * m[first + 9]! + m[second + 1]! * m[first + 8]!)
  );
}
