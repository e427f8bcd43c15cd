/** The method `statevector`: all amplitudes of the active qubits, on compiled kernels where the machine has SIMD. */
import { assessStateVector } from '../memory.ts';
import type { SimulationMethod } from '../method.ts';
import { reference } from '../reference.ts';
import { runShots } from '../shots.ts';
import { DenseState } from './denseState.ts';
import { hasKernels } from './kernels.ts';

export const dense: SimulationMethod = {
  title: 'dense state vector',
  automatic: () => true,
  assess: (simulation, available) => assessStateVector(simulation, available, 0.5),
  run: (simulation, report) =>
    hasKernels() ? runShots(simulation, (qubits) => new DenseState(qubits), report) : reference.run(simulation, report),
};
