/**
 * The state of n qubits as a density matrix of 4^n complex numbers: it can be a mixture, so that noise and resets
 * happen as a whole and every probability is exact. Written to be read: the compiled one is tested against it.
 */
import { countBits } from '../../../../language/circuit/bits.ts';
import type { Matrix } from '../../../../language/circuit/matrix.ts';
import { type PauliString, pauliMasks } from '../../../../language/circuit/observable.ts';
import type { NoiseChannel } from '../noiseChannel.ts';
import type { Random } from '../random.ts';
import { sampleOutcomes } from '../sample.ts';
import type { QuantumState } from '../state.ts';
import { Statevector } from '../statevector.ts';

/**
 * Stacked by columns: ρ[r][c] is number r + 2^n·c of a vector of 2n qubits, on which U ρ U† is Ū ⊗ U and a channel its
 * superoperator. Qubit j of the row is qubit j of that vector, qubit j of the column is qubit j + n.
 */
export class DensityMatrix implements QuantumState {
  readonly isMixed = true;
  readonly qubitCount: number;
  readonly largestGate = 3;
  readonly #vector: Statevector;

  /** All qubits in |0⟩. */
  constructor(qubitCount: number) {
    this.qubitCount = qubitCount;
    this.#vector = new Statevector(2 * qubitCount);
  }

  /** Interleaved real and imaginary parts of the columns, one after the other. */
  get entries(): Float64Array {
    return this.#vector.amplitudes;
  }

  copyFrom(other: DensityMatrix): void {
    this.#vector.copyFrom(other.#vector);
  }

  apply(unitary: Matrix, targets: readonly number[], controls: readonly number[], states: readonly (0 | 1)[]): void {
    this.#vector.apply(unitary, targets, controls, states);
    this.#vector.apply(conjugate(unitary), this.#columns(targets), this.#columns(controls), states);
  }

  applyChannel({ superoperator }: NoiseChannel, qubits: readonly number[]): void {
    this.#vector.apply(superoperator(), [...qubits, ...this.#columns(qubits)]);
  }

  measure(qubit: number, random: number): 0 | 1 {
    const probabilities = this.basisProbabilities();
    let [zero, one] = [0, 0];
    probabilities.forEach((probability, index) => {
      if ((index >> qubit) & 1) one += probability;
      else zero += probability;
    });
    const outcome = random * (zero + one) < zero ? 0 : 1;
    const factor = 1 / (outcome === 1 ? one : zero);
    const { entries } = this;
    const [row, column] = [1 << qubit, 1 << (qubit + this.qubitCount)];
    for (let index = 0; index < entries.length / 2; index++) {
      const isKept = ((index & row) !== 0) === (outcome === 1) && ((index & column) !== 0) === (outcome === 1);
      entries[2 * index]! *= isKept ? factor : 0;
      entries[2 * index + 1]! *= isKept ? factor : 0;
    }
    return outcome;
  }

  reset(qubit: number): void {
    const { entries } = this;
    const [row, column] = [1 << qubit, 1 << (qubit + this.qubitCount)];
    const both = row | column;
    for (let index = 0; index < entries.length / 2; index++) {
      if ((index & both) !== 0) continue;
      entries[2 * index]! += entries[2 * (index | both)]!;
      entries[2 * index + 1]! += entries[2 * (index | both) + 1]!;
      for (const gone of [index | row, index | column, index | both]) {
        entries[2 * gone] = 0;
        entries[2 * gone + 1] = 0;
      }
    }
  }

  /** Of each basis state: the diagonal. */
  basisProbabilities(): Float64Array {
    const size = 2 ** this.qubitCount;
    const { entries } = this;
    return Float64Array.from({ length: size }, (_, index) => Math.max(0, entries[2 * index * (size + 1)]!));
  }

  /** ⟨ψ|ρ|ψ⟩. */
  overlap(amplitudes: Float64Array): number {
    const size = 2 ** this.qubitCount;
    const { entries } = this;
    let overlap = 0;
    for (let column = 0; column < size; column++) {
      const [re, im] = [amplitudes[2 * column]!, amplitudes[2 * column + 1]!];
      if (re === 0 && im === 0) continue;
      let [rowRe, rowIm] = [0, 0];
      for (let row = 0; row < size; row++) {
        const at = 2 * (row + size * column);
        const [braRe, braIm] = [amplitudes[2 * row]!, -amplitudes[2 * row + 1]!];
        rowRe += braRe * entries[at]! - braIm * entries[at + 1]!;
        rowIm += braRe * entries[at + 1]! + braIm * entries[at]!;
      }
      overlap += rowRe * re - rowIm * im;
    }
    return overlap;
  }

  sample(shots: number, random: Random, visit: (outcome: Uint8Array, count: number) => void): void {
    sampleProbabilities(this.basisProbabilities(), shots, random, visit);
  }

  /** tr(P ρ). */
  expectation(paulis: PauliString): number {
    const { flips, signs, ys } = pauliMasks(paulis);
    const size = 2 ** this.qubitCount;
    const { entries } = this;
    let [re, im] = [0, 0];
    for (let column = 0; column < size; column++) {
      // P|r⟩ = i^ys · (-1)^(r & signs) |r ^ flips⟩: the entry of P in row `column` is in column `row`.
      const row = column ^ flips;
      const sign = countBits(row & signs) % 2 === 0 ? 1 : -1;
      re += sign * entries[2 * (row + size * column)]!;
      im += sign * entries[2 * (row + size * column) + 1]!;
    }
    // The real part of i^ys (re + i im).
    return [re, -im, -re, im][ys % 4]!;
  }

  #columns(qubits: readonly number[]): readonly number[] {
    return qubits.map((qubit) => qubit + this.qubitCount);
  }
}

/** As `QuantumState.sample`, from the probability of each basis state. */
export function sampleProbabilities(
  probabilities: Float64Array,
  shots: number,
  random: Random,
  visit: (outcome: Uint8Array, count: number) => void,
): void {
  const roots = new Float64Array(2 * probabilities.length);
  probabilities.forEach((probability, index) => {
    roots[2 * index] = Math.sqrt(probability);
  });
  sampleOutcomes(roots, shots, random, visit);
}

const conjugates = new WeakMap<Matrix, Matrix>();

function conjugate(matrix: Matrix): Matrix {
  let result = conjugates.get(matrix);
  if (!result) {
    result = { dimension: matrix.dimension, data: matrix.data.map((part, at) => (at % 2 === 0 ? part : -part)) };
    conjugates.set(matrix, result);
  }
  return result;
}
