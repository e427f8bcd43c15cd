/** What measurements and expectation values need to know of a state, and do to it. Sums are in double precision. */
import { next } from './bits';

/** Amplitudes summed up before they are added to the total: sums of many small numbers lose less this way. */
const CHUNK: u32 = 1 << 12;

/** An amplitude as two f64. */
// @ts-ignore: decorator
@inline
function read<T extends number>(state: usize, index: u32): v128 {
  if (sizeof<T>() == 8) return v128.load(state + (<usize>index << 4));
  return f64x2.promote_low_f32x4(v128.load64_zero(state + (<usize>index << 3)));
}

// @ts-ignore: decorator
@inline
function write<T extends number>(state: usize, index: u32, amplitude: v128): void {
  if (sizeof<T>() == 8) v128.store(state + (<usize>index << 4), amplitude);
  else v128.store64_lane(state + (<usize>index << 3), f32x4.demote_f64x2_zero(amplitude), 0);
}

/** The sum of the squared absolute values of the amplitudes that are `value` in bit `bit`. */
export function weight<T extends number>(state: usize, size: u32, bit: u32, value: u32): f64 {
  let total: f64 = 0;
  let sum = f64x2.splat(0);
  let summed: u32 = 0;
  for (let index: u32 = 0; index < size; index = next(index, bit)) {
    const a = read<T>(state, index | value);
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
export function collapse<T extends number>(state: usize, size: u32, bit: u32, value: u32, factor: f64): void {
  const kept = f64x2.splat(factor);
  const nothing = f64x2.splat(0);
  for (let index: u32 = 0; index < size; index = next(index, bit)) {
    write<T>(state, index | value, f64x2.mul(kept, read<T>(state, index | value)));
    write<T>(state, index | (value ^ bit), nothing);
  }
}

/** Moves each amplitude that is 1 in bit `bit` to where the bit is 0. */
export function moveOneToZero<T extends number>(state: usize, size: u32, bit: u32): void {
  const nothing = f64x2.splat(0);
  for (let index: u32 = 0; index < size; index = next(index, bit)) {
    write<T>(state, index, read<T>(state, index | bit));
    write<T>(state, index | bit, nothing);
  }
}

/**
 * ⟨ψ|P|ψ⟩ of the product P of X on the bits of `flips`, then Z on those of `signs`; where both are set, P has Y, of
 * which there are `ys`.
 */
export function pauliExpectation<T extends number>(
  state: usize,
  size: u32,
  flips: u32,
  signs: u32,
  ys: u32,
): f64 {
  let total: f64 = 0;
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (let index: u32 = 0; index < size; index++) {
    const a = read<T>(state, index);
    const b = read<T>(state, index ^ flips);
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

/**
 * Σ conj(bra) · ket over pairs of amplitudes that differ in the bits of `fixed` alone, as `bra` and `ket` tell; written
 * to `sum` as two f64.
 */
export function inner<T extends number>(
  state: usize,
  size: u32,
  fixed: u32,
  ket: u32,
  bra: u32,
  sum: usize,
): void {
  let re: f64 = 0;
  let im: f64 = 0;
  let straight = f64x2.splat(0);
  let turned = f64x2.splat(0);
  let summed: u32 = 0;
  for (let index: u32 = 0; index < size; index = next(index, fixed)) {
    const a = read<T>(state, index | ket);
    const b = read<T>(state, index | bra);
    straight = f64x2.add(straight, f64x2.mul(a, b));
    turned = f64x2.add(turned, f64x2.mul(a, v128.shuffle<f64>(b, b, 1, 0)));
    if (++summed == CHUNK) {
      re += lanes(straight, 0);
      im -= lanes(turned, 1);
      straight = f64x2.splat(0);
      turned = f64x2.splat(0);
      summed = 0;
    }
  }
  store<f64>(sum, re + lanes(straight, 0));
  store<f64>(sum, im - lanes(turned, 1), 8);
}
