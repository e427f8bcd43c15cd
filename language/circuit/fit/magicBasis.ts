/**
 * The magic basis, in which gates of one qubit on each of two are real but for a phase, and XX, YY and ZZ are diagonal:
 * (|00⟩ + |11⟩)/√2, i(|00⟩ - |11⟩)/√2, i(|01⟩ + |10⟩)/√2, (|01⟩ - |10⟩)/√2.
 */
import type { Entries } from './smallMatrices.ts';

const HALF = Math.SQRT1_2;

/** A matrix on two qubits in the magic basis: B†·matrix·B. @param result where it is written */
export const intoMagic = (matrix: Entries, result = new Float64Array(32)): Entries =>
  timesBasis(adjointTimes(matrix), result);

const SCRATCH = new Float64Array(32);

/** Back: B·matrix·B†. */
export const fromMagic = (matrix: Entries): Entries => timesAdjoint(basisTimes(matrix));

/** B†·matrix. */
function adjointTimes(m: Entries): Entries {
  const result = SCRATCH;
  for (let column = 0; column < 8; column += 2) {
    const [aRe, aIm, bRe, bIm] = [m[column]!, m[column + 1]!, m[8 + column]!, m[9 + column]!];
    const [cRe, cIm, dRe, dIm] = [m[16 + column]!, m[17 + column]!, m[24 + column]!, m[25 + column]!];
    result[column] = HALF * (aRe + dRe);
    result[column + 1] = HALF * (aIm + dIm);
    result[8 + column] = HALF * (aIm - dIm);
    result[9 + column] = -HALF * (aRe - dRe);
    result[16 + column] = HALF * (bIm + cIm);
    result[17 + column] = -HALF * (bRe + cRe);
    result[24 + column] = HALF * (bRe - cRe);
    result[25 + column] = HALF * (bIm - cIm);
  }
  return result;
}

/** matrix·B. */
function timesBasis(m: Entries, result: Entries): Entries {
  for (let row = 0; row < 32; row += 8) {
    const [aRe, aIm, bRe, bIm] = [m[row]!, m[row + 1]!, m[row + 2]!, m[row + 3]!];
    const [cRe, cIm, dRe, dIm] = [m[row + 4]!, m[row + 5]!, m[row + 6]!, m[row + 7]!];
    result[row] = HALF * (aRe + dRe);
    result[row + 1] = HALF * (aIm + dIm);
    result[row + 2] = -HALF * (aIm - dIm);
    result[row + 3] = HALF * (aRe - dRe);
    result[row + 4] = -HALF * (bIm + cIm);
    result[row + 5] = HALF * (bRe + cRe);
    result[row + 6] = HALF * (bRe - cRe);
    result[row + 7] = HALF * (bIm - cIm);
  }
  return result;
}

/** B·matrix. */
function basisTimes(m: Entries): Entries {
  const result = SCRATCH;
  for (let column = 0; column < 8; column += 2) {
    const [aRe, aIm, bRe, bIm] = [m[column]!, m[column + 1]!, m[8 + column]!, m[9 + column]!];
    const [cRe, cIm, dRe, dIm] = [m[16 + column]!, m[17 + column]!, m[24 + column]!, m[25 + column]!];
    result[column] = HALF * (aRe - bIm);
    result[column + 1] = HALF * (aIm + bRe);
    result[24 + column] = HALF * (aRe + bIm);
    result[25 + column] = HALF * (aIm - bRe);
    result[8 + column] = HALF * (dRe - cIm);
    result[9 + column] = HALF * (dIm + cRe);
    result[16 + column] = HALF * (-dRe - cIm);
    result[17 + column] = HALF * (-dIm + cRe);
  }
  return result;
}

/** matrix·B†. */
function timesAdjoint(m: Entries): Entries {
  const result = new Float64Array(32);
  for (let row = 0; row < 32; row += 8) {
    const [aRe, aIm, bRe, bIm] = [m[row]!, m[row + 1]!, m[row + 2]!, m[row + 3]!];
    const [cRe, cIm, dRe, dIm] = [m[row + 4]!, m[row + 5]!, m[row + 6]!, m[row + 7]!];
    result[row] = HALF * (aRe + bIm);
    result[row + 1] = HALF * (aIm - bRe);
    result[row + 6] = HALF * (aRe - bIm);
    result[row + 7] = HALF * (aIm + bRe);
    result[row + 2] = HALF * (dRe + cIm);
    result[row + 3] = HALF * (dIm - cRe);
    result[row + 4] = HALF * (-dRe + cIm);
    result[row + 5] = HALF * (-dIm - cRe);
  }
  return result;
}

/**
 * mᵀ·m of a matrix in the magic basis: symmetric, and blind to gates of one qubit before it but for a change of basis.
 *
 * @param result where it is written
 */
export function transposeTimes(m: Entries, result = new Float64Array(32)): Entries {
  for (let row = 0; row < 4; row++) {
    for (let column = row; column < 4; column++) {
      let re = 0;
      let im = 0;
      for (let inner = 0; inner < 32; inner += 8) {
        const aRe = m[inner + 2 * row]!;
        const aIm = m[inner + 2 * row + 1]!;
        const bRe = m[inner + 2 * column]!;
        const bIm = m[inner + 2 * column + 1]!;
        re += aRe * bRe - aIm * bIm;
        im += aRe * bIm + aIm * bRe;
      }
      result[8 * row + 2 * column] = re;
      result[8 * row + 2 * column + 1] = im;
      result[8 * column + 2 * row] = re;
      result[8 * column + 2 * row + 1] = im;
    }
  }
  return result;
}
