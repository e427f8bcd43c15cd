/**
 * When each operation of a circuit starts on a device, and how long it takes. As late as possible by default: qubits
 * stay in |0⟩, where they do not decay, as long as they can.
 */
import type { Device } from '../../device/device.ts';
import { isDuration } from '../../semantics/values.ts';
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

/**
 * @param physical the device's number of each qubit of the circuit
 * @param direction as soon, or as late, as possible
 */
export function schedule(
  { operations, gates }: Circuit,
  physical: readonly number[],
  device: Device,
  direction: 'early' | 'late' = 'late',
): Schedule {
  const times = new OperationTimes((gate) => gates[gate]?.name ?? '', physical, device);
  const durations = operations.map((operation) => times.of(operation));
  const early = startTimes(operations, durations);
  if (direction === 'early') return { starts: early, durations };
  const end = early.at(-1)!;
  const reversed = startTimes([...operations].reverse(), [...durations].reverse());
  const late = operations.map((_, index) => {
    const start = end - reversed[operations.length - 1 - index]! - durations[index]!;
    return Math.max(0, start);
  });
  return { starts: [...late, end], durations };
}

/** As soon as the wires of each operation are free; the last entry is the end of all. */
function startTimes(operations: readonly Operation[], durations: readonly number[]): number[] {
  const free = new Map<string | number, number>();
  let floor = 0;
  let end = 0;
  const starts = operations.map((operation, index) => {
    const wires = wiresOf(operation);
    const names = [
      ...wires.qubits,
      ...wires.bits.map((bit) => `bit ${bit}`),
      ...[...wires.written, ...wires.read].map((variable) => `variable ${variable}`),
    ];
    const isJump = operation.kind === 'break' || operation.kind === 'continue' || operation.kind === 'end';
    if (operation.kind === 'nop') return floor;
    const start = isJump ? end : names.reduce<number>((latest, name) => Math.max(latest, free.get(name) ?? 0), floor);
    const next = start + durations[index]!;
    for (const name of names) free.set(name, next);
    if (isJump) floor = end;
    end = Math.max(end, next);
    return start;
  });
  return [...starts, end];
}

/** Durations of operations; what a device does not say counts as none. */
class OperationTimes {
  readonly #gateName: (gate: number) => string;
  readonly #physical: readonly number[];
  readonly #device: Device;
  readonly #gates = new Map<string, number>();

  constructor(gateName: (gate: number) => string, physical: readonly number[], device: Device) {
    this.#gateName = gateName;
    this.#physical = physical;
    this.#device = device;
    for (const { name, qubits, duration } of device.gates) this.#gates.set(`${name} ${qubits.join()}`, duration ?? 0);
  }

  of(operation: Operation): number {
    switch (operation.kind) {
      case 'gate': {
        const qubits = operation.qubits.map((qubit) => this.#physical[qubit]);
        return this.#gates.get(`${this.#gateName(operation.gate)} ${qubits.join()}`) ?? 0;
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
    return startTimes(
      body,
      body.map((operation) => this.of(operation)),
    ).at(-1)!;
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
