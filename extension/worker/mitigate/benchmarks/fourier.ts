/** The quantum Fourier transform, and the estimation of a phase by it. */
import { randomStreams } from '../../simulate/random.ts';
import { type Benchmark, type BenchmarkOptions, type Gate, gate, withOutcome } from './benchmark.ts';

/** The state that the transform makes of a number, and the inverse transform, which gives that number. */
export function qft({ qubits, seed }: BenchmarkOptions): Benchmark {
  const number = drawnBelow(2 ** qubits, seed);
  const prepared = Array.from({ length: qubits }, (_, qubit) => [
    gate('h', [qubit]),
    gate('p', [qubit], turn(number * 2 ** qubit, qubits)),
  ]);
  return withOutcome(qubits, [...prepared.flat(), ...inverseTransform(qubits)], written(number, qubits));
}

/** The phase of p on |1⟩ is a fraction that the other qubits hold exactly: they read it with certainty. */
export function qpe({ qubits, seed }: BenchmarkOptions): Benchmark {
  const digits = qubits - 1;
  const number = drawnBelow(2 ** digits, seed);
  const powers = Array.from({ length: digits }, (_, qubit) =>
    gate('cp', [qubit, digits], turn(number * 2 ** qubit, digits)),
  );
  const prepared = [gate('x', [digits]), ...powers.map((_, qubit) => gate('h', [qubit]))];
  return withOutcome(qubits, [...prepared, ...powers, ...inverseTransform(digits)], `1${written(number, digits)}`);
}

/** 2π · number / 2^digits, by the part of a whole turn. */
const turn = (number: number, digits: number): number => (2 * Math.PI * (number % 2 ** digits)) / 2 ** digits;

const written = (number: number, digits: number): string => number.toString(2).padStart(digits, '0');

/** From ⊗ (|0⟩ + exp(2πi · number · 2^qubit / 2^qubits)|1⟩) to |number⟩. Nielsen and Chuang, section 5.1. */
function inverseTransform(qubits: number): readonly Gate[] {
  const gates: Gate[] = [];
  // The last qubit holds the least digit; swaps put the digits in order.
  for (let qubit = qubits - 1; qubit >= 0; qubit--) {
    for (let known = qubits - 1; known > qubit; known--) {
      gates.push(gate('cp', [known, qubit], -Math.PI / 2 ** (known - qubit)));
    }
    gates.push(gate('h', [qubit]));
  }
  for (let qubit = 0; qubit < qubits - 1 - qubit; qubit++) gates.push(gate('swap', [qubit, qubits - 1 - qubit]));
  return gates;
}

const drawnBelow = (limit: number, seed: number): number => Math.floor(randomStreams(seed)(0)() * limit);
