/** Finds a native gate of a device by its name and its qubits. */
import type { Device, NativeGate } from './device.ts';

export type NativeGateOf = (name: string, qubits: readonly number[]) => NativeGate | undefined;

/**
 * A look-up in the gates of a device, in the order of their qubits: a `cx` from 1 to 0 is another gate than from 0 to 1.
 * Made once for each device.
 */
export function nativeGateOf(device: Device): NativeGateOf {
  const known = tables.get(device);
  if (known) return known;
  const byName = new Map<string, Map<number, NativeGate>>();
  const key = (qubits: readonly number[]) => qubits.reduce((sum, qubit) => sum * device.qubits.length + qubit, 0);
  for (const gate of device.gates) {
    const byQubits = byName.get(gate.name) ?? new Map<number, NativeGate>();
    byName.set(gate.name, byQubits.set(key(gate.qubits), gate));
  }
  const table: NativeGateOf = (name, qubits) => {
    const gate = byName.get(name)?.get(key(qubits));
    return gate?.qubits.length === qubits.length ? gate : undefined;
  };
  tables.set(device, table);
  return table;
}

const tables = new WeakMap<Device, NativeGateOf>();
