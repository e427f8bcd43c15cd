/** How often each outcome of the shots occurred: counted as packed bits, written as text only in the end. */
import type { Circuit, Register } from '../../../language/circuit/circuit.ts';
import { JobError } from '../errors.ts';
import { outcomeKeys } from './outcomeKeys.ts';
import { transposeBits } from './transposeBits.ts';

/** Longer keys are of no use to anyone, and would not fit into memory for long. */
export const MAX_KEY_BITS = 2 ** 16;
/** More different outcomes than this are not a histogram any more. */
const MAX_OUTCOMES = 2 ** 20;
/** Of all keys together. */
const MAX_CHARACTERS = 2 ** 29;

/** The registers that outcomes show, in order of declaration. */
export function resultRegisters(circuit: Circuit, measuresAll: boolean): readonly Register[] {
  return measuresAll ? circuit.qubits : circuit.bits.filter(({ output }) => output !== false);
}

/** Different outcomes, each a row of as many 32-bit words as its bits take, and how often each occurred. */
export interface PackedOutcomes {
  readonly rows: Uint32Array;
  readonly counts: Float64Array;
}

/** A hash table of packed outcomes: bit p of a row is bit p of the registers, one after the other as declared. */
export class Outcomes {
  readonly #registers: readonly Register[];
  /** The wire of each bit of a row. */
  readonly #wires: readonly number[];
  readonly #width: number;
  readonly #most: number;
  #size = 0;
  #rows: Uint32Array;
  #counts = new Float64Array(64);
  /** For each place of the table the number of its row, plus one; 0 where it is free. */
  #table = new Uint32Array(128);
  readonly #row: Uint32Array;

  constructor(registers: readonly Register[]) {
    this.#registers = registers;
    this.#wires = registers.flatMap(({ start, size }) => Array.from({ length: size }, (_, index) => start + index));
    const bits = this.#wires.length;
    if (bits > MAX_KEY_BITS) {
      throw new JobError(
        `The outcomes have ${bits.toLocaleString('en')} bits: at most ${MAX_KEY_BITS.toLocaleString('en')} can be counted. Declare smaller registers.`,
      );
    }
    this.#width = Math.max(1, Math.ceil(bits / 32));
    this.#most = Math.min(MAX_OUTCOMES, Math.floor(MAX_CHARACTERS / Math.max(bits, 1)));
    this.#row = new Uint32Array(this.#width);
    this.#rows = new Uint32Array(this.#counts.length * this.#width);
  }

  /** @param values 0 or 1 by wire: bits, or qubits where those are counted */
  add(values: Uint8Array, count: number): void {
    const wires = this.#wires;
    this.#row.fill(0);
    for (let bit = 0; bit < wires.length; bit++) this.#row[bit >> 5]! |= values[wires[bit]!]! << (bit & 31);
    this.#count(this.#row, 0, count);
  }

  /** @param values for each wire a bit for each shot, 32 to a word */
  addShots(values: readonly Uint32Array[], shots: number): void {
    const width = this.#width;
    const rows = new Uint32Array(32 * width);
    const block = new Uint32Array(32);
    for (let first = 0; first < shots; first += 32) {
      for (let word = 0; word < width; word++) {
        for (let bit = 0; bit < 32; bit++) block[bit] = values[this.#wires[32 * word + bit]!]?.[first >> 5] ?? 0;
        transposeBits(block);
        for (let shot = 0; shot < 32; shot++) rows[shot * width + word] = block[shot]!;
      }
      const last = Math.min(32, shots - first);
      for (let shot = 0; shot < last; shot++) this.#count(rows, shot * width, 1);
    }
  }

  /** @param packed of the same registers */
  addAll({ rows, counts }: PackedOutcomes): void {
    for (let index = 0; index < counts.length; index++) this.#count(rows, index * this.#width, counts[index]!);
  }

  packed(): PackedOutcomes {
    return { rows: this.#rows.slice(0, this.#size * this.#width), counts: this.#counts.slice(0, this.#size) };
  }

  /** By their keys, see `outcomeKeys`. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    outcomeKeys(this.#registers, this.#rows, this.#size, (key, index) => {
      counts[key] = this.#counts[index]!;
    });
    return counts;
  }

  #count(from: Uint32Array, start: number, count: number): void {
    const width = this.#width;
    const mask = this.#table.length - 1;
    let place = hash(from, start, width) & mask;
    for (let found = this.#table[place]!; found !== 0; found = this.#table[place]!) {
      let word = 0;
      const row = (found - 1) * width;
      while (word < width && this.#rows[row + word] === from[start + word]) word++;
      if (word === width) {
        this.#counts[found - 1]! += count;
        return;
      }
      place = (place + 1) & mask;
    }
    if (this.#size === this.#counts.length) this.#grow();
    for (let word = 0; word < width; word++) this.#rows[this.#size * width + word] = from[start + word]!;
    this.#counts[this.#size] = count;
    this.#size += 1;
    this.#table[place] = this.#size;
    if (2 * this.#size > this.#table.length) this.#rehash();
  }

  #grow(): void {
    if (this.#size >= this.#most) {
      throw new JobError(
        `There are more than ${this.#most.toLocaleString('en')} different outcomes. Run fewer shots, or measure fewer qubits.`,
      );
    }
    const [rows, counts] = [this.#rows, this.#counts];
    const size = Math.min(2 * this.#size, this.#most);
    this.#rows = new Uint32Array(size * this.#width);
    this.#rows.set(rows);
    this.#counts = new Float64Array(size);
    this.#counts.set(counts);
  }

  #rehash(): void {
    const table = new Uint32Array(2 * this.#table.length);
    for (let index = 0; index < this.#size; index++) {
      let place = hash(this.#rows, index * this.#width, this.#width) & (table.length - 1);
      while (table[place] !== 0) place = (place + 1) & (table.length - 1);
      table[place] = index + 1;
    }
    this.#table = table;
  }
}

/** The mixing of MurmurHash3 (Appleby, public domain). */
function hash(words: Uint32Array, start: number, width: number): number {
  let h = 0;
  for (let word = 0; word < width; word++) {
    const mixed = Math.imul(words[start + word]!, 0xcc9e2d51);
    h ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    h = Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
