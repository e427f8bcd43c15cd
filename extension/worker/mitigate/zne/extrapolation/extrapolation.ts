/** What a way of extrapolating to no noise is. */
import type { Point } from '../../question.ts';

/** A curve through values at several strengths of noise. */
export interface Fit {
  /** Its value without noise. */
  readonly limit: number;
  readonly curve: (scaleFactor: number) => number;
  /** How many numbers were chosen to fit. */
  readonly parameters: number;
}

export interface Extrapolation {
  /** For people: `exponential`. */
  readonly model: string;
  /** How many different scale factors it takes at least. */
  readonly least: number;
  /** How the limit depends on the values, where it does so linearly: limit = Σ weight · value. */
  readonly weights?: (scaleFactors: readonly number[]) => readonly number[];
  /** `undefined` where no such curve comes near the points. */
  readonly fitTo: (points: readonly Point[]) => Fit | undefined;
}
