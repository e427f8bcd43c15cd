/** When the qubits of a fitted circuit wait. */
import type { FittedCircuit } from '../circuit/fit/fittedCircuit.ts';
import { wiresOf } from '../circuit/moments.ts';

/** A time in which nothing happens to a qubit whose state matters. */
export interface IdleWindow {
  /** Of the circuit, not of the device. */
  readonly qubit: number;
  /** In seconds. */
  readonly start: number;
  readonly end: number;
  /** Index of the operation that ends it; a `delay` ends the time that it takes itself. */
  readonly before: number;
}

/** Shorter ones are what is left of sums of floating-point numbers. */
const SHORTEST = 1e-15;

/**
 * All idle windows, in the order of the operations that end them. Before its first operation and after a reset a qubit is
 * in |0⟩ and waits for nothing. A gate that takes no time (`rz`, done in software) ends no window: it commutes with all
 * that happens meanwhile.
 */
export function idleWindows({
  circuit,
  starts,
  durations,
}: Pick<FittedCircuit, 'circuit' | 'starts' | 'durations'>): readonly IdleWindow[] {
  const windows: IdleWindow[] = [];
  const busyUntil = new Map<number, number>();
  circuit.operations.forEach((operation, before) => {
    const { kind } = operation;
    if (kind === 'barrier' || kind === 'nop') return;
    const duration = durations[before]!;
    if (kind === 'gate' && duration === 0 && operation.qubits.length === 1) {
      const [qubit] = operation.qubits;
      if (!busyUntil.has(qubit!)) busyUntil.set(qubit!, starts[before]!);
      return;
    }
    const until = starts[before]! + duration;
    for (const qubit of new Set(kind === 'gate' ? operation.qubits : wiresOf(operation).qubits)) {
      const start = busyUntil.get(qubit);
      const end = kind === 'delay' ? until : starts[before]!;
      if (start !== undefined && end - start > SHORTEST) windows.push({ qubit, start, end, before });
      if (kind === 'reset' || (kind === 'delay' && start === undefined)) busyUntil.delete(qubit);
      else busyUntil.set(qubit, until);
    }
  });
  return windows;
}
