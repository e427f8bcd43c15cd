/** What a part of a pure state looks like on its own. */
import type { Matrix } from '../../../language/circuit/matrix.ts';

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
