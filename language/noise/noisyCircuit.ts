/** Puts the noise of a model into a circuit, as operations of their own: what it says is then simulated as it stands. */
import { withBlocks } from '../circuit/blocks.ts';
import { type ChannelSpec, qubitsOf } from '../circuit/channelSpec.ts';
import type { Circuit, GateOperation, MeasureOperation, Operation } from '../circuit/circuit.ts';
import { expandOperation } from '../circuit/expand.ts';
import { measured } from '../circuit/measured.ts';
import { scheduleMoments, wiresOf } from '../circuit/moments.ts';
import { placeOf } from '../circuit/place.ts';
import { ChannelError } from './channel.ts';
import { krausChannel } from './channels.ts';
import type { NoiseModel, NoiseRule } from './noiseModel.ts';

type Rule<On extends NoiseRule['on']> = Extract<NoiseRule, { on: On }>;

/**
 * The circuit with its noise. Gates that have a body and are the program's own, or act on more than two qubits, are
 * replaced by their bodies first: noise follows the gates a machine would do. What cannot be taken apart into gates on
 * one and two qubits gets the noise of two-qubit gates on each pair of neighbours among its qubits. A circuit that
 * measures nothing gets a measurement of all qubits where the model has readout errors. Every operation added has the
 * place of the one it belongs to.
 *
 * @throws {ChannelError} where a rule holds no channel
 */
export function noisyCircuit(circuit: Circuit, { rules }: NoiseModel): Circuit {
  rules.forEach(checkRule);
  const hasReadout = rules.some(({ on }) => on === 'readout' || on === 'jointReadout');
  const whole = hasReadout ? measured(circuit) : circuit;
  return { ...whole, operations: new NoiseWriter(whole, rules).operations(whole.operations) };
}

function checkRule(rule: NoiseRule): void {
  if (rule.on !== 'readout' && rule.on !== 'jointReadout') {
    krausChannel(rule.channel);
    if (rule.on !== 'gate' && qubitsOf(rule.channel) !== 1) {
      throw new ChannelError(`The noise of a qubit's ${rule.on} must act on one qubit.`);
    }
    return;
  }
  const size = 2 ** (rule.on === 'readout' ? 1 : rule.qubits.length);
  const isSquare = rule.confusion.length === size && rule.confusion.every((row) => row.length === size);
  if (!isSquare) throw new ChannelError(`A confusion matrix for this readout has ${size} rows and columns.`);
  for (let column = 0; column < size; column++) {
    const entries = rule.confusion.map((row) => row[column]!);
    const sum = entries.reduce((total, entry) => total + entry, 0);
    if (!entries.every((entry) => entry >= 0) || !(Math.abs(sum - 1) < 1e-8)) {
      throw new ChannelError(`Column ${column} of a confusion matrix holds no probabilities that add up to 1.`);
    }
  }
}

/**
 * Gates as a machine does them: standard ones on one and two qubits stay, others are taken apart as far as their bodies are
 * known.
 */
export function physicalOperations(circuit: Circuit, operations: readonly Operation[]): readonly Operation[] {
  return operations.flatMap((operation) => {
    if (operation.kind !== 'gate') return [operation];
    const isStandard = circuit.gates[operation.gate]?.standard;
    if (isStandard && operation.qubits.length <= 2) return [operation];
    const expanded = expandOperation(circuit, operation);
    return expanded ? physicalOperations(circuit, expanded) : [operation];
  });
}

class NoiseWriter {
  readonly #circuit: Circuit;
  readonly #gate: readonly Rule<'gate'>[];
  readonly #idle: readonly Rule<'idle'>[];
  readonly #reset: readonly Rule<'reset'>[];
  readonly #measurement: readonly Rule<'measurement'>[];
  readonly #readout: readonly Rule<'readout'>[];
  readonly #joint: readonly Rule<'jointReadout'>[];

  constructor(circuit: Circuit, rules: readonly NoiseRule[]) {
    this.#circuit = circuit;
    const on = <On extends NoiseRule['on']>(name: On) => rules.filter((rule): rule is Rule<On> => rule.on === name);
    this.#gate = on('gate');
    this.#idle = on('idle');
    this.#reset = on('reset');
    this.#measurement = on('measurement');
    this.#readout = on('readout');
    this.#joint = on('jointReadout');
  }

  operations(operations: readonly Operation[]): readonly Operation[] {
    const physical = physicalOperations(this.#circuit, operations);
    const waits = this.#idle.length > 0 ? idleMoments(physical) : undefined;
    const result: Operation[] = [];
    const joint = new JointReadouts(this.#joint, physical);
    for (const [index, operation] of physical.entries()) {
      for (const { qubit, moments } of waits?.[index] ?? []) this.#wait(result, operation, qubit, moments);
      this.#write(result, operation);
      if (operation.kind === 'measure') joint.after(operation, result);
    }
    return result;
  }

  #write(result: Operation[], operation: Operation): void {
    switch (operation.kind) {
      case 'gate':
        result.push(operation);
        this.#afterGate(result, operation);
        return;
      case 'reset':
        result.push(operation, ...this.#reset.filter(on(operation.qubit)).map(at(operation, [operation.qubit])));
        return;
      case 'measure':
        result.push(...this.#measurement.filter(on(operation.qubit)).map(at(operation, [operation.qubit])), operation);
        this.#read(result, operation);
        return;
      default:
        result.push(withBlocks(operation, (block) => this.operations(block)));
    }
  }

  #afterGate(result: Operation[], gate: GateOperation): void {
    const { qubits } = gate;
    const name = gate.controls ? undefined : this.#circuit.gates[gate.gate]?.name;
    // Gates on more qubits count as gates on two.
    const size = Math.min(qubits.length, 2);
    for (const rule of this.#gate) {
      if (rule.gates && (name === undefined || !rule.gates.includes(name))) continue;
      if (rule.size !== undefined && rule.size !== size) continue;
      if (rule.qubits && !qubits.every((qubit) => rule.qubits?.includes(qubit))) continue;
      const width = qubitsOf(rule.channel);
      const write = at(gate, []);
      if (width === 1) result.push(...qubits.map((qubit) => ({ ...write(rule), qubits: [qubit] })));
      else if (width === qubits.length) result.push({ ...write(rule), qubits });
      else if (width === 2) {
        for (let low = 0; low + 1 < qubits.length; low++) {
          result.push({ ...write(rule), qubits: qubits.slice(low, low + 2) });
        }
      }
    }
  }

  #wait(result: Operation[], before: Operation, qubit: number, moments: number): void {
    const rules = this.#idle.filter(on(qubit));
    for (let moment = 0; moment < moments; moment++) result.push(...rules.map(at(before, [qubit])));
  }

  #read(result: Operation[], { qubit, bit, ...place }: MeasureOperation): void {
    if (bit === undefined) return;
    for (const { confusion } of this.#readout.filter(on(qubit))) {
      result.push({ ...placeOf(place), kind: 'confusion', bits: [bit], matrix: confusion });
    }
  }
}

/** Joint readouts wait until all their qubits of one list of operations have been measured. */
class JointReadouts {
  readonly #rules: readonly Rule<'jointReadout'>[];
  /** By rule: the bit each of its qubits was read into. */
  readonly #bits: readonly Map<number, number>[];

  constructor(rules: readonly Rule<'jointReadout'>[], operations: readonly Operation[]) {
    const measured = new Set(
      operations.flatMap((operation) => (operation.kind === 'measure' ? [operation.qubit] : [])),
    );
    this.#rules = rules.filter(({ qubits }) => qubits.every((qubit) => measured.has(qubit)));
    this.#bits = this.#rules.map(() => new Map());
  }

  after({ qubit, bit, ...place }: MeasureOperation, result: Operation[]): void {
    if (bit === undefined) return;
    this.#rules.forEach(({ qubits, confusion }, index) => {
      if (!qubits.includes(qubit)) return;
      const bits = this.#bits[index]!.set(qubit, bit);
      if (bits.size < qubits.length) return;
      const read = qubits.map((member) => bits.get(member)!);
      result.push({ ...placeOf(place), kind: 'confusion', bits: read, matrix: confusion });
      bits.clear();
    });
  }
}

const on =
  (qubit: number) =>
  ({ qubits }: OnQubits): boolean =>
    !qubits || qubits.includes(qubit);

type OnQubits = { readonly qubits?: readonly number[] };

/** A channel operation at the place of another operation. */
const at =
  (operation: Operation, qubits: readonly number[]) =>
  ({ channel }: { readonly channel: ChannelSpec }) => ({
    ...placeOf(operation),
    kind: 'channel' as const,
    channel,
    qubits,
  });

/**
 * For each operation, the qubits of it that waited since their last operation, and for how many moments. Before a
 * qubit's first operation and after its last one it does not wait.
 */
function idleMoments(operations: readonly Operation[]): readonly { qubit: number; moments: number }[][] {
  const { moments } = scheduleMoments(operations);
  const last = new Map<number, number>();
  return operations.map((operation, index) => {
    if (operation.kind === 'barrier' || operation.kind === 'nop') return [];
    const waits: { qubit: number; moments: number }[] = [];
    for (const qubit of new Set(wiresOf(operation).qubits)) {
      const before = last.get(qubit);
      const waited = before === undefined ? 0 : moments[index]! - before - 1;
      if (waited > 0) waits.push({ qubit, moments: waited });
      last.set(qubit, moments[index]!);
    }
    return waits;
  });
}
