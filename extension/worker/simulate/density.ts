/** The method of density matrices: noise as a whole, exactly, for few qubits. */
import { allOperations } from '../../../language/circuit/blocks.ts';
import { DensityMatrix } from './densityMatrix.ts';
import { lackOfMemory } from './memory.ts';
import { type Assessment, NO_ONE_STATE, needsOneState, type Simulation, type SimulationMethod } from './method.ts';
import { planRun } from './plan.ts';
import { runShots } from './shots.ts';

/** 13 qubits take 1 GiB. */
export const MAX_DENSITY_QUBITS = 13;
/** Of one operation on one entry, roughly: it acts on rows and on columns. */
const NANOSECONDS = 12;

export const density: SimulationMethod = {
  title: 'density matrix',
  // Without noise and resets a state vector does the same with less.
  automatic: ({ circuit }) =>
    [...allOperations(circuit.operations)].some(({ kind }) => kind === 'channel' || kind === 'reset'),
  assess,
  run: (simulation, report) => {
    const plan = planRun(simulation.circuit, true);
    return runShots({ ...simulation, plan }, () => new DensityMatrix(simulation.activeQubits.length), report);
  },
};

function assess(simulation: Simulation, available: number): Assessment {
  const { circuit, shots, activeQubits } = simulation;
  const qubits = activeQubits.length;
  if (qubits > MAX_DENSITY_QUBITS) {
    return {
      kind: 'impossible',
      reason: `A density matrix of ${qubits} qubits is too large: it takes at most ${MAX_DENSITY_QUBITS}. Use trajectories (statevector).`,
    };
  }
  const plan = planRun(circuit, true);
  if (needsOneState(simulation) && !plan.sampled) return NO_ONE_STATE;
  const states = plan.sampled ? 1 : 2;
  const lack = lackOfMemory(2 * qubits, states, available);
  if (lack !== undefined) return { kind: 'impossible', reason: lack };
  const repeated = plan.sampled ? 1 : shots;
  const operations = plan.fixed.length + plan.random.length * repeated;
  const channels = [...allOperations(circuit.operations)].filter(({ kind }) => kind === 'channel').length;
  return {
    kind: 'possible',
    reason: `${qubits} ${qubits === 1 ? 'qubit' : 'qubits'}, ${channels} places of noise, exact`,
    memory: states * 16 * 4 ** qubits,
    cost: operations * NANOSECONDS * 4 ** qubits,
  };
}
