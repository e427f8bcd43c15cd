/** Extrapolations by exponentials, fitted as they stand: not their logarithms, whose errors are not those of the values. */
import { leastSquares } from '../../numerics/leastSquares.ts';
import { minimizeSquares } from '../../numerics/levenbergMarquardt.ts';
import type { Point } from '../../question.ts';
import type { Extrapolation, Fit } from './extrapolation.ts';

/** y = a + b · exp(z₁x + … + z_d xᵈ). With a known value `asymptote` of a, which strong noise leads to; or without. */
export function exponential(degree: number, asymptote: number | undefined): Extrapolation {
  const kind = degree === 1 ? 'exponential' : `exponential of a polynomial of degree ${degree}`;
  const isKnown = asymptote !== undefined;
  return {
    model: isKnown ? kind : `${kind} with free asymptote`,
    least: degree + (isKnown ? 1 : 2),
    fitTo: (points) => {
      if (isKnown) return refined(points, asymptote, [logarithmic(points, asymptote, degree)]);
      const starts = RATES.flatMap((rate) => freeStart(points, rate / spanOf(points), degree) ?? []);
      return refined(points, undefined, starts);
    },
  };
}

/** y = a + b₁ exp(-c₁x) + b₂ exp(-c₂x), with a known a. */
export function doubleExponential(asymptote: number): Extrapolation {
  return {
    model: 'double exponential',
    least: 4,
    fitTo: (points) => {
      const span = spanOf(points);
      const pairs = RATES.flatMap((slow, index) => RATES.slice(index + 1).map((fast) => [slow / span, fast / span]));
      const starts = pairs.flatMap(([slow = 0, fast = 0]) => {
        const columns = [slow, fast].map((rate) => points.map(({ x }) => Math.exp(-rate * x)));
        const fit = leastSquares(
          columns,
          points.map(({ y }) => y - asymptote),
        );
        return fit ? [{ parameters: [fit.coefficients[0]!, slow, fit.coefficients[1]!, fast], sum: fit.residual }] : [];
      });
      const curveOf =
        ([b = 0, c = 0, d = 0, e = 0]: readonly number[]) =>
        (x: number) =>
          asymptote + b * Math.exp(-c * x) + d * Math.exp(-e * x);
      return best(points, starts, curveOf);
    },
  };
}

interface Start {
  readonly parameters: readonly number[];
  /** How badly it fits. */
  readonly sum: number;
}

/** Rates of decay over the span of the scale factors that fits start from. */
const RATES = [0.01, 0.1, 0.3, 1, 2, 4, 8];
/** The starts that fit best are refined. */
const REFINED = 3;

const spanOf = (points: readonly Point[]): number =>
  Math.max(...points.map(({ x }) => x)) - Math.min(...points.map(({ x }) => x));

function refined(points: readonly Point[], asymptote: number | undefined, starts: readonly Start[]): Fit | undefined {
  const curveOf = (parameters: readonly number[]) => {
    const [a = 0, b = 0, ...powers] = asymptote === undefined ? parameters : [asymptote, ...parameters];
    return (x: number) => a + b * Math.exp(x * powers.reduceRight((sum, z) => sum * x + z, 0));
  };
  return best(points, starts, curveOf);
}

function best(
  points: readonly Point[],
  starts: readonly Start[],
  curveOf: (parameters: readonly number[]) => (x: number) => number,
): Fit | undefined {
  const weights = weightsOf(points);
  const residuals = (parameters: readonly number[]) => {
    const curve = curveOf(parameters);
    return points.map(({ x, y }, index) => weights[index]! * (curve(x) - y));
  };
  const chosen = [...starts].sort((a, b) => a.sum - b.sum).slice(0, REFINED);
  const fits = chosen.flatMap(({ parameters }) => minimizeSquares(residuals, parameters) ?? []);
  const [closest] = fits.sort((a, b) => a.sum - b.sum);
  if (!closest) return undefined;
  const curve = curveOf(closest.parameters);
  const limit = curve(0);
  return Number.isFinite(limit) ? { limit, curve, parameters: closest.parameters.length } : undefined;
}

/** One over the standard error where all points have one, in units of the smallest. */
function weightsOf(points: readonly Point[]): readonly number[] {
  const smallest = Math.min(...points.map(({ standardError }) => standardError));
  return points.map(({ standardError }) => (smallest > 0 ? smallest / standardError : 1));
}

/**
 * From a fit of log(s (y - a)). The logarithm's error is that of y over |y - a|, so each point has the weight |y - a|.
 */
function logarithmic(points: readonly Point[], asymptote: number, degree: number): Start {
  const sum = points.reduce((total, { y }) => total + y - asymptote, 0);
  const sign = sum < 0 ? -1 : 1;
  const least = 1e-3 * Math.max(1e-12, ...points.map(({ y }) => Math.abs(y - asymptote)));
  const heights = points.map(({ y }) => Math.max(sign * (y - asymptote), least));
  const columns = Array.from({ length: degree + 1 }, (_, power) =>
    points.map(({ x }, index) => heights[index]! * x ** power),
  );
  const fit = leastSquares(
    columns,
    heights.map((height) => height * Math.log(height)),
  );
  const [z0 = 0, ...powers] = fit?.coefficients ?? [Math.log(heights[0]!), ...new Array<number>(degree).fill(0)];
  return { parameters: [sign * Math.exp(z0), ...powers], sum: 0 };
}

/** The best a and b for a given rate. */
function freeStart(points: readonly Point[], rate: number, degree: number): Start | undefined {
  const fit = leastSquares(
    [points.map(() => 1), points.map(({ x }) => Math.exp(-rate * x))],
    points.map(({ y }) => y),
  );
  if (!fit) return undefined;
  const higher = new Array<number>(degree - 1).fill(0);
  return { parameters: [...fit.coefficients, -rate, ...higher], sum: fit.residual };
}
