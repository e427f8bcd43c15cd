/** Errors of readout in many shots at once. */
import type { ConfusionOperation } from '../../../../language/circuit/circuit.ts';
import { confuse } from '../confusion.ts';
import { forEachHit } from '../hits.ts';
import type { Random } from '../random.ts';

/**
 * As `confuse`, for all shots: candidates at the highest rate of error, accepted as their true value asks for.
 *
 * @param values for each wire a bit for each shot, 32 to a word
 */
export function confuseShots(
  confusion: ConfusionOperation,
  values: readonly Uint32Array[],
  shots: number,
  random: Random,
): void {
  const { bits, matrix } = confusion;
  const right = matrix.map((row, value) => row[value]!);
  const highest = 1 - Math.min(...right);
  const scratch = new Uint8Array(Math.max(...bits) + 1);
  forEachHit(shots, highest, random, (shot) => {
    const word = shot >>> 5;
    let truth = 0;
    for (const [index, bit] of bits.entries()) {
      scratch[bit] = (values[bit]![word]! >>> (shot & 31)) & 1;
      truth |= scratch[bit]! << index;
    }
    // Accepted with (1 - right) / highest: then what is read is anything but the truth.
    const error = 1 - right[truth]!;
    if (random() * highest >= error) return;
    const wrong = matrix.map((row, read) => row.map((entry, column) => (read === column ? 0 : entry / error)));
    confuse(scratch, { ...confusion, matrix: wrong }, random());
    for (const bit of bits) {
      const mask = 1 << (shot & 31);
      values[bit]![word] = scratch[bit] === 1 ? values[bit]![word]! | mask : values[bit]![word]! & ~mask;
    }
  });
}
