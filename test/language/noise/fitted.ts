/** Small devices and circuits on them, by hand. */
import type { Circuit } from '../../../language/circuit/circuit.ts';
import type { FittedCircuit } from '../../../language/circuit/fit/fittedCircuit.ts';
import type { Device, DeviceQubit, NativeGate } from '../../../language/device/device.ts';

const US = 1e-6;
const NS = 1e-9;

/** Three qubits in a row: `sx`, `x` and `rz` on each, `cx` up the row. */
export function deviceOf(changes: Partial<DeviceQubit> = {}, gateError = 0.01): Device {
  const qubit: DeviceQubit = {
    t1: 100 * US,
    t2: 80 * US,
    readout: { oneGivenZero: 0.01, zeroGivenOne: 0.03, duration: 1 * US },
    working: true,
    ...changes,
  };
  const gates = [0, 1, 2].flatMap((at): NativeGate[] => [
    { name: 'sx', qubits: [at], error: gateError / 10, duration: 40 * NS, working: true },
    { name: 'h', qubits: [at], error: gateError / 10, duration: 40 * NS, working: true },
    { name: 'x', qubits: [at], error: gateError / 10, duration: 40 * NS, working: true },
    { name: 'rz', qubits: [at], error: 0, duration: 0, working: true },
  ]);
  const couplers = [0, 1].map(
    (at): NativeGate => ({ name: 'cx', qubits: [at, at + 1], error: gateError, duration: 400 * NS, working: true }),
  );
  return { name: 'row', technology: 'generic', qubits: [qubit, qubit, qubit], gates: [...gates, ...couplers] };
}

/** A circuit of native gates where it stands: qubit k is the device's qubit k, and everything happens as soon as it can. */
export function fittedOf(circuit: Circuit, device: Device): FittedCircuit {
  const free = new Array<number>(circuit.qubitCount).fill(0);
  const starts: number[] = [];
  const durations: number[] = [];
  for (const operation of circuit.operations) {
    const qubits = 'qubits' in operation ? operation.qubits : 'qubit' in operation ? [operation.qubit] : [];
    const start = Math.max(0, ...qubits.map((qubit) => free[qubit]!));
    const duration = durationOf(circuit, operation, device);
    for (const qubit of qubits) free[qubit] = start + duration;
    starts.push(start);
    durations.push(duration);
  }
  const identity = circuit.qubits.flatMap(({ start, size }) => Array.from({ length: size }, (_, k) => start + k));
  return {
    circuit,
    physical: identity,
    initialLayout: identity,
    finalLayout: identity,
    starts: [...starts, Math.max(0, ...free)],
    durations,
    swapCount: 0,
  };
}

function durationOf(circuit: Circuit, operation: Circuit['operations'][number], device: Device): number {
  switch (operation.kind) {
    case 'gate': {
      const { name } = circuit.gates[operation.gate]!;
      const native = device.gates.find((gate) => gate.name === name && `${gate.qubits}` === `${operation.qubits}`);
      return native?.duration ?? 0;
    }
    case 'measure':
      return device.qubits[operation.qubit]?.readout?.duration ?? 0;
    case 'delay': {
      const value = operation.duration.kind === 'literal' ? operation.duration.value : 0;
      return typeof value === 'object' && 'seconds' in value ? value.seconds : 0;
    }
    default:
      return 0;
  }
}
