/** Errors of readout: bits that are read as something else. */
import type { ConfusionOperation } from '../../../language/circuit/circuit.ts';

/**
 * Replaces what stands in the bits by what is read there.
 *
 * @param values 0 or 1 by bit of the circuit
 * @param random uniform in [0, 1): decides what is read
 */
export function confuse(values: Uint8Array, { bits, matrix }: ConfusionOperation, random: number): void {
  const truth = numberIn(values, bits);
  let read = 0;
  let rest = random;
  for (; read < matrix.length - 1; read++) {
    rest -= matrix[read]?.[truth] ?? 0;
    if (rest < 0) break;
  }
  bits.forEach((bit, index) => {
    values[bit] = (read >> index) & 1;
  });
}

/** The probability of each number that may be read in the bits. */
export const readProbabilities = (values: Uint8Array, { bits, matrix }: ConfusionOperation): readonly number[] =>
  matrix.map((row) => row[numberIn(values, bits)] ?? 0);

const numberIn = (values: Uint8Array, bits: readonly number[]): number =>
  bits.reduce((number, bit, index) => number | (values[bit]! << index), 0);
