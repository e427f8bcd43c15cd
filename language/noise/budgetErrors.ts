/**
 * Closed forms of single errors, as probabilities that a Pauli error happens: a channel with the process fidelity F is
 * one that does nothing with probability F, after twirling.
 */
import type { Device, DeviceQubit, NativeGate } from '../device/device.ts';
import type { Reach } from './budgetReach.ts';

/** 1 - process fidelity, from an average gate infidelity: r·(d + 1)/d (Nielsen, quant-ph/0205035, equation 3). */
export function processInfidelity(averageInfidelity: number, qubits: number): number {
  const d = 2 ** qubits;
  return Math.min((averageInfidelity * (d + 1)) / d, completeInfidelity(qubits));
}

/** That of the completely depolarizing channel: what a gate that does not work is taken for. */
const completeInfidelity = (qubits: number): number => 1 - 4 ** -qubits;

/**
 * What T1 and T2 cost in `time` seconds. Where any error counts: 1 - (1 + 2·exp(-t/T2) + exp(-t/T1))/4, from the trace
 * of the Pauli transfer matrix of thermal relaxation. Where only the qubit's value does: (1 - exp(-t/T1))/2, half the
 * probability to decay, for a qubit as likely in |0⟩ as in |1⟩. T2 is at most 2·T1, and that where it is not given.
 */
export function relaxationError(
  { t1 = Number.POSITIVE_INFINITY, t2 }: DeviceQubit,
  time: number,
  reach: Reach,
): number {
  const decay = -Math.expm1(-time / t1);
  if (reach === 0) return 0;
  if (reach === 1) return decay / 2;
  const dephasing = -Math.expm1(-time / Math.min(t2 ?? Number.POSITIVE_INFINITY, 2 * t1));
  return (2 * dephasing + decay) / 4;
}

/** Native gates of a device by name and qubits. */
export class NativeGates {
  readonly #byName = new Map<string, Map<number, NativeGate>>();
  readonly #size: number;

  constructor({ gates, qubits }: Device) {
    this.#size = qubits.length + 1;
    for (const gate of gates) {
      let places = this.#byName.get(gate.name);
      if (!places) {
        places = new Map();
        this.#byName.set(gate.name, places);
      }
      places.set(this.#key(gate.qubits), gate);
    }
  }

  find(name: string, qubits: readonly number[]): NativeGate | undefined {
    return this.#byName.get(name)?.get(this.#key(qubits));
  }

  #key(qubits: readonly number[]): number {
    let key = 0;
    for (const qubit of qubits) key = key * this.#size + qubit + 1;
    return key;
  }
}

/** The calibrated error as a process infidelity; 0 where the calibration does not give one. */
export function nativeError({ error, working, qubits }: NativeGate): number {
  if (!working) return completeInfidelity(qubits.length);
  return error === undefined ? 0 : processInfidelity(error, qubits.length);
}
