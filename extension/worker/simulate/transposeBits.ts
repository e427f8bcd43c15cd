/** Square matrices of bits on their side: from a word for each bit to a word for each shot. */

/** Bit j of word i changes places with bit i of word j, in 32 words (Warren, "Hacker's Delight", section 7-3). */
export function transposeBits(words: Uint32Array): void {
  let mask = 0x0000ffff;
  for (let half = 16; half !== 0; half >>= 1, mask ^= mask << half) {
    for (let low = 0; low < 32; low = (low + half + 1) & ~half) {
      const swapped = ((words[low]! >>> half) ^ words[low + half]!) & mask;
      words[low]! ^= swapped << half;
      words[low + half]! ^= swapped;
    }
  }
}
