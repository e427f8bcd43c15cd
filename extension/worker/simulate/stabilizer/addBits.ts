/** Sums of bits modulo 2. */
export function addBits(target: Uint32Array, source: Uint32Array): void {
  for (let word = 0; word < target.length; word++) target[word]! ^= source[word]!;
}
