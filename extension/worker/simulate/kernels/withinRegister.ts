/** Gates in single precision with the qubit as a target whose two amplitudes share a register. */
import { isFast, neighbour, next, runLength, stride } from './bits';
import { crossed, exchanged, plus } from './complex';
import { row } from './twoQubits';

/**
 * A gate on that qubit alone: each amplitude times one factor, plus the other times another. `size` and the bits are
 * those of registers.
 *
 * @param factors the one for itself, then the one for the other
 */
export function within1(at: usize, size: u32, fixed: u32, value: u32, factors: usize): void {
  const ownRe = v128.load(factors);
  const ownIm = v128.load(factors, 16);
  const otherRe = v128.load(factors, 32);
  const otherIm = v128.load(factors, 48);
  if (isFast(fixed, size)) {
    const beside = neighbour(fixed);
    const onward = stride(fixed);
    const run = runLength(fixed, size);
    const walk = fixed | (run - 1);
    for (let index: u32 = 0; index < size; index = next(index, walk)) {
      let address = at + (<usize>(index | value) << 4);
      const end = address + (<usize>run << 4);
      do {
        withinOne(address, ownRe, ownIm, otherRe, otherIm);
        withinOne(address + beside, ownRe, ownIm, otherRe, otherIm);
        address += onward;
      } while (address < end);
    }
  } else {
    for (let index: u32 = 0; index < size; index = next(index, fixed)) {
      const address = at + (<usize>(index | value) << 4);
      withinOne(address, ownRe, ownIm, otherRe, otherIm);
    }
  }
}

// @ts-ignore: decorator
@inline
function withinOne(address: usize, ownRe: v128, ownIm: v128, otherRe: v128, otherIm: v128): void {
  const a = v128.load(address);
  const b = crossed(a);
  let sum = v128.mul<f32>(ownRe, a);
  sum = plus<f32>(sum, ownIm, exchanged<f32>(a));
  sum = plus<f32>(sum, otherRe, b);
  v128.store(address, plus<f32>(sum, otherIm, exchanged<f32>(b)));
}

/**
 * A gate on that qubit and the one of `bit`: two rows, each for the amplitudes where the bit is 0, these crossed, those
 * where it is 1, and these crossed.
 */
export function within2(at: usize, size: u32, bit: u32, fixed: u32, value: u32, matrix: usize): void {
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
        withinTwo(address, step, matrix);
        withinTwo(address + beside, step, matrix);
        address += onward;
      } while (address < end);
    }
  } else {
    for (let index: u32 = 0; index < size; index = next(index, fixed)) {
      const address = at + (<usize>(index | value) << 4);
      withinTwo(address, step, matrix);
    }
  }
}

// @ts-ignore: decorator
@inline
function withinTwo(low: usize, step: usize, matrix: usize): void {
  const a = v128.load(low);
  const b = crossed(a);
  const c = v128.load(low + step);
  const d = crossed(c);
  const turnedA = exchanged<f32>(a);
  const turnedB = exchanged<f32>(b);
  const turnedC = exchanged<f32>(c);
  const turnedD = exchanged<f32>(d);
  v128.store(low, row<f32>(matrix, a, b, c, d, turnedA, turnedB, turnedC, turnedD));
  v128.store(low + step, row<f32>(matrix + 128, a, b, c, d, turnedA, turnedB, turnedC, turnedD));
}
