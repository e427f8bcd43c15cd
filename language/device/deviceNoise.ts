/** Puts the noise of a device into a circuit that was fitted to it, as operations of their own. */
import { withBlocks } from '../circuit/blocks.ts';
import type { ChannelOperation, Circuit, GateOperation, MeasureOperation, Operation } from '../circuit/circuit.ts';
import type { FittedCircuit } from '../circuit/fit/fittedCircuit.ts';
import { wiresOf } from '../circuit/moments.ts';
import { placeOf } from '../circuit/place.ts';
import type { Device, NativeGate } from './device.ts';
import { drift } from './drift.ts';
import { type GateChannel, gateChannels } from './gateNoise.ts';
import { idleCrosstalk } from './idleCrosstalk.ts';
import { idleWindows } from './idleWindows.ts';
import { type NativeGateOf, nativeGateOf } from './nativeGates.ts';
import { relaxation, twirledRelaxation } from './relaxation.ts';

export interface DeviceNoiseOptions {
  /** All channels as random Paulis, as the stabilizer and Pauli-propagation methods need them. */
  readonly twirled?: boolean;
  /** The always-on interaction of coupled qubits while both wait. A calibration of gates does not hold it. */
  readonly crosstalk?: boolean;
}

/**
 * The fitted circuit with the noise of its device:
 *
 * - after each gate, depolarizing and then relaxation of its qubits, so that the average gate infidelity is the reported
 *   error (`gateDepolarizing`);
 * - relaxation while a qubit waits between two operations. Before its first operation and after a reset a qubit is in |0⟩,
 *   which does not relax; after the last one nothing of it matters;
 * - its turn about Z meanwhile, where the device says how far it is from its frequency;
 * - the confusion of each readout. The calibration of a readout holds the relaxation during it.
 *
 * The noise of an operation has the place of that operation; the noise of waiting has the place of the operation that ends
 * it. Operations inside of `if`, loops and boxes get the noise of gates and readouts; qubits wait while the block as a
 * whole takes its time.
 */
export function deviceNoise(fitted: FittedCircuit, device: Device, options: DeviceNoiseOptions = {}): Circuit {
  const ordered = options.crosstalk ? inOrderOfTime(fitted) : fitted;
  const { circuit } = ordered;
  const waits = waitsOf(ordered, device, options);
  const noise = new OperationNoise(ordered, device, options.twirled ?? false);
  const operations = circuit.operations.flatMap((operation, index): readonly Operation[] => {
    const before = (waits.get(index) ?? []).map((wait) => ({
      ...placeOf(operation),
      kind: 'channel' as const,
      ...wait,
    }));
    return [...before, ...noise.around(operation)];
  });
  return { ...circuit, operations };
}

/** Crosstalk needs it: what two qubits do alone may stand in any order. */
export function inOrderOfTime(fitted: FittedCircuit): FittedCircuit {
  const { circuit, starts, durations } = fitted;
  const times = monotonicTimes(fitted);
  const order = circuit.operations.map((_, index) => index).sort((a, b) => times[a]! - times[b]! || a - b);
  return {
    ...fitted,
    circuit: { ...circuit, operations: order.map((index) => circuit.operations[index]!) },
    starts: [...order.map((index) => starts[index]!), starts.at(-1) ?? 0],
    durations: order.map((index) => durations[index]!),
  };
}

/** Starts, none of them before that of an earlier operation on the same wires: rounding may have put it there. */
function monotonicTimes({ circuit, starts }: FittedCircuit): readonly number[] {
  const latest = new Map<string, number>();
  return circuit.operations.map((operation, index) => {
    const { qubits, bits, written, read } = wiresOf(operation);
    const wires = [
      ...qubits.map((qubit) => `q${qubit}`),
      ...bits.map((bit) => `b${bit}`),
      ...[...written, ...read].map((variable) => `v${variable}`),
    ];
    const time = Math.max(starts[index]!, ...wires.map((wire) => latest.get(wire) ?? 0));
    for (const wire of wires) latest.set(wire, time);
    return time;
  });
}

type Wait = Pick<ChannelOperation, 'channel' | 'qubits'>;

/** What happens to waiting qubits, by the index of the operation before which it stands. */
function waitsOf(
  fitted: FittedCircuit,
  device: Device,
  { twirled = false, crosstalk = false }: DeviceNoiseOptions,
): ReadonlyMap<number, readonly Wait[]> {
  const waits = new Map<number, Wait[]>();
  const add = (before: number, wait: Wait) => {
    const list = waits.get(before);
    if (list) list.push(wait);
    else waits.set(before, [wait]);
  };
  const windows = idleWindows(fitted);
  const relax = twirled ? twirledRelaxation : relaxation;
  for (const { qubit, start, end, before } of windows) {
    const deviceQubit = device.qubits[fitted.physical[qubit]!]!;
    for (const channel of [relax(deviceQubit, end - start), drift(deviceQubit, end - start, twirled)]) {
      if (channel) add(before, { channel, qubits: [qubit] });
    }
  }
  if (!crosstalk) return waits;
  for (const { before, ...wait } of idleCrosstalk(windows, fitted, device, twirled)) add(before, wait);
  return waits;
}

/** The noise of the operations themselves. */
class OperationNoise {
  readonly #fitted: FittedCircuit;
  readonly #device: Device;
  readonly #twirled: boolean;
  readonly #nativeGate: NativeGateOf;
  readonly #channels = new Map<NativeGate, readonly GateChannel[]>();

  constructor(fitted: FittedCircuit, device: Device, twirled: boolean) {
    this.#fitted = fitted;
    this.#device = device;
    this.#twirled = twirled;
    this.#nativeGate = nativeGateOf(device);
  }

  /** The operation and what noise adds to it. */
  around(operation: Operation): readonly Operation[] {
    switch (operation.kind) {
      case 'gate':
        return [operation, ...this.#afterGate(operation)];
      case 'measure':
        return [operation, ...this.#readout(operation)];
      default:
        return [withBlocks(operation, (block) => block.flatMap((inner) => this.around(inner)))];
    }
  }

  #afterGate(operation: GateOperation): readonly Operation[] {
    const { circuit, physical } = this.#fitted;
    const name = circuit.gates[operation.gate]!.name;
    const gate = this.#nativeGate(
      name,
      operation.qubits.map((qubit) => physical[qubit]!),
    );
    if (!gate) return [];
    let channels = this.#channels.get(gate);
    if (!channels) {
      channels = gateChannels(gate, this.#device, this.#twirled);
      this.#channels.set(gate, channels);
    }
    return channels.map(({ channel, operands }) => ({
      ...placeOf(operation),
      kind: 'channel',
      channel,
      qubits: operands.map((operand) => operation.qubits[operand]!),
    }));
  }

  #readout(operation: MeasureOperation): readonly Operation[] {
    const readout = this.#device.qubits[this.#fitted.physical[operation.qubit]!]?.readout;
    if (!readout || operation.bit === undefined) return [];
    const { oneGivenZero, zeroGivenOne } = readout;
    const matrix = [
      [1 - oneGivenZero, zeroGivenOne],
      [oneGivenZero, 1 - zeroGivenOne],
    ];
    return [{ ...placeOf(operation), kind: 'confusion', bits: [operation.bit], matrix }];
  }
}
