/**
 * General parameter-shift rules (Wierichs, Izaac, Wang and Lin, "General parameter-shift rules for quantum gradients",
 * arXiv 2107.12390, equation 11): the derivative of a function with the frequencies base, 2·base … R·base, from 2R
 * values of it, exactly.
 */

export interface Shift {
  /** Radians. */
  readonly by: number;
  readonly factor: number;
}

/** f'(θ) = Σ factor · f(θ + by). */
export function shiftRule(base: number, harmonics: number): readonly Shift[] {
  return Array.from({ length: 2 * harmonics }, (_, index) => {
    const x = ((2 * index + 1) * Math.PI) / (2 * harmonics);
    const sign = index % 2 === 0 ? 1 : -1;
    return { by: x / base, factor: (base * sign) / (4 * harmonics * Math.sin(x / 2) ** 2) };
  });
}

/** Enough for every standard gate: their matrices have the frequencies 1/2 and 1 in each parameter, as have their effects. */
export const FOUR_TERMS = shiftRule(0.5, 2);

/** For effects with the frequency 1 alone, such as those of rotations: fewer values, and less noise from shots. */
export const TWO_TERMS = shiftRule(1, 1);
