/**
 * What gates, channels and measurements do to the expectation values of Pauli strings: real matrices, on one or two
 * qubits (Pauli transfer matrices; Greenbaum, "Introduction to quantum gate set tomography", arXiv 1509.02921, section
 * 2.3). It knows no state.
 */
import { controlled, type Matrix } from '../../../../language/circuit/matrix.ts';
import { pauliTransferMatrix } from '../../../../language/noise/channel.ts';
import type { NoiseChannel } from '../noiseChannel.ts';

/** Row-major, 4^k × 4^k for k qubits; the digits of an index in base 4 are I, X, Y, Z, `qubits[0]` the least significant. */
export interface Transfer {
  /** One or two. */
  readonly qubits: readonly number[];
  readonly matrix: Float64Array;
}

/** Entries this small are what rounding leaves of zeros. */
const NEGLIGIBLE = 4e-16;

const ofUnitaries = new WeakMap<Matrix, Map<string, Float64Array>>();
const ofChannels = new WeakMap<NoiseChannel, Float64Array>();

/** Of a unitary under controls, which are the first qubits. */
export function unitaryTransfer(unitary: Matrix, states: readonly (0 | 1)[]): Float64Array {
  let byStates = ofUnitaries.get(unitary);
  if (!byStates) {
    byStates = new Map();
    ofUnitaries.set(unitary, byStates);
  }
  const key = states.join('');
  let matrix = byStates.get(key);
  if (!matrix) {
    matrix = cleaned(pauliTransferMatrix({ operators: [controlled(unitary, states)] }));
    byStates.set(key, matrix);
  }
  return matrix;
}

export function channelTransfer(channel: NoiseChannel): Float64Array {
  let matrix = ofChannels.get(channel);
  if (!matrix) {
    matrix = cleaned(pauliTransferMatrix(channel.kraus));
    ofChannels.set(channel, matrix);
  }
  return matrix;
}

/**
 * A linear map that need be no channel, such as the inverse of noise, to be applied to mixtures as channels are.
 *
 * @param superoperator the same of density matrices stacked by columns
 */
export function mapOfTransfer(transfer: Float64Array, superoperator: () => Matrix): NoiseChannel {
  const map: NoiseChannel = { kraus: { operators: [] }, mixture: undefined, superoperator, effects: () => [] };
  ofChannels.set(map, cleaned(transfer.slice()));
  return map;
}

/** Of a qubit that is put into |0⟩. */
// biome-ignore format: a matrix.
export const RESET = Float64Array.of(
  1, 0, 0, 0,
  0, 0, 0, 0,
  0, 0, 0, 0,
  1, 0, 0, 0,
);

/** Of finding a qubit in the eigenstate of Z with the value `sign`, times `factor`. */
export function projection(sign: 1 | -1, factor: number): Float64Array {
  const other = sign * factor;
  // biome-ignore format: a matrix.
  return Float64Array.of(
    factor, 0, 0, other,
    0, 0, 0, 0,
    0, 0, 0, 0,
    other, 0, 0, factor,
  );
}

/** The product `late · early` of matrices of the same size. */
export function product(late: Float64Array, early: Float64Array): Float64Array {
  const dimension = Math.sqrt(late.length);
  const result = new Float64Array(late.length);
  for (let row = 0; row < dimension; row++) {
    for (let inner = 0; inner < dimension; inner++) {
      const factor = late[row * dimension + inner]!;
      if (factor === 0) continue;
      for (let column = 0; column < dimension; column++) {
        result[row * dimension + column]! += factor * early[inner * dimension + column]!;
      }
    }
  }
  return cleaned(result);
}

/** A matrix on one qubit as one on two, of which it is the first (0) or the second (1). */
export function onTwo(matrix: Float64Array, place: 0 | 1): Float64Array {
  const result = new Float64Array(256);
  const [own, other] = place === 0 ? [1, 4] : [4, 1];
  for (let spectator = 0; spectator < 4; spectator++) {
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        result[16 * (own * row + other * spectator) + own * column + other * spectator] = matrix[4 * row + column]!;
      }
    }
  }
  return result;
}

/** A matrix on two qubits, given for them in the other order. */
export function turned(matrix: Float64Array): Float64Array {
  const exchange = (index: number) => (index >> 2) | ((index & 3) << 2);
  return matrix.map((_, at) => matrix[16 * exchange(at >> 4) + exchange(at & 15)]!);
}

/** Whether a matrix on one qubit leaves I as it is, and mixes it with nothing. */
export function isUnital(matrix: Float64Array): boolean {
  return matrix[0] === 1 && [1, 2, 3, 4, 8, 12].every((at) => matrix[at] === 0);
}

/** Whether a row of a matrix is that of the identity. */
export function isIdentityRow(matrix: Float64Array, row: number): boolean {
  const dimension = Math.sqrt(matrix.length);
  for (let column = 0; column < dimension; column++) {
    if (matrix[row * dimension + column] !== (row === column ? 1 : 0)) return false;
  }
  return true;
}

/** Clears in place what rounding leaves. */
function cleaned(matrix: Float64Array): Float64Array {
  for (let at = 0; at < matrix.length; at++) {
    const entry = matrix[at]!;
    if (Math.abs(entry) < NEGLIGIBLE) matrix[at] = 0;
    else if (Math.abs(entry - 1) < NEGLIGIBLE) matrix[at] = 1;
  }
  return matrix;
}
