/** The steps of Pauli propagation that the operations of a circuit are. */
import type { Circuit, GateOperation, Operation } from '../../../../language/circuit/circuit.ts';
import type { EvaluationContext } from '../../../../language/circuit/evaluate.ts';
import { expandOperation } from '../../../../language/circuit/expand.ts';
import { controlledOperation, type MatrixMemo } from '../../../../language/circuit/matrices.ts';
import { controlled } from '../../../../language/circuit/matrix.ts';
import { type KrausChannel, pauliTransferMatrix } from '../../../../language/noise/channel.ts';
import { krausChannel } from '../../../../language/noise/channels.ts';
import { JobError } from '../../errors.ts';
import { noiseChannel } from '../noiseChannel.ts';
import type { PropagationStep, Transfer } from './propagate.ts';

/** Gates on more qubits are taken apart. */
const MAX_QUBITS = 3;
const NEGLIGIBLE = 1e-14;

/** A measurement whose outcome nobody uses. */
const DEPHASING = krausChannel({ kind: 'phaseDamping', probability: 1 });
const RESET = krausChannel({ kind: 'reset', zero: 1, one: 0 });

export class StepMaker {
  readonly #circuit: Circuit;
  readonly #context: EvaluationContext;
  readonly #memo: MatrixMemo = new Map();
  readonly #transfers = new Map<string, Transfer>();
  readonly #channels = new WeakMap<KrausChannel, Transfer>();

  /** @param context knows the inputs */
  constructor(circuit: Circuit, context: EvaluationContext) {
    this.#circuit = circuit;
    this.#context = context;
  }

  /** @throws {JobError} where an operation is no fixed channel on a few qubits */
  steps(operation: Operation): readonly PropagationStep[] {
    switch (operation.kind) {
      case 'gate':
        return this.#gate(operation);
      case 'channel':
        return [{ transfer: this.#channel(noiseChannel(operation.channel).kraus), qubits: operation.qubits }];
      case 'measure':
        return [{ transfer: this.#channel(DEPHASING), qubits: [operation.qubit] }];
      case 'reset':
        return [{ transfer: this.#channel(RESET), qubits: [operation.qubit] }];
      case 'barrier':
      case 'nop':
      case 'delay':
      case 'confusion':
        return [];
      case 'box':
        return operation.body.flatMap((inner) => this.steps(inner));
      default:
        throw new JobError(`'${operation.kind}' cannot be propagated: it depends on outcomes.`, operation);
    }
  }

  #gate(operation: GateOperation): readonly PropagationStep[] {
    const { qubits, gate, parameters, controls = [], powers = [] } = operation;
    if (qubits.length === 0) return [];
    if (qubits.length > MAX_QUBITS) {
      const expanded = expandOperation(this.#circuit, operation);
      if (expanded) return expanded.flatMap((inner) => this.steps(inner));
      throw new JobError(`A gate on ${qubits.length} qubits is too large for Pauli propagation.`, operation);
    }
    const isKnown = [...parameters, ...powers].every((value) => typeof value === 'number');
    const key = `${gate} ${parameters} ${controls} ${powers}`;
    let transfer = isKnown ? this.#transfers.get(key) : undefined;
    if (!transfer) {
      const { states, matrix } = controlledOperation(this.#circuit, operation, this.#context, { memo: this.#memo });
      transfer = transferOf({ operators: [controlled(matrix, states)] });
      if (isKnown) this.#transfers.set(key, transfer);
    }
    return [{ transfer, qubits }];
  }

  #channel(channel: KrausChannel): Transfer {
    let transfer = this.#channels.get(channel);
    if (!transfer) {
      transfer = transferOf(channel);
      this.#channels.set(channel, transfer);
    }
    return transfer;
  }
}

/** Row i of the Pauli transfer matrix: Λ†(Pᵢ) = Σⱼ R[i][j] Pⱼ. */
function transferOf(channel: KrausChannel): Transfer {
  const matrix = pauliTransferMatrix(channel);
  const size = Math.sqrt(matrix.length);
  const rows = Array.from({ length: size }, (_, row) => {
    const images: number[] = [];
    const factors: number[] = [];
    for (let column = 0; column < size; column++) {
      const factor = matrix[row * size + column]!;
      if (Math.abs(factor) < NEGLIGIBLE) continue;
      images.push(column);
      factors.push(factor);
    }
    return { images, factors };
  });
  return { qubits: Math.log2(size) / 2, rows };
}
