/** What a part of a state looks like on its own. */
import { hasOddBits } from '../../../language/circuit/bits.ts';
import type { Matrix } from '../../../language/circuit/matrix.ts';
import { type Pauli, pauliMasks } from '../../../language/circuit/observable.ts';
import type { QuantumState } from './state.ts';

/**
 * How to get the density matrix of some qubits of a state, by the shortest way the state offers.
 *
 * @param amplitudes of the state, where they are at hand
 */
export function reducedDensityOf(
  state: QuantumState,
  amplitudes: Float64Array | undefined,
): (qubits: readonly number[]) => Matrix {
  if (state.reducedDensity) return (qubits) => state.reducedDensity!(qubits);
  return amplitudes ? (qubits) => reducedDensity(amplitudes, qubits) : (qubits) => byExpectations(state, qubits);
}

/**
 * The density matrix of some qubits: the partial trace of |ψ⟩⟨ψ| over all others. `qubits[0]` is the least significant
 * bit of its index.
 *
 * @param amplitudes interleaved real and imaginary parts; qubit j is bit j of the index
 */
export function reducedDensity(amplitudes: Float64Array | Float32Array, qubits: readonly number[]): Matrix {
  const dimension = 2 ** qubits.length;
  const mask = qubits.reduce((bits, qubit) => bits | (1 << qubit), 0);
  const offsets = Array.from({ length: dimension }, (_, index) =>
    qubits.reduce((offset, qubit, bit) => offset | (((index >> bit) & 1) << qubit), 0),
  );
  const data = new Float64Array(2 * dimension * dimension);
  const end = amplitudes.length / 2;
  for (let base = 0; base < end; base = ((base | mask) + 1) & ~mask) {
    for (let row = 0; row < dimension; row++) {
      const ketRe = amplitudes[2 * (base | offsets[row]!)]!;
      const ketIm = amplitudes[2 * (base | offsets[row]!) + 1]!;
      for (let column = 0; column <= row; column++) {
        const braRe = amplitudes[2 * (base | offsets[column]!)]!;
        const braIm = amplitudes[2 * (base | offsets[column]!) + 1]!;
        const at = 2 * (row * dimension + column);
        data[at]! += ketRe * braRe + ketIm * braIm;
        data[at + 1]! += ketIm * braRe - ketRe * braIm;
      }
    }
  }
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < row; column++) {
      const [from, to] = [2 * (row * dimension + column), 2 * (column * dimension + row)];
      data[to] = data[from]!;
      data[to + 1] = -data[from + 1]!;
    }
  }
  return { dimension, data };
}

/** ρ = Σ ⟨P⟩ P / 2^k over all 4^k products P of Paulis on the qubits. */
function byExpectations(state: QuantumState, qubits: readonly number[]): Matrix {
  const dimension = 2 ** qubits.length;
  const data = new Float64Array(2 * dimension * dimension);
  for (let product = 0; product < dimension * dimension; product++) {
    const letters = qubits.map((_, index) => LETTERS[(product >> (2 * index)) & 3]!);
    const of = (place: (index: number) => number) =>
      letters.flatMap((pauli, index) => (pauli === 'I' ? [] : [{ pauli, qubit: place(index) }]));
    const value = (product === 0 ? 1 : state.expectation(of((index) => qubits[index]!))) / dimension;
    const { flips, signs, ys } = pauliMasks(of((index) => index));
    for (let column = 0; column < dimension; column++) {
      // The product takes the basis state `column` to i^ys · (±1) times the basis state `row`.
      const row = column ^ flips;
      const part = hasOddBits(column & signs) ? -value : value;
      const at = 2 * (row * dimension + column) + (ys % 2);
      data[at]! += ys % 4 === 0 || ys % 4 === 1 ? part : -part;
    }
  }
  return { dimension, data };
}

const LETTERS: readonly (Pauli | 'I')[] = ['I', 'X', 'Y', 'Z'];
