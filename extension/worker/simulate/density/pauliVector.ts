/**
 * The state of n qubits, which can be a mixture, as the expectation values of all 4^n Pauli strings: real numbers, half
 * the memory of a density matrix and a quarter of its arithmetic, on which every channel is a real matrix. What happens
 * to it waits until something looks at the state: then it is fused, put in an order that goes easy on memory, and run on
 * the compiled kernels.
 */
import { countBits } from '../../../../language/circuit/bits.ts';
import type { Matrix } from '../../../../language/circuit/matrix.ts';
import type { PauliString } from '../../../../language/circuit/observable.ts';
import { Kernels } from '../dense/kernels.ts';
import { encodePaulis } from '../dense/program.ts';
import { schedule } from '../dense/schedule.ts';
import type { NoiseChannel } from '../noiseChannel.ts';
import type { Random } from '../random.ts';
import type { QuantumState } from '../state.ts';
import { DensityMatrix, sampleProbabilities } from './densityMatrix.ts';
import { fuse } from './fusion.ts';
import { densityOfPaulis, paulisOfDensity } from './pauliBasis.ts';
import { stepsOf } from './steps.ts';
import { channelTransfer, projection, RESET, type Transfer, unitaryTransfer } from './transfer.ts';

/** Smaller states are changed sooner than the kernels are called; and two-qubit steps need a third qubit. */
export const LEAST_QUBITS = 4;

/** Work that may wait, in numbers times operations: about a second, so that progress is seen. */
const MOST_WAITING_WORK = 2 ** 30;
const MOST_WAITING = 4096;

/** Smaller states are done before a second thread has heard of them. */
const LEAST_QUBITS_FOR_THREADS = 10;

export class PauliVector implements QuantumState {
  readonly isMixed = true;
  readonly qubitCount: number;
  readonly largestGate = 2;
  readonly #kernels: Kernels;
  readonly #threads: number;
  /** The digit of an index, in base 4, that is qubit k: exchanging qubits costs nothing. */
  #places: number[];
  #waiting: Transfer[] = [];

  /**
   * All qubits in |0⟩.
   *
   * @param qubitCount at least `LEAST_QUBITS`
   * @param threads that may work on it; numbers do not depend on them
   * @throws {RangeError} where the system has no memory for it
   */
  constructor(qubitCount: number, threads = 1) {
    this.qubitCount = qubitCount;
    this.#threads = qubitCount < LEAST_QUBITS_FOR_THREADS ? 1 : threads;
    // As many real numbers as a state vector of 2n - 1 qubits has.
    this.#kernels = new Kernels(2 * qubitCount - 1, this.#threads);
    this.#places = Array.from({ length: qubitCount }, (_, qubit) => qubit);
    for (let mask = 0; mask < 2 ** qubitCount; mask++) this.#numbers[this.#indexOf(mask)] = 1;
  }

  apply(unitary: Matrix, targets: readonly number[], controls: readonly number[], states: readonly (0 | 1)[]): void {
    const qubits = [...controls, ...targets];
    // A factor of the whole state does nothing to a mixture.
    if (qubits.length === 0) return;
    if (qubits.length <= 2) this.#wait({ qubits, matrix: unitaryTransfer(unitary, states) });
    else {
      const positions = qubits.map((_, position) => position);
      const [own, others] = [positions.slice(controls.length), positions.slice(0, controls.length)];
      this.#applyToMany(qubits, (density) => density.apply(unitary, own, others, states));
    }
  }

  applyChannel(channel: NoiseChannel, qubits: readonly number[]): void {
    if (qubits.length <= 2) this.#wait({ qubits, matrix: channelTransfer(channel) });
    else {
      const positions = qubits.map((_, position) => position);
      this.#applyToMany(qubits, (density) => density.applyChannel(channel, positions));
    }
  }

  measure(qubit: number, random: number): 0 | 1 {
    const whole = this.#read(0);
    const difference = this.#read(1 << qubit);
    const outcome = random * whole < (whole + difference) / 2 ? 0 : 1;
    const sign = outcome === 0 ? 1 : -1;
    this.#wait({ qubits: [qubit], matrix: projection(sign, 1 / (whole + sign * difference)) });
    return outcome;
  }

  reset(qubit: number): void {
    this.#wait({ qubits: [qubit], matrix: RESET });
  }

  copyFrom(other: this): void {
    other.#flush();
    this.#waiting = [];
    this.#numbers.set(other.#numbers);
    this.#places = [...other.#places];
  }

  basisProbabilities(): Float64Array {
    this.#flush();
    const size = 2 ** this.qubitCount;
    const result = Float64Array.from({ length: size }, (_, mask) => this.#numbers[this.#indexOf(mask)]! / size);
    // p(x) = Σ ± tr(Z… ρ) / 2^n, minus where x has ones under an odd number of Zs.
    signedSums(result);
    return result.map((probability) => Math.max(0, probability));
  }

  /** ⟨ψ|ρ|ψ⟩ = Σ tr(P ρ) ⟨ψ|P|ψ⟩ / 2^n. */
  overlap(amplitudes: Float64Array): number {
    this.#flush();
    const size = 2 ** this.qubitCount;
    const numbers = this.#numbers;
    const indices = new Uint32Array(size);
    const sums = new Float64Array(size);
    let overlap = 0;
    for (let flips = 0; flips < size; flips++) {
      // All strings with X or Y on the same qubits, by the mask of those with Y or Z.
      indices[0] = this.#places.reduce((sum, place, qubit) => sum + ((flips >> qubit) & 1) * 4 ** place, 0);
      for (let qubit = 0; qubit < this.qubitCount; qubit++) {
        const step = ((flips >> qubit) & 1 ? 1 : 3) * 4 ** this.#places[qubit]!;
        for (let signs = 0; signs < 2 ** qubit; signs++) indices[signs + 2 ** qubit] = indices[signs]! + step;
      }
      for (let signs = 0; signs < size; signs++) {
        const value = numbers[indices[signs]!]!;
        sums[signs] = (countBits(flips & signs) & 2) === 0 ? value : -value;
      }
      signedSums(sums);
      // P|r⟩ = i^ys · (-1)^(r & signs) |r ^ flips⟩. The strings with an even number of ys have the same sums for r and
      // r ^ flips, the others opposite ones, and i as a factor.
      for (let row = 0; row < size; row++) {
        const other = row ^ flips;
        const [even, odd] = [(sums[row]! + sums[other]!) / 2, (sums[row]! - sums[other]!) / 2];
        const [ketRe, ketIm] = [amplitudes[2 * row]!, amplitudes[2 * row + 1]!];
        const [braRe, braIm] = [amplitudes[2 * other]!, -amplitudes[2 * other + 1]!];
        overlap += (braRe * ketRe - braIm * ketIm) * even - (braRe * ketIm + braIm * ketRe) * odd;
      }
    }
    return overlap / size;
  }

  sample(shots: number, random: Random, visit: (outcome: Uint8Array, count: number) => void): void {
    sampleProbabilities(this.basisProbabilities(), shots, random, visit);
  }

  expectation(paulis: PauliString): number {
    this.#flush();
    const index = paulis.reduce((sum, { pauli, qubit }) => sum + 'IXYZ'.indexOf(pauli) * 4 ** this.#places[qubit]!, 0);
    return this.#numbers[index]!;
  }

  get isThreaded(): boolean {
    return this.#threads > 1;
  }

  /** Ends the threads that work on it. */
  dispose(): void {
    this.#kernels.dispose();
  }

  get #numbers(): Float64Array {
    return this.#kernels.amplitudes as Float64Array;
  }

  /** The number of the string that has Z on the qubits of a mask, I on the others. */
  #indexOf(mask: number): number {
    return this.#places.reduce((sum, place, qubit) => sum + ((mask >> qubit) & 1) * 3 * 4 ** place, 0);
  }

  #read(mask: number): number {
    this.#flush();
    return this.#numbers[this.#indexOf(mask)]!;
  }

  #wait(transfer: Transfer): void {
    this.#waiting.push(transfer);
    const work = this.#waiting.length * 4 ** this.qubitCount;
    if (this.#waiting.length >= MOST_WAITING || work >= MOST_WAITING_WORK) this.#flush();
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    const steps = stepsOf(fuse(this.#waiting), this.#places);
    this.#waiting = [];
    for (const segment of schedule(steps, 2 * this.qubitCount - 1, this.#threads > 1)) {
      for (const part of encodePaulis(segment)) this.#kernels.run(part);
    }
  }

  /** The plain way: the numbers of these qubits, for each string on the others, as if they were a density matrix. */
  #applyToMany(qubits: readonly number[], change: (density: DensityMatrix) => void): void {
    this.#flush();
    const numbers = this.#numbers;
    const digits = qubits.map((qubit) => 4 ** this.#places[qubit]!);
    const offsets = Array.from({ length: 4 ** qubits.length }, (_, index) =>
      digits.reduce((sum, digit, position) => sum + (Math.floor(index / 4 ** position) % 4) * digit, 0),
    );
    const density = new DensityMatrix(qubits.length);
    for (let base = 0; base < numbers.length; base++) {
      if (digits.some((digit) => Math.floor(base / digit) % 4 !== 0)) continue;
      const own = Float64Array.from(offsets, (offset) => numbers[base + offset]!);
      density.entries.set(densityOfPaulis(own, qubits.length));
      change(density);
      const changed = paulisOfDensity(density.entries, qubits.length);
      offsets.forEach((offset, index) => {
        numbers[base + offset] = changed[index]!;
      });
    }
  }
}

/** The Walsh-Hadamard transform, in place: entry x becomes Σ ± entry s, minus where x & s has an odd number of ones. */
export function signedSums(values: Float64Array): void {
  for (let bit = 1; bit < values.length; bit *= 2) {
    for (let base = 0; base < values.length; base += 2 * bit) {
      for (let index = base; index < base + bit; index++) {
        const [even, odd] = [values[index]!, values[index + bit]!];
        values[index] = even + odd;
        values[index + bit] = even - odd;
      }
    }
  }
}
