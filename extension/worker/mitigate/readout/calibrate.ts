/** Circuits that tell how outcomes are read, and what they tell. */
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import type { Counts, Task } from '../question.ts';
import { measured } from '../settings.ts';
import { gateAt, withStandardGates } from '../standardGates.ts';
import type { BitErrors } from './confusionModel.ts';

/** Prepares a basis state of these qubits, bit k of `value` on qubit k of them, and measures them. */
export function preparation(circuit: Circuit, qubits: readonly number[], value: bigint): Circuit {
  const whole = withStandardGates(circuit, ['x']);
  const flips = qubits
    .filter((_, bit) => (value >> BigInt(bit)) & 1n)
    .map((qubit) => gateAt(whole, 'x', [qubit], [], 'calibration'));
  return measured({ ...whole, operations: flips }, qubits);
}

/** All qubits in 0, and all in 1: enough where each is read for itself. */
export function tensoredTasks(circuit: Circuit, qubits: readonly number[], shots: number): readonly Task[] {
  const all = (1n << BigInt(qubits.length)) - 1n;
  return [0n, all].map((value) => ({ circuit: preparation(circuit, qubits, value), shots }));
}

/** Of each bit, from the counts of `tensoredTasks`. */
export function bitErrors([zeros, ones]: readonly Counts[], count: number): readonly BitErrors[] {
  const shareOfOnes = ({ outcomes, shots }: Counts, bit: number) => {
    let sum = 0;
    for (const [outcome, times] of outcomes) if (outcome.charCodeAt(count - 1 - bit) === 49) sum += times;
    return sum / shots;
  };
  return Array.from({ length: count }, (_, bit) => ({
    oneGivenZero: shareOfOnes(zeros!, bit),
    zeroGivenOne: 1 - shareOfOnes(ones!, bit),
  }));
}

/** Every basis state. */
export function correlatedTasks(circuit: Circuit, qubits: readonly number[], shots: number): readonly Task[] {
  return Array.from({ length: 2 ** qubits.length }, (_, value) => ({
    circuit: preparation(circuit, qubits, BigInt(value)),
    shots,
  }));
}

/** `matrix[read][true]`, from the counts of `correlatedTasks`. */
export function confusionMatrix(counts: readonly Counts[]): readonly (readonly number[])[] {
  const matrix = counts.map(() => new Array<number>(counts.length).fill(0));
  counts.forEach(({ outcomes, shots }, truth) => {
    for (const [outcome, times] of outcomes) matrix[Number.parseInt(outcome, 2)]![truth] = times / shots;
  });
  return matrix;
}
