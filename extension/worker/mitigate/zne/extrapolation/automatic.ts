/** Choosing the model of an extrapolation by what the points say for it. */
import type { Candidate, Point } from '../../question.ts';
import { doubleExponential, exponential } from './exponential.ts';
import type { Extrapolation, Fit } from './extrapolation.ts';
import { polynomial } from './polynomial.ts';

export interface Choice {
  readonly fit: Fit;
  readonly model: string;
  readonly candidates: readonly Candidate[];
  /** No model was good enough, and the plainest was taken. */
  readonly fallback: boolean;
}

/** From plain to rich; the first two are always tried, the others where points are left to contradict them. */
export function candidateModels(asymptote: number): readonly Extrapolation[] {
  return [
    exponential(1, asymptote),
    polynomial(1),
    polynomial(2),
    exponential(1, undefined),
    exponential(2, asymptote),
    doubleExponential(asymptote),
  ];
}

/** Beyond the spectrum by more than this share of its width a limit is no candidate. */
const MARGIN = 0.05;

/**
 * The model with the least Akaike criterion χ² + 2k, k its number of parameters (Akaike, IEEE Trans. Autom. Control 19
 * (1974) 716), among those whose limit a state can have. Where none is left, the linear one.
 *
 * @param spectrum of the observable
 */
export function choose(
  points: readonly Point[],
  models: readonly Extrapolation[],
  [least, largest]: readonly [number, number],
): Choice {
  const errors = floored(points);
  const tried = models
    .filter(({ least: needed }, index) => points.length >= needed + (index < 2 ? 0 : 1))
    .map(({ model, fitTo }) => {
      const found = fitTo(points);
      if (!found) return { candidate: { model, reason: 'It comes near the points nowhere.' } };
      const { limit, curve, parameters } = found;
      const criterion =
        2 * parameters + points.reduce((sum, { x, y }, index) => sum + ((y - curve(x)) / errors[index]!) ** 2, 0);
      const margin = MARGIN * (largest - least);
      const isPossible = limit >= least - margin && limit <= largest + margin;
      const reason = isPossible ? {} : { reason: 'No state has its limit.' };
      return { candidate: { model, limit, criterion, ...reason }, found, isPossible };
    });
  const candidates = tried.map(({ candidate }) => candidate);
  const possible = tried.flatMap(({ candidate, found, isPossible }) =>
    found && isPossible ? [{ criterion: candidate.criterion, model: candidate.model, fit: found }] : [],
  );
  const [first, ...others] = possible;
  if (!first) {
    const line = polynomial(1);
    return { fit: line.fitTo(points)!, model: line.model, candidates, fallback: true };
  }
  const { fit, model } = others.reduce((best, next) => (next.criterion < best.criterion ? next : best), first);
  return { fit, model, candidates, fallback: false };
}

/** Standard errors that are never 0: a millionth of the largest value at least. */
function floored(points: readonly Point[]): readonly number[] {
  const least = 1e-6 * Math.max(1e-6, ...points.map(({ y }) => Math.abs(y)));
  return points.map(({ standardError }) => Math.max(standardError, least));
}
