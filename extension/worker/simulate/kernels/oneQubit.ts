/** Gates on one target: generic, real, and diagonal ones. */
import { isFast, neighbour, next, runLength, stride } from './bits';
import { exchanged, plus, times } from './complex';

/**
 * A 2×2 matrix on the pairs of amplitudes that differ in bit `bit`.
 *
 * @param at address of amplitude 0 of `size`
 * @param fixed `bit` and the controls
 * @param value which of the controls must be 1
 * @param matrix row by row, each entry as a factor: (re, re), (-im, im)
 */
export function generic1<T extends number>(at: usize, size: u32, bit: u32, fixed: u32, value: u32, matrix: usize): void {
  const re00 = v128.load(matrix);
  const im00 = v128.load(matrix, 16);
  const re01 = v128.load(matrix, 32);
  const im01 = v128.load(matrix, 48);
  const re10 = v128.load(matrix, 64);
  const im10 = v128.load(matrix, 80);
  const re11 = v128.load(matrix, 96);
  const im11 = v128.load(matrix, 112);
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
        genericPair<T>(address, step, re00, im00, re01, im01, re10, im10, re11, im11);
        genericPair<T>(address + beside, step, re00, im00, re01, im01, re10, im10, re11, im11);
        address += onward;
      } while (address < end);
    }
  } else {
    for (let index: u32 = 0; index < size; index = next(index, fixed)) {
      const address = at + (<usize>(index | value) << 4);
      genericPair<T>(address, step, re00, im00, re01, im01, re10, im10, re11, im11);
    }
  }
}

// @ts-ignore: decorator
@inline
function genericPair<T extends number>(
  low: usize,
  step: usize,
  re00: v128,
  im00: v128,
  re01: v128,
  im01: v128,
  re10: v128,
  im10: v128,
  re11: v128,
  im11: v128,
): void {
  const a = v128.load(low);
  const b = v128.load(low + step);
  const turnedA = exchanged<T>(a);
  const turnedB = exchanged<T>(b);
  // Chains of sums, not trees of them: that takes fewer registers.
  v128.store(low, plus<T>(plus<T>(plus<T>(v128.mul<T>(re00, a), im00, turnedA), re01, b), im01, turnedB));
  v128.store(low + step, plus<T>(plus<T>(plus<T>(v128.mul<T>(re10, a), im10, turnedA), re11, b), im11, turnedB));
}

/** As `generic1`, for a matrix of real numbers. */
export function real1<T extends number>(at: usize, size: u32, bit: u32, fixed: u32, value: u32, matrix: usize): void {
  const m00 = v128.load(matrix);
  const m01 = v128.load(matrix, 32);
  const m10 = v128.load(matrix, 64);
  const m11 = v128.load(matrix, 96);
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
        realPair<T>(address, step, m00, m01, m10, m11);
        realPair<T>(address + beside, step, m00, m01, m10, m11);
        address += onward;
      } while (address < end);
    }
  } else {
    for (let index: u32 = 0; index < size; index = next(index, fixed)) {
      const address = at + (<usize>(index | value) << 4);
      realPair<T>(address, step, m00, m01, m10, m11);
    }
  }
}

// @ts-ignore: decorator
@inline
function realPair<T extends number>(low: usize, step: usize, m00: v128, m01: v128, m10: v128, m11: v128): void {
  const a = v128.load(low);
  const b = v128.load(low + step);
  v128.store(low, plus<T>(v128.mul<T>(m00, a), m01, b));
  v128.store(low + step, plus<T>(v128.mul<T>(m10, a), m11, b));
}

/** Multiplies the amplitudes that are `value` in the bits of `fixed` by the factor at `factor`. */
export function phase<T extends number>(at: usize, size: u32, fixed: u32, value: u32, factor: usize): void {
  const re = v128.load(factor);
  const im = v128.load(factor, 16);
  if (isFast(fixed, size)) {
    const beside = neighbour(fixed);
    const onward = stride(fixed);
    const run = runLength(fixed, size);
    const walk = fixed | (run - 1);
    for (let index: u32 = 0; index < size; index = next(index, walk)) {
      let address = at + (<usize>(index | value) << 4);
      const end = address + (<usize>run << 4);
      do {
        v128.store(address, times<T>(re, im, v128.load(address)));
        v128.store(address + beside, times<T>(re, im, v128.load(address + beside)));
        address += onward;
      } while (address < end);
    }
  } else {
    for (let index: u32 = 0; index < size; index = next(index, fixed)) {
      const address = at + (<usize>(index | value) << 4);
      v128.store(address, times<T>(re, im, v128.load(address)));
    }
  }
}
