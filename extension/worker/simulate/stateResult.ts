/** A state as the user reads it: its amplitudes by basis state, each qubit on its own, and some qubits together. */
import { type Circuit, wireName } from '../../../language/circuit/circuit.ts';
import type { Matrix } from '../../../language/circuit/matrix.ts';
import type { DensityMatrixResult, StateResult } from '../protocol.ts';
import type { Wanted } from './method.ts';
import { keysOfNumbers } from './outcomeKeys.ts';
import { qubitStates } from './qubitStates.ts';
import { reducedDensityOf } from './reducedDensity.ts';
import type { QuantumState } from './state.ts';

/** More amplitudes than 2^20 are of no use as text. */
export const MAX_SHOWN_QUBITS = 20;
/** A density matrix of 8 qubits has 65,536 entries. */
export const MAX_DENSITY_MATRIX_QUBITS = 8;
/** Smaller amplitudes are what rounding leaves of zeros. */
const NEGLIGIBLE = 1e-15;

/**
 * @param activeQubits of the circuit, qubit k of the state is number k of them; all others are in |0⟩
 */
export function stateResult(
  circuit: Circuit,
  activeQubits: readonly number[],
  state: QuantumState,
  wanted: Pick<Wanted, 'state' | 'densityMatrix'>,
): StateResult {
  const vector = state.qubitCount <= MAX_SHOWN_QUBITS ? state.vector?.() : undefined;
  const density = wanted.densityMatrix;
  const reduced = reducedDensityOf(state, vector);
  return {
    registers: circuit.qubits.map(({ name, size }) => ({ name, size })),
    ...(vector && wanted.state && { amplitudes: amplitudesOf(circuit, activeQubits, vector) }),
    qubits: qubitStates(circuit, activeQubits, reduced),
    ...(density && { densityMatrix: densityMatrixOf(circuit, activeQubits, reduced, density) }),
  };
}

function amplitudesOf(circuit: Circuit, activeQubits: readonly number[], vector: Float64Array) {
  const isSeen = (index: number) =>
    Math.abs(vector[2 * index]!) >= NEGLIGIBLE || Math.abs(vector[2 * index + 1]!) >= NEGLIGIBLE;
  const seen = Uint32Array.from({ length: vector.length / 2 }, (_, index) => index).filter(isSeen);
  const amplitudes: Record<string, readonly [number, number]> = {};
  keysOfNumbers(circuit.qubits, new Uint8Array(circuit.qubitCount), activeQubits, seen, (key, at) => {
    amplitudes[key] = [vector[2 * seen[at]!]!, vector[2 * seen[at]! + 1]!];
  });
  return amplitudes;
}

function densityMatrixOf(
  circuit: Circuit,
  activeQubits: readonly number[],
  reduced: (qubits: readonly number[]) => Matrix,
  qubits: readonly number[],
): DensityMatrixResult {
  const places = qubits.map((qubit) => activeQubits.indexOf(qubit));
  const { dimension, data } = reduced(places.filter((place) => place >= 0));
  // Qubits that no gate acts on are in |0⟩: what has a 1 there is 0.
  const indexOf = (whole: number): number | undefined => {
    let [index, bit] = [0, 0];
    for (const [at, place] of places.entries()) {
      const value = (whole >> at) & 1;
      if (place >= 0) index |= value << bit++;
      else if (value === 1) return undefined;
    }
    return index;
  };
  const indices = Array.from({ length: 2 ** qubits.length }, (_, whole) => indexOf(whole));
  return {
    qubits: qubits.map((qubit) => wireName(circuit.qubits, qubit)),
    rows: indices.map((row) =>
      indices.map((column) => {
        if (row === undefined || column === undefined) return [0, 0] as const;
        const at = 2 * (row * dimension + column);
        return [data[at]!, data[at + 1]!] as const;
      }),
    ),
    purity: data.reduce((sum, part) => sum + part ** 2, 0),
  };
}
