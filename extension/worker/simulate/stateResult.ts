/** A state as the user reads it: its amplitudes by basis state, and each qubit on its own. */
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { JobError } from '../errors.ts';
import type { StateResult } from '../protocol.ts';
import { outcomeKey } from './outcomeKeys.ts';
import { qubitStates } from './qubitStates.ts';
import type { QuantumState } from './state.ts';

/** More amplitudes than 2^20 are of no use as text. */
export const MAX_SHOWN_QUBITS = 20;
/** Smaller amplitudes are what rounding leaves of zeros. */
const NEGLIGIBLE = 1e-15;

/**
 * @param activeQubits of the circuit, qubit k of the state is number k of them; all others are in |0⟩
 * @throws {JobError} where the state has no amplitudes, or too many to be shown
 */
export function stateResult(circuit: Circuit, activeQubits: readonly number[], state: QuantumState): StateResult {
  if (!state.vector) {
    throw new JobError('This simulation method keeps no amplitudes.');
  }
  if (state.qubitCount > MAX_SHOWN_QUBITS) {
    throw new JobError(
      `The state of ${state.qubitCount} qubits has too many amplitudes to be shown: at most ${MAX_SHOWN_QUBITS} qubits are.`,
    );
  }
  const vector = state.vector();
  const values = new Uint8Array(circuit.qubitCount);
  const amplitudes: Record<string, readonly [number, number]> = {};
  for (let index = 0; index < vector.length / 2; index++) {
    const [re, im] = [vector[2 * index]!, vector[2 * index + 1]!];
    if (Math.abs(re) < NEGLIGIBLE && Math.abs(im) < NEGLIGIBLE) continue;
    activeQubits.forEach((qubit, position) => {
      values[qubit] = (index >> position) & 1;
    });
    amplitudes[outcomeKey(circuit.qubits, values)] = [re, im];
  }
  return {
    registers: circuit.qubits.map(({ name, size }) => ({ name, size })),
    amplitudes,
    qubits: qubitStates(circuit, activeQubits, vector),
  };
}
