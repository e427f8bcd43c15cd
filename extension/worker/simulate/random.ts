/** The random numbers of a job: one stream, decided by one seed (invariant 6). */
import { randomBytes } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Draws the next number, uniform in [0, 1), a multiple of 2^-53. */
export type Random = () => number;

/** @param seed an integer, 0 to 2^53 - 1: all its bits count */
export function randomStream(seed: number): Random {
  const generator = xoroshiro128plusFromState(mix(BigInt(seed)));
  return () => uniformFloat64(generator);
}

/** A seed nobody chose. */
export function drawSeed(): number {
  return Number(randomBytes(8).readBigUInt64LE() >> 11n);
}

/**
 * Two outputs of SplitMix64 as four 32-bit words: spreads similar seeds over unlike states, none of them all zero.
 * Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
 */
function mix(seed: bigint): number[] {
  const words: number[] = [];
  let state = seed;
  for (let output = 0; output < 2; output++) {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    z ^= z >> 31n;
    words.push(Number(z >> 32n) | 0, Number(z & 0xffffffffn) | 0);
  }
  return words;
}
