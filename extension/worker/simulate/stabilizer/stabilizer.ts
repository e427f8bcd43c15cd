/** The method for Clifford circuits: thousands of qubits, and many shots at once where no branch depends on outcomes. */

import { allOperations, blocksOf } from '../../../../language/circuit/blocks.ts';
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import { formatObservable, type Observable } from '../../../../language/circuit/observable.ts';
import type { ExpectationResult } from '../../protocol.ts';
import { formatBytes } from '../memory.ts';
import {
  type Assessment,
  NO_AMPLITUDES,
  needsAmplitudes,
  needsOneState,
  type Simulation,
  type SimulationMethod,
} from '../method.ts';
import { MAX_KEY_BITS } from '../outcomes.ts';
import { propagateCircuit } from '../pauli/method.ts';
import { runShots } from '../shots.ts';
import { cliffordOperations, Recogniser } from './cliffordOperations.ts';
import { pauliMixture } from './pauliMixture.ts';
import { sampleShots } from './sampleShots.ts';
import { StabilizerState } from './tableau.ts';

export const stabilizer: SimulationMethod = {
  title: 'stabilizer tableau',
  automatic: () => true,
  assess,
  run: (simulation, report) => {
    const { circuit, activeQubits, observable } = simulation;
    if (isStatic(circuit)) {
      const outcomes = sampleShots(simulation, cliffordOperations(simulation), report);
      return observable ? { ...outcomes, expectation: cliffordExpectation(simulation, observable) } : outcomes;
    }
    return runShots(simulation, () => new StabilizerState(activeQubits.length), report);
  },
};

/** Clifford gates and Pauli noise turn each product of Paulis into one: no sum grows, and nothing is left out. */
function cliffordExpectation(simulation: Simulation, observable: Observable): ExpectationResult {
  const exactly = { ...simulation, truncation: { cutoff: 0 } };
  const { value } = propagateCircuit(exactly, observable, () => {});
  return { observable: formatObservable(observable), value, standardError: 0, exact: true };
}

const bytes = (qubits: number): number => 4 * qubits * 2 * Math.ceil(qubits / 32) * 2;

function assess(simulation: Simulation, available: number): Assessment {
  const { circuit, shots, activeQubits, measuredAll } = simulation;
  if (needsAmplitudes(simulation) || needsOneState(simulation)) return NO_AMPLITUDES;
  const recogniser = new Recogniser(circuit);
  for (const operation of allOperations(circuit.operations)) {
    const obstacle = obstacleOf(recogniser, operation);
    if (obstacle) return { kind: 'impossible', reason: obstacle };
  }
  // Idle qubits cost nothing until all of them are to be shown.
  const isTooWide = measuredAll && circuit.qubitCount > MAX_KEY_BITS;
  const qubits = isTooWide ? circuit.qubitCount : activeQubits.length;
  const states = isStatic(circuit) ? 1 : 2;
  const memory = states * bytes(qubits);
  if (memory > available) {
    return {
      kind: 'impossible',
      reason: `A tableau of ${qubits.toLocaleString('en')} qubits needs ${formatBytes(memory)}; ${formatBytes(available)} are available.`,
    };
  }
  const operations = circuit.operations.length;
  const row = qubits / 8 + 100;
  return {
    kind: 'possible',
    reason: `${qubits.toLocaleString('en')} ${qubits === 1 ? 'qubit' : 'qubits'}, Clifford gates only`,
    memory,
    cost: operations * row * (states === 1 ? 1 : shots) + (states === 1 ? (operations * shots) / 8 : 0) + shots * 200,
  };
}

function obstacleOf(recogniser: Recogniser, operation: Operation): string | undefined {
  if (operation.kind === 'gate' && !recogniser.cliffords(operation)) {
    const { name } = recogniser.circuit.gates[operation.gate]!;
    return `'${name}' is no Clifford gate on one or two qubits.`;
  }
  if (operation.kind === 'channel' && !pauliMixture(operation.channel)) {
    return `The noise '${operation.channel.kind}' is no mixture of Pauli errors.`;
  }
  return undefined;
}

/** No block, no jump, no variable: each shot does the same operations. */
function isStatic({ operations }: Circuit): boolean {
  return operations.every(
    (operation) => operation.kind === 'box' || (blocksOf(operation).length === 0 && !DYNAMIC.has(operation.kind)),
  );
}

const DYNAMIC: ReadonlySet<Operation['kind']> = new Set(['assign', 'break', 'continue', 'end']);
