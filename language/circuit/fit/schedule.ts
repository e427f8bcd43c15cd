/**
 * When each operation of a circuit starts on a device, and how long it takes. As late as possible: qubits
 * stay in |0⟩, where they do not decay, as long as they can.
 */
import type { Device } from '../../device/device.ts';
import { isDuration } from '../../semantics/values.ts';
import { finish, gatesPerStep, type Steps } from '../../steps.ts';
import { blocksOf } from '../blocks.ts';
import type { Circuit, Operation } from '../circuit.ts';
import { evaluate, NO_CONTEXT } from '../evaluate.ts';
import type { ClassicalExpression } from '../expression.ts';
import { wiresOf } from '../moments.ts';

export interface Schedule {
  /** In seconds, of each operation; the last entry is the end of all. */
  readonly starts: readonly number[];
  /** In seconds. */
  readonly durations: readonly number[];
}

/** @param physical the device's number of each qubit of the circuit */
export const schedule = (circuit: Circuit, physical: readonly number[], device: Device): Schedule =>
  finish(scheduleInSteps(circuit, physical, device));

export function* scheduleInSteps(circuit: Circuit, physical: readonly number[], device: Device): Steps<Schedule> {
  const { operations } = circuit;
  const times = new OperationTimes(circuit, physical, device);
  const durations: number[] = [];
  for (const [at, operation] of operations.entries()) {
    if (at % gatesPerStep === 0) yield;
    durations.push(times.of(operation));
  }
  // As late as possible is as soon as possible for time that runs backwards.
  const fromEnd = new Timeline(circuit);
  const ends: number[] = [];
  for (let at = operations.length - 1; at >= 0; at--) {
    if (at % gatesPerStep === 0) yield;
    ends[at] = fromEnd.add(operations[at]!, durations[at]!) + durations[at]!;
  }
  return { starts: [...ends.map((end) => Math.max(0, fromEnd.end - end)), fromEnd.end], durations };
}

/** When operations start as soon as their wires are free. */
class Timeline {
  /** When each qubit, each bit and each variable is free again. */
  readonly #free: Float64Array;
  readonly #bits: number;
  readonly #variables: number;
  #floor = 0;
  end = 0;

  constructor({ qubitCount, bitCount, variables }: Circuit) {
    this.#bits = qubitCount;
    this.#variables = qubitCount + bitCount;
    this.#free = new Float64Array(qubitCount + bitCount + variables.length);
  }

  /** The start of the operation, which stands after those that were added before. */
  add(operation: Operation, duration: number): number {
    const { kind } = operation;
    if (kind === 'nop') return this.#floor;
    const { qubits, bits, written, read } = wiresOf(operation);
    const isJump = kind === 'break' || kind === 'continue' || kind === 'end';
    const start = isJump
      ? this.end
      : Math.max(
          this.#latest(qubits, 0),
          this.#latest(bits, this.#bits),
          this.#latest(written, this.#variables),
          this.#latest(read, this.#variables),
        );
    const next = start + duration;
    this.#occupy(qubits, 0, next);
    this.#occupy(bits, this.#bits, next);
    this.#occupy(written, this.#variables, next);
    this.#occupy(read, this.#variables, next);
    if (isJump) this.#floor = this.end;
    this.end = Math.max(this.end, next);
    return start;
  }

  #latest(wires: readonly number[], offset: number): number {
    let latest = this.#floor;
    for (const wire of wires) latest = Math.max(latest, this.#free[offset + wire]!);
    return latest;
  }

  #occupy(wires: readonly number[], offset: number, until: number): void {
    for (const wire of wires) this.#free[offset + wire] = until;
  }
}

/** Durations of operations; what a device does not say counts as none. */
class OperationTimes {
  readonly #circuit: Circuit;
  readonly #physical: readonly number[];
  readonly #device: Device;
  readonly #gates = new Map<string, number>();

  constructor(circuit: Circuit, physical: readonly number[], device: Device) {
    this.#circuit = circuit;
    this.#physical = physical;
    this.#device = device;
    for (const { name, qubits, duration } of device.gates) this.#gates.set(`${name} ${qubits.join()}`, duration ?? 0);
  }

  of(operation: Operation): number {
    switch (operation.kind) {
      case 'gate': {
        const qubits = operation.qubits.map((qubit) => this.#physical[qubit]);
        return this.#gates.get(`${this.#circuit.gates[operation.gate]?.name} ${qubits.join()}`) ?? 0;
      }
      case 'measure':
        return this.#device.qubits[this.#physical[operation.qubit]!]?.readout?.duration ?? 0;
      case 'reset':
        return this.#device.qubits[this.#physical[operation.qubit]!]?.resetDuration ?? 0;
      case 'delay':
        return secondsOf(operation.duration);
      case 'box':
        return operation.duration ? secondsOf(operation.duration) : this.#body(operation.body);
      default:
        // A branch takes as long as its longest way, a loop as its body once: more is not known before it runs.
        return Math.max(0, ...blocksOf(operation).map((body) => this.#body(body)));
    }
  }

  #body(body: readonly Operation[]): number {
    const timeline = new Timeline(this.#circuit);
    for (const operation of body) timeline.add(operation, this.of(operation));
    return timeline.end;
  }
}

/** A time that is known; dt, of which the device does not say how long it is, and what is not known count as none. */
function secondsOf(duration: ClassicalExpression): number {
  try {
    const value = evaluate(duration, NO_CONTEXT);
    return isDuration(value) ? value.seconds : 0;
  } catch {
    return 0;
  }
}
