/** The random numbers of a job: independent streams, all decided by one seed (invariant 6). */
import { randomBytes } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Draws the next number, uniform in [0, 1), a multiple of 2^-53. */
export type Random = () => number;

/**
 * As many independent streams as are wanted: each shot takes its own, so that results depend neither on the order of
 * shots nor on the number of threads.
 *
 * @param seed an integer, 0 to 2^53 - 1: all its bits count
 * @returns gives the stream of a number, 0 to 2^53 - 1
 */
export function randomStreams(seed: number): (stream: number) => Random {
  const words = splitMix64(BigInt(seed), 2);
  return (stream) => {
    const generator = xoroshiro128plusFromState(mix(words, stream));
    return () => uniformFloat64(generator);
  };
}

/** A seed nobody chose. */
export function drawSeed(): number {
  return Number(randomBytes(8).readBigUInt64LE() >> 11n);
}

/**
 * Outputs of SplitMix64 as 32-bit words: spreads similar seeds over unlike states.
 * Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
 */
function splitMix64(seed: bigint, outputs: number): number[] {
  const words: number[] = [];
  let state = seed;
  for (let output = 0; output < outputs; output++) {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    z ^= z >> 31n;
    words.push(Number(z >> 32n) | 0, Number(z & 0xffffffffn) | 0);
  }
  return words;
}

/**
 * The state a stream starts from, in 32-bit arithmetic, as there is a stream for each shot. The first two words are a
 * bijection of the stream's number, so that no two streams are the same; the last bit is set, as no state may be zero.
 */
function mix([a = 0, b = 0, c = 0, d = 0]: readonly number[], stream: number): number[] {
  const first = finalize(a ^ stream);
  const second = finalize(b ^ first ^ Math.floor(stream / 2 ** 32));
  const third = finalize(c ^ second);
  return [first, second, third, finalize(d ^ third) | 1];
}

/** The finalizer of MurmurHash3, a bijection of 32-bit words (Appleby, public domain). */
function finalize(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
