/** The noise of a native gate, from its calibration. */
import type { ChannelSpec } from '../circuit/channelSpec.ts';
import type { Device, DeviceQubit, NativeGate } from './device.ts';
import { relaxation, relaxationFidelity, twirledRelaxation } from './relaxation.ts';

export interface GateChannel {
  readonly channel: ChannelSpec;
  /** Which of the gate's qubits it acts on: 0 for the first. */
  readonly operands: readonly number[];
}

/** What happens after a native gate, in this order: depolarizing, then relaxation; all random Paulis where twirled. */
export function gateChannels(gate: NativeGate, device: Device, twirled = false): readonly GateChannel[] {
  const qubits = gate.qubits.map((qubit) => device.qubits[qubit]!);
  const depolarizing = gateDepolarizing(gate, qubits);
  const relax = twirled ? twirledRelaxation : relaxation;
  return [
    ...(depolarizing ? [{ channel: depolarizing, operands: qubits.map((_, operand) => operand) }] : []),
    ...qubits.flatMap((qubit, operand) => {
      const channel = relax(qubit, gate.duration ?? 0);
      return channel ? [{ channel, operands: [operand] }] : [];
    }),
  ];
}

/**
 * The depolarizing noise of a gate, before the relaxation of its qubits during the gate: as much as makes the average gate
 * infidelity of both together what the calibration reports. `undefined` where relaxation alone reaches it already.
 *
 * With F the average fidelity that relaxation leaves (`relaxationFidelity`), e the reported error and d = 2^qubits, the
 * channel (1 - λ)·I + λ·(everything to the mixed state) needs λ = d·(e - (1 - F)) / (d·F - 1): so that
 * (1 - λ)·F + λ/d = 1 - e. This is how Qiskit Aer builds `NoiseModel.from_backend`. λ is at most 4^n / (4^n - 1), and
 * `probability` is λ·(4^n - 1) / 4^n.
 */
export function gateDepolarizing(
  { error, duration = 0 }: Pick<NativeGate, 'error' | 'duration'>,
  qubits: readonly DeviceQubit[],
): ChannelSpec | undefined {
  if (error === undefined) return undefined;
  const dimension = 2 ** qubits.length;
  const paulis = dimension ** 2;
  const fidelity = relaxationFidelity(qubits, duration);
  const excess = Math.min(error, dimension / (dimension + 1)) - (1 - fidelity);
  if (!(excess > 0)) return undefined;
  const lambda = Math.min((dimension * excess) / (dimension * fidelity - 1), paulis / (paulis - 1));
  return { kind: 'depolarizing', qubits: qubits.length, probability: (lambda * (paulis - 1)) / paulis };
}
