/**
 * Between a density matrix and the expectation values of all Pauli strings, tr(P ρ): the digits of a string's index in
 * base 4 are I, X, Y, Z, qubit 0 the least significant.
 */

/** ρ = Σ tr(P ρ) P / 2^n. @returns interleaved, stacked by columns: entry (r, c) is number r + 2^n·c */
export function densityOfPaulis(expectations: Float64Array, qubitCount: number): Float64Array {
  const numbers = new Float64Array(2 * expectations.length);
  expectations.forEach((value, index) => {
    numbers[2 * index] = value / 2 ** qubitCount;
  });
  for (let qubit = 0; qubit < qubitCount; qubit++) forEachDigit(numbers, qubit, fromPaulis);
  const density = new Float64Array(numbers.length);
  copyDigits(qubitCount, (index, place) => {
    density[2 * place] = numbers[2 * index]!;
    density[2 * place + 1] = numbers[2 * index + 1]!;
  });
  return density;
}

/** tr(P ρ) of all P. @param density as `densityOfPaulis` gives it */
export function paulisOfDensity(density: Float64Array, qubitCount: number): Float64Array {
  const numbers = new Float64Array(density.length);
  copyDigits(qubitCount, (index, place) => {
    numbers[2 * index] = density[2 * place]!;
    numbers[2 * index + 1] = density[2 * place + 1]!;
  });
  for (let qubit = 0; qubit < qubitCount; qubit++) forEachDigit(numbers, qubit, toPaulis);
  return Float64Array.from({ length: 4 ** qubitCount }, (_, index) => numbers[2 * index]!);
}

/** Complex: i, x, y, z to the entries (0, 0), (1, 0), (0, 1), (1, 1) of i·I + x·X + y·Y + z·Z. */
function fromPaulis(v: Float64Array, i: number, x: number, y: number, z: number): void {
  const [iRe, iIm, xRe, xIm] = [v[i]!, v[i + 1]!, v[x]!, v[x + 1]!];
  const [yRe, yIm, zRe, zIm] = [v[y]!, v[y + 1]!, v[z]!, v[z + 1]!];
  [v[i], v[i + 1], v[z], v[z + 1]] = [iRe + zRe, iIm + zIm, iRe - zRe, iIm - zIm];
  [v[x], v[x + 1], v[y], v[y + 1]] = [xRe - yIm, xIm + yRe, xRe + yIm, xIm - yRe];
}

/** The other way: traces with I, X, Y, Z. */
function toPaulis(v: Float64Array, i: number, x: number, y: number, z: number): void {
  const [aRe, aIm, bRe, bIm] = [v[i]!, v[i + 1]!, v[x]!, v[x + 1]!];
  const [cRe, cIm, dRe, dIm] = [v[y]!, v[y + 1]!, v[z]!, v[z + 1]!];
  [v[i], v[i + 1], v[z], v[z + 1]] = [aRe + dRe, aIm + dIm, aRe - dRe, aIm - dIm];
  // tr(Y ρ) = i ρ₀₁ - i ρ₁₀.
  [v[x], v[x + 1], v[y], v[y + 1]] = [bRe + cRe, bIm + cIm, bIm - cIm, cRe - bRe];
}

function forEachDigit(
  numbers: Float64Array,
  qubit: number,
  change: (numbers: Float64Array, i: number, x: number, y: number, z: number) => void,
): void {
  const step = 2 * 4 ** qubit;
  for (let base = 0; base < numbers.length; base += 4 * step) {
    for (let at = base; at < base + step; at += 2) change(numbers, at, at + step, at + 2 * step, at + 3 * step);
  }
}

/** @param visit gets an index whose digits are row + 2·column of each qubit, and the place of that entry by columns */
function copyDigits(qubitCount: number, visit: (index: number, place: number) => void): void {
  for (let index = 0; index < 4 ** qubitCount; index++) {
    let place = 0;
    for (let qubit = 0; qubit < qubitCount; qubit++) {
      const digit = Math.floor(index / 4 ** qubit) % 4;
      place += (digit & 1) * 2 ** qubit + (digit >> 1) * 2 ** (qubit + qubitCount);
    }
    visit(index, place);
  }
}
