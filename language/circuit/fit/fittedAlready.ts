/** Programs that a device can do as they are. */
import type { Device } from '../../device/device.ts';
import { gatesPerStep, type Steps } from '../../steps.ts';
import { allOperations } from '../blocks.ts';
import type { Circuit } from '../circuit.ts';
import { moveQubits, onUsedQubits } from './emit.ts';
import type { FittedCircuit } from './fittedCircuit.ts';
import { isNativeDefinition } from './nativeDefinitions.ts';
import { scheduleInSteps } from './schedule.ts';

/** The circuit with its times, where all its qubits are hardware qubits and all its gates native ones on them. */
export function* fittedAlready(circuit: Circuit, device: Device): Steps<FittedCircuit | undefined> {
  const physical: number[] = [];
  for (const { name, size } of circuit.qubits) {
    const hardware = /^\$(\d+)$/.exec(name);
    if (!hardware || size !== 1 || !device.qubits[Number(hardware[1])]?.working) return undefined;
    physical.push(Number(hardware[1]));
  }
  const native = new Set(
    device.gates.flatMap(({ name, qubits, working }) => (working ? [`${name} ${qubits.join()}`] : [])),
  );
  const isKnown = circuit.gates.map((_, index) => isNativeDefinition(circuit, index));
  let seen = 0;
  for (const operation of allOperations(circuit.operations)) {
    if (++seen % gatesPerStep === 0) yield;
    if (operation.kind === 'unsupported') return undefined;
    if (operation.kind !== 'gate') continue;
    if (operation.controls || operation.powers || !isKnown[operation.gate]) return undefined;
    const qubits = operation.qubits.map((qubit) => physical[qubit]);
    if (!native.has(`${circuit.gates[operation.gate]!.name} ${qubits.join()}`)) return undefined;
  }
  const onDevice = circuit.operations.map((operation) => moveQubits(operation, (qubit) => physical[qubit]!));
  const fitted = yield* onUsedQubits({ operations: onDevice, gates: circuit.gates }, circuit, physical);
  return {
    ...fitted,
    initialLayout: physical,
    finalLayout: physical,
    ...(yield* scheduleInSteps(fitted.circuit, fitted.physical, device)),
    swapCount: 0,
  };
}
