/** The method for Clifford circuits: thousands of qubits, and many shots at once where no branch depends on outcomes. */

import { allOperations, blocksOf } from '../../../../language/circuit/blocks.ts';
import type { Circuit, GateOperation, Operation } from '../../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../../language/circuit/evaluate.ts';
import { expandOperation } from '../../../../language/circuit/expand.ts';
import { controlledOperation, type MatrixMemo } from '../../../../language/circuit/matrices.ts';
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
import { type Clifford, cliffordOf, MAX_CLIFFORD_QUBITS } from './clifford.ts';
import { type FrameOperation, pauliMixture, sampleFrames } from './sampleFrames.ts';
import { StabilizerState } from './tableau.ts';

export const stabilizer: SimulationMethod = {
  title: 'stabilizer tableau',
  automatic: () => true,
  assess,
  run: (simulation, report) => {
    const { circuit, activeQubits, observable } = simulation;
    if (isStatic(circuit)) {
      const outcomes = sampleFrames(simulation, frameOperations(simulation), report);
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
    (operation) =>
      operation.kind === 'box' ||
      (blocksOf(operation).length === 0 && !['assign', 'break', 'continue', 'end'].includes(operation.kind)),
  );
}

/** The Clifford gates of operations, each kind of gate looked at once. */
class Recogniser {
  readonly circuit: Circuit;
  readonly #memo: MatrixMemo = new Map();
  readonly #known = new Map<string, readonly PlacedClifford[] | undefined>();

  constructor(circuit: Circuit) {
    this.circuit = circuit;
  }

  /** What the gate is made of; the qubits are indices into the operation's own. */
  cliffords(operation: GateOperation): readonly PlacedClifford[] | undefined {
    const { gate, parameters, controls = [], powers = [] } = operation;
    const isKnown = [...parameters, ...powers].every((value) => typeof value === 'number');
    if (!isKnown) return undefined;
    const key = `${gate} ${parameters} ${controls} ${powers}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#recognise(operation));
    return this.#known.get(key);
  }

  #recognise(operation: GateOperation): readonly PlacedClifford[] | undefined {
    const { qubits } = operation;
    // A global phase changes nothing.
    if (qubits.length === 0) return [];
    if (qubits.length <= MAX_CLIFFORD_QUBITS) {
      const { states, matrix } = controlledOperation(this.circuit, operation, NO_CONTEXT, { memo: this.#memo });
      const clifford = cliffordOf(matrix, states);
      return clifford && [{ clifford, qubits: qubits.map((_, index) => index) }];
    }
    const expanded = expandOperation(this.circuit, operation);
    if (!expanded) return undefined;
    const parts: PlacedClifford[] = [];
    for (const inner of expanded) {
      if (inner.kind !== 'gate') continue;
      const placed = this.cliffords(inner);
      if (!placed) return undefined;
      for (const part of placed) {
        parts.push({
          clifford: part.clifford,
          qubits: part.qubits.map((index) => qubits.indexOf(inner.qubits[index]!)),
        });
      }
    }
    return parts;
  }
}

interface PlacedClifford {
  readonly clifford: Clifford;
  readonly qubits: readonly number[];
}

function frameOperations({ circuit, activeQubits, measuredAll }: Simulation): readonly FrameOperation[] {
  const recogniser = new Recogniser(circuit);
  const positions = new Map(activeQubits.map((qubit, position) => [qubit, position]));
  const result: FrameOperation[] = [];
  for (const operation of allOperations(circuit.operations)) {
    switch (operation.kind) {
      case 'gate':
        for (const { clifford, qubits } of recogniser.cliffords(operation) ?? []) {
          const placed = qubits.map((index) => positions.get(operation.qubits[index]!)!);
          result.push({ kind: 'gate', clifford, qubits: placed });
        }
        break;
      case 'measure':
        result.push({ kind: 'measure', qubit: positions.get(operation.qubit), bit: operation.bit });
        break;
      case 'reset': {
        const qubit = positions.get(operation.qubit);
        if (qubit !== undefined) result.push({ kind: 'reset', qubit });
        break;
      }
      case 'channel': {
        const probabilities = pauliMixture(operation.channel);
        const qubits = operation.qubits.map((qubit) => positions.get(qubit)!);
        if (probabilities) result.push({ kind: 'paulis', probabilities, qubits });
        break;
      }
      case 'confusion':
        result.push({ kind: 'confusion', confusion: operation });
    }
  }
  if (measuredAll) {
    for (const qubit of activeQubits) result.push({ kind: 'measure', qubit: positions.get(qubit), bit: qubit });
  }
  return result;
}
