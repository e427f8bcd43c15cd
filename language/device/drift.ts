/** What the detuning of a qubit does to it while it waits. */
import type { ChannelSpec } from '../circuit/channelSpec.ts';
import type { DeviceQubit } from './device.ts';

/** A turn about Z by 2π·detuning·time; twirled, Z with the probability sin²(angle / 2). `undefined` where there is none. */
export function drift(
  { detuning = 0 }: Pick<DeviceQubit, 'detuning'>,
  time: number,
  twirled: boolean,
): ChannelSpec | undefined {
  const angle = 2 * Math.PI * detuning * time;
  if (angle === 0) return undefined;
  return twirled
    ? { kind: 'pauli', probabilities: { Z: Math.sin(angle / 2) ** 2 } }
    : { kind: 'rotation', pauli: 'Z', angle };
}
