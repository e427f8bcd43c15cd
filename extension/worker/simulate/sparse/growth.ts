/** How many amplitudes a circuit can make, judged from its gates alone. */
import type { Circuit, GateOperation, Operation } from '../../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../../language/circuit/evaluate.ts';
import { expandOperation } from '../../../../language/circuit/expand.ts';
import { controlledOperation, MatrixError, type MatrixMemo } from '../../../../language/circuit/matrices.ts';
import { EvaluationError } from '../../../../language/semantics/values.ts';
import { noiseChannel } from '../noiseChannel.ts';
import { branchingOf } from './branching.ts';
import { LARGEST_GATE } from './sparseState.ts';

/**
 * An upper bound on the amplitudes that are not 0 at any time, as a power of two: a gate that makes w basis states of
 * one multiplies them by w, and there are never more than 2^qubits. What repeats, repeats without end.
 *
 * @param qubits how many gates act on
 */
export function largestExponent(circuit: Circuit, qubits: number): number {
  const growth = new Growth(circuit);
  let exponent = 0;
  for (const operation of circuit.operations) {
    exponent += growth.exponentOf(operation);
    if (exponent >= qubits) return qubits;
  }
  return exponent;
}

class Growth {
  readonly #circuit: Circuit;
  readonly #memo: MatrixMemo = new Map();
  /** Of gates alike but for their qubits. */
  readonly #known = new Map<string, number>();

  constructor(circuit: Circuit) {
    this.#circuit = circuit;
  }

  exponentOf(operation: Operation): number {
    switch (operation.kind) {
      case 'gate':
        return this.#ofGate(operation);
      case 'channel':
        return Math.log2(Math.max(...noiseChannel(operation.channel).kraus.operators.map((k) => branchingOf(k).width)));
      case 'while':
      case 'for':
        return this.#ofAll(operation.body) > 0 ? Number.POSITIVE_INFINITY : 0;
      case 'box':
        return this.#ofAll(operation.body);
      case 'if':
        return Math.max(this.#ofAll(operation.then), this.#ofAll(operation.otherwise));
      case 'switch':
        return Math.max(
          ...[...operation.cases.map(({ body }) => body), operation.otherwise].map((b) => this.#ofAll(b)),
        );
      default:
        return 0;
    }
  }

  #ofAll(operations: readonly Operation[]): number {
    return operations.reduce((sum, operation) => sum + this.exponentOf(operation), 0);
  }

  #ofGate(operation: GateOperation): number {
    const { gate, parameters, controls = [], powers = [], qubits } = operation;
    const targets = qubits.length - controls.length;
    const isKnown = [...parameters, ...powers].every((value) => typeof value === 'number');
    const key = isKnown ? `${gate} ${parameters} ${controls.length} ${powers}` : `${gate} ${powers.length} unknown`;
    let exponent = this.#known.get(key);
    if (exponent === undefined) {
      const expanded = targets > LARGEST_GATE ? expandOperation(this.#circuit, operation) : undefined;
      if (expanded) exponent = this.#ofAll(expanded);
      else exponent = isKnown ? this.#ofMatrix(operation, targets) : targets;
      this.#known.set(key, exponent);
    }
    return exponent;
  }

  #ofMatrix(operation: GateOperation, targets: number): number {
    try {
      const { matrix } = controlledOperation(this.#circuit, operation, NO_CONTEXT, { memo: this.#memo });
      return Math.log2(branchingOf(matrix).width);
    } catch (error) {
      // The run says what is wrong, and where.
      if (error instanceof MatrixError || error instanceof EvaluationError) return targets;
      throw error;
    }
  }
}
