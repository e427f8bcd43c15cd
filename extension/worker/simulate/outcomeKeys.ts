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

/** The key of one outcome, of 0 or 1 by wire. */
export function outcomeKey(registers: readonly Register[], values: Uint8Array): string {
  return registers
    .map(({ start, size }) =>
      Array.from(values.subarray(start, start + size))
        .reverse()
        .join(''),
    )
    .reverse()
    .join(' ');
}
