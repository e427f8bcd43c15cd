/** Many phases at once: each amplitude times the product of a factor for every bit that is 1 in its index. */
import { next } from './bits';
import { plus, times } from './complex';

/** Amplitudes in a row whose factors come from a table. */
const ROW: u32 = 128;

/**
 * Factors are kept as in `complex.ts`, one after the other: that of all amplitudes, those of the bits of `bits`, and those
 * of the bits of `outer`, ascending each.
 *
 * @param at address of amplitude 0 of `size`
 * @param bits of an index within the block that have factors
 * @param outer bits beyond the block that have factors, and `base` tells what they are
 * @param fixed controls, `value` which of them must be 1
 * @param room for a table
 */
export function diagonal<T extends number>(
  at: usize,
  size: u32,
  bits: u32,
  outer: u32,
  base: u32,
  fixed: u32,
  value: u32,
  factors: usize,
  room: usize,
): void {
  const low = min(size, ROW);
  let factor = factors + 32 * (1 + <usize>popcnt(bits));
  let re = v128.load(factors);
  let im = v128.load(factors, 16);
  for (let rest = outer; rest != 0; rest &= rest - 1) {
    if ((base & rest & (0 - rest)) != 0) {
      const before = re;
      re = productRe<T>(before, im, factor);
      im = productIm<T>(before, im, factor);
    }
    factor += 32;
  }
  v128.store(room, re);
  v128.store(room, im, 16);
  factor = factors + 32;
  for (let bit: u32 = 1; bit < low; bit <<= 1) {
    const isIn = (bits & bit) != 0;
    let to = room + (<usize>bit << 5);
    const end = to;
    for (let from = room; from < end; from += 32, to += 32) {
      re = v128.load(from);
      im = v128.load(from, 16);
      v128.store(to, isIn ? productRe<T>(re, im, factor) : re);
      v128.store(to, isIn ? productIm<T>(re, im, factor) : im, 16);
    }
    if (isIn) factor += 32;
  }
  const high = bits & ~(low - 1);
  const fixedLow = fixed & (low - 1);
  const valueLow = value & (low - 1);
  const valueHigh = value & ~(low - 1);
  const walk = fixed | (low - 1);
  for (let index: u32 = 0; index < size; index = next(index, walk)) {
    const row = index | valueHigh;
    let isOne = true;
    re = f64x2.splat(0);
    im = re;
    let own = factor;
    for (let rest = high; rest != 0; rest &= rest - 1) {
      if ((row & rest & (0 - rest)) != 0) {
        const before = re;
        re = isOne ? v128.load(own) : productRe<T>(before, im, own);
        im = isOne ? v128.load(own, 16) : productIm<T>(before, im, own);
        isOne = false;
      }
      own += 32;
    }
    const address = at + (<usize>row << 4);
    if (isOne) onlyTable<T>(address, low, fixedLow, valueLow, room);
    else tableAndFactor<T>(address, low, fixedLow, valueLow, room, re, im);
  }
}

/** A row of amplitudes, each times its factor in the table. */
function onlyTable<T extends number>(address: usize, low: u32, fixed: u32, value: u32, table: usize): void {
  if (fixed == 0 && low >= 2) {
    const end = address + (<usize>low << 4);
    let factor = table;
    do {
      v128.store(address, times<T>(v128.load(factor), v128.load(factor, 16), v128.load(address)));
      v128.store(address, times<T>(v128.load(factor, 32), v128.load(factor, 48), v128.load(address, 16)), 16);
      address += 32;
      factor += 64;
    } while (address < end);
    return;
  }
  let index: u32 = 0;
  do {
    const own = address + (<usize>(index | value) << 4);
    const factor = table + (<usize>(index | value) << 5);
    v128.store(own, times<T>(v128.load(factor), v128.load(factor, 16), v128.load(own)));
    index = next(index, fixed);
  } while (index < low);
}

/** The same, and times a factor of them all. */
function tableAndFactor<T extends number>(
  address: usize,
  low: u32,
  fixed: u32,
  value: u32,
  table: usize,
  re: v128,
  im: v128,
): void {
  if (fixed == 0 && low >= 2) {
    const end = address + (<usize>low << 4);
    let factor = table;
    do {
      const first = times<T>(re, im, v128.load(address));
      const second = times<T>(re, im, v128.load(address, 16));
      v128.store(address, times<T>(v128.load(factor), v128.load(factor, 16), first));
      v128.store(address, times<T>(v128.load(factor, 32), v128.load(factor, 48), second), 16);
      address += 32;
      factor += 64;
    } while (address < end);
    return;
  }
  let index: u32 = 0;
  do {
    const own = address + (<usize>(index | value) << 4);
    const factor = table + (<usize>(index | value) << 5);
    v128.store(own, times<T>(v128.load(factor), v128.load(factor, 16), times<T>(re, im, v128.load(own))));
    index = next(index, fixed);
  } while (index < low);
}

/** The product of the factor (re, im) and the one at `factor`: its first register. */
// @ts-ignore: decorator
@inline
function productRe<T extends number>(re: v128, im: v128, factor: usize): v128 {
  return v128.sub<T>(v128.mul<T>(re, v128.load(factor)), v128.mul<T>(im, v128.load(factor, 16)));
}

/** Its second register. */
// @ts-ignore: decorator
@inline
function productIm<T extends number>(re: v128, im: v128, factor: usize): v128 {
  return plus<T>(v128.mul<T>(re, v128.load(factor, 16)), im, v128.load(factor));
}
