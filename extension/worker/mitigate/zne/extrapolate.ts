/** From values at several strengths of noise to the one without, with its standard error. */
import { randomStreams } from '../../simulate/random.ts';
import { deviation } from '../bootstrap.ts';
import { normal } from '../numerics/normal.ts';
import { spreadOf } from '../numerics/spread.ts';
import type { Candidate, Context, Finding, Point } from '../question.ts';
import { candidateModels, choose } from './extrapolation/automatic.ts';
import { doubleExponential, exponential } from './extrapolation/exponential.ts';
import type { Extrapolation, Fit } from './extrapolation/extrapolation.ts';
import { fakeNodes, polynomial, richardson } from './extrapolation/polynomial.ts';
import type { ZneOptions } from './zne.ts';

/** One extrapolation, or the choice among several. */
export interface Extrapolator {
  readonly model: string;
  readonly least: number;
  readonly weights?: Extrapolation['weights'];
  readonly find: (points: readonly Point[]) => Found | undefined;
}

interface Found {
  readonly fit: Fit;
  readonly model: string;
  readonly candidates?: readonly Candidate[];
  readonly fallback?: boolean;
}

type Choosing = Pick<ZneOptions, 'extrapolation' | 'degree' | 'asymptote'>;

/**
 * @param asymptote what the observable is where noise has mixed all states
 * @param spectrum of the observable
 */
export function extrapolatorOf(
  { extrapolation, degree, asymptote: given }: Choosing,
  asymptote: number,
  spectrum: readonly [number, number],
): Extrapolator {
  const known = given === 'free' ? undefined : (given ?? asymptote);
  switch (extrapolation) {
    case 'automatic': {
      const models = candidateModels(known ?? asymptote);
      return { model: 'automatic', least: 2, find: (points) => choose(points, models, spectrum) };
    }
    case 'linear':
      return only(polynomial(1));
    case 'polynomial':
      return only(polynomial(degree));
    case 'richardson':
      return only(richardson);
    case 'fakeNodes':
      return only(fakeNodes);
    case 'exponential':
      return only(exponential(1, known));
    case 'polyExponential':
      return only(exponential(Math.max(1, degree), known));
    case 'doubleExponential':
      return only(doubleExponential(known ?? asymptote));
  }
}

function only(extrapolation: Extrapolation): Extrapolator {
  const { model, least, weights, fitTo } = extrapolation;
  return {
    model,
    least,
    ...(weights && { weights }),
    find: (points) => {
      const found = fitTo(points);
      return found && { fit: found, model };
    },
  };
}

/** The decay by which shots are shared out where the limit does not depend linearly on the values. */
const TYPICAL_RATE = 0.2;

/** How much the limit changes with each value: shots in proportion to it give the least standard error. */
export function sensitivities({ weights, find }: Extrapolator, xs: readonly number[]): readonly number[] {
  if (weights) return weights(xs);
  const limit = (shifted: number, shift: number) =>
    find(xs.map((x, k) => ({ x, y: Math.exp(-TYPICAL_RATE * x) + (k === shifted ? shift : 0), standardError: 0.01 })))
      ?.fit.limit ?? 0;
  const step = 1e-3;
  const slopes = xs.map((_, index) => Math.abs(limit(index, step) - limit(index, -step)) / (2 * step));
  // A value of a few shots would have a standard error that is wrong, and bend the curve by it.
  const least = LEAST_SHARE * Math.max(...slopes);
  return slopes.map((slope) => Math.max(slope, least));
}

/** Of the shots of the point that matters most. */
const LEAST_SHARE = 0.2;

/** Values that are drawn anew for the standard error of what is not linear in them. */
const REPLICAS = 200;
/** Points of the curve that is drawn. */
const CURVE_POINTS = 61;

export function extrapolate(
  extrapolator: Extrapolator,
  points: readonly Point[],
  { seed, predicting }: Pick<Context, 'seed' | 'predicting'>,
  warnings: readonly string[] = [],
): Finding {
  const found = extrapolator.find(points);
  if (!found) return unextrapolated(extrapolator, points, warnings);
  const { fit, model, candidates, fallback } = found;
  const last = Math.max(...points.map(({ x }) => x));
  const curve = Array.from({ length: CURVE_POINTS }, (_, index) => {
    const x = (index * last) / (CURVE_POINTS - 1);
    return { x, y: fit.curve(x) };
  });
  const doubt = fallback
    ? ['No model that fits the points has a limit that a state can have: a line was taken. More shots tell more.']
    : [];
  return {
    ...(predicting && candidates
      ? onAverage(extrapolator, points, fit.limit, seed)
      : { value: fit.limit, standardError: standardErrorOf(extrapolator, points, fit.limit, seed) }),
    warnings: [...warnings, ...doubt],
    details: { kind: 'extrapolation', points, curve, model, ...(candidates && { candidates }) },
  };
}

/** The value at the weakest noise, which is right at least on average. */
function unextrapolated({ model }: Extrapolator, points: readonly Point[], warnings: readonly string[]): Finding {
  const weakest = points.reduce((best, point) => (point.x < best.x ? point : best));
  return {
    value: weakest.y,
    standardError: weakest.standardError,
    warnings: [
      ...warnings,
      `The extrapolation '${model}' finds no curve for these values: this is the value without extrapolation.`,
    ],
    details: { kind: 'extrapolation', points, curve: [], model: 'none' },
  };
}

/**
 * From the standard errors of the values: as their weights say, or from fits to values drawn around them, of which half of
 * the distance between the quantiles at ∓1σ is taken, as single fits may fail badly.
 */
function standardErrorOf(extrapolator: Extrapolator, points: readonly Point[], limit: number, seed: number): number {
  if (points.every(({ standardError }) => standardError === 0)) return 0;
  if (extrapolator.weights) {
    const weights = extrapolator.weights(points.map(({ x }) => x));
    return Math.hypot(...points.map(({ standardError }, index) => standardError * weights[index]!));
  }
  return spreadOf(replicas(extrapolator, points, limit, seed));
}

/** Where values as they are drawn have other models chosen than their means: the mean and the deviation of the limits. */
function onAverage(extrapolator: Extrapolator, points: readonly Point[], limit: number, seed: number) {
  if (points.every(({ standardError }) => standardError === 0)) return { value: limit, standardError: 0 };
  const limits = replicas(extrapolator, points, limit, seed);
  return { value: limits.reduce((sum, value) => sum + value, 0) / limits.length, standardError: deviation(limits) };
}

/** Limits of values drawn around these; where nothing is found for them, `limit`. */
function replicas(extrapolator: Extrapolator, points: readonly Point[], limit: number, seed: number): number[] {
  const random = randomStreams(seed)(2 ** 51);
  return Array.from({ length: REPLICAS }, () => {
    const drawn = points.map((point) => ({ ...point, y: point.y + point.standardError * normal(random) }));
    return extrapolator.find(drawn)?.fit.limit ?? limit;
  });
}
