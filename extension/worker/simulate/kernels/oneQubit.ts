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
        realTwo<T>(address, step, m00, m01, m10, m11);
        realTwo<T>(address + beside, step, m00, m01, m10, m11);
        address += onward;
      } while (address < end);
    }
  } else {
    for (let index: u32 = 0; index < size; index = next(index, fixed)) {
      const address = at + (<usize>(index | value) << 4);
      realTwo<T>(address, step, m00, m01, m10, m11);
    }
  }
}

// @ts-ignore: decorator
@inline
function realTwo<T extends number>(low: usize, step: usize, m00: v128, m01: v128, m10: v128, m11: v128): void {
  const a = v128.load(low);
  const b = v128.load(low + step);
  v128.store(low, plus<T>(v128.mul<T>(m00, a), m01, b));
  v128.store(low + step, plus<T>(v128.mul<T>(m10, a), m11, b));
}

/**
 * Real matrices on two bits, one for each, in one pass: `matrices` has the one of `bitA` first. `fixed` has both bits; the
 * controls are as in `generic1`.
 */
export function realPair<T extends number>(
  at: usize,
  size: u32,
  bitA: u32,
  bitB: u32,
  fixed: u32,
  value: u32,
  matrices: usize,
): void {
  const a00 = v128.load(matrices);
  const a01 = v128.load(matrices, 32);
  const a10 = v128.load(matrices, 64);
  const a11 = v128.load(matrices, 96);
  const b00 = v128.load(matrices, 128);
  const b01 = v128.load(matrices, 160);
  const b10 = v128.load(matrices, 192);
  const b11 = v128.load(matrices, 224);
  const stepA = <usize>bitA << 4;
  const stepB = <usize>bitB << 4;
  if (isFast(fixed, size)) {
    const beside = neighbour(fixed);
    const onward = stride(fixed);
    const run = runLength(fixed, size);
    const walk = fixed | (run - 1);
    for (let index: u32 = 0; index < size; index = next(index, walk)) {
      let address = at + (<usize>(index | value) << 4);
      const end = address + (<usize>run << 4);
      do {
        realFour<T>(address, stepA, stepB, a00, a01, a10, a11, b00, b01, b10, b11);
        realFour<T>(address + beside, stepA, stepB, a00, a01, a10, a11, b00, b01, b10, b11);
        address += onward;
      } while (address < end);
    }
  } else {
    for (let index: u32 = 0; index < size; index = next(index, fixed)) {
      const address = at + (<usize>(index | value) << 4);
      realFour<T>(address, stepA, stepB, a00, a01, a10, a11, b00, b01, b10, b11);
    }
  }
}

// @ts-ignore: decorator
@inline
function realFour<T extends number>(
  low: usize,
  stepA: usize,
  stepB: usize,
  a00: v128,
  a01: v128,
  a10: v128,
  a11: v128,
  b00: v128,
  b01: v128,
  b10: v128,
  b11: v128,
): void {
  const x = v128.load(low);
  const y = v128.load(low + stepA);
  const z = v128.load(low + stepB);
  const w = v128.load(low + stepA + stepB);
  const low0 = plus<T>(v128.mul<T>(a00, x), a01, y);
  const high0 = plus<T>(v128.mul<T>(a00, z), a01, w);
  v128.store(low, plus<T>(v128.mul<T>(b00, low0), b01, high0));
  v128.store(low + stepB, plus<T>(v128.mul<T>(b10, low0), b11, high0));
  const low1 = plus<T>(v128.mul<T>(a10, x), a11, y);
  const high1 = plus<T>(v128.mul<T>(a10, z), a11, w);
  v128.store(low + stepA, plus<T>(v128.mul<T>(b00, low1), b01, high1));
  v128.store(low + stepA + stepB, plus<T>(v128.mul<T>(b10, low1), b11, high1));
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
