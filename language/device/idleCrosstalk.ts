/** What the always-on interaction of coupled qubits does to them while both wait. */
import type { ChannelSpec } from '../circuit/channelSpec.ts';
import type { FittedCircuit } from '../circuit/fit/fittedCircuit.ts';
import type { Device } from './device.ts';
import type { IdleWindow } from './idleWindows.ts';

export interface IdleCrosstalk {
  readonly channel: ChannelSpec;
  /** Of the circuit. */
  readonly qubits: readonly [number, number];
  /** Index of the operation that it happens before. */
  readonly before: number;
}

/**
 * A rotation about ZZ by π·rate·time for each time in which both qubits of a pair wait; twirled, ZZ with the probability
 * sin²(angle / 2). The pulses of gates are calibrated with it, so that it counts for nothing while either is busy. The
 * operations must be in the order of their starts.
 */
export function idleCrosstalk(
  windows: readonly IdleWindow[],
  { physical }: FittedCircuit,
  { crosstalk = [] }: Device,
  twirled: boolean,
): readonly IdleCrosstalk[] {
  const ofDevice = new Map(physical.map((deviceQubit, qubit) => [deviceQubit, qubit]));
  const byQubit = new Map<number, IdleWindow[]>();
  for (const window of windows) {
    const ofQubit = byQubit.get(window.qubit);
    if (ofQubit) ofQubit.push(window);
    else byQubit.set(window.qubit, [window]);
  }
  return crosstalk.flatMap(({ qubits: [a, b], rate }) => {
    const qubits = [ofDevice.get(a) ?? -1, ofDevice.get(b) ?? -1] as const;
    const [left, right] = qubits.map((qubit) => byQubit.get(qubit) ?? []) as [IdleWindow[], IdleWindow[]];
    return overlaps(left, right).map(({ time, before }) => {
      const angle = Math.PI * rate * time;
      const channel: ChannelSpec = twirled
        ? { kind: 'pauli', probabilities: { ZZ: Math.sin(angle / 2) ** 2 } }
        : { kind: 'rotation', pauli: 'ZZ', angle };
      return { channel, qubits, before };
    });
  });
}

/** The times that two lists of windows, each in order, have in common. */
function overlaps(left: readonly IdleWindow[], right: readonly IdleWindow[]): { time: number; before: number }[] {
  const result: { time: number; before: number }[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const [a, b] = [left[i]!, right[j]!];
    const time = Math.min(a.end, b.end) - Math.max(a.start, b.start);
    if (time > 0) result.push({ time, before: Math.min(a.before, b.before) });
    if (a.end < b.end) i++;
    else j++;
  }
  return result;
}
