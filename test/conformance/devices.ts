/**
 * Holds the noise of devices against Qiskit Aer's: the superoperator of every gate of every machine that ships. Aer's are
 * made by the functions behind its `NoiseModel.from_backend`, from the same calibration. KETLAB_PYTHON names a Python with
 * qiskit-aer.
 *
 * They agree to 1e-14 but for relaxation with T2 > T1, of which Aer keeps no Kraus operator with a weight below 1e-8: its
 * channels are then that far from e^(-t/T1) and e^(-t/T2), which the unit tests hold ours to.
 */
import { spawnSync } from 'node:child_process';
import type { ChannelSpec } from '../../language/circuit/channelSpec.ts';
import type { Device, NativeGate } from '../../language/device/device.ts';
import { gateChannels } from '../../language/device/gateNoise.ts';
import { MACHINE_NAMES } from '../../language/device/machines/machineNames.ts';
import { machine } from '../../language/device/machines/machines.ts';
import { compose, type KrausChannel, superoperator, tensor } from '../../language/noise/channel.ts';
import { krausChannel } from '../../language/noise/channels.ts';

const TOLERANCE = 1e-8;
const NOTHING: ChannelSpec = { kind: 'pauli', probabilities: { X: 0 } };

const python = process.env['KETLAB_PYTHON'];

/** All that happens behind a gate, as one channel. */
function noiseOf(gate: NativeGate, device: Device): KrausChannel {
  const nothing = gate.qubits.map(() => krausChannel(NOTHING)).reduce(tensor);
  return gateChannels(gate, device).reduce((whole, { channel, operands }) => {
    if (operands.length === gate.qubits.length) return compose(whole, krausChannel(channel));
    const parts = gate.qubits.map((_, operand) => krausChannel(operands.includes(operand) ? channel : NOTHING));
    return compose(whole, parts.reduce(tensor));
  }, nothing);
}

type Answer = readonly (readonly (readonly [number, number])[])[] | null;

function deviation(gate: NativeGate, device: Device, answer: Answer): number {
  const { data, dimension } = superoperator(noiseOf(gate, device));
  let worst = 0;
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < dimension; column++) {
      const [re, im] = answer ? answer[row]![column]! : [row === column ? 1 : 0, 0];
      const at = 2 * (row * dimension + column);
      worst = Math.max(worst, Math.abs(data[at]! - re), Math.abs(data[at + 1]! - im));
    }
  }
  return worst;
}

function compare(name: string, program: string): boolean {
  const device = machine(name)!;
  const gates = device.gates.filter(({ working }) => working);
  const input = gates.map(({ qubits, duration = null, error = null }) => ({
    qubits: qubits.map((qubit) => ({ t1: device.qubits[qubit]?.t1 ?? null, t2: device.qubits[qubit]?.t2 ?? null })),
    duration,
    error,
  }));
  const options = { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 2 ** 30 } as const;
  const { status, stdout, stderr } = spawnSync(program, ['test/conformance/devices.py'], options);
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  const answers = JSON.parse(stdout) as readonly Answer[];
  const worst = Math.max(...gates.map((gate, index) => deviation(gate, device, answers[index] ?? null)));
  console.log(`${name}: ${gates.length} gates, superoperators differ by at most ${worst.toPrecision(2)}`);
  return worst <= TOLERANCE;
}

function main(): boolean {
  if (!python) {
    console.log('KETLAB_PYTHON is not set: name a Python with qiskit-aer to compare with it.');
    return true;
  }
  return MACHINE_NAMES.map((name) => compare(name, python)).every(Boolean);
}

process.exitCode = main() ? 0 : 1;
