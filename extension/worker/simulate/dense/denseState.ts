/**
 * A state vector on the compiled kernels. Gates wait until something looks at the state: then they are fused, put in an
 * order that goes easy on memory, and run.
 */
import type { ComplexPair, Matrix } from '../../../../language/circuit/matrix.ts';
import { type PauliString, pauliMasks } from '../../../../language/circuit/observable.ts';
import type { Precision } from '../../protocol.ts';
import { applyToMany } from '../applyToMany.ts';
import { applyByChance, type NoiseChannel } from '../noiseChannel.ts';
import type { Random } from '../random.ts';
import { reducedDensity } from '../reducedDensity.ts';
import { sampleBasisStates } from '../sample.ts';
import type { QuantumState } from '../state.ts';
import { fuse, type Gate } from './fusion.ts';
import { gather } from './gather.ts';
import { Kernels } from './kernels.ts';
import { type EncodedSegment, encode } from './program.ts';
import { schedule } from './schedule.ts';
import { product } from './steps.ts';

/** Work that may wait, in amplitudes times gates: about a second, so that progress is seen. */
const MOST_WAITING_WORK = 2 ** 30;
const MOST_WAITING_GATES = 4096;

/** Smaller states are done before a second thread has heard of them. */
const LEAST_QUBITS_FOR_THREADS = 18;

const MOST_PROGRAMS = 16;

/** Gates made ready for the kernels. */
interface Program {
  readonly gates: readonly Gate[];
  readonly segments: readonly EncodedSegment[];
  readonly phase: ComplexPair;
}

export class DenseState implements QuantumState {
  readonly qubitCount: number;
  readonly largestGate = 2;
  readonly #kernels: Kernels;
  readonly #threads: number;
  readonly #precision: Precision;
  /** The bit of an amplitude's index that is qubit k: exchanging qubits costs nothing. */
  #bits: number[];
  /** A factor of all amplitudes, of absolute value 1, that is not in them yet. */
  #phase: ComplexPair = [1, 0];
  #waiting: Gate[] = [];
  /** The last ones used: shots repeat themselves. */
  readonly #programs: Program[] = [];

  /**
   * All qubits in |0⟩.
   *
   * @param threads that may work on it; amplitudes do not depend on them
   * @param precision of amplitudes; states of a single qubit have no use for less than double
   * @throws {RangeError} where the system has no memory for it
   */
  constructor(qubitCount: number, threads = 1, precision: Precision = 'double') {
    this.qubitCount = qubitCount;
    this.#threads = qubitCount < LEAST_QUBITS_FOR_THREADS ? 1 : threads;
    this.#kernels = new Kernels(qubitCount, this.#threads, precision);
    this.#precision = precision;
    this.#kernels.amplitudes[0] = 1;
    this.#bits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  }

  /** @param amplitudes interleaved */
  static of(amplitudes: Float64Array, precision: Precision = 'double', threads = 1): DenseState {
    const state = new DenseState(Math.log2(amplitudes.length) - 1, threads, precision);
    state.#kernels.amplitudes.set(amplitudes);
    return state;
  }

  apply(
    unitary: Matrix,
    targets: readonly number[],
    controls: readonly number[] = [],
    states: readonly (0 | 1)[] = [],
  ): void {
    const bitOf = (qubit: number) => this.#bits[qubit]!;
    if (targets.length > 2) {
      this.flush();
      const mask = (qubits: readonly number[]) => qubits.reduce((bits, qubit) => bits | (1 << bitOf(qubit)), 0);
      const value = mask(controls.filter((_, index) => states[index] === 1));
      applyToMany(this.#kernels.amplitudes, unitary, targets.map(bitOf), mask(controls), value);
    } else if (controls.length === 0 && isSwap(unitary)) {
      const [a, b] = targets as [number, number];
      [this.#bits[a], this.#bits[b]] = [bitOf(b), bitOf(a)];
    } else {
      this.#waiting.push({ unitary, targets: targets.map(bitOf), controls: controls.map(bitOf), states });
      const work = this.#waiting.length * 2 ** this.qubitCount;
      if (this.#waiting.length >= MOST_WAITING_GATES || work >= MOST_WAITING_WORK) this.flush();
    }
  }

  measure(qubit: number, random: number): 0 | 1 {
    this.flush();
    const bit = 1 << this.#bits[qubit]!;
    const [zero, one] = this.#kernels.probabilities(bit);
    const outcome = random * (zero + one) < zero ? 0 : 1;
    this.#kernels.collapse(bit, outcome === 1 ? bit : 0, 1 / Math.sqrt(outcome === 1 ? one : zero));
    return outcome;
  }

  reset(qubit: number, random: number): void {
    if (this.measure(qubit, random) === 1) this.#kernels.moveOneToZero(1 << this.#bits[qubit]!);
  }

  applyChannel(channel: NoiseChannel, qubits: readonly number[], random: number): void {
    applyByChance(this, channel, qubits, random);
  }

  /** See `reducedDensity`. */
  reducedDensity(qubits: readonly number[]): Matrix {
    this.flush();
    return reducedDensity(
      this.#kernels.amplitudes,
      qubits.map((qubit) => this.#bits[qubit]!),
    );
  }

  copyFrom(other: this): void {
    other.flush();
    this.#waiting = [];
    this.#kernels.amplitudes.set(other.#kernels.amplitudes);
    this.#bits = [...other.#bits];
    this.#phase = other.#phase;
  }

  sample(shots: number, random: Random, visit: (outcome: Uint8Array, count: number) => void): void {
    this.flush();
    const outcome = new Uint8Array(this.qubitCount);
    sampleBasisStates(this.#kernels.amplitudes, shots, random, (basisState, count) => {
      this.#bits.forEach((bit, qubit) => {
        outcome[qubit] = (basisState >> bit) & 1;
      });
      visit(outcome, count);
    });
  }

  expectation(paulis: PauliString): number {
    this.flush();
    const placed = paulis.map(({ pauli, qubit }) => ({ pauli, qubit: this.#bits[qubit]! }));
    const { flips, signs, ys } = pauliMasks(placed);
    return this.#kernels.pauliExpectation(flips, signs, ys);
  }

  /**
   * Σ conj(bra) · ket over pairs of amplitudes that differ in some qubits alone.
   *
   * @param ket what these qubits are in the ones, `qubits[j]` as bit j
   * @param bra and in the others
   */
  inner(qubits: readonly number[], ket: number, bra: number): ComplexPair {
    this.flush();
    const place = (pattern: number) =>
      qubits.reduce((bits, qubit, at) => bits | (((pattern >> at) & 1) << this.#bits[qubit]!), 0);
    return this.#kernels.inner(place(-1), place(ket), place(bra));
  }

  vector(): Float64Array<ArrayBuffer> {
    this.flush();
    const { amplitudes } = this.#kernels;
    const [re, im] = this.#phase;
    const ordered = new Float64Array(amplitudes.length);
    for (let index = 0; index < amplitudes.length / 2; index++) {
      const from = this.#placeOf(index);
      ordered[2 * index] = re * amplitudes[2 * from]! - im * amplitudes[2 * from + 1]!;
      ordered[2 * index + 1] = re * amplitudes[2 * from + 1]! + im * amplitudes[2 * from]!;
    }
    return ordered;
  }

  /** As `vector`, up to a factor of absolute value 1. To be read before anything else is done: it may be no copy. */
  vectorUpToPhase(): Float64Array {
    this.flush();
    const { amplitudes } = this.#kernels;
    const isOrdered = this.#bits.every((bit, qubit) => bit === qubit);
    return isOrdered && amplitudes instanceof Float64Array ? amplitudes : this.vector();
  }

  /** Where the amplitude of a basis state is. */
  #placeOf(basisState: number): number {
    let place = 0;
    for (let qubit = 0; qubit < this.qubitCount; qubit++) place |= ((basisState >> qubit) & 1) << this.#bits[qubit]!;
    return place;
  }

  get isThreaded(): boolean {
    return this.#threads > 1;
  }

  /** Ends the threads that work on it. */
  dispose(): void {
    this.#kernels.dispose();
  }

  /** Runs the gates that wait. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const { segments, phase } = this.#program(this.#waiting);
    this.#waiting = [];
    this.#phase = product(this.#phase, phase);
    for (const segment of segments) this.#kernels.run(segment);
  }

  #program(gates: readonly Gate[]): Program {
    const at = this.#programs.findIndex((program) => isSameList(program.gates, gates));
    if (at >= 0) {
      const [known] = this.#programs.splice(at, 1);
      this.#programs.push(known!);
      return known!;
    }
    const { steps, phase } = fuse(gates);
    const gathered = gather(schedule(steps, this.qubitCount, this.#threads > 1), this.#precision);
    const segments = gathered.segments.flatMap((segment) => encode(segment, this.#precision));
    const program = { gates, segments, phase: product(phase, gathered.phase) };
    this.#programs.push(program);
    if (this.#programs.length > MOST_PROGRAMS) this.#programs.shift();
    return program;
  }
}

function isSwap({ dimension, data }: Matrix): boolean {
  const isOne = (at: number) => at === 0 || at === 12 || at === 18 || at === 30;
  return dimension === 4 && data.every((part, at) => part === (isOne(at) ? 1 : 0));
}

function isSameList(gates: readonly Gate[], others: readonly Gate[]): boolean {
  return gates.length === others.length && gates.every((gate, index) => isSame(gate, others[index]!));
}

function isSame(gate: Gate, other: Gate): boolean {
  return (
    gate.unitary === other.unitary &&
    isEqual(gate.targets, other.targets) &&
    isEqual(gate.controls, other.controls) &&
    isEqual(gate.states, other.states)
  );
}

function isEqual(list: readonly number[], other: readonly number[]): boolean {
  if (list.length !== other.length) return false;
  for (let index = 0; index < list.length; index++) if (list[index] !== other[index]) return false;
  return true;
}
