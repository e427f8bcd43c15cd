/** The exact probability of each outcome of the measurements at the end of a circuit, readout errors included. */
import type { ConfusionOperation, Register } from '../../../language/circuit/circuit.ts';
import { keysOfNumbers } from './outcomeKeys.ts';
import type { Readout } from './readout.ts';
import type { QuantumState } from './state.ts';

/** Of more bits there are too many outcomes to be listed. */
const MAX_BITS = 20;
/** Smaller probabilities are what rounding leaves of zeros. */
const NEGLIGIBLE = 1e-15;

/**
 * By the keys of `SimulateResult.counts`; those that are not 0. `undefined`: there are too many outcomes.
 *
 * @param values what stands in the bits before they are read, by bit
 */
export function outcomeProbabilities(
  state: QuantumState,
  { wires, confusions }: Readout,
  values: Uint8Array,
  registers: readonly Register[],
): Readonly<Record<string, number>> | undefined {
  const shown = values.slice();
  for (const { wire, position } of wires) if (position === undefined) shown[wire] = 0;
  // A bit that is measured twice shows the last outcome.
  const positions = new Map(wires.map(({ wire, position }) => [wire, position]));
  const confused = confusions.flatMap(({ bits }) => bits);
  const bits = [
    ...new Set([...wires.flatMap(({ wire, position }) => (position === undefined ? [] : [wire])), ...confused]),
  ];
  if (bits.length > MAX_BITS || state.qubitCount > MAX_BITS) return undefined;

  const weights = new Float64Array(2 ** bits.length);
  const places = bits.map((bit) => positions.get(bit) ?? -1);
  const constant = bits.reduce((index, bit, at) => index | (places[at]! < 0 ? shown[bit]! << at : 0), 0);
  const probabilities = basisProbabilities(state);
  for (let basisState = 0; basisState < probabilities.length; basisState++) {
    let index = constant;
    for (let at = 0; at < places.length; at++) if (places[at]! >= 0) index |= ((basisState >> places[at]!) & 1) << at;
    weights[index]! += probabilities[basisState]!;
  }
  for (const confusion of confusions) confuseAll(weights, confusion, bits);

  // The norm of a state in single precision is a little off.
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const possible = Uint32Array.from(weights.keys()).filter((index) => weights[index]! >= NEGLIGIBLE);
  const byKey: Record<string, number> = {};
  keysOfNumbers(registers, shown, bits, possible, (key, at) => {
    byKey[key] = (byKey[key] ?? 0) + weights[possible[at]!]! / total;
  });
  return byKey;
}

function basisProbabilities(state: QuantumState): Float64Array {
  if (state.basisProbabilities) return state.basisProbabilities();
  const vector = state.vector?.() ?? new Float64Array(0);
  return Float64Array.from({ length: vector.length / 2 }, (_, at) => vector[2 * at]! ** 2 + vector[2 * at + 1]! ** 2);
}

/** Replaces the distribution by that of what is read: column of the matrix is the truth, row what is read. */
function confuseAll(weights: Float64Array, { bits, matrix }: ConfusionOperation, order: readonly number[]): void {
  const masks = bits.map((bit) => 1 << order.indexOf(bit));
  const all = masks.reduce((sum, mask) => sum | mask, 0);
  const offsets = matrix.map((_, value) => masks.reduce((sum, mask, at) => sum | ((value >> at) & 1 ? mask : 0), 0));
  for (let base = 0; base < weights.length; base++) {
    if ((base & all) !== 0) continue;
    const truth = offsets.map((offset) => weights[base | offset]!);
    offsets.forEach((offset, read) => {
      weights[base | offset] = truth.reduce((sum, weight, value) => sum + matrix[read]![value]! * weight, 0);
    });
  }
}
