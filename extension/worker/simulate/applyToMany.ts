/** A unitary on any number of qubits applied to a state vector: the plain way, for gates no kernel is made for. */
import type { Matrix } from '../../../language/circuit/matrix.ts';

/**
 * @param amplitudes interleaved: real and imaginary part of amplitude k at 2k and 2k + 1
 * @param unitary of dimension 2^targets; `targets[j]` is bit j of its index
 * @param controlMask the bits of an amplitude's index that must be as in `controlValue`
 */
export function applyToMany(
  amplitudes: Float64Array | Float32Array,
  { dimension, data }: Matrix,
  targets: readonly number[],
  controlMask: number,
  controlValue: number,
): void {
  const end = amplitudes.length / 2;
  const fixed = controlMask | maskOf(targets);
  const offsets = Array.from({ length: dimension }, (_, row) => maskOf(targets.filter((_, bit) => (row >> bit) & 1)));
  const before = new Float64Array(2 * dimension);
  for (let index = 0; index < end; index = nextIndex(index, fixed)) {
    const base = index | controlValue;
    for (let row = 0; row < dimension; row++) {
      const at = 2 * (base | offsets[row]!);
      before[2 * row] = amplitudes[at]!;
      before[2 * row + 1] = amplitudes[at + 1]!;
    }
    for (let row = 0; row < dimension; row++) {
      let re = 0;
      let im = 0;
      for (let column = 0; column < dimension; column++) {
        const entry = 2 * (row * dimension + column);
        re += data[entry]! * before[2 * column]! - data[entry + 1]! * before[2 * column + 1]!;
        im += data[entry]! * before[2 * column + 1]! + data[entry + 1]! * before[2 * column]!;
      }
      const at = 2 * (base | offsets[row]!);
      amplitudes[at] = re;
      amplitudes[at + 1] = im;
    }
  }
}

/** The bits of these numbers. */
export function maskOf(qubits: readonly number[]): number {
  return qubits.reduce((mask, qubit) => mask | (1 << qubit), 0);
}

/** The next index after `index` that is 0 in all bits of `fixed`: a loop over these visits each once, ascending. */
export function nextIndex(index: number, fixed: number): number {
  // Filling the fixed bits with ones makes the carry of + 1 run over them.
  return ((index | fixed) + 1) & ~fixed;
}
