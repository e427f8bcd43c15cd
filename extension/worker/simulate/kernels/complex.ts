/**
 * Complex numbers in SIMD registers, real parts first: one of two f64, or two of two f32 each. A factor is kept as two
 * registers, (re, re) and (-im, im), so that a product takes two multiplications, one addition and one exchange.
 *
 * Kernels are generic in the type T of the numbers and work on registers: for f32, bit 0 of an amplitude's index tells
 * the two in a register apart and is no bit of a register's index. Factors can differ between the two.
 */

/** The imaginary and the real part in each other's place. */
// @ts-ignore: decorator
@inline
export function exchanged<T extends number>(a: v128): v128 {
  if (sizeof<T>() == 8) return v128.shuffle<f64>(a, a, 1, 0);
  return v128.shuffle<f32>(a, a, 1, 0, 3, 2);
}

/** The two amplitudes of a register in each other's place; f32 only. */
// @ts-ignore: decorator
@inline
export function crossed(a: v128): v128 {
  return v128.shuffle<f32>(a, a, 2, 3, 0, 1);
}

/** `sum + factor · a`, each part for itself. */
// @ts-ignore: decorator
@inline
export function plus<T extends number>(sum: v128, factor: v128, a: v128): v128 {
  return v128.add<T>(sum, v128.mul<T>(factor, a));
}

/** The product of the factor (re, im) and `a`. */
// @ts-ignore: decorator
@inline
export function times<T extends number>(re: v128, im: v128, a: v128): v128 {
  return plus<T>(v128.mul<T>(re, a), im, exchanged<T>(a));
}
