/** Circuits of Clifford gates, Pauli noise, measurements and resets, as tableaus and frames take them. */
import { forEachOperation } from '../../../../language/circuit/blocks.ts';
import type { Circuit, ConfusionOperation, GateOperation } from '../../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../../language/circuit/evaluate.ts';
import { expandOperation } from '../../../../language/circuit/expand.ts';
import { controlledOperation, type MatrixMemo } from '../../../../language/circuit/matrices.ts';
import type { Simulation } from '../method.ts';
import { type Clifford, cliffordOf, MAX_CLIFFORD_QUBITS } from './clifford.ts';
import { pauliMixture } from './pauliMixture.ts';

/** On positions of active qubits. */
export type CliffordOperation =
  | { readonly kind: 'gate'; readonly clifford: Clifford; readonly qubits: readonly number[] }
  /** A qubit without a position always gives 0. */
  | { readonly kind: 'measure'; readonly qubit: number | undefined; readonly bit: number | undefined }
  | { readonly kind: 'reset'; readonly qubit: number }
  | { readonly kind: 'paulis'; readonly probabilities: Float64Array; readonly qubits: readonly number[] }
  | { readonly kind: 'confusion'; readonly confusion: ConfusionOperation };

/** Of a circuit that leaves nothing to be decided by the run; where all qubits are counted, measured in the end. */
export function cliffordOperations({ circuit, activeQubits, measuredAll }: Simulation): readonly CliffordOperation[] {
  const recogniser = new Recogniser(circuit);
  const positions = new Map(activeQubits.map((qubit, position) => [qubit, position]));
  const result: CliffordOperation[] = [];
  const isEverywhere = activeQubits.at(-1) === activeQubits.length - 1;
  /** @param chosen indices into `qubits` */
  const place = (qubits: readonly number[], chosen: readonly number[]): readonly number[] => {
    if (isEverywhere && chosen.length === qubits.length && chosen.every((index, at) => index === at)) return qubits;
    return chosen.map((index) => positions.get(qubits[index]!)!);
  };
  forEachOperation(circuit.operations, (operation) => {
    switch (operation.kind) {
      case 'gate':
        for (const { clifford, qubits } of recogniser.cliffords(operation) ?? NONE) {
          result.push({ kind: 'gate', clifford, qubits: place(operation.qubits, qubits) });
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
  });
  if (measuredAll) {
    for (const qubit of activeQubits) result.push({ kind: 'measure', qubit: positions.get(qubit), bit: qubit });
  }
  return result;
}

const NONE: readonly [] = [];

/** The Clifford gates of operations, each kind of gate looked at once. */
export class Recogniser {
  readonly circuit: Circuit;
  readonly #memo: MatrixMemo = new Map();
  /** By index of the gate, of those with nothing that varies. */
  readonly #plain = new Map<number, readonly PlacedClifford[] | undefined>();
  readonly #known = new Map<string, readonly PlacedClifford[] | undefined>();

  constructor(circuit: Circuit) {
    this.circuit = circuit;
  }

  /** What the gate is made of; the qubits are indices into the operation's own. */
  cliffords(operation: GateOperation): readonly PlacedClifford[] | undefined {
    const { gate, parameters, controls = NONE, powers = NONE } = operation;
    if (parameters.length === 0 && controls.length === 0 && powers.length === 0) {
      if (!this.#plain.has(gate)) this.#plain.set(gate, this.#recognise(operation));
      return this.#plain.get(gate);
    }
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
