/** The probability of each outcome of a circuit with noise, exactly, by as few qubits at a time as it takes. */
import type { Circuit, ConfusionOperation, GateOperation, Operation } from '../../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../../language/circuit/evaluate.ts';
import { controlledOperation, MatrixError, type MatrixMemo } from '../../../../language/circuit/matrices.ts';
import { hasKernels } from '../dense/kernels.ts';
import { noiseChannel } from '../noiseChannel.ts';
import { type Narrowing, narrowing } from './narrowing.ts';
import { NarrowState } from './narrowState.ts';
import { channelTransfer, RESET, type Transfer, unitaryTransfer } from './transfer.ts';

/** 128 MiB. */
export const MOST_NARROW_QUBITS = 12;
/** The outcomes of so many bits are listed. */
const MOST_BITS = 16;

export interface NarrowPlan {
  readonly narrowing: Narrowing;
  /** The qubit that is read into each bit of the register. */
  readonly reads: ReadonlyMap<number, number>;
  /** In the order of the circuit. */
  readonly confusions: readonly ConfusionOperation[];
}

/**
 * Whether and how the outcomes of a circuit can be found. All its bits of output must be in its last register, and nothing
 * may happen to a qubit once it was read.
 *
 * @param transferOf of operations that are none of a circuit, such as linear maps
 */
export function planNarrowly(
  circuit: Circuit,
  transferOf: (operation: Operation) => Transfer | undefined = () => undefined,
): NarrowPlan | undefined {
  const register = circuit.bits.at(-1);
  if (!register || register.size > MOST_BITS || !hasKernels()) return undefined;
  if (circuit.bits.some((other) => other !== register && other.output !== false)) return undefined;
  const reader = new Reader(circuit, transferOf);
  if (!circuit.operations.every((operation) => reader.take(operation))) return undefined;
  const reads = new Map([...reader.reads].map(([bit, qubit]) => [bit - register.start, qubit]));
  if ([...reads.keys()].some((bit) => bit < 0)) return undefined;
  const plan = narrowing(reader.transfers, new Set(reads.values()));
  if (plan.width > MOST_NARROW_QUBITS) return undefined;
  const confusions = reader.confusions.map((confusion) => ({
    ...confusion,
    bits: confusion.bits.map((bit) => bit - register.start),
  }));
  return { narrowing: plan, reads, confusions };
}

/** Of each outcome of the last register. */
export function narrowProbabilities({ bits }: Circuit, { narrowing, reads, confusions }: NarrowPlan): Float64Array {
  const state = new NarrowState();
  const active = new Set<number>();
  for (const step of narrowing.steps) {
    if (step.kind === 'apply') state.apply(step.transfer);
    else {
      state[step.kind](step.qubit);
      if (step.kind === 'join') active.add(step.qubit);
    }
  }
  // Qubits that nothing happens to are read as 0.
  const qubits = [...new Set(reads.values())].filter((qubit) => active.has(qubit));
  const places = [...reads].flatMap(([bit, qubit]) => {
    const place = qubits.indexOf(qubit);
    return place < 0 ? [] : [{ bit, place }];
  });
  let result: Float64Array = new Float64Array(2 ** bits.at(-1)!.size);
  state.probabilities(qubits).forEach((probability, read) => {
    const outcome = places.reduce((all, { bit, place }) => all | (((read >> place) & 1) << bit), 0);
    result[outcome]! += Math.max(0, probability);
  });
  for (const confusion of confusions) result = confuse(result, confusion);
  return result;
}

/** What happens to the qubits of a circuit, as far as it is understood. */
class Reader {
  readonly transfers: Transfer[] = [];
  readonly reads = new Map<number, number>();
  readonly confusions: ConfusionOperation[] = [];
  readonly #circuit: Circuit;
  readonly #transferOf: (operation: Operation) => Transfer | undefined;
  readonly #memo: MatrixMemo = new Map();
  /** By gate and angles: circuits repeat themselves. */
  readonly #gates = new Map<string, Float64Array>();
  readonly #read = new Set<number>();

  constructor(circuit: Circuit, transferOf: (operation: Operation) => Transfer | undefined) {
    this.#circuit = circuit;
    this.#transferOf = transferOf;
  }

  /** False: it cannot be understood. */
  take(operation: Operation): boolean {
    switch (operation.kind) {
      case 'gate':
        return operation.qubits.length <= 2 && this.#gate(operation);
      case 'channel':
        if (operation.qubits.length > 2) return false;
        return this.#act(operation.qubits, channelTransfer(noiseChannel(operation.channel)));
      case 'reset':
        return this.#act([operation.qubit], RESET);
      case 'measure':
        this.#read.add(operation.qubit);
        if (operation.bit === undefined) return true;
        if (this.reads.has(operation.bit)) return false;
        this.reads.set(operation.bit, operation.qubit);
        return true;
      case 'confusion':
        this.confusions.push(operation);
        return true;
      case 'nop': {
        const own = this.#transferOf(operation);
        return !own || this.#act(own.qubits, own.matrix);
      }
      case 'barrier':
      case 'delay':
        return true;
      default:
        return false;
    }
  }

  #gate(operation: GateOperation): boolean {
    const { gate, parameters, controls, powers, qubits } = operation;
    // A factor of the whole state does nothing to a mixture.
    if (qubits.length === 0) return true;
    if (![...parameters, ...(powers ?? [])].every((parameter) => typeof parameter === 'number')) return false;
    const key = `${gate}(${parameters}) ${controls ?? ''} ^${powers ?? ''}`;
    let matrix = this.#gates.get(key);
    if (!matrix) {
      try {
        const unitary = controlledOperation(this.#circuit, operation, NO_CONTEXT, { memo: this.#memo });
        matrix = unitaryTransfer(unitary.matrix, unitary.states);
      } catch (error) {
        if (error instanceof MatrixError) return false;
        throw error;
      }
      this.#gates.set(key, matrix);
    }
    return this.#act(qubits, matrix);
  }

  #act(qubits: readonly number[], matrix: Float64Array): boolean {
    if (qubits.some((qubit) => this.#read.has(qubit))) return false;
    this.transfers.push({ qubits, matrix });
    return true;
  }
}

/** Probabilities of outcomes as they are read wrong; `bits` are those of an outcome. */
export function confuse(
  before: Float64Array,
  { bits, matrix }: Pick<ConfusionOperation, 'bits' | 'matrix'>,
): Float64Array {
  const after = new Float64Array(before.length);
  const mask = bits.reduce((all, bit) => all | (1 << bit), 0);
  before.forEach((probability, outcome) => {
    if (probability === 0) return;
    const truth = bits.reduce((number, bit, index) => number | (((outcome >> bit) & 1) << index), 0);
    matrix.forEach((row, value) => {
      const read = bits.reduce((number, bit, index) => number | (((value >> index) & 1) << bit), 0);
      after[(outcome & ~mask) | read]! += probability * row[truth]!;
    });
  });
  return after;
}
