/**
 * Pauli frames: how many shots of one Clifford circuit differ from a reference shot. Each shot has a Pauli error on each
 * qubit, kept as bits over the shots, 32 to a word; gates move errors, noise adds some, measurements are flipped by them
 * (Gidney, "Stim", Quantum 5 (2021) 497, section 3).
 */
import type { Random } from '../random.ts';
import type { Clifford, PauliProduct } from './clifford.ts';
import { RandomBits } from './randomBits.ts';

export class PauliFrames {
  /** Number of shots. */
  readonly shots: number;
  readonly words: number;
  readonly #x: Uint32Array[];
  readonly #z: Uint32Array[];
  readonly #random: Random;
  readonly #bits: RandomBits;

  /** Frames of qubits in |0⟩, which a Z leaves alone: so that it may or may not have happened. */
  constructor(qubits: number, shots: number, random: Random) {
    this.shots = shots;
    this.words = Math.ceil(shots / 32);
    this.#random = random;
    this.#bits = new RandomBits(random);
    this.#x = Array.from({ length: qubits }, () => new Uint32Array(this.words));
    this.#z = Array.from({ length: qubits }, () => new Uint32Array(this.words));
    for (const z of this.#z) this.#bits.fill(z);
  }

  apply({ forward }: Clifford, qubits: readonly number[]): void {
    const halves = qubits.flatMap((qubit) => [this.#x[qubit]!, this.#z[qubit]!]);
    const sources = sourcesOf(forward);
    if (sources.every(({ length }) => length === 1)) {
      // The bits only change places.
      qubits.forEach((qubit, index) => {
        this.#x[qubit] = halves[sources[2 * index]![0]!]!;
        this.#z[qubit] = halves[sources[2 * index + 1]![0]!]!;
      });
      return;
    }
    const isKept = sources.map(([only, ...others], half) => only === half && others.length === 0);
    const isInPlace = sources.every(
      (from, half) => from.includes(half) && from.every((source) => source === half || isKept[source]),
    );
    const old = isInPlace ? halves : halves.map((half) => half.slice());
    sources.forEach((from, half) => {
      const target = halves[half]!;
      if (!isInPlace) target.fill(0);
      for (const source of from) {
        if (isInPlace && source === half) continue;
        const bits = old[source]!;
        for (let word = 0; word < target.length; word++) target[word]! ^= bits[word]!;
      }
    });
  }

  /** Whether each shot's outcome differs from the reference. The state then no longer knows a Z on the qubit. */
  measure(qubit: number): Uint32Array {
    const flips = this.#x[qubit]!.slice();
    this.#bits.fill(this.#z[qubit]!);
    return flips;
  }

  reset(qubit: number): void {
    this.#x[qubit]!.fill(0);
    this.#bits.fill(this.#z[qubit]!);
  }

  /**
   * One of the Paulis of a channel, by chance in each shot.
   *
   * @param probabilities by index in `pauliMatrices`
   */
  applyPaulis(probabilities: Float64Array, qubits: readonly number[]): void {
    const total = probabilities.reduce((sum, probability) => sum + probability, 0) - probabilities[0]!;
    forEachHit(this.shots, total, this.#random, (shot) => {
      let rest = this.#random() * total;
      let pauli = 1;
      for (; pauli < probabilities.length - 1; pauli++) {
        rest -= probabilities[pauli]!;
        if (rest < 0) break;
      }
      const word = shot >>> 5;
      const bit = 1 << (shot & 31);
      for (const [index, qubit] of qubits.entries()) {
        const letter = (pauli >> (2 * index)) & 3;
        if (letter === 1 || letter === 2) this.#x[qubit]![word]! ^= bit;
        if (letter >= 2) this.#z[qubit]![word]! ^= bit;
      }
    });
  }
}

/** Visits each of `count` trials that succeeds with `probability`, by drawing the distances between them. */
export function forEachHit(count: number, probability: number, random: Random, visit: (trial: number) => void): void {
  if (!(probability > 0)) return;
  if (probability >= 1) {
    for (let trial = 0; trial < count; trial++) visit(trial);
    return;
  }
  const scale = 1 / Math.log1p(-probability);
  for (let trial = Math.floor(Math.log1p(-random()) * scale); trial < count; ) {
    visit(trial);
    trial += 1 + Math.floor(Math.log1p(-random()) * scale);
  }
}

const known = new WeakMap<readonly PauliProduct[], readonly (readonly number[])[]>();

/** For each half (x₀, z₀, x₁, z₁, …) of a frame behind the gate, the halves before it that it is the sum of. */
function sourcesOf(images: readonly PauliProduct[]): readonly (readonly number[])[] {
  let sources = known.get(images);
  if (!sources) {
    sources = images.map((_, half) => {
      const has = ({ x, z }: PauliProduct) => (((half % 2 === 0 ? x : z) >> (half >> 1)) & 1) === 1;
      return images.flatMap((image, generator) => (has(image) ? [generator] : []));
    });
    known.set(images, sources);
  }
  return sources;
}
