/** Even coins by the word: where millions of them are tossed, numbers in [0, 1) one by one are too slow. */
import type { Random } from '../random.ts';

/** xoshiro128++ (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021) 36). */
export class RandomBits {
  readonly #state: Int32Array;

  /** @param random gives the state it starts from */
  constructor(random: Random) {
    this.#state = Int32Array.from({ length: 4 }, () => random() * 2 ** 32);
    // All zeros would stay so.
    this.#state[3]! |= 1;
  }

  fill(words: Uint32Array): void {
    let [a, b, c, d] = this.#state as unknown as [number, number, number, number];
    for (let word = 0; word < words.length; word++) {
      const sum = (a + d) | 0;
      words[word] = ((sum << 7) | (sum >>> 25)) + a;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
    }
    this.#state.set([a, b, c, d]);
  }
}
