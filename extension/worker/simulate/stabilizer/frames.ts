/**
 * Pauli frames: how many shots of one Clifford circuit differ from a reference shot. Each shot has a Pauli error on each
 * qubit, kept as bits over the shots, 32 to a word; gates move errors, noise adds some, measurements are flipped by them
 * (Gidney, "Stim", Quantum 5 (2021) 497, section 3).
 */
import { forEachHit } from '../hits.ts';
import type { Random } from '../random.ts';
import { addBits } from './addBits.ts';
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
    const steps = halfSteps(forward);
    switch (steps.kind) {
      case 'exchange': {
        const halves = steps.from.map((half) => this.#half(qubits, half));
        for (let half = 0; half < halves.length; half++) {
          (half % 2 === 0 ? this.#x : this.#z)[qubits[half >> 1]!] = halves[half]!;
        }
        return;
      }
      case 'inPlace':
        for (const [target, source] of steps.sums) addBits(this.#half(qubits, target), this.#half(qubits, source));
        return;
      case 'anew': {
        const old = steps.from.map((_, half) => this.#half(qubits, half).slice());
        for (const [target, sources] of steps.from.entries()) {
          const bits = this.#half(qubits, target).fill(0);
          for (const source of sources) addBits(bits, old[source]!);
        }
      }
    }
  }

  /** Half 2j is the x part of the frames of qubit j of a gate, half 2j + 1 the z part. */
  #half(qubits: readonly number[], half: number): Uint32Array {
    return (half % 2 === 0 ? this.#x : this.#z)[qubits[half >> 1]!]!;
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

/** How the halves (x₀, z₀, x₁, z₁, …) of frames behind a gate are sums of those before it. */
type HalfSteps =
  /** Half j is the half `from[j]`. */
  | { readonly kind: 'exchange'; readonly from: readonly number[] }
  /** Halves are added to others, in any order. */
  | { readonly kind: 'inPlace'; readonly sums: readonly (readonly [target: number, source: number])[] }
  /** Half j is the sum of the old halves `from[j]`. */
  | { readonly kind: 'anew'; readonly from: readonly (readonly number[])[] };

const known = new WeakMap<readonly PauliProduct[], HalfSteps>();

function halfSteps(images: readonly PauliProduct[]): HalfSteps {
  let steps = known.get(images);
  if (!steps) {
    steps = findHalfSteps(images);
    known.set(images, steps);
  }
  return steps;
}

function findHalfSteps(images: readonly PauliProduct[]): HalfSteps {
  const from = images.map((_, half) => {
    const has = ({ x, z }: PauliProduct) => (((half % 2 === 0 ? x : z) >> (half >> 1)) & 1) === 1;
    return images.flatMap((image, generator) => (has(image) ? [generator] : []));
  });
  if (from.every(({ length }) => length === 1)) return { kind: 'exchange', from: from.flat() };
  const isKept = from.map(([only, ...others], half) => only === half && others.length === 0);
  const isInPlace = from.every(
    (sources, half) => sources.includes(half) && sources.every((source) => source === half || isKept[source]),
  );
  if (!isInPlace) return { kind: 'anew', from };
  const sums = from.flatMap((sources, half) =>
    sources.filter((source) => source !== half).map((source) => [half, source] as const),
  );
  return { kind: 'inPlace', sums };
}
