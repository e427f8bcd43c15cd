/** Numbers as source text that gives back the very same double. */

/** Denominators of multiples of π that are kept as such. */
const DENOMINATORS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 64, 128, 256, 512, 1024, 2048, 4096];

/**
 * `3*pi/4`, `-pi`, `0.3`. Multiples of π only where evaluating them from left to right in double precision is exact.
 *
 * @param pi the target's name of π
 */
export function angleText(value: number, pi = 'pi'): string {
  for (const denominator of DENOMINATORS) {
    const numerator = Math.round((Math.abs(value) * denominator) / Math.PI);
    if (numerator === 0 || numerator > 4096) continue;
    if ((numerator * Math.PI) / denominator !== Math.abs(value)) continue;
    const multiple = numerator === 1 ? pi : `${numerator}*${pi}`;
    return `${value < 0 ? '-' : ''}${multiple}${denominator === 1 ? '' : `/${denominator}`}`;
  }
  return numberText(value);
}

/** The shortest decimal that reads back as the same double. */
export function numberText(value: number): string {
  return String(value + 0);
}

/** `0.5-0.5j`. Rounding errors of 0 are written as 0. @param unit the target's imaginary unit, behind a number */
export function complexText(re: number, im: number, unit: string): string {
  const [real, imaginary] = [re, im].map((part) => (Math.abs(part) < 1e-16 ? 0 : part)) as [number, number];
  if (imaginary === 0) return numberText(real);
  if (real === 0) return `${numberText(imaginary)}${unit}`;
  return `${numberText(real)}${imaginary < 0 ? '-' : '+'}${numberText(Math.abs(imaginary))}${unit}`;
}
