/** Nonlinear least squares of a few parameters (Marquardt, J. SIAM 11 (1963) 431). */
import { leastSquares } from './leastSquares.ts';

const MAX_STEPS = 100;
/** A step that makes the sum smaller by no more than this share is the last. */
const CONVERGED = 1e-9;

/**
 * The parameters near `start` that make the sum of the squares of `residuals` smallest; `undefined` where none are found.
 */
export function minimizeSquares(
  residuals: (parameters: readonly number[]) => readonly number[],
  start: readonly number[],
): { readonly parameters: readonly number[]; readonly sum: number } | undefined {
  let parameters = start;
  let current = residuals(parameters);
  let sum = squares(current);
  if (!Number.isFinite(sum)) return undefined;
  let damping = 1e-3;
  for (let step = 0; step < MAX_STEPS; step++) {
    const jacobian = parameters.map((_, index) => derivative(residuals, parameters, index));
    const scale = jacobian.map((column) => Math.hypot(...column) || 1);
    let improved = false;
    while (damping < 1e12) {
      // Damping as further equations: √λ · scale · δ = 0.
      const columns = jacobian.map((column, k) => [
        ...column,
        ...scale.map((size, other) => (other === k ? Math.sqrt(damping) * size : 0)),
      ]);
      const wanted = [...current.map((value) => -value), ...scale.map(() => 0)];
      const change = leastSquares(columns, wanted)?.coefficients;
      if (!change) return undefined;
      const next = parameters.map((value, k) => value + change[k]!);
      const found = residuals(next);
      const total = squares(found);
      if (total < sum) {
        const gain = sum - total;
        [parameters, current, sum, improved] = [next, found, total, true];
        damping = Math.max(1e-12, damping / 10);
        if (gain <= CONVERGED * sum) return { parameters, sum };
        break;
      }
      damping *= 10;
    }
    if (!improved) break;
  }
  return { parameters, sum };
}

function derivative(
  residuals: (parameters: readonly number[]) => readonly number[],
  parameters: readonly number[],
  index: number,
): number[] {
  const width = 1e-6 * Math.max(1e-2, Math.abs(parameters[index]!));
  const at = (shift: number) => residuals(parameters.map((value, k) => (k === index ? value + shift : value)));
  const ahead = at(width);
  const behind = at(-width);
  return ahead.map((value, k) => (value - behind[k]!) / (2 * width));
}

const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);
