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
import { type Clifford, cliffordOf, MAX_CLIFFORD_QUBITS } from './clifford.ts';
import { rowSteps } from './rowSteps.ts';
import { type StabilizerSampler, stabilizerSampler } from './stabilizerSampler.ts';

/** Bounds the memory for samples. */
const SHOTS_AT_ONCE = 2 ** 12;

export class StabilizerState implements QuantumState {
  readonly qubitCount: number;
  readonly largestGate = MAX_CLIFFORD_QUBITS;
  /** 32-bit words in the x part of a row, and again in its z part, which follows. */
  readonly #words: number;
  /** Rows of X₀, Z₀, X₁, Z₁, …, in any order. */
  readonly #rows: Uint32Array;
  /** Powers of i, modulo 4, in the same order. */
  readonly #phases: Uint8Array;
  /** Where the row of X_q (2q) or Z_q (2q + 1) is. */
  readonly #places: Uint32Array;
  /** Copies of rows that a gate reads after it wrote them. */
  readonly #old: Uint32Array;
  /** Places of the rows of a gate. */
  readonly #gathered = new Uint32Array(2 * MAX_CLIFFORD_QUBITS);

  /** All qubits in |0⟩. */
  constructor(qubitCount: number) {
    this.qubitCount = qubitCount;
    this.#words = Math.ceil(qubitCount / 32);
    const width = 2 * this.#words;
    this.#rows = new Uint32Array(2 * qubitCount * width);
    this.#phases = new Uint8Array(2 * qubitCount);
    this.#places = Uint32Array.from({ length: 2 * qubitCount }, (_, row) => row);
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
    this.#places.set(other.#places);
  }

  /** @throws {JobError} where the gate is no Clifford gate */
  apply(unitary: Matrix, targets: readonly number[], controls: readonly number[], states: readonly (0 | 1)[]): void {
    const clifford = cliffordOf(unitary, states);
    if (!clifford) throw new JobError('The gate is no Clifford gate on one or two qubits. Choose another method.');
    this.applyClifford(clifford, [...controls, ...targets]);
  }

  applyClifford({ backward }: Clifford, qubits: readonly number[]): void {
    const places = this.#places;
    const phases = this.#phases;
    const { kind, steps } = rowSteps(backward);
    switch (kind) {
      case 'exchange': {
        const from = this.#gathered;
        for (let row = 0; row < steps.length; row++) from[row] = places[rowOf(qubits, steps[row]!.from)]!;
        for (let row = 0; row < steps.length; row++) {
          places[rowOf(qubits, row)] = from[row]!;
          phases[from[row]!] = (phases[from[row]!]! + steps[row]!.phase) & 3;
        }
        return;
      }
      case 'inPlace':
        for (const { row, factors, phase } of steps) {
          const place = places[rowOf(qubits, row)]!;
          phases[place] = (phases[place]! + phase) & 3;
          for (const factor of factors) {
            const other = places[rowOf(qubits, factor)]!;
            this.#multiply(place, this.#rows, other, phases[other]!);
          }
        }
        return;
      case 'anew': {
        const width = 2 * this.#words;
        const old = steps.map(({ row }) => places[rowOf(qubits, row)]!);
        const oldPhases = old.map((place) => phases[place]!);
        old.forEach((place, row) => {
          this.#old.set(this.#rows.subarray(place * width, (place + 1) * width), row * width);
        });
        for (const { row, factors, phase } of steps) {
          const place = old[row]!;
          this.#rows.fill(0, place * width, (place + 1) * width);
          phases[place] = phase;
          for (const factor of factors) this.#multiply(place, this.#old, factor, oldPhases[factor]!);
        }
      }
    }
  }

  /** The row at `target` becomes itself times the row at `factor` of `source`. */
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
    const row = this.#places[2 * qubit + 1]!;
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
    if (this.measure(qubit, random) === 1) this.#phases[this.#places[2 * qubit + 1]!]! ^= 2;
  }

  applyChannel({ mixture }: NoiseChannel, qubits: readonly number[], random: number): void {
    if (!mixture) throw new JobError('This noise is no mixture of Clifford gates. Choose another method.');
    const { unitary } = mixture[chooseIndex(mixture, random)]!;
    if (unitary !== 'identity') this.apply(unitary, qubits, [], []);
  }

  sample(shots: number, random: Random, visit: (outcome: Uint8Array, count: number) => void): void {
    const sampler = this.sampler();
    const outcome = new Uint8Array(this.qubitCount);
    for (let first = 0; first < shots; first += SHOTS_AT_ONCE) {
      const size = Math.min(SHOTS_AT_ONCE, shots - first);
      const values = sampler(size, random);
      for (let shot = 0; shot < size; shot++) {
        values.forEach((bits, qubit) => {
          outcome[qubit] = (bits[shot >> 5]! >>> (shot & 31)) & 1;
        });
        visit(outcome, 1);
      }
    }
  }

  /** Draws the outcomes of measuring all qubits of the state as it is now. */
  sampler(): StabilizerSampler {
    const rows = Array.from({ length: this.qubitCount }, (_, qubit) => {
      const place = this.#places[2 * qubit + 1]!;
      const row = this.#rows.subarray(2 * this.#words * place, 2 * this.#words * (place + 1));
      return { x: row.slice(0, this.#words), z: row.slice(this.#words), phase: this.#phases[place]! };
    });
    return stabilizerSampler(rows);
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
      if (pauli !== 'Z') multiplyBy(this.#places[2 * qubit]!);
      if (pauli !== 'X') multiplyBy(this.#places[2 * qubit + 1]!);
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
    if (oddOverlap(signs, 0, flips, nonZeroWords(flips))) signs[word]! ^= bit;
    const turns = (signs[word]! & bit) !== 0;
    signs[word]! &= ~bit;

    // Most of the words are 0 where gates act on neighbours.
    const flipWords = nonZeroWords(flips);
    const signWords = nonZeroWords(signs);
    for (let row = 0; row < phases.length; row++) {
      const start = row * width;
      // CX from k: X_k brings all flips along, a Z on any of them one on k.
      if (oddOverlap(rows, start + words, flips, flipWords)) rows[start + words + word]! ^= bit;
      const hasX = (rows[start + word]! & bit) !== 0;
      if (hasX) for (const w of flipWords) rows[start + w]! ^= flips[w]!;
      // CZ from k, which only sees X.
      let phase = phases[row]!;
      if (oddOverlap(rows, start, signs, signWords)) {
        rows[start + words + word]! ^= bit;
        if (hasX) phase += 2;
      }
      if (hasX) {
        for (const w of signWords) rows[start + words + w]! ^= signs[w]!;
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

/** The row of a generator of a gate on these qubits. */
function rowOf(qubits: readonly number[], generator: number): number {
  return 2 * qubits[generator >> 1]! + (generator & 1);
}

/** The numbers of the words that are not 0. */
function nonZeroWords(mask: Uint32Array): readonly number[] {
  const words: number[] = [];
  for (let word = 0; word < mask.length; word++) if (mask[word] !== 0) words.push(word);
  return words;
}

/** Whether `mask`, which is 0 but in `masked`, and the words from `start` on share an odd number of bits. */
function oddOverlap(words: Uint32Array, start: number, mask: Uint32Array, masked: readonly number[]): boolean {
  let shared = 0;
  for (let at = 0; at < masked.length; at++) {
    const word = masked[at]!;
    shared ^= words[start + word]! & mask[word]!;
  }
  return hasOddBits(shared);
}
