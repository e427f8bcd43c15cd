/** What a figure measures of the final state, as an operator: a sum of diagonals, each behind some flips of qubits. */
import { hasOddBits } from '../../../language/circuit/bits.ts';
import type { ComplexPair } from '../../../language/circuit/matrix.ts';
import { type Observable, pauliMasks } from '../../../language/circuit/observable.ts';

/** Takes the basis state r ^ flips to (re[r] + i·im[r]) times r. */
interface FlippedDiagonal {
  readonly flips: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export type FinalOperator = readonly FlippedDiagonal[];

/** @param entries the diagonal, by basis state */
export const diagonalOperator = (entries: Float64Array): FinalOperator => [
  { flips: 0, re: entries, im: new Float64Array(entries.length) },
];

/** Terms that flip the same qubits are one part. */
export function observableOperator({ terms }: Observable, qubitCount: number): FinalOperator {
  const parts = new Map<number, FlippedDiagonal>();
  const size = 2 ** qubitCount;
  for (const { coefficient, paulis } of terms) {
    const { flips, signs, ys } = pauliMasks(paulis);
    const part = parts.get(flips) ?? { flips, re: new Float64Array(size), im: new Float64Array(size) };
    parts.set(flips, part);
    const entries = ys % 2 === 0 ? part.re : part.im;
    const factor = (ys & 3) >= 2 ? -coefficient : coefficient;
    for (let r = 0; r < size; r++) entries[r]! += hasOddBits((r ^ flips) & signs) ? -factor : factor;
  }
  return [...parts.values()];
}

/**
 * ⟨bra|O|ket⟩ of two states in one list of amplitudes.
 *
 * @param amplitudes interleaved
 * @param bra index of its first amplitude; as `ket`
 */
export function matrixElement(
  operator: FinalOperator,
  amplitudes: Float64Array,
  bra: number,
  ket: number,
): ComplexPair {
  let [sumRe, sumIm] = [0, 0];
  for (const { flips, re, im } of operator) {
    for (let r = 0; r < re.length; r++) {
      const left = 2 * (bra + r);
      const right = 2 * (ket + (r ^ flips));
      const [a, b, c, d] = [amplitudes[left]!, amplitudes[left + 1]!, amplitudes[right]!, amplitudes[right + 1]!];
      const overlapRe = a * c + b * d;
      const overlapIm = a * d - b * c;
      sumRe += re[r]! * overlapRe - im[r]! * overlapIm;
      sumIm += re[r]! * overlapIm + im[r]! * overlapRe;
    }
  }
  return [sumRe, sumIm];
}
