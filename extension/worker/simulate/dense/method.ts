/** The method `statevector`: all amplitudes of the active qubits, on compiled kernels where the machine has SIMD. */
import { assessStateVector } from '../memory.ts';
import type { SimulationMethod } from '../method.ts';
import { reference } from '../reference.ts';
import { runShots } from '../shots.ts';
import { DenseState } from './denseState.ts';
import { hasKernels } from './kernels.ts';

/** Smaller states are changed sooner than the kernels are called. */
const LEAST_QUBITS = 10;

export const dense: SimulationMethod = {
  title: 'dense state vector',
  automatic: () => true,
  assess: (simulation, available) => assessStateVector(simulation, available, 0.5),
  run: (simulation, report) => {
    const { activeQubits, threads, precision } = simulation;
    const isTiny = activeQubits.length < LEAST_QUBITS && precision === 'double';
    if (isTiny || !hasKernels()) return reference.run(simulation, report);
    return runShots(simulation, (qubits) => new DenseState(qubits, threads, precision), report);
  },
};
