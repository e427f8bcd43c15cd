/** Runs of programs on the reference simulator, in this process. */
import { simulate } from '../../../extension/worker/jobs/simulate.ts';
import type { Progress, SimulateParameters, SimulateResult } from '../../../extension/worker/protocol.ts';
import { Interpreter } from '../../../extension/worker/simulate/interpreter.ts';
import { randomStreams } from '../../../extension/worker/simulate/random.ts';
import { Statevector } from '../../../extension/worker/simulate/statevector.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';

export function runProgram(
  text: string,
  parameters: Partial<SimulateParameters> = {},
  report: (progress: Progress) => void = () => {},
): SimulateResult {
  return simulate.run({ circuit: circuitOf(text), shots: 1000, seed: 1, ...parameters }, { report });
}

export function countsOf(text: string, parameters: Partial<SimulateParameters> = {}): Readonly<Record<string, number>> {
  return runProgram(text, parameters).counts;
}

/** The state after a program, of all its qubits. */
export function stateOf(text: string): Statevector {
  const circuit = circuitOf(text);
  const positions = new Map(Array.from({ length: circuit.qubitCount }, (_, qubit) => [qubit, qubit]));
  const state = new Statevector(circuit.qubitCount);
  new Interpreter(circuit, state, positions, [], randomStreams(1)(0)).execute(circuit.operations);
  return state;
}

/** |amplitude|² of each basis state. */
export function probabilitiesOf({ amplitudes }: Statevector): number[] {
  return Array.from({ length: amplitudes.length / 2 }, (_, k) => amplitudes[2 * k]! ** 2 + amplitudes[2 * k + 1]! ** 2);
}

/**
 * Upper tail of the χ² distribution: how often counts that do follow `probabilities` would fit them as badly as these.
 * By the Wilson-Hilferty approximation, good to three digits from three degrees of freedom on.
 */
export function chiSquaredTail(counts: readonly number[], probabilities: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const statistic = counts.reduce(
    (sum, count, k) => sum + (count - total * probabilities[k]!) ** 2 / (total * probabilities[k]!),
    0,
  );
  return tailOf(statistic, counts.length - 1);
}

/** Likewise, how often two runs of the same number of shots would differ as much as these if both follow the same law. */
export function chiSquaredTailOfTwo(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): number {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const statistic = keys.reduce((sum, key) => {
    const [a, b] = [one[key] ?? 0, other[key] ?? 0];
    return sum + (a - b) ** 2 / (a + b);
  }, 0);
  return tailOf(statistic, keys.length - 1);
}

function tailOf(statistic: number, degrees: number): number {
  const z = (Math.cbrt(statistic / degrees) - (1 - 2 / (9 * degrees))) / Math.sqrt(2 / (9 * degrees));
  return normalTail(z);
}

/** Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17 (error below 7.5e-8). */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
