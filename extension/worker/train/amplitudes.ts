/** Gates on small state vectors, in place: amplitudes are real and imaginary parts in turn. */
import type { Matrix } from '../../../language/circuit/matrix.ts';

export type Axis = 'x' | 'y' | 'z';

/** exp(-i angle P / 2) of the Pauli matrix P of the axis. @param c cosine of half the angle @param s its sine */
export function rotate(amplitudes: Float64Array, axis: Axis, qubit: number, c: number, s: number): void {
  const stride = 2 << qubit;
  if (axis === 'y') rotateY(amplitudes, stride, c, s);
  else if (axis === 'z') rotateZ(amplitudes, stride, c, s);
  else rotateX(amplitudes, stride, c, s);
}

function rotateX(amplitudes: Float64Array, stride: number, c: number, s: number): void {
  for (let block = 0; block < amplitudes.length; block += 2 * stride) {
    for (let zero = block; zero < block + stride; zero += 2) {
      const one = zero + stride;
      const aRe = amplitudes[zero]!;
      const aIm = amplitudes[zero + 1]!;
      const bRe = amplitudes[one]!;
      const bIm = amplitudes[one + 1]!;
      amplitudes[zero] = c * aRe + s * bIm;
      amplitudes[zero + 1] = c * aIm - s * bRe;
      amplitudes[one] = s * aIm + c * bRe;
      amplitudes[one + 1] = -s * aRe + c * bIm;
    }
  }
}

function rotateY(amplitudes: Float64Array, stride: number, c: number, s: number): void {
  for (let block = 0; block < amplitudes.length; block += 2 * stride) {
    for (let zero = block; zero < block + stride; zero += 2) {
      const one = zero + stride;
      const aRe = amplitudes[zero]!;
      const aIm = amplitudes[zero + 1]!;
      const bRe = amplitudes[one]!;
      const bIm = amplitudes[one + 1]!;
      amplitudes[zero] = c * aRe - s * bRe;
      amplitudes[zero + 1] = c * aIm - s * bIm;
      amplitudes[one] = s * aRe + c * bRe;
      amplitudes[one + 1] = s * aIm + c * bIm;
    }
  }
}

function rotateZ(amplitudes: Float64Array, stride: number, c: number, s: number): void {
  for (let block = 0; block < amplitudes.length; block += 2 * stride) {
    for (let zero = block; zero < block + stride; zero += 2) {
      const one = zero + stride;
      const aRe = amplitudes[zero]!;
      const aIm = amplitudes[zero + 1]!;
      const bRe = amplitudes[one]!;
      const bIm = amplitudes[one + 1]!;
      amplitudes[zero] = c * aRe + s * aIm;
      amplitudes[zero + 1] = c * aIm - s * aRe;
      amplitudes[one] = c * bRe - s * bIm;
      amplitudes[one + 1] = c * bIm + s * bRe;
    }
  }
}

/** Im ⟨λ|P|ψ⟩: the derivative by the angle of a rotation that has been done, of a function with df = 2 Re ⟨λ|dψ⟩. */
export function rotationSlope(lambda: Float64Array, psi: Float64Array, axis: Axis, qubit: number): number {
  const stride = 2 << qubit;
  let sum = 0;
  for (let block = 0; block < psi.length; block += 2 * stride) {
    for (let zero = block; zero < block + stride; zero += 2) {
      const one = zero + stride;
      if (axis === 'y') {
        sum += lambda[one]! * psi[zero]! + lambda[one + 1]! * psi[zero + 1]!;
        sum -= lambda[zero]! * psi[one]! + lambda[zero + 1]! * psi[one + 1]!;
      } else if (axis === 'z') {
        sum += lambda[zero]! * psi[zero + 1]! - lambda[zero + 1]! * psi[zero]!;
        sum -= lambda[one]! * psi[one + 1]! - lambda[one + 1]! * psi[one]!;
      } else {
        sum += lambda[zero]! * psi[one + 1]! - lambda[zero + 1]! * psi[one]!;
        sum += lambda[one]! * psi[zero + 1]! - lambda[one + 1]! * psi[zero]!;
      }
    }
  }
  return sum;
}

/** @param sign -1 for the complex conjugate of the entries */
export function multiplyDiagonal(amplitudes: Float64Array, entries: Float64Array, sign: 1 | -1): void {
  for (let at = 0; at < amplitudes.length; at += 2) {
    const [re, im] = [amplitudes[at]!, amplitudes[at + 1]!];
    const [c, s] = [entries[at]!, sign * entries[at + 1]!];
    amplitudes[at] = re * c - im * s;
    amplitudes[at + 1] = re * s + im * c;
  }
}

/** @param qubits the first is the least significant of the matrix's index */
export function applyMatrix(amplitudes: Float64Array, { dimension, data }: Matrix, qubits: readonly number[]): void {
  const offsets = Array.from({ length: dimension }, (_, index) =>
    qubits.reduce((sum, qubit, bit) => sum + (((index >> bit) & 1) << qubit), 0),
  );
  const mask = offsets.at(-1)!;
  const before = new Float64Array(2 * dimension);
  for (let state = 0; state < amplitudes.length / 2; state++) {
    if ((state & mask) !== 0) continue;
    for (let index = 0; index < dimension; index++) {
      before[2 * index] = amplitudes[2 * (state | offsets[index]!)]!;
      before[2 * index + 1] = amplitudes[2 * (state | offsets[index]!) + 1]!;
    }
    for (let row = 0; row < dimension; row++) {
      let [re, im] = [0, 0];
      for (let column = 0; column < dimension; column++) {
        const at = 2 * (row * dimension + column);
        re += data[at]! * before[2 * column]! - data[at + 1]! * before[2 * column + 1]!;
        im += data[at]! * before[2 * column + 1]! + data[at + 1]! * before[2 * column]!;
      }
      amplitudes[2 * (state | offsets[row]!)] = re;
      amplitudes[2 * (state | offsets[row]!) + 1] = im;
    }
  }
}
