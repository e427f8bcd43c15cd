/** How a qubit of a device relaxes while time passes: T1 towards |0⟩ and T2. Errors need no excited population. */
import type { ChannelSpec } from '../circuit/channelSpec.ts';
import type { DeviceQubit } from './device.ts';

type Times = Pick<DeviceQubit, 't1' | 't2'>;

/** What is left after `time` seconds of the population of |1⟩, and of the coherence. */
export function remaining({ t1, t2 }: Times, time: number): { population: number; coherence: number } {
  // Without a T2, dephasing is what T1 brings with it; without a T1, there is nothing but dephasing.
  const slowest = t2 ?? (t1 === undefined ? undefined : 2 * t1);
  return {
    population: t1 === undefined ? 1 : Math.exp(-time / t1),
    coherence: slowest === undefined ? 1 : Math.exp(-time / slowest),
  };
}

/** Relaxation for `time` seconds; `undefined` where there is none. */
export function relaxation({ t1, t2 }: Times, time: number): ChannelSpec | undefined {
  if (!(time > 0)) return undefined;
  if (t1 !== undefined) return { kind: 'thermalRelaxation', t1, t2: t2 ?? 2 * t1, time };
  return t2 === undefined ? undefined : { kind: 'phaseDamping', probability: -Math.expm1((-2 * time) / t2) };
}

/**
 * Relaxation for `time` seconds as random Paulis, twirled: with the rates of T1 and T2, pX = pY = (1 - e^(-t/T1)) / 4 and
 * pZ = (1 - e^(-t/T2)) / 2 - pX. Ghosh, Fowler and Geller, arXiv 1210.5799, section III.
 */
export function twirledRelaxation(qubit: Times, time: number): ChannelSpec | undefined {
  const { population, coherence } = remaining(qubit, time);
  const x = (1 - population) / 4;
  const z = Math.max(0, (1 - coherence) / 2 - x);
  return x > 0 || z > 0 ? { kind: 'pauli', probabilities: { X: x, Y: x, Z: z } } : undefined;
}

/**
 * The average gate fidelity that relaxation leaves to a gate on these qubits: (d·F + 1) / (d + 1), where the process
 * fidelity F is the product of (1 + e^(-t/T1) + 2·e^(-t/T2)) / 4 over the qubits.
 */
export function relaxationFidelity(qubits: readonly Times[], time: number): number {
  const dimension = 2 ** qubits.length;
  const process = qubits.reduce((product, qubit) => {
    const { population, coherence } = remaining(qubit, time);
    return (product * (1 + population + 2 * coherence)) / 4;
  }, 1);
  return (dimension * process + 1) / (dimension + 1);
}
