/**
 * A phase under controls, exp(iλ·x₁x₂…xₙ), from phases of parities: x₁x₂…xₙ is 2^(1-n) times the sum of the parities of all
 * sets of the qubits, those of even sets with a minus sign. One qubit after the other takes up the parities of the ones
 * before it in the order of a Gray code, one CX for each: 2^n - 2 in all, 6 for a Toffoli gate.
 */
import { hasOddBits } from '../bits.ts';

export type ParityStep =
  /** CX of two positions in the list of qubits. */
  | { readonly kind: 'cx'; readonly control: number; readonly target: number }
  /** exp(i·factor·λ) where the qubit is 1. */
  | { readonly kind: 'phase'; readonly qubit: number; readonly factor: number };

/** @param count of all qubits, controls and target alike */
export function* parityPhases(count: number): Generator<ParityStep, void> {
  const factor = 2 ** (1 - count);
  for (let target = 0; target < count; target++) {
    // Parities with `target` as their last qubit; the ones before it by the bits of the Gray code.
    for (let step = 0; step < 2 ** target; step++) {
      const set = step ^ (step >> 1);
      yield { kind: 'phase', qubit: target, factor: hasOddBits(set) ? -factor : factor };
      if (target === 0) continue;
      const next = (step + 1) % 2 ** target;
      const changed = set ^ next ^ (next >> 1);
      yield { kind: 'cx', control: 31 - Math.clz32(changed), target };
    }
  }
}
