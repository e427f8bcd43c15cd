/**
 * A state of few basis states: those whose amplitude is not 0, in a list. Gates that permute basis states or change
 * their phase work on the list in place; others bring basis states together that differ in the targets alone.
 */
import type { Matrix } from '../../../../language/circuit/matrix.ts';
import type { PauliString } from '../../../../language/circuit/observable.ts';
import { X, Y, Z } from '../../../../language/circuit/standardGates.ts';
import { JobError } from '../../errors.ts';
import { applyToMany } from '../applyToMany.ts';
import { applyByChance, type NoiseChannel } from '../noiseChannel.ts';
import type { Random } from '../random.ts';
import { reducedDensity } from '../reducedDensity.ts';
import { sampleBasisStates } from '../sample.ts';
import type { QuantumState } from '../state.ts';
import { BasisIndex } from './basisIndex.ts';
import { type Branching, branchingOf } from './branching.ts';

export const MAX_AMPLITUDES = 2 ** 20;
/** Gates on more targets are taken apart. */
export const LARGEST_GATE = 2;
/** Amplitudes this small are what rounding leaves of zeros. */
const NEGLIGIBLE = 1e-15;
const PAULIS = { X, Y, Z } as const;

/** Amplitudes of basis states that differ in some qubits alone, side by side: those qubits are the lowest bits. */
interface Grouped {
  readonly amplitudes: Float64Array;
  /** The basis state of each group, with 0 in those qubits. */
  readonly groups: BasisIndex;
}

export class SparseState implements QuantumState {
  readonly qubitCount: number;
  readonly largestGate = LARGEST_GATE;
  /** 32-bit words of a basis state: qubit j is bit j mod 32 of word ⌊j/32⌋. */
  readonly #words: number;
  readonly #most: number;
  /** One basis state after the other, all different. */
  #states: Uint32Array;
  /** Interleaved, in the same order. */
  #amplitudes: Float64Array;

  /**
   * All qubits in |0⟩.
   *
   * @param most amplitudes that are kept at once
   */
  constructor(qubitCount: number, most = MAX_AMPLITUDES) {
    this.qubitCount = qubitCount;
    this.#words = Math.max(1, Math.ceil(qubitCount / 32));
    this.#most = most;
    this.#states = new Uint32Array(this.#words);
    this.#amplitudes = Float64Array.of(1, 0);
  }

  /** How many amplitudes are not 0. */
  get size(): number {
    return this.#amplitudes.length / 2;
  }

  copyFrom(other: SparseState): void {
    this.#states = other.#states.slice();
    this.#amplitudes = other.#amplitudes.slice();
  }

  /** @throws {JobError} where the state would have too many amplitudes */
  apply(matrix: Matrix, targets: readonly number[], controls: readonly number[], states: readonly (0 | 1)[]): void {
    const branching = branchingOf(matrix);
    const isActive = (index: number) => controls.every((qubit, at) => this.#bit(index, qubit) === states[at]);
    if (branching.width === 1) this.#move(branching, targets, isActive);
    else this.#branch(matrix, targets, isActive);
  }

  measure(qubit: number, random: number): 0 | 1 {
    let [zero, one] = [0, 0];
    for (let index = 0; index < this.size; index++) {
      if (this.#bit(index, qubit) === 1) one += this.#weight(index);
      else zero += this.#weight(index);
    }
    const outcome = random * (zero + one) < zero ? 0 : 1;
    const factor = 1 / Math.sqrt(outcome === 1 ? one : zero);
    this.#keep((index) => this.#bit(index, qubit) === outcome);
    for (let at = 0; at < this.#amplitudes.length; at++) this.#amplitudes[at]! *= factor;
    return outcome;
  }

  reset(qubit: number, random: number): void {
    if (this.measure(qubit, random) === 1) this.apply(X, [qubit], [], []);
  }

  applyChannel(channel: NoiseChannel, qubits: readonly number[], random: number): void {
    applyByChance(this, channel, qubits, random);
  }

  /** The density matrix of some qubits; `qubits[0]` is the least significant bit of its index. */
  reducedDensity(qubits: readonly number[]): Matrix {
    const { amplitudes } = this.#group(qubits, () => true);
    return reducedDensity(
      amplitudes,
      qubits.map((_, bit) => bit),
    );
  }

  sample(shots: number, random: Random, visit: (outcome: Uint8Array, count: number) => void): void {
    const outcome = new Uint8Array(this.qubitCount);
    sampleBasisStates(this.#amplitudes, shots, random, (index, count) => {
      for (let qubit = 0; qubit < outcome.length; qubit++) outcome[qubit] = this.#bit(index, qubit);
      visit(outcome, count);
    });
  }

  expectation(paulis: PauliString): number {
    const image = new SparseState(this.qubitCount, this.#most);
    image.copyFrom(this);
    for (const { pauli, qubit } of paulis) image.apply(PAULIS[pauli], [qubit], [], []);
    const numbers = new BasisIndex(this.#words, this.size);
    for (let index = 0; index < this.size; index++) numbers.add(this.#states, index * this.#words);
    let value = 0;
    for (let index = 0; index < image.size; index++) {
      const same = numbers.find(image.#states, index * this.#words);
      if (same === undefined) continue;
      value += this.#amplitudes[2 * same]! * image.#amplitudes[2 * index]!;
      value += this.#amplitudes[2 * same + 1]! * image.#amplitudes[2 * index + 1]!;
    }
    return value;
  }

  /** For at most 20 qubits. */
  vector(): Float64Array {
    const vector = new Float64Array(2 * 2 ** this.qubitCount);
    for (let index = 0; index < this.size; index++) {
      vector.set(this.#amplitudes.subarray(2 * index, 2 * index + 2), 2 * this.#states[index]!);
    }
    return vector;
  }

  /** Each basis state becomes another one. */
  #move({ moves }: Branching, targets: readonly number[], isActive: (index: number) => boolean): void {
    for (let index = 0; index < this.size; index++) {
      if (!isActive(index)) continue;
      const { row, factor } = moves[this.#bits(index, targets)]!;
      this.#setBits(this.#states, index, targets, row);
      const [re, im] = [this.#amplitudes[2 * index]!, this.#amplitudes[2 * index + 1]!];
      this.#amplitudes[2 * index] = factor[0] * re - factor[1] * im;
      this.#amplitudes[2 * index + 1] = factor[0] * im + factor[1] * re;
    }
    const isLossless = moves.every(({ factor: [re, im] }) => Math.hypot(re, im) > NEGLIGIBLE);
    if (!isLossless) this.#keep((index) => this.#isSignificant(index));
  }

  /** Basis states become superpositions; those of the same group add up. */
  #branch(matrix: Matrix, targets: readonly number[], isActive: (index: number) => boolean): void {
    const { amplitudes, groups } = this.#group(targets, isActive);
    const bits = targets.map((_, bit) => bit);
    applyToMany(amplitudes, matrix, bits, 0, 0);
    this.#keep((index) => !isActive(index));
    const idle = this.size;
    const size = idle + amplitudes.length / 2;
    const states = new Uint32Array(size * this.#words);
    states.set(this.#states);
    const all = new Float64Array(2 * size);
    all.set(this.#amplitudes);
    all.set(amplitudes, 2 * idle);
    for (let index = idle; index < size; index++) {
      const member = index - idle;
      const group = Math.floor(member / matrix.dimension) * this.#words;
      for (let word = 0; word < this.#words; word++) states[index * this.#words + word] = groups.keys[group + word]!;
      this.#setBits(states, index, targets, member % matrix.dimension);
    }
    this.#states = states;
    this.#amplitudes = all;
    this.#keep((index) => this.#isSignificant(index));
    if (this.size > this.#most) throw new JobError(tooMany(this.#most));
  }

  #group(qubits: readonly number[], isActive: (index: number) => boolean): Grouped {
    const dimension = 2 ** qubits.length;
    const groups = new BasisIndex(this.#words, this.size);
    const group = new Int32Array(this.size).fill(-1);
    const key = new Uint32Array(this.#words);
    for (let index = 0; index < this.size; index++) {
      if (!isActive(index)) continue;
      for (let word = 0; word < this.#words; word++) key[word] = this.#states[index * this.#words + word]!;
      this.#setBits(key, 0, qubits, 0);
      group[index] = groups.add(key, 0);
    }
    // Before anything large is allocated: a gate may fill its groups only in part, but hardly to so small a part.
    if (groups.size * dimension > 4 * this.#most) throw new JobError(tooMany(this.#most));
    const amplitudes = new Float64Array(2 * groups.size * dimension);
    for (let index = 0; index < this.size; index++) {
      if (group[index] === -1) continue;
      const at = 2 * (group[index]! * dimension + this.#bits(index, qubits));
      amplitudes[at] = this.#amplitudes[2 * index]!;
      amplitudes[at + 1] = this.#amplitudes[2 * index + 1]!;
    }
    return { amplitudes, groups };
  }

  /** Forgets all other basis states. */
  #keep(isKept: (index: number) => boolean): void {
    let kept = 0;
    for (let index = 0; index < this.size; index++) {
      if (!isKept(index)) continue;
      for (let word = 0; word < this.#words; word++) {
        this.#states[kept * this.#words + word] = this.#states[index * this.#words + word]!;
      }
      this.#amplitudes[2 * kept] = this.#amplitudes[2 * index]!;
      this.#amplitudes[2 * kept + 1] = this.#amplitudes[2 * index + 1]!;
      kept++;
    }
    if (kept === this.size) return;
    this.#states = this.#states.slice(0, kept * this.#words);
    this.#amplitudes = this.#amplitudes.slice(0, 2 * kept);
  }

  #weight(index: number): number {
    return this.#amplitudes[2 * index]! ** 2 + this.#amplitudes[2 * index + 1]! ** 2;
  }

  #isSignificant(index: number): boolean {
    return this.#weight(index) > NEGLIGIBLE ** 2;
  }

  #bit(index: number, qubit: number): 0 | 1 {
    return ((this.#states[index * this.#words + (qubit >>> 5)]! >>> (qubit & 31)) & 1) === 1 ? 1 : 0;
  }

  /** The values of some qubits; the first is bit 0. */
  #bits(index: number, qubits: readonly number[]): number {
    let bits = 0;
    for (let bit = 0; bit < qubits.length; bit++) bits |= this.#bit(index, qubits[bit]!) << bit;
    return bits;
  }

  #setBits(states: Uint32Array, index: number, qubits: readonly number[], bits: number): void {
    for (let bit = 0; bit < qubits.length; bit++) {
      const qubit = qubits[bit]!;
      const word = index * this.#words + (qubit >>> 5);
      const mask = 1 << (qubit & 31);
      states[word] = ((bits >>> bit) & 1) === 1 ? states[word]! | mask : states[word]! & ~mask;
    }
  }
}

function tooMany(most: number): string {
  return `The state has more than ${most.toLocaleString('en')} amplitudes: too many for a sparse state vector. Use the method statevector, or mps where there is little entanglement.`;
}
