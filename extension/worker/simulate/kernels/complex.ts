/**
 * Complex numbers in SIMD registers: (real, imaginary), 16 bytes each. A factor is kept as two registers, (re, re) and
 * (-im, im), so that a product takes two multiplications, one addition and one exchange of halves.
 */

/** (imaginary, real). */
// @ts-ignore: decorator
@inline
export function exchanged(a: v128): v128 {
  return v128.shuffle<f64>(a, a, 1, 0);
}

/** `sum + factor · a`, each half for itself. */
// @ts-ignore: decorator
@inline
export function plus(sum: v128, factor: v128, a: v128): v128 {
  return f64x2.add(sum, f64x2.mul(factor, a));
}

/** The product of the factor (re, im) and `a`. */
// @ts-ignore: decorator
@inline
export function times(re: v128, im: v128, a: v128): v128 {
  return plus(f64x2.mul(re, a), im, exchanged(a));
}
