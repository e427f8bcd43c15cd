/** Gates that move amplitudes, with and without factors: X, Y, SWAP and their controlled forms. */
import { isFast, neighbour, next, runLength, stride } from './bits';
import { times } from './complex';

/**
 * Exchanges the amplitudes `one` and `other` (offsets in bits of `fixed`) wherever the controls, the other bits of
 * `fixed`, are as in `value`.
 */
export function exchange(at: usize, size: u32, one: u32, other: u32, fixed: u32, value: u32): void {
  const first = <usize>one << 4;
  const second = <usize>other << 4;
  if (isFast(fixed, size)) {
    const beside = neighbour(fixed);
    const onward = stride(fixed);
    const run = runLength(fixed, size);
    const walk = fixed | (run - 1);
    for (let index: u32 = 0; index < size; index = next(index, walk)) {
      let address = at + (<usize>(index | value) << 4);
      const end = address + (<usize>run << 4);
      do {
        exchangePair(address, first, second);
        exchangePair(address + beside, first, second);
        address += onward;
      } while (address < end);
    }
  } else {
    for (let index: u32 = 0; index < size; index = next(index, fixed)) {
      const address = at + (<usize>(index | value) << 4);
      exchangePair(address, first, second);
    }
  }
}

// @ts-ignore: decorator
@inline
function exchangePair(base: usize, first: usize, second: usize): void {
  const a = v128.load(base + first);
  v128.store(base + first, v128.load(base + second));
  v128.store(base + second, a);
}

/** As `exchange` of 0 and `bit`; what arrives there is multiplied by the two factors at `factors`. */
export function antidiagonal<T extends number>(at: usize, size: u32, bit: u32, fixed: u32, value: u32, factors: usize): void {
  const re0 = v128.load(factors);
  const im0 = v128.load(factors, 16);
  const re1 = v128.load(factors, 32);
  const im1 = v128.load(factors, 48);
  const step = <usize>bit << 4;
  if (isFast(fixed, size)) {
    const beside = neighbour(fixed);
    const onward = stride(fixed);
    const run = runLength(fixed, size);
    const walk = fixed | (run - 1);
    for (let index: u32 = 0; index < size; index = next(index, walk)) {
      let address = at + (<usize>(index | value) << 4);
      const end = address + (<usize>run << 4);
      do {
        antidiagonalPair<T>(address, step, re0, im0, re1, im1);
        antidiagonalPair<T>(address + beside, step, re0, im0, re1, im1);
        address += onward;
      } while (address < end);
    }
  } else {
    for (let index: u32 = 0; index < size; index = next(index, fixed)) {
      const address = at + (<usize>(index | value) << 4);
      antidiagonalPair<T>(address, step, re0, im0, re1, im1);
    }
  }
}

// @ts-ignore: decorator
@inline
function antidiagonalPair<T extends number>(low: usize, step: usize, re0: v128, im0: v128, re1: v128, im1: v128): void {
  const a = v128.load(low);
  v128.store(low, times<T>(re0, im0, v128.load(low + step)));
  v128.store(low + step, times<T>(re1, im1, a));
}
