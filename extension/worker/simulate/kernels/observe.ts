/** What measurements and expectation values need to know of a state, and do to it. */
import { next } from './bits';

/** Amplitudes summed up before they are added to the total: sums of many small numbers lose less this way. */
const CHUNK: u32 = 1 << 12;

/** Writes the probabilities (f64) of finding 0 and 1 in bit `bit` to `result`. */
export function probabilities(state: usize, size: u32, bit: u32, result: usize): void {
  const zero = weight(state, size, bit, 0);
  store<f64>(result, zero);
  store<f64>(result + 8, weight(state, size, bit, bit));
}

/** The sum of the squared absolute values of the amplitudes that are `value` in bit `bit`. */
function weight(state: usize, size: u32, bit: u32, value: u32): f64 {
  let total: f64 = 0;
  let sum = f64x2.splat(0);
  let summed: u32 = 0;
  for (let index: u32 = 0; index < size; index = next(index, bit)) {
    const a = v128.load(state + (<usize>(index | value) << 4));
    sum = f64x2.add(sum, f64x2.mul(a, a));
    if (++summed == CHUNK) {
      total += f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
      sum = f64x2.splat(0);
      summed = 0;
    }
  }
  return total + f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Keeps what is `value` in bit `bit`, multiplied by a real factor, and makes the rest 0. */
export function collapse(state: usize, size: u32, bit: u32, value: u32, factor: f64): void {
  const kept = f64x2.splat(factor);
  const nothing = f64x2.splat(0);
  for (let index: u32 = 0; index < size; index = next(index, bit)) {
    const address = state + (<usize>(index | value) << 4);
    v128.store(address, f64x2.mul(kept, v128.load(address)));
    v128.store(state + (<usize>(index | (value ^ bit)) << 4), nothing);
  }
}

/** Moves each amplitude that is 1 in bit `bit` to where the bit is 0. */
export function moveOneToZero(state: usize, size: u32, bit: u32): void {
  const nothing = f64x2.splat(0);
  const step = <usize>bit << 4;
  for (let index: u32 = 0; index < size; index = next(index, bit)) {
    const address = state + (<usize>index << 4);
    v128.store(address, v128.load(address + step));
    v128.store(address + step, nothing);
  }
}

/**
 * ⟨ψ|P|ψ⟩ of the product P of X on the bits of `flips`, then Z on those of `signs`; where both are set, P has Y, of
 * which there are `ys`.
 */
export function pauliExpectation(state: usize, size: u32, flips: u32, signs: u32, ys: u32): f64 {
  let total: f64 = 0;
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (let index: u32 = 0; index < size; index++) {
    const a = v128.load(state + (<usize>index << 4));
    const b = v128.load(state + (<usize>(index ^ flips) << 4));
    // conj(b)·a is real in the sum for an even number of Ys, imaginary for an odd one.
    const other = ys & 1 ? v128.shuffle<f64>(b, b, 1, 0) : b;
    const product = f64x2.mul(a, other);
    if (popcnt(index & signs) & 1) odd = f64x2.add(odd, product);
    else even = f64x2.add(even, product);
    if ((index & (CHUNK - 1)) == CHUNK - 1) {
      total += lanes(f64x2.sub(even, odd), ys);
      even = f64x2.splat(0);
      odd = f64x2.splat(0);
    }
  }
  total += lanes(f64x2.sub(even, odd), ys);
  return (ys >> 1) & 1 ? -total : total;
}

/** Re(conj(b)·a) = ar·br + ai·bi for an even number of Ys; ar·bi - ai·br, from lanes (ar·bi, ai·br), for an odd one. */
// @ts-ignore: decorator
@inline
function lanes(sums: v128, ys: u32): f64 {
  const first = f64x2.extract_lane(sums, 0);
  const second = f64x2.extract_lane(sums, 1);
  return ys & 1 ? first - second : first + second;
}
