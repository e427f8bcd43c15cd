/**
 * What a simulator of quantum states can do. The interpreter runs any circuit, dynamic ones included, on whatever
 * implements this: dense or sparse state vectors, stabilizer tableaus, matrix product states.
 */
import type { Matrix } from '../../../language/circuit/matrix.ts';
import type { PauliString } from '../../../language/circuit/observable.ts';
import type { NoiseChannel } from './noiseChannel.ts';
import type { Random } from './random.ts';

/** The state of qubits 0 … n-1, all in |0⟩ at first. */
export interface QuantumState {
  readonly qubitCount: number;
  /** Gates on more targets than this are best given as the operations of their bodies, where those are known. */
  readonly largestGate: number;
  /** Whether the state can be a mixture: noise and resets then leave nothing to chance. Absent: it cannot. */
  readonly isMixed?: boolean;
  /** Whether several threads work on it. Absent: one does. */
  readonly isThreaded?: boolean;

  /**
   * Applies a unitary where each control is in its state.
   *
   * @param unitary of dimension 2^targets; `targets[j]` is bit j of its index. The same gate often comes as the same
   *   object: what is found out about it can be kept in a `WeakMap`.
   * @param states of the controls, one each; controls and targets are all different
   */
  apply(unitary: Matrix, targets: readonly number[], controls: readonly number[], states: readonly (0 | 1)[]): void;

  /**
   * Measures a qubit and leaves the state the outcome implies, of norm 1.
   *
   * @param random uniform in [0, 1): the outcome is 0 where it lies below the probability of 0
   */
  measure(qubit: number, random: number): 0 | 1;

  /**
   * Puts a qubit into |0⟩: a measurement, and a flip if it gave 1.
   *
   * @param random as in `measure`
   */
  reset(qubit: number, random: number): void;

  /**
   * Lets noise happen: all of it at once where the state can be a mixture, else one of its operators, by chance.
   *
   * @param qubits `qubits[0]` is qubit 0 of the channel
   * @param random uniform in [0, 1): decides what happens
   */
  applyChannel(channel: NoiseChannel, qubits: readonly number[], random: number): void;

  /** Becomes the same state as `other`, of as many qubits and the same method. */
  copyFrom(other: this): void;

  /**
   * Draws the outcomes of measuring all qubits, many times; the state stays as it is.
   *
   * @param visit gets outcomes, 0 or 1 by qubit, and how often each was drawn; one may come several times. The array
   *   is used again for the next outcome.
   */
  sample(shots: number, random: Random, visit: (outcome: Uint8Array, count: number) => void): void;

  /** The expectation value of a product of Paulis on qubits of the state, at least one. */
  expectation(paulis: PauliString): number;

  /** A copy of all amplitudes, interleaved, qubit j as bit j of their indices; absent: the state is not kept as such. */
  vector?(): Float64Array;

  /** The probability of each basis state, qubit j as bit j of its index; absent: it is |amplitude|². */
  basisProbabilities?(): Float64Array;

  /** See `reducedDensity`; absent: it follows from the amplitudes, or from expectation values. */
  reducedDensity?(qubits: readonly number[]): Matrix;

  /** ⟨ψ|ρ|ψ⟩ with a pure state ψ, given as `vector` gives one; absent: it follows from the amplitudes. */
  overlap?(amplitudes: Float64Array): number;

  /** Gives back what garbage collection does not, such as threads. The state is not used any more. */
  dispose?(): void;
}
