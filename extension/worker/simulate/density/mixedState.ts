/** The state of qubits that can be a mixture, kept in the way that suits their number and the machine. */
import { hasKernels } from '../dense/kernels.ts';
import type { QuantumState } from '../state.ts';
import { DensityMatrix } from './densityMatrix.ts';
import { LEAST_QUBITS, PauliVector } from './pauliVector.ts';

export interface MixedState extends QuantumState {
  basisProbabilities(): Float64Array;
}

/** All qubits in |0⟩; with more than one thread it must be disposed of. */
export function mixedState(qubitCount: number, threads = 1): MixedState {
  return isCompiled(qubitCount) ? new PauliVector(qubitCount, threads) : new DensityMatrix(qubitCount);
}

/** Whether it is kept on the kernels, as a `PauliVector`. */
export const isCompiled = (qubitCount: number): boolean => qubitCount >= LEAST_QUBITS && hasKernels();
