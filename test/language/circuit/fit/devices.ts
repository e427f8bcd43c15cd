/** Small devices for tests. */
import type { Device, NativeGate } from '../../../../language/device/device.ts';

export interface DeviceShape {
  readonly qubits: number;
  readonly couplings: readonly (readonly [number, number])[];
  /** Names of gates of one qubit, and of two. */
  readonly one?: readonly string[];
  readonly two?: readonly string[];
  /** Couplings work from the first to the second qubit alone. */
  readonly oneWay?: boolean;
}

const line = (qubits: number): [number, number][] =>
  Array.from({ length: qubits - 1 }, (_, index) => [index, index + 1]);

export const COUPLINGS = {
  line,
  ring: (qubits: number): [number, number][] => [...line(qubits), [qubits - 1, 0]],
  star: (qubits: number): [number, number][] => Array.from({ length: qubits - 1 }, (_, index) => [0, index + 1]),
  grid: (rows: number, columns: number): [number, number][] =>
    Array.from({ length: rows * columns }, (_, qubit) => qubit).flatMap((qubit): [number, number][] => [
      ...(qubit % columns < columns - 1 ? ([[qubit, qubit + 1]] as [number, number][]) : []),
      ...(qubit + columns < rows * columns ? ([[qubit, qubit + columns]] as [number, number][]) : []),
    ]),
  all: (qubits: number): [number, number][] =>
    Array.from({ length: qubits }, (_, a) => Array.from({ length: a }, (_, b): [number, number] => [b, a])).flat(),
};

/** Durations: 30 ns for one qubit, none for `rz`, 300 ns for two, 1 µs to read. */
export function deviceOf({
  qubits,
  couplings,
  one = ['rz', 'sx', 'x'],
  two = ['cx'],
  oneWay = false,
}: DeviceShape): Device {
  const pairs = oneWay ? couplings : couplings.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]);
  const gates: NativeGate[] = [
    ...Array.from({ length: qubits }, (_, qubit) =>
      one.map((name) => ({
        name,
        qubits: [qubit],
        error: name === 'rz' ? 0 : 3e-4,
        duration: name === 'rz' ? 0 : 30e-9,
        working: true,
      })),
    ).flat(),
    ...pairs.flatMap((pair) =>
      two.map((name) => ({ name, qubits: [...pair], error: 0.01, duration: 300e-9, working: true })),
    ),
  ];
  return {
    name: 'test',
    technology: 'generic',
    qubits: Array.from({ length: qubits }, () => ({
      t1: 100e-6,
      t2: 80e-6,
      readout: { oneGivenZero: 0.01, zeroGivenOne: 0.02, duration: 1e-6 },
      resetDuration: 2e-6,
      working: true,
    })),
    gates,
  };
}
