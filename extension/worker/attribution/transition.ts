/** Two states seen from a few qubits: all that noise on these qubits can make of their overlap. */
import type { Matrix } from '../../../language/circuit/matrix.ts';
import type { KrausChannel } from '../../../language/noise/channel.ts';

/**
 * T[r][c] = Σ ψ[r, rest] conj(φ[c, rest]), summed over everything but `qubits`, the first of which is the least
 * significant bit of r and c: ⟨φ|K|ψ⟩ = tr(K T) for any K on these qubits. With ψ = φ it is their density matrix.
 *
 * @param psi amplitudes, interleaved; qubit j is bit j of the index
 */
export function transition(psi: Float64Array, phi: Float64Array, qubits: readonly number[]): Matrix {
  const [only] = qubits;
  if (qubits.length === 1) return ofOneQubit(psi, phi, 1 << only!);
  const dimension = 2 ** qubits.length;
  const data = new Float64Array(2 * dimension * dimension);
  const mask = qubits.reduce((bits, qubit) => bits | (1 << qubit), 0);
  const offsets = Int32Array.from({ length: dimension }, (_, index) =>
    qubits.reduce((offset, qubit, bit) => offset | (((index >> bit) & 1) << (qubit + 1)), 0),
  );
  const bras = new Float64Array(2 * dimension);
  const end = psi.length / 2;
  const isDensity = psi === phi;
  for (let base = 0; base < end; base = ((base | mask) + 1) & ~mask) {
    for (let column = 0; column < dimension; column++) {
      const from = 2 * base + offsets[column]!;
      bras[2 * column] = phi[from]!;
      bras[2 * column + 1] = phi[from + 1]!;
    }
    for (let row = 0; row < dimension; row++) {
      const from = 2 * base + offsets[row]!;
      const re = psi[from]!;
      const im = psi[from + 1]!;
      if (re === 0 && im === 0) continue;
      const first = 2 * row * dimension;
      const columns = isDensity ? row + 1 : dimension;
      for (let column = 0; column < columns; column++) {
        const braRe = bras[2 * column]!;
        const braIm = bras[2 * column + 1]!;
        data[first + 2 * column]! += re * braRe + im * braIm;
        data[first + 2 * column + 1]! += im * braRe - re * braIm;
      }
    }
  }
  if (isDensity) fillHermitian(data, dimension);
  return { dimension, data };
}

/** The upper triangle from the lower. */
function fillHermitian(data: Float64Array, dimension: number): void {
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < row; column++) {
      const [from, to] = [2 * (row * dimension + column), 2 * (column * dimension + row)];
      data[to] = data[from]!;
      data[to + 1] = -data[from + 1]!;
    }
  }
}

/** Most locations are of one qubit: without an inner loop. */
function ofOneQubit(psi: Float64Array, phi: Float64Array, bit: number): Matrix {
  let [re00, im00, re01, im01, re10, im10, re11, im11] = [0, 0, 0, 0, 0, 0, 0, 0];
  const end = psi.length / 2;
  for (let index = 0; index < end; index = ((index | bit) + 1) & ~bit) {
    const zero = 2 * index;
    const one = zero + 2 * bit;
    const [aRe, aIm, bRe, bIm] = [psi[zero]!, psi[zero + 1]!, psi[one]!, psi[one + 1]!];
    const [cRe, cIm, dRe, dIm] = [phi[zero]!, phi[zero + 1]!, phi[one]!, phi[one + 1]!];
    re00 += aRe * cRe + aIm * cIm;
    im00 += aIm * cRe - aRe * cIm;
    re01 += aRe * dRe + aIm * dIm;
    im01 += aIm * dRe - aRe * dIm;
    re10 += bRe * cRe + bIm * cIm;
    im10 += bIm * cRe - bRe * cIm;
    re11 += bRe * dRe + bIm * dIm;
    im11 += bIm * dRe - bRe * dIm;
  }
  return { dimension: 2, data: Float64Array.of(re00, im00, re01, im01, re10, im10, re11, im11) };
}

/** Transitions of two states that go through the same gates, each looked up once between the gates on its qubits. */
export class Transitions {
  readonly #psi: Float64Array;
  readonly #phi: Float64Array;
  /** The last one, by each of its qubits. */
  readonly #known = new Map<number, { readonly qubits: readonly number[]; readonly matrix: Matrix }>();

  constructor(psi: Float64Array, phi: Float64Array) {
    this.#psi = psi;
    this.#phi = phi;
  }

  of(qubits: readonly number[]): Matrix {
    const known = this.#known.get(qubits[0]!);
    if (known) {
      if (known.qubits.length === qubits.length && known.qubits.every((qubit, k) => qubit === qubits[k])) {
        return known.matrix;
      }
      if (known.qubits.length === 2 && qubits.length === 1)
        return partOf(known.matrix, known.qubits.indexOf(qubits[0]!));
    }
    const matrix = transition(this.#psi, this.#phi, qubits);
    for (const qubit of qubits) this.#known.set(qubit, { qubits, matrix });
    return matrix;
  }

  /** A gate acts on these qubits: what was known of them holds no more. What was known of others still does. */
  touch(qubits: readonly number[]): void {
    for (const qubit of qubits) {
      const known = this.#known.get(qubit);
      for (const other of known?.qubits ?? []) this.#known.delete(other);
    }
  }
}

/** Of two qubits, what one of them alone has: a partial trace. */
function partOf({ data }: Matrix, kept: number): Matrix {
  const [own, other] = kept === 0 ? [1, 2] : [2, 1];
  const part = new Float64Array(8);
  for (let row = 0; row < 2; row++) {
    for (let column = 0; column < 2; column++) {
      for (const rest of [0, other]) {
        const from = 2 * (4 * (row * own + rest) + column * own + rest);
        part[2 * (2 * row + column)]! += data[from]!;
        part[2 * (2 * row + column) + 1]! += data[from + 1]!;
      }
    }
  }
  return { dimension: 2, data: part };
}

/** Σ |⟨φ|K|ψ⟩|² over the Kraus operators: the fidelity of φ with what the channel makes of ψ. */
export function fidelityAfter({ operators }: KrausChannel, { dimension, data: t }: Matrix): number {
  let sum = 0;
  for (const { data: k } of operators) {
    let [re, im] = [0, 0];
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < dimension; column++) {
        const a = 2 * (row * dimension + column);
        const b = 2 * (column * dimension + row);
        re += k[a]! * t[b]! - k[a + 1]! * t[b + 1]!;
        im += k[a]! * t[b + 1]! + k[a + 1]! * t[b]!;
      }
    }
    sum += re * re + im * im;
  }
  return sum;
}
