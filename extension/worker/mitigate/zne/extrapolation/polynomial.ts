/** Extrapolations that are linear in the values: polynomials by least squares and through all points. */
import { coefficientWeights, dot, leastSquares } from '../../numerics/leastSquares.ts';
import type { Extrapolation, Fit } from './extrapolation.ts';

/**
 * The polynomial of a degree that comes closest, all points counting alike, so that its weights are known before any
 * value is.
 */
export function polynomial(degree: number): Extrapolation {
  const columns = (scaleFactors: readonly number[]) =>
    Array.from({ length: degree + 1 }, (_, power) => scaleFactors.map((x) => x ** power));
  return {
    model: degree === 1 ? 'linear' : `polynomial of degree ${degree}`,
    least: degree + 1,
    weights: (scaleFactors) => coefficientWeights(columns(scaleFactors), 0)!,
    fitTo: (points) => {
      const fit = leastSquares(
        columns(points.map(({ x }) => x)),
        points.map(({ y }) => y),
      );
      if (!fit) return undefined;
      const { coefficients } = fit;
      const curve = (x: number) => coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
      return { limit: coefficients[0]!, curve, parameters: degree + 1 };
    },
  };
}

/** The polynomial through all points: limit = Σ yⱼ ∏ₖ xₖ / (xₖ - xⱼ) (Richardson 1911; Temme et al., arXiv 1612.02058). */
export const richardson: Extrapolation = {
  model: 'Richardson',
  least: 2,
  weights: (scaleFactors) => lagrangeWeights(scaleFactors, 0),
  fitTo: (points) =>
    through(
      points.map(({ x }) => x),
      points.map(({ y }) => y),
      (x) => x,
    ),
};

/**
 * Richardson on Chebyshev-Lobatto nodes that the equally spaced scale factors are mapped to, which keeps the weights small:
 * S(x) = (a - b)/2 · cos(π (x - a)/(b - a)) + (a + b)/2 with a = 0 and b = min + max (De Marchi et al., "Polynomial
 * interpolation via mapped bases without resampling", JCAM 364 (2020) 112347).
 */
export const fakeNodes: Extrapolation = {
  model: 'Richardson on fake nodes',
  least: 2,
  weights: (scaleFactors) => lagrangeWeights(scaleFactors.map(nodeMap(scaleFactors)), 0),
  fitTo: (points) => {
    const xs = points.map(({ x }) => x);
    if (!isEquallySpaced(xs)) return undefined;
    return through(
      xs,
      points.map(({ y }) => y),
      nodeMap(xs),
    );
  },
};

function nodeMap(xs: readonly number[]): (x: number) => number {
  const b = Math.min(...xs) + Math.max(...xs);
  return (x) => (b / 2) * (1 - Math.cos((Math.PI * x) / b));
}

export function isEquallySpaced(xs: readonly number[]): boolean {
  const sorted = [...xs].sort((a, b) => a - b);
  const step = sorted[1]! - sorted[0]!;
  return sorted.slice(1).every((x, index) => Math.abs(x - sorted[index]! - step) < 1e-9 * step);
}

function through(xs: readonly number[], ys: readonly number[], map: (x: number) => number): Fit | undefined {
  const nodes = xs.map(map);
  const curve = (x: number) => dot(lagrangeWeights(nodes, map(x)), ys);
  return { limit: curve(0), curve, parameters: xs.length };
}

/** The values of the Lagrange polynomials of the nodes at x. */
function lagrangeWeights(nodes: readonly number[], x: number): readonly number[] {
  return nodes.map((node, j) =>
    nodes.reduce((product, other, k) => (k === j ? product : (product * (other - x)) / (other - node)), 1),
  );
}
