/** Dynamical decoupling in the time that a device's schedule leaves: pulses with their durations, and exact pauses. */
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import { delayOf } from '../../../../language/circuit/delay.ts';
import { idleWindows } from '../../../../language/device/idleWindows.ts';
import type { DeviceMachine } from '../device/deviceMachine.ts';
import { gateAt, turnAt, withStandardGates } from '../standardGates.ts';
import type { Pulse, TimedSequence } from './sequences.ts';

/** The circuit as the device does it, with a sequence in each time of waiting that is long enough for it. */
export function decoupledInTime(
  given: Circuit,
  machine: DeviceMachine,
  sequence: TimedSequence,
): { readonly circuit: Circuit; readonly windows: number } {
  const scheduled = machine.scheduled(withStandardGates(given, ['x', 'y']));
  const { circuit } = scheduled;
  const inserted = new Map<number, Operation[]>();
  const durations = new Map<number, number>();
  let windows = 0;
  for (const { qubit, start, end, before } of idleWindows(scheduled)) {
    const operation = circuit.operations[before]!;
    // What waits together by order of the program stays together.
    if (operation.kind === 'delay' && operation.qubits.length > 1) continue;
    const duration = durations.get(qubit) ?? pulseDuration(machine, circuit, qubit);
    durations.set(qubit, duration);
    const pulses = sequence(end - start, duration);
    if (!pulses) continue;
    windows++;
    const list = inserted.get(before) ?? [];
    inserted.set(before, list);
    list.push(...filled(circuit, qubit, pulses, duration, end - start));
  }
  const operations = circuit.operations.flatMap((operation, index) => {
    const sequenceHere = inserted.get(index);
    if (!sequenceHere) return [operation];
    return operation.kind === 'delay' ? sequenceHere : [...sequenceHere, operation];
  });
  return { circuit: { ...circuit, operations }, windows };
}

/** Pulses and the pauses around them, which take the whole time together. */
function filled(
  circuit: Circuit,
  qubit: number,
  pulses: readonly Pulse[],
  duration: number,
  length: number,
): readonly Operation[] {
  const operations: Operation[] = [];
  let now = 0;
  const wait = (until: number) => {
    if (until - now > NO_TIME) operations.push({ ...delayOf(until - now, [qubit]), inserted: 'decoupling' });
  };
  for (const { at, angle } of pulses) {
    wait(at);
    operations.push(turnAt(circuit, qubit, angle, 'decoupling'));
    now = at + duration;
  }
  wait(length);
  return operations;
}

const NO_TIME = 1e-15;

function pulseDuration(machine: DeviceMachine, circuit: Circuit, qubit: number): number {
  const pulse = { ...circuit, operations: [gateAt(circuit, 'x', [qubit], [], 'decoupling')] };
  return machine.scheduled(pulse).starts.at(-1)!;
}
