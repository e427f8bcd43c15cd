/** Outcomes as text, the keys of `SimulateResult.counts`. */
import type { Register } from '../../../language/circuit/circuit.ts';

/** Keys are cut out of texts of about this length. */
const TEXT_LENGTH = 2 ** 20;
const ZERO = 48;

/**
 * Index 0 of each register rightmost, the register declared last leftmost, a space between registers.
 *
 * @param rows packed outcomes: bits of the registers one after the other as declared, 32 to a word, each outcome from a
 *   new word on; at least `count` of them
 * @param visit gets the key of each outcome, in order
 */
export function outcomeKeys(
  registers: readonly Register[],
  rows: Uint32Array,
  count: number,
  visit: (key: string, index: number) => void,
): void {
  const places = characterPlaces(registers);
  const length = places.length + Math.max(registers.length - 1, 0);
  const width = Math.max(1, Math.ceil(places.length / 32));
  const keysPerText = Math.max(1, Math.min(count, Math.floor(TEXT_LENGTH / Math.max(length, 1))));
  // Nothing is ever written over the spaces.
  const bytes = Buffer.alloc(keysPerText * length, ' ');
  for (let first = 0; first < count; first += keysPerText) {
    const last = Math.min(count, first + keysPerText);
    for (let index = first; index < last; index++) {
      const start = (index - first) * length;
      for (let word = 0; word < width; word++) {
        let bits = rows[index * width + word]!;
        const end = Math.min(places.length, 32 * (word + 1));
        for (let bit = 32 * word; bit < end; bit++, bits >>>= 1) bytes[start + places[bit]!] = ZERO | (bits & 1);
      }
    }
    const text = bytes.toString('latin1', 0, (last - first) * length);
    for (let index = first; index < last; index++) {
      visit(text.slice((index - first) * length, (index - first + 1) * length), index);
    }
  }
}

/** For each bit of an outcome the place of its character in a key. */
function characterPlaces(registers: readonly Register[]): Int32Array {
  const places: number[] = [];
  let end = registers.reduce((sum, { size }) => sum + size + 1, -1);
  for (const { size } of registers) {
    for (let index = 0; index < size; index++) places.push(end - 1 - index);
    end -= size + 1;
  }
  return Int32Array.from(places);
}

/**
 * The keys of outcomes that differ in some wires alone.
 *
 * @param values 0 or 1 by wire, of all others
 * @param wires bit k of a number is what wire `wires[k]` shows
 * @param visit gets the key of each number, in order
 */
export function keysOfNumbers(
  registers: readonly Register[],
  values: Uint8Array,
  wires: readonly number[],
  numbers: Uint32Array,
  visit: (key: string, index: number) => void,
): void {
  const all = registers.flatMap(({ start, size }) => Array.from({ length: size }, (_, index) => start + index));
  const width = Math.max(1, Math.ceil(all.length / 32));
  const constant = new Uint32Array(width);
  const places = new Map(all.map((wire, place) => [wire, place]));
  // What no register shows is in no key.
  const shown = wires.map((wire) => places.get(wire) ?? -1);
  for (const [place, wire] of all.entries()) {
    if (values[wire] === 1 && !wires.includes(wire)) constant[place >> 5]! |= 1 << (place & 31);
  }
  const rows = new Uint32Array(width * numbers.length);
  numbers.forEach((number, index) => {
    rows.set(constant, index * width);
    for (let bit = 0; bit < shown.length; bit++) {
      const place = shown[bit]!;
      if (place >= 0) rows[index * width + (place >> 5)]! |= ((number >>> bit) & 1) << (place & 31);
    }
  });
  outcomeKeys(registers, rows, numbers.length, visit);
}
