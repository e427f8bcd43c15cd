/** Fitted circuits for tests: a program whose qubits are those of the device, each operation after those before it. */
import type { FittedCircuit } from '../../../language/circuit/fit/fittedCircuit.ts';
import { wiresOf } from '../../../language/circuit/moments.ts';
import type { Device } from '../../../language/device/device.ts';
import { nativeGateOf } from '../../../language/device/nativeGates.ts';
import { circuitOf } from '../circuit/circuits.ts';

/** As soon as possible, with the durations of the device; a measurement takes as long as its readout. */
export function fittedOf(text: string, device: Device): FittedCircuit {
  const circuit = circuitOf(text);
  const native = nativeGateOf(device);
  const free = Array.from({ length: circuit.qubitCount }, () => 0);
  const starts: number[] = [];
  const durations = circuit.operations.map((operation) => {
    if (operation.kind === 'gate') return native(circuit.gates[operation.gate]!.name, operation.qubits)?.duration ?? 0;
    if (operation.kind === 'measure') return device.qubits[operation.qubit]?.readout?.duration ?? 0;
    if (operation.kind === 'delay' && operation.duration.kind === 'literal') {
      const { value } = operation.duration;
      return typeof value === 'object' && 'seconds' in value ? value.seconds : 0;
    }
    return 0;
  });
  circuit.operations.forEach((operation, index) => {
    const { qubits } = wiresOf(operation);
    const start = Math.max(0, ...qubits.map((qubit) => free[qubit]!));
    starts.push(start);
    for (const qubit of qubits) free[qubit] = start + durations[index]!;
  });
  const layout = free.map((_, qubit) => qubit);
  return {
    circuit,
    physical: layout,
    initialLayout: layout,
    finalLayout: layout,
    starts: [...starts, Math.max(0, ...free)],
    durations,
    swapCount: 0,
  };
}
