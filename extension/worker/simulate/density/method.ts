/** The method of density matrices: noise as a whole, exactly, for few qubits. */
import { allOperations } from '../../../../language/circuit/blocks.ts';
import { formatBytes } from '../memory.ts';
import { type Assessment, NO_ONE_STATE, needsOneState, type Simulation, type SimulationMethod } from '../method.ts';
import { planRun } from '../plan.ts';
import { runShots } from '../shots.ts';
import { isCompiled, mixedState } from './mixedState.ts';

/** 14 qubits take 2 GiB: the most the kernels can address together with their work space. */
export const MAX_DENSITY_QUBITS = 14;
/** For each entry: the time of an operation and of finding the fidelity, roughly, and the bytes. */
const COMPILED = { operation: 0.3, fidelity: 60, bytes: 8 } as const;
const PLAIN = { operation: 12, fidelity: 6, bytes: 16 } as const;

export const density: SimulationMethod = {
  title: 'density matrix',
  // Without noise and resets a state vector does the same with less.
  automatic: ({ circuit }) =>
    [...allOperations(circuit.operations)].some(({ kind }) => kind === 'channel' || kind === 'reset'),
  assess,
  run: (simulation, report) => {
    const plan = planRun(simulation.circuit, true);
    return runShots({ ...simulation, plan }, (qubits) => mixedState(qubits, simulation.threads), report);
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
  const { operation, fidelity, bytes } = isCompiled(qubits) ? COMPILED : PLAIN;
  const memory = states * bytes * 4 ** qubits;
  if (memory > available) {
    return {
      kind: 'impossible',
      reason: `A density matrix of ${qubits} qubits takes ${formatBytes(memory)}; ${formatBytes(available)} are available. Use trajectories (statevector).`,
    };
  }
  const repeated = plan.sampled ? 1 : shots;
  const operations = plan.fixed.length + plan.random.length * repeated;
  const channels = [...allOperations(circuit.operations)].filter(({ kind }) => kind === 'channel').length;
  return {
    kind: 'possible',
    reason: `${qubits} ${qubits === 1 ? 'qubit' : 'qubits'}, ${channels} places of noise, exact`,
    memory,
    cost: (operations * operation + (simulation.wanted.fidelity ? fidelity : 0)) * 4 ** qubits,
  };
}
