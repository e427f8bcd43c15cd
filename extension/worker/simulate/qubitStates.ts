/** What each qubit of a state looks like on its own. */
import { type Circuit, wireName } from '../../../language/circuit/circuit.ts';
import type { Matrix } from '../../../language/circuit/matrix.ts';
import type { QubitState } from '../protocol.ts';

/**
 * @param activeQubits of the circuit, qubit k of the state is number k of them
 * @param reduced gives the density matrix of qubits of the state
 */
export function qubitStates(
  { qubits }: Circuit,
  activeQubits: readonly number[],
  reduced: (qubits: readonly number[]) => Matrix,
): readonly QubitState[] {
  return activeQubits.map((qubit, position) => {
    const { data } = reduced([position]);
    // ρ = (1 + x X + y Y + z Z) / 2: its entry ρ₁₀ is (x + i y) / 2. Single precision leaves the trace a little off.
    const trace = data[0]! + data[6]!;
    const bloch = [(2 * data[4]!) / trace, (2 * data[5]!) / trace, (data[0]! - data[6]!) / trace] as const;
    const length = Math.min(1, Math.hypot(...bloch));
    return {
      qubit: wireName(qubits, qubit),
      bloch,
      purity: (1 + length ** 2) / 2,
      // The eigenvalues of ρ are (1 ± |r|) / 2.
      entropy: surprise((1 + length) / 2) + surprise((1 - length) / 2),
    };
  });
}

/** -p log₂ p, and 0 for p = 0. */
function surprise(probability: number): number {
  return probability === 0 ? 0 : Math.abs(probability * Math.log2(probability));
}
