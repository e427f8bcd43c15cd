/** Circuits that make a known entangled state. */
import { type Benchmark, type BenchmarkOptions, gate, parity } from './benchmark.ts';

/** (|0…0⟩ + |1…1⟩)/√2, whose product of all X is 1. */
export function ghz({ qubits }: BenchmarkOptions): Benchmark {
  const chain = Array.from({ length: qubits - 1 }, (_, qubit) => gate('cx', [qubit, qubit + 1]));
  return {
    qubits,
    gates: [gate('h', [0]), ...chain],
    observable: parity(qubits).replaceAll('Z', 'X'),
    value: 1,
    outcomes: ['0'.repeat(qubits), '1'.repeat(qubits)],
  };
}

/** The equal sum of all outcomes with a single 1, from |0…0⟩: a 1 is passed on with the right amplitude. */
export function w({ qubits }: BenchmarkOptions): Benchmark {
  const steps = Array.from({ length: qubits - 1 }, (_, qubit) => {
    // With probability 1/(qubits - qubit) the 1 stays here.
    const angle = 2 * Math.acos(Math.sqrt(1 / (qubits - qubit)));
    return [gate('cry', [qubit, qubit + 1], angle), gate('cx', [qubit + 1, qubit])];
  });
  return {
    qubits,
    gates: [gate('x', [0]), ...steps.flat()],
    observable: parity(qubits),
    value: -1,
    outcomes: Array.from({ length: qubits }, (_, qubit) => (2 ** qubit).toString(2).padStart(qubits, '0')),
  };
}
