/**
 * A noisy circuit as gates and noise on qubits that all start in |0⟩ and are measured at the end, if at all: without its
 * noise it makes one pure state. Resets take a new qubit, and measurements that something follows leave a copy of the
 * qubit (Nielsen and Chuang, "Quantum Computation and Quantum Information", section 4.4). What cannot reach the bits or
 * qubits that are asked for is left out.
 */
import type {
  ChannelOperation,
  Circuit,
  ConfusionOperation,
  GateOperation,
  Operation,
} from '../../../language/circuit/circuit.ts';
import { JobError } from '../errors.ts';

export interface PureCircuit {
  /** Gates with the noise between them, then confusions. On the qubits that are in the light cone, numbered anew. */
  readonly circuit: Omit<Circuit, 'operations'> & {
    readonly operations: readonly (GateOperation | ChannelOperation)[];
  };
  /** Index of each operation among those of the circuit given; a copy made for a measurement has the measurement's. */
  readonly origins: readonly number[];
  /** The bits that outcomes show and that can be anything but 0, with the qubit that holds each at the end. */
  readonly outcome: readonly { readonly bit: number; readonly qubit: number }[];
  /** Errors of readouts, in their order, with indices as in `origins`. On bits of `outcome` only. */
  readonly confusions: readonly { readonly confusion: ConfusionOperation; readonly origin: number }[];
  /** Where the circuit's qubits are at the end; absent: outside of the light cone, or only ever in |0⟩. */
  readonly places: ReadonlyMap<number, number>;
}

/**
 * @param kept the qubits that are asked for as they are at the end; absent: the program's outcomes are
 * @throws {JobError} where the course of the circuit depends on outcomes
 */
export function pureCircuit(circuit: Circuit, kept?: Iterable<number>): PureCircuit {
  const deferral = new Deferral(circuit);
  circuit.operations.forEach((operation, index) => {
    deferral.visit(operation, index);
  });
  return deferral.result(kept);
}

type Step = { readonly operation: GateOperation | ChannelOperation; readonly origin: number };

/** Qubits of the result are called wires here, until they are numbered anew. */
class Deferral {
  readonly #circuit: Circuit;
  /** The gate that copies a wire, behind the circuit's own. */
  readonly #copy: number;
  readonly #steps: Step[] = [];
  /** The wire that each qubit is on. */
  readonly #wires: number[];
  #wireCount: number;
  readonly #touched = new Set<number>();
  /** Wires that were measured and not used since, with the index of the measurement and single-qubit noise since then. */
  readonly #measured = new Map<number, { readonly origin: number; readonly noise: Step[] }>();
  readonly #bits = new Map<number, number>();
  #confusions: { readonly confusion: ConfusionOperation; readonly origin: number }[] = [];

  constructor(circuit: Circuit) {
    this.#circuit = circuit;
    this.#copy = circuit.gates.length;
    this.#wires = Array.from({ length: circuit.qubitCount }, (_, qubit) => qubit);
    this.#wireCount = circuit.qubitCount;
  }

  visit(operation: Operation, origin: number): void {
    switch (operation.kind) {
      case 'gate':
        this.#push({ operation, origin });
        return;
      case 'channel': {
        const [wire] = operation.qubits.map((qubit) => this.#wires[qubit]!);
        const measured = operation.qubits.length === 1 && this.#measured.get(wire!);
        if (measured) measured.noise.push({ operation, origin });
        else this.#push({ operation, origin });
        return;
      }
      case 'measure': {
        const wire = this.#wires[operation.qubit]!;
        if (!this.#measured.has(wire)) this.#measured.set(wire, { origin, noise: [] });
        if (operation.bit === undefined) return;
        this.#bits.set(operation.bit, wire);
        this.#confusions = this.#confusions.filter(({ confusion }) => !confusion.bits.includes(operation.bit!));
        return;
      }
      case 'reset': {
        const wire = this.#wires[operation.qubit]!;
        if (this.#touched.has(wire) || this.#measured.has(wire)) this.#wires[operation.qubit] = this.#wireCount++;
        return;
      }
      case 'confusion':
        this.#confusions.push({ confusion: operation, origin });
        return;
      case 'barrier':
      case 'nop':
      case 'delay':
        return;
      case 'box':
        for (const inner of operation.body) this.visit(inner, origin);
        return;
      case 'unsupported':
        throw new JobError(`${operation.label} cannot be simulated: ${operation.reason}`, operation);
      default:
        throw new JobError(
          'Noise is attributed to circuits whose course does not depend on outcomes: without if, while, switch and assignments.',
          operation,
        );
    }
  }

  #push({ operation, origin }: Step): void {
    for (const qubit of operation.qubits) this.#resume(this.#wires[qubit]!);
    this.#emit({ operation, origin });
  }

  #emit({ operation, origin }: Step): void {
    const qubits = operation.qubits.map((qubit) => this.#wires[qubit]!);
    for (const wire of qubits) this.#touched.add(wire);
    this.#steps.push({ operation: { ...operation, qubits }, origin });
  }

  /** A wire is used again: what was measured goes on as a copy. */
  #resume(wire: number): void {
    const measured = this.#measured.get(wire);
    if (!measured) return;
    this.#measured.delete(wire);
    const copy = this.#wireCount++;
    const { start, end, source } = this.#circuit.operations[measured.origin]!;
    const place = source === undefined ? { start, end } : { start, end, source };
    const operation: GateOperation = { ...place, kind: 'gate', gate: this.#copy, parameters: [], qubits: [wire, copy] };
    this.#touched.add(wire).add(copy);
    this.#steps.push({ operation, origin: measured.origin });
    for (const [bit, held] of this.#bits) if (held === wire) this.#bits.set(bit, copy);
    for (const step of measured.noise) this.#emit(step);
  }

  result(kept: Iterable<number> | undefined): PureCircuit {
    const { outcome: wanted, bits, isMeasured } = this.#outcome();
    const roots = kept ? [...kept].map((qubit) => this.#wires[qubit]!) : wanted.map(({ wire }) => wire);
    const { steps, reached } = inLightCone(this.#steps, roots);
    const numbers = new Map([...reached].sort((a, b) => a - b).map((wire, number) => [wire, number]));
    const operations = steps.map(({ operation }) => ({
      ...operation,
      qubits: operation.qubits.map((wire) => numbers.get(wire)!),
    }));
    const shown = new Set(wanted.map(({ bit }) => bit));
    const nowhere = { start: 0, end: 0 };
    return {
      circuit: {
        ...this.#circuit,
        pragmas: [],
        qubitCount: numbers.size,
        qubits: [{ name: 'q', start: 0, size: numbers.size, scalar: false, span: nowhere }],
        bits,
        bitCount: isMeasured ? this.#circuit.bitCount : this.#circuit.qubitCount,
        gates: [...this.#circuit.gates, COPY],
        operations,
      },
      origins: steps.map(({ origin }) => origin),
      outcome: kept ? [] : wanted.map(({ bit, wire }) => ({ bit, qubit: numbers.get(wire)! })),
      confusions: kept ? [] : this.#confusions.filter(({ confusion }) => confusion.bits.every((bit) => shown.has(bit))),
      places: new Map(
        this.#wires.flatMap((wire, qubit) => {
          const number = numbers.get(wire);
          return number === undefined ? [] : [[qubit, number] as const];
        }),
      ),
    };
  }

  /** A circuit that measures nothing into bits is measured in all its qubits. */
  #outcome() {
    const isMeasured = this.#bits.size > 0;
    const bits = isMeasured ? this.#circuit.bits : this.#circuit.qubits;
    const held = isMeasured ? [...this.#bits] : this.#wires.map((wire, qubit) => [qubit, wire] as const);
    const isShown = (bit: number) =>
      bits.some(({ start, size, output }) => output !== false && bit >= start && bit < start + size);
    const outcome = held.filter(([bit]) => isShown(bit)).map(([bit, wire]) => ({ bit, wire }));
    return { outcome: outcome.sort((a, b) => a.bit - b.bit), bits, isMeasured };
  }
}

const COPY = {
  name: 'CX',
  parameters: [],
  qubits: ['a', 'b'],
  primitive: 'CX',
  standard: true,
  source: 0,
  span: { start: 0, end: 0 },
} as const;

function inLightCone(steps: readonly Step[], roots: Iterable<number>) {
  const reached = new Set(roots);
  const kept: Step[] = [];
  for (const step of [...steps].reverse()) {
    const { qubits } = step.operation;
    if (!qubits.some((wire) => reached.has(wire))) continue;
    for (const wire of qubits) reached.add(wire);
    kept.push(step);
  }
  return { steps: kept.reverse(), reached };
}
