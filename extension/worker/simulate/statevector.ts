/**
 * The state of n qubits as 2^n complex amplitudes, and what can happen to it: gates, measurements, resets. It knows
 * no circuits. Written to be read: other simulators are tested against this one.
 */
import type { ComplexPair, Matrix } from '../../../language/circuit/matrix.ts';
import type { PauliString } from '../../../language/circuit/observable.ts';
import { X, Y, Z } from '../../../language/circuit/standardGates.ts';
import { applyToMany, maskOf, nextIndex } from './applyToMany.ts';
import { applyByChance, type NoiseChannel } from './noiseChannel.ts';
import type { Random } from './random.ts';
import { reducedDensity } from './reducedDensity.ts';
import { sampleOutcomes } from './sample.ts';
import type { QuantumState } from './state.ts';

const PAULIS = { X, Y, Z } as const;

/** Qubit j is bit j of an amplitude's index: qubit 0 is the least significant. */
export class Statevector implements QuantumState {
  readonly qubitCount: number;
  readonly largestGate = 3;
  /** Interleaved: real and imaginary part of amplitude k at 2k and 2k + 1. */
  readonly amplitudes: Float64Array;

  /** All qubits in |0⟩. */
  constructor(qubitCount: number) {
    this.qubitCount = qubitCount;
    this.amplitudes = new Float64Array(2 * 2 ** qubitCount);
    this.amplitudes[0] = 1;
  }

  copyFrom(other: Statevector): void {
    this.amplitudes.set(other.amplitudes);
  }

  apply(
    unitary: Matrix,
    targets: readonly number[],
    controls: readonly number[] = [],
    states: readonly (0 | 1)[] = [],
  ): void {
    const controlMask = maskOf(controls);
    const controlValue = maskOf(controls.filter((_, index) => states[index] === 1));
    const [target] = targets;
    if (target === undefined) this.#applyPhase(unitary, controlMask, controlValue);
    else if (targets.length === 1) this.#applyToOne(unitary, 1 << target, controlMask, controlValue);
    else applyToMany(this.amplitudes, unitary, targets, controlMask, controlValue);
  }

  /** Probabilities of finding a qubit in 0 and in 1; their sum is the squared norm, 1 up to rounding. */
  probabilities(qubit: number): readonly [number, number] {
    const { amplitudes } = this;
    const bit = 1 << qubit;
    let zero = 0;
    let one = 0;
    for (let index = 0; index < amplitudes.length / 2; index++) {
      const weight = amplitudes[2 * index]! ** 2 + amplitudes[2 * index + 1]! ** 2;
      if (index & bit) one += weight;
      else zero += weight;
    }
    return [zero, one];
  }

  measure(qubit: number, random: number): 0 | 1 {
    const [zero, one] = this.probabilities(qubit);
    const outcome = random * (zero + one) < zero ? 0 : 1;
    const factor = 1 / Math.sqrt(outcome === 1 ? one : zero);
    const { amplitudes } = this;
    for (let index = 0; index < amplitudes.length / 2; index++) {
      const kept = ((index >> qubit) & 1) === outcome ? factor : 0;
      amplitudes[2 * index]! *= kept;
      amplitudes[2 * index + 1]! *= kept;
    }
    return outcome;
  }

  reset(qubit: number, random: number): void {
    if (this.measure(qubit, random) === 0) return;
    const { amplitudes } = this;
    const bit = 1 << qubit;
    for (let index = 0; index < amplitudes.length / 2; index++) {
      if ((index & bit) === 0) continue;
      const flipped = index ^ bit;
      amplitudes[2 * flipped] = amplitudes[2 * index]!;
      amplitudes[2 * flipped + 1] = amplitudes[2 * index + 1]!;
      amplitudes[2 * index] = 0;
      amplitudes[2 * index + 1] = 0;
    }
  }

  applyChannel(channel: NoiseChannel, qubits: readonly number[], random: number): void {
    applyByChance(this, channel, qubits, random);
  }

  /** See `DenseState.inner`. */
  inner(qubits: readonly number[], ket: number, bra: number): ComplexPair {
    const place = (pattern: number) => maskOf(qubits.filter((_, at) => (pattern >> at) & 1));
    const [fixed, kets, bras] = [maskOf(qubits), place(ket), place(bra)];
    const { amplitudes } = this;
    let [re, im] = [0, 0];
    for (let index = 0; index < amplitudes.length / 2; index = nextIndex(index, fixed)) {
      const [a, b] = [2 * (index | kets), 2 * (index | bras)];
      re += amplitudes[a]! * amplitudes[b]! + amplitudes[a + 1]! * amplitudes[b + 1]!;
      im += amplitudes[a + 1]! * amplitudes[b]! - amplitudes[a]! * amplitudes[b + 1]!;
    }
    return [re, im];
  }

  /** See `reducedDensity`. */
  reducedDensity(qubits: readonly number[]): Matrix {
    return reducedDensity(this.amplitudes, qubits);
  }

  sample(shots: number, random: Random, visit: (outcome: Uint8Array, count: number) => void): void {
    sampleOutcomes(this.amplitudes, shots, random, visit);
  }

  expectation(paulis: PauliString): number {
    const image = new Statevector(this.qubitCount);
    image.copyFrom(this);
    for (const { pauli, qubit } of paulis) image.apply(PAULIS[pauli], [qubit]);
    return this.amplitudes.reduce((sum, part, index) => sum + part * image.amplitudes[index]!, 0);
  }

  vector(): Float64Array {
    return this.amplitudes.slice();
  }

  /** As of `DenseState`. */
  vectorUpToPhase(): Float64Array {
    return this.amplitudes;
  }

  /** A gate on no qubit: one number. */
  #applyPhase({ data }: Matrix, controlMask: number, controlValue: number): void {
    const { amplitudes } = this;
    const end = amplitudes.length / 2;
    const [re, im] = [data[0]!, data[1]!];
    for (let index = 0; index < end; index = nextIndex(index, controlMask)) {
      const at = 2 * (index | controlValue);
      const [aRe, aIm] = [amplitudes[at]!, amplitudes[at + 1]!];
      amplitudes[at] = re * aRe - im * aIm;
      amplitudes[at + 1] = re * aIm + im * aRe;
    }
  }

  #applyToOne({ data }: Matrix, bit: number, controlMask: number, controlValue: number): void {
    const { amplitudes } = this;
    const end = amplitudes.length / 2;
    const fixed = controlMask | bit;
    const [re00, im00, re01, im01] = [data[0]!, data[1]!, data[2]!, data[3]!];
    const [re10, im10, re11, im11] = [data[4]!, data[5]!, data[6]!, data[7]!];
    for (let index = 0; index < end; index = nextIndex(index, fixed)) {
      const zero = 2 * (index | controlValue);
      const one = zero + 2 * bit;
      const aRe = amplitudes[zero]!;
      const aIm = amplitudes[zero + 1]!;
      const bRe = amplitudes[one]!;
      const bIm = amplitudes[one + 1]!;
      amplitudes[zero] = re00 * aRe - im00 * aIm + re01 * bRe - im01 * bIm;
      amplitudes[zero + 1] = re00 * aIm + im00 * aRe + re01 * bIm + im01 * bRe;
      amplitudes[one] = re10 * aRe - im10 * aIm + re11 * bRe - im11 * bIm;
      amplitudes[one + 1] = re10 * aIm + im10 * aRe + re11 * bIm + im11 * bRe;
    }
  }
}
