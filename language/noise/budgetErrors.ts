/**
 * Closed forms of single errors, as probabilities that a Pauli error happens: a channel with the process fidelity F is
 * one that does nothing with probability F, after twirling.
 */
import type { DeviceQubit, NativeGate } from '../device/device.ts';
import { remaining } from '../device/relaxation.ts';
import { ANYWHERE, NOWHERE, type Reach, VALUE } from './budgetReach.ts';

/** 1 - process fidelity, from an average gate infidelity: r·(d + 1)/d (Nielsen, quant-ph/0205035, equation 3). */
export function processInfidelity(averageInfidelity: number, qubits: number): number {
  const d = 2 ** qubits;
  return Math.min((averageInfidelity * (d + 1)) / d, completeInfidelity(qubits));
}

/** That of the completely depolarizing channel: what a gate that does not work is taken for. */
const completeInfidelity = (qubits: number): number => 1 - 4 ** -qubits;

/**
 * What T1 and T2 cost in `time` seconds. Where any error counts: 1 - (1 + 2·exp(-t/T2) + exp(-t/T1))/4, from the trace
 * of the Pauli transfer matrix of relaxation. Where only the qubit's value does: (1 - exp(-t/T1))/2, half the probability
 * to decay, for a qubit as likely in |0⟩ as in |1⟩.
 */
export function relaxationError(qubit: Pick<DeviceQubit, 't1' | 't2'>, time: number, reach: Reach): number {
  const { population, coherence } = remaining(qubit, time);
  switch (reach) {
    case NOWHERE:
      return 0;
    case VALUE:
      return (1 - population) / 2;
    case ANYWHERE:
      return (3 - population - 2 * coherence) / 4;
  }
}

/** The calibrated error as a process infidelity; 0 where the calibration does not give one. */
export function nativeError({ error, working, qubits }: NativeGate): number {
  if (!working) return completeInfidelity(qubits.length);
  return error === undefined ? 0 : processInfidelity(error, qubits.length);
}
