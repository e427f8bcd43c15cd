/**
 * Stabilizer states of n qubits, by the tableau of the inverse of the Clifford circuit that made them: for each qubit q,
 * what X_q and Z_q are in terms of the qubits at the start, all in |0⟩. Gates multiply a few of its rows, and a
 * measurement whose outcome is certain only looks at one (Gidney, "Stim: a fast stabilizer circuit simulator", Quantum 5
 * (2021) 497, section 2; Aaronson and Gottesman, quant-ph/0406196).
 *
 * A row is i^phase X^x Z^z with all X left of all Z, so that products cost one sign: the parity of z·x'.
 */
import { hasOddBits } from '../../../../language/circuit/bits.ts';
import type { Matrix } from '../../../../language/circuit/matrix.ts';
import type { PauliString } from '../../../../language/circuit/observable.ts';
import { JobError } from '../../errors.ts';
import type { NoiseChannel } from '../noiseChannel.ts';
import { chooseIndex } from '../noiseChannel.ts';
import type { Random } from '../random.ts';
import type { QuantumState } from '../state.ts';
import { type Clifford, cliffordOf, MAX_CLIFFORD_QUBITS, type PauliProduct } from './clifford.ts';
import { sampleStabilizer } from './sampleStabilizer.ts';

export class StabilizerState implements QuantumState {
  readonly qubitCount: number;
  readonly largestGate = MAX_CLIFFORD_QUBITS;
  /** 32-bit words in the x part of a row, and again in its z part, which follows. */
  readonly #words: number;
  /** Rows X₀, Z₀, X₁, Z₁, … */
  readonly #rows: Uint32Array;
  /** Powers of i, modulo 4. */
  readonly #phases: Uint8Array;
  /** Copies of rows that a gate reads after it wrote them. */
  readonly #old: Uint32Array;

  /** All qubits in |0⟩. */
  constructor(qubitCount: number) {
    this.qubitCount = qubitCount;
    this.#words = Math.ceil(qubitCount / 32);
    const width = 2 * this.#words;
    this.#rows = new Uint32Array(2 * qubitCount * width);
    this.#phases = new Uint8Array(2 * qubitCount);
    this.#old = new Uint32Array(2 * MAX_CLIFFORD_QUBITS * width);
    for (let qubit = 0; qubit < qubitCount; qubit++) {
      const bit = 1 << (qubit & 31);
      this.#rows[2 * qubit * width + (qubit >> 5)] = bit;
      this.#rows[(2 * qubit + 1) * width + this.#words + (qubit >> 5)] = bit;
    }
  }

  copyFrom(other: StabilizerState): void {
    this.#rows.set(other.#rows);
    this.#phases.set(other.#phases);
  }

  /** @throws {JobError} where the gate is no Clifford gate */
  apply(unitary: Matrix, targets: readonly number[], controls: readonly number[], states: readonly (0 | 1)[]): void {
    const clifford = cliffordOf(unitary, states);
    if (!clifford) throw new JobError('The gate is no Clifford gate on one or two qubits. Choose another method.');
    this.applyClifford(clifford, [...controls, ...targets]);
  }

  applyClifford({ backward }: Clifford, qubits: readonly number[]): void {
    const rows = qubits.flatMap((qubit) => [2 * qubit, 2 * qubit + 1]);
    const plan = inPlacePlan(backward);
    if (plan) {
      for (const { generator, factors, phase } of plan) {
        const row = rows[generator]!;
        this.#phases[row] = (this.#phases[row]! + phase) & 3;
        for (const factor of factors) this.#multiply(row, this.#rows, rows[factor]!, this.#phases[rows[factor]!]!);
      }
      return;
    }
    const width = 2 * this.#words;
    const phases = rows.map((row) => this.#phases[row]!);
    rows.forEach((row, index) => {
      this.#old.set(this.#rows.subarray(row * width, (row + 1) * width), index * width);
    });
    backward.forEach((image, index) => {
      const row = rows[index]!;
      this.#rows.fill(0, row * width, (row + 1) * width);
      this.#phases[row] = image.phase;
      for (const factor of factorsOf(image)) this.#multiply(row, this.#old, factor, phases[factor]!);
    });
  }

  /** Row `target` becomes itself times row `factor` of `source`. */
  #multiply(target: number, source: Uint32Array, factor: number, phase: number): void {
    const rows = this.#rows;
    const words = this.#words;
    const to = 2 * words * target;
    const from = 2 * words * factor;
    let signs = 0;
    for (let word = 0; word < words; word++) {
      const x = source[from + word]!;
      signs ^= rows[to + words + word]! & x;
      rows[to + word]! ^= x;
      rows[to + words + word]! ^= source[from + words + word]!;
    }
    this.#phases[target] = (this.#phases[target]! + phase + (hasOddBits(signs) ? 2 : 0)) & 3;
  }

  measure(qubit: number, random: number): 0 | 1 {
    const row = 2 * qubit + 1;
    const start = 2 * this.#words * row;
    for (let word = 0; word < this.#words; word++) {
      const x = this.#rows[start + word]!;
      if (x !== 0) {
        const outcome = random < 0.5 ? 0 : 1;
        this.#collapse(row, 32 * word + 31 - Math.clz32(x & -x), outcome);
        return outcome;
      }
    }
    return this.#phases[row] === 2 ? 1 : 0;
  }

  reset(qubit: number, random: number): void {
    // X on the qubit turns Z into -Z.
    if (this.measure(qubit, random) === 1) this.#phases[2 * qubit + 1]! ^= 2;
  }

  applyChannel({ mixture }: NoiseChannel, qubits: readonly number[], random: number): void {
    if (!mixture) throw new JobError('This noise is no mixture of Clifford gates. Choose another method.');
    const { unitary } = mixture[chooseIndex(mixture, random)]!;
    if (unitary !== 'identity') this.apply(unitary, qubits, [], []);
  }

  sample(shots: number, random: Random, visit: (outcome: Uint8Array, count: number) => void): void {
    const rows = Array.from({ length: this.qubitCount }, (_, qubit) => {
      const start = 2 * this.#words * (2 * qubit + 1);
      const row = this.#rows.subarray(start, start + 2 * this.#words);
      return { x: row.slice(0, this.#words), z: row.slice(this.#words), phase: this.#phases[2 * qubit + 1]! };
    });
    sampleStabilizer(rows, shots, random, visit);
  }

  expectation(paulis: PauliString): number {
    const words = this.#words;
    const product = new Uint32Array(2 * words);
    let phase = 0;
    const multiplyBy = (row: number) => {
      const from = 2 * words * row;
      let signs = 0;
      for (let word = 0; word < words; word++) signs ^= product[words + word]! & this.#rows[from + word]!;
      for (let word = 0; word < 2 * words; word++) product[word]! ^= this.#rows[from + word]!;
      phase += this.#phases[row]! + (hasOddBits(signs) ? 2 : 0);
    };
    for (const { pauli, qubit } of paulis) {
      if (pauli !== 'Z') multiplyBy(2 * qubit);
      if (pauli !== 'X') multiplyBy(2 * qubit + 1);
      // Y = i X Z.
      if (pauli === 'Y') phase += 1;
    }
    if (product.subarray(0, words).some((word) => word !== 0)) return 0;
    return phase % 4 === 0 ? 1 : -1;
  }

  /**
   * Row `measured`, of Z_q, has an X on qubit k of the start: its outcome is open. Gates that leave |0…0⟩ alone (CX and CZ
   * from k, S on k) are put in front of the circuit until the row is ±X_k; projecting on an outcome then is a Hadamard
   * gate on k, and a flip where the sign asks for it.
   */
  #collapse(measured: number, k: number, outcome: 0 | 1): void {
    const words = this.#words;
    const width = 2 * words;
    const rows = this.#rows;
    const phases = this.#phases;
    const word = k >> 5;
    const bit = 1 << (k & 31);

    const flips = rows.slice(measured * width, measured * width + words);
    flips[word]! &= ~bit;
    // What CX from k leaves of the row's z part.
    const signs = rows.slice(measured * width + words, (measured + 1) * width);
    if (oddOverlap(signs, 0, flips)) signs[word]! ^= bit;
    const turns = (signs[word]! & bit) !== 0;
    signs[word]! &= ~bit;

    for (let row = 0; row < phases.length; row++) {
      const start = row * width;
      // CX from k: X_k brings all flips along, a Z on any of them one on k.
      if (oddOverlap(rows, start + words, flips)) rows[start + words + word]! ^= bit;
      const hasX = (rows[start + word]! & bit) !== 0;
      if (hasX) for (let w = 0; w < words; w++) rows[start + w]! ^= flips[w]!;
      // CZ from k, which only sees X.
      let phase = phases[row]!;
      if (oddOverlap(rows, start, signs)) {
        rows[start + words + word]! ^= bit;
        if (hasX) phase += 2;
      }
      if (hasX) {
        for (let w = 0; w < words; w++) rows[start + words + w]! ^= signs[w]!;
        // S on k: X becomes Y = i X Z.
        if (turns) {
          rows[start + words + word]! ^= bit;
          phase += 1;
        }
      }
      // The Hadamard gate on k.
      const hasZ = (rows[start + words + word]! & bit) !== 0;
      if (hasX && hasZ) phase += 2;
      if (hasX !== hasZ) {
        rows[start + word]! ^= bit;
        rows[start + words + word]! ^= bit;
      }
      phases[row] = phase & 3;
    }
    if ((phases[measured] === 2) === (outcome === 1)) return;
    for (let row = 0; row < phases.length; row++) {
      if ((rows[row * width + words + word]! & bit) !== 0) phases[row] = (phases[row]! + 2) & 3;
    }
  }
}

/** Whether `mask` and the words from `start` on share an odd number of bits. */
function oddOverlap(words: Uint32Array, start: number, mask: Uint32Array): boolean {
  let shared = 0;
  for (let word = 0; word < mask.length; word++) shared ^= words[start + word]! & mask[word]!;
  return hasOddBits(shared);
}

/** The generators whose product an image is, in order: 2j for X_j, 2j + 1 for Z_j. */
function factorsOf({ x, z }: PauliProduct): readonly number[] {
  const factors: number[] = [];
  for (let qubit = 0; qubit < MAX_CLIFFORD_QUBITS; qubit++) if ((x >> qubit) & 1) factors.push(2 * qubit);
  for (let qubit = 0; qubit < MAX_CLIFFORD_QUBITS; qubit++) if ((z >> qubit) & 1) factors.push(2 * qubit + 1);
  return factors;
}

interface Step {
  readonly generator: number;
  readonly factors: readonly number[];
  readonly phase: number;
}

const plans = new WeakMap<readonly PauliProduct[], readonly Step[] | undefined>();

/**
 * The multiplications that make the images out of the generators without copies: possible where each changed generator
 * is a factor of its own image that can stand first, and the other factors stay as they are.
 */
function inPlacePlan(images: readonly PauliProduct[]): readonly Step[] | undefined {
  if (!plans.has(images)) plans.set(images, makePlan(images));
  return plans.get(images);
}

function makePlan(images: readonly PauliProduct[]): readonly Step[] | undefined {
  const steps: Step[] = [];
  const isKept = images.map((image, generator) => {
    const [only, ...others] = factorsOf(image);
    return only === generator && others.length === 0 && image.phase === 0;
  });
  for (const [generator, image] of images.entries()) {
    if (isKept[generator]) continue;
    const factors = factorsOf(image).filter((factor) => factor !== generator);
    const isFactor = factors.length < factorsOf(image).length;
    // Z_j stands behind X_j and does not commute with it.
    const canLead = generator % 2 === 0 || ((image.x >> (generator >> 1)) & 1) === 0;
    if (!isFactor || !canLead || !factors.every((factor) => isKept[factor])) return undefined;
    steps.push({ generator, factors, phase: image.phase });
  }
  return steps;
}
