/** The method `sparse`: the amplitudes that are not 0, for circuits that make few of them, on any number of qubits. */
import { formatBytes } from '../memory.ts';
import {
  type Assessment,
  hasNoise,
  NO_ONE_STATE,
  needsOneState,
  type Simulation,
  type SimulationMethod,
} from '../method.ts';
import { MAX_KEY_BITS } from '../outcomes.ts';
import { runShots } from '../shots.ts';
import { largestExponent } from './growth.ts';
import { MAX_AMPLITUDES, SparseState } from './sparseState.ts';

/** Of one operation on one amplitude, and of one operation beyond that, roughly. */
const NANOSECONDS = 100;
const OVERHEAD = 1000;

export const sparse: SimulationMethod = {
  title: 'sparse state vector',
  // Nobody gets a run that may stop half-way without asking for it, and noise on an observable is better propagated.
  automatic: (simulation) =>
    boundOf(simulation) <= MAX_AMPLITUDES && !(simulation.observable && hasNoise(simulation.circuit)),
  assess,
  run: (simulation, report) => runShots(simulation, (qubits) => new SparseState(qubits), report),
};

const boundOf = ({ circuit, activeQubits }: Simulation): number => 2 ** largestExponent(circuit, activeQubits.length);

function assess(simulation: Simulation, available: number): Assessment {
  const { circuit, shots, activeQubits, plan, measuredAll } = simulation;
  if (needsOneState(simulation) && !plan.sampled) return NO_ONE_STATE;
  if (measuredAll && circuit.qubitCount > MAX_KEY_BITS) {
    const most = MAX_KEY_BITS.toLocaleString('en');
    const reason = `The outcomes of ${circuit.qubitCount.toLocaleString('en')} qubits are too long: at most ${most} are shown.`;
    return { kind: 'impossible', reason };
  }
  const qubits = activeQubits.length;
  const amplitudes = Math.min(boundOf(simulation), MAX_AMPLITUDES);
  // The list, its successor while a gate is applied, and the hash table between them.
  const memory = amplitudes * 4 * (16 + 4 * Math.ceil(qubits / 32));
  if (memory > available) {
    const reason = `A sparse state vector may need ${formatBytes(memory)}; ${formatBytes(available)} are available.`;
    return { kind: 'impossible', reason };
  }
  const operations = plan.fixed.length + plan.random.length * (plan.sampled ? 1 : shots);
  return {
    kind: 'possible',
    reason: `${qubits.toLocaleString('en')} ${qubits === 1 ? 'qubit' : 'qubits'}, at most ${amplitudes.toLocaleString('en')} ${amplitudes === 1 ? 'amplitude' : 'amplitudes'}`,
    memory,
    cost: operations * (OVERHEAD + NANOSECONDS * amplitudes) + Math.min(shots, amplitudes) * 10 * qubits,
  };
}
