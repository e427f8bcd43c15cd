/** A time of waiting, as an operation. */
import type { DelayOperation } from './circuit.ts';

export function delayOf(seconds: number, qubits: readonly number[]): DelayOperation {
  const duration = { kind: 'literal', type: { kind: 'duration' }, value: { seconds, dt: 0 } } as const;
  return { kind: 'delay', duration, qubits, start: 0, end: 0 };
}
