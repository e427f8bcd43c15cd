/** A device in a few figures, for lists. */
import type { Device } from './device.ts';
import { optional } from './optional.ts';

export interface DeviceSummary {
  readonly name: string;
  readonly description?: string;
  readonly calibrated?: string;
  readonly technology: Device['technology'];
  readonly qubitCount: number;
  /** The native gates, those on one qubit first. */
  readonly gates: readonly string[];
  /** Medians over what works and is known; gates that take no time and never fail, such as `rz`, left out. */
  readonly error1?: number;
  readonly error2?: number;
  readonly readoutError?: number;
  readonly t1?: number;
  readonly t2?: number;
}

export function deviceSummary(device: Device): DeviceSummary {
  const { name, description, calibrated, technology, qubits, gates } = device;
  const bySize = (size: number) => gates.filter((gate) => gate.qubits.length === size);
  const errorsOf = (size: number) =>
    bySize(size).flatMap(({ error, working }) => (working && error !== undefined && error > 0 ? [error] : []));
  const working = qubits.filter((qubit) => qubit.working);
  return {
    name,
    ...optional('description', description),
    ...optional('calibrated', calibrated),
    technology,
    qubitCount: qubits.length,
    gates: [...new Set([...bySize(1), ...bySize(2), ...gates].map((gate) => gate.name))],
    ...optional('error1', median(errorsOf(1))),
    ...optional('error2', median(errorsOf(2))),
    ...optional('readoutError', median(working.flatMap(({ readout }) => (readout ? [readoutError(readout)] : [])))),
    ...optional('t1', median(working.flatMap(({ t1 }) => t1 ?? []))),
    ...optional('t2', median(working.flatMap(({ t2 }) => t2 ?? []))),
  };
}

/** The probability to read the wrong bit, of |0⟩ and |1⟩ alike. */
export const readoutError = ({ oneGivenZero, zeroGivenOne }: { oneGivenZero: number; zeroGivenOne: number }): number =>
  (oneGivenZero + zeroGivenOne) / 2;

/** `undefined` of nothing. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
