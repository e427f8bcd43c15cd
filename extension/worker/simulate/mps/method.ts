/** The method of matrix product states: many qubits with little entanglement across any cut of their order. */
import { allOperations } from '../../../../language/circuit/blocks.ts';
import { expandOperation } from '../../../../language/circuit/expand.ts';
import { formatBytes } from '../memory.ts';
import {
  type Assessment,
  hasNoise,
  NO_AMPLITUDES,
  NO_ONE_STATE,
  needsAmplitudes,
  needsOneState,
  type Simulation,
  type SimulationMethod,
} from '../method.ts';
import { MAX_KEY_BITS } from '../outcomes.ts';
import { runShots } from '../shots.ts';
import { MAX_SITES, MatrixProductState, type MpsLimits } from './matrixProductState.ts';

/** Where the user gives none. */
const CUTOFF = 1e-12;
const MAX_BOND = 256;
/** Of one gate, for each cube of the bond, roughly. */
const NANOSECONDS = 200;

export const mps: SimulationMethod = {
  title: 'matrix product state',
  // Nobody gets an approximation without asking for it, and noise on an observable is better propagated than sampled.
  automatic: (simulation) =>
    largestBond(simulation) <= limitsOf(simulation).maxBond && !(simulation.observable && hasNoise(simulation.circuit)),
  assess,
  run: (simulation, report) => {
    const discarded = { worst: 0 };
    const limits = limitsOf(simulation);
    const result = runShots(simulation, (qubits) => new MatrixProductState(qubits, limits, discarded), report);
    return { ...result, discardedWeight: Math.max(discarded.worst, result.discardedWeight ?? 0) };
  },
};

const limitsOf = ({ truncation }: Simulation): MpsLimits => ({
  cutoff: truncation?.cutoff ?? CUTOFF,
  maxBond: truncation?.maxBond ?? MAX_BOND,
});

function assess(simulation: Simulation, available: number): Assessment {
  const { circuit, shots, activeQubits, plan, measuredAll } = simulation;
  if (needsAmplitudes(simulation)) return NO_AMPLITUDES;
  if (needsOneState(simulation) && !plan.sampled) return NO_ONE_STATE;
  for (const operation of allOperations(circuit.operations)) {
    if (operation.kind !== 'gate' || operation.qubits.length <= MAX_SITES) continue;
    if (!expandOperation(circuit, operation)) {
      const reason = `A gate on ${operation.qubits.length} qubits is too large for matrix product states.`;
      return { kind: 'impossible', reason };
    }
  }
  const isTooWide = measuredAll && circuit.qubitCount > MAX_KEY_BITS;
  const qubits = isTooWide ? circuit.qubitCount : activeQubits.length;
  const { maxBond } = limitsOf(simulation);
  const needed = largestBond(simulation);
  const bond = Math.min(needed, maxBond);
  const memory = 2 * 32 * qubits * bond ** 2;
  if (memory > available) {
    return {
      kind: 'impossible',
      reason: `A matrix product state of ${qubits.toLocaleString('en')} qubits may need ${formatBytes(memory)}; ${formatBytes(available)} are available.`,
    };
  }
  const runs = plan.sampled ? 1 : shots;
  const operations = plan.fixed.length + plan.random.length * runs;
  const cost = operations * NANOSECONDS * (bond ** 3 + 50) + shots * qubits * (8 * bond ** 2 + 100);
  return {
    kind: 'possible',
    reason: `${qubits.toLocaleString('en')} ${qubits === 1 ? 'qubit' : 'qubits'}, bonds of about ${bond}${needed > maxBond ? ', approximate' : ''}`,
    memory,
    cost,
  };
}

/** No cut of the order of the qubits carries more: each gate across it at most squares the dimension of one qubit. */
function largestBond({ circuit, activeQubits }: Simulation): number {
  const position = new Map(activeQubits.map((qubit, index) => [qubit, index]));
  const crossings = new Float64Array(activeQubits.length);
  let isRepeated = false;
  for (const operation of allOperations(circuit.operations)) {
    if (operation.kind === 'while' || operation.kind === 'for') isRepeated = true;
    if (operation.kind !== 'gate' && operation.kind !== 'channel') continue;
    const places = operation.qubits.map((qubit) => position.get(qubit)!);
    const [low, high] = [Math.min(...places), Math.max(...places)];
    // A gate on two qubits has an operator Schmidt rank of 4 at most, a controlled one of 2.
    for (let cut = low; cut < high; cut++) crossings[cut]! += operation.kind === 'gate' && operation.controls ? 1 : 2;
  }
  return crossings.reduce((largest, crossing, cut) => {
    const most = Math.min(cut + 1, activeQubits.length - cut - 1);
    return Math.max(largest, 2 ** Math.min(isRepeated ? most : crossing, most, 60));
  }, 1);
}
