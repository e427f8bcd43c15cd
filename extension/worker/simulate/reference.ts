/** A state vector in plain TypeScript: simple, to hold the other methods against. */
import { JobError } from '../errors.ts';
import { assessStateVector } from './memory.ts';
import type { SimulationMethod } from './method.ts';
import { runShots } from './shots.ts';
import { Statevector } from './statevector.ts';

export const reference: SimulationMethod = {
  title: 'dense state vector',
  automatic: () => true,
  assess: (simulation, available) => assessStateVector(simulation, available, 6),
  run: (simulation, report) => runShots(simulation, () => allocate(simulation.activeQubits.length), report),
};

/** @throws {JobError} where the system refuses memory it seemed to have */
function allocate(qubits: number): Statevector {
  try {
    return new Statevector(qubits);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new JobError(
      `The system refused the memory for a state of ${qubits} qubits. Close other programs, or use fewer qubits.`,
    );
  }
}
