/** The method `reference`: a state vector in plain TypeScript, slow and simple, to hold the other methods against. */
import { assessStateVector } from './memory.ts';
import type { SimulationMethod } from './method.ts';
import { runShots } from './shots.ts';
import { Statevector } from './statevector.ts';

export const reference: SimulationMethod = {
  title: 'reference state vector',
  automatic: () => false,
  assess: (simulation, available) => assessStateVector({ ...simulation, precision: 'double' }, available, 6),
  run: (simulation, report) => runShots(simulation, (qubits) => new Statevector(qubits), report),
};
