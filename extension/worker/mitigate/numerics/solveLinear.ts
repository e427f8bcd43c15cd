/** Systems of linear equations: dense ones, and large ones that are known only by what their matrix does. */

/**
 * x with A x = b, by elimination with pivots.
 *
 * @param matrix rows of A; `undefined` where it is singular
 */
export function solveDense(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const size = right.length;
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  const largest = Math.max(...rows.flat().map(Math.abs));
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    if (!(Math.abs(rows[pivot]![column]!) > 1e-13 * largest)) return undefined;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    for (let row = column + 1; row < size; row++) {
      const factor = rows[row]![column]! / top[column]!;
      if (factor === 0) continue;
      for (let k = column; k <= size; k++) rows[row]![k]! -= factor * top[k]!;
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    let sum = rows[row]![size]!;
    for (let k = row + 1; k < size; k++) sum -= rows[row]![k]! * solution[k]!;
    solution[row] = sum / rows[row]![row]!;
  }
  return solution;
}

const MAX_ITERATIONS = 500;

/**
 * x with A x = b by stabilized biconjugate gradients (van der Vorst, SIAM J. Sci. Stat. Comput. 13 (1992) 631);
 * `undefined` where they do not converge.
 *
 * @param apply gives A v
 * @param tolerance of the residual against b
 */
export function solveIteratively(
  apply: (vector: Float64Array) => Float64Array,
  right: Float64Array,
  tolerance = 1e-10,
): Float64Array | undefined {
  const solution = right.slice();
  const residual = subtract(right, apply(solution), 1);
  const shadow = residual.slice();
  const limit = tolerance * Math.max(norm(right), Number.MIN_VALUE);
  let direction = residual.slice();
  let rho = inner(shadow, residual);
  let rest = residual;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    if (norm(rest) <= limit) return solution;
    const moved = apply(direction);
    const alpha = rho / inner(shadow, moved);
    const half = subtract(rest, moved, alpha);
    const turned = apply(half);
    const size = inner(turned, turned);
    const omega = size === 0 ? 0 : inner(turned, half) / size;
    for (let k = 0; k < solution.length; k++) solution[k]! += alpha * direction[k]! + omega * half[k]!;
    rest = subtract(half, turned, omega);
    const next = inner(shadow, rest);
    const beta = (next / rho) * (alpha / omega);
    if (!Number.isFinite(beta)) return norm(rest) <= limit ? solution : undefined;
    const last = direction;
    direction = rest.map((entry, k) => entry + beta * (last[k]! - omega * moved[k]!));
    rho = next;
  }
  return undefined;
}

const subtract = (a: Float64Array, b: Float64Array, factor: number): Float64Array =>
  a.map((entry, index) => entry - factor * b[index]!);

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

const norm = (vector: Float64Array): number => Math.sqrt(inner(vector, vector));
