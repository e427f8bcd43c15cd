/** Least squares with coefficients that are not negative. */

const MOST_SWEEPS = 2000;
const TOLERANCE = 1e-14;

/**
 * β ≥ 0 that make Xβ come closest to `values`, one coefficient after the other until none changes: the problem is convex
 * (Franc, Hlaváč and Navara, "Sequential coordinate-wise algorithm for the non-negative least squares problem", 2005).
 *
 * @param rows of X
 */
export function nonNegativeLeastSquares(
  rows: readonly (readonly number[])[],
  values: readonly number[],
): readonly number[] {
  const size = rows[0]?.length ?? 0;
  const indices = Array.from({ length: size }, (_, index) => index);
  const gram = indices.map((a) => indices.map((b) => rows.reduce((sum, row) => sum + row[a]! * row[b]!, 0)));
  const found = indices.map(() => 0);
  const gradient = indices.map((a) => -rows.reduce((sum, row, at) => sum + row[a]! * values[at]!, 0));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let change = 0;
    for (const a of indices) {
      if (gram[a]![a]! === 0) continue;
      const step = Math.max(0, found[a]! - gradient[a]! / gram[a]![a]!) - found[a]!;
      if (step === 0) continue;
      found[a]! += step;
      for (const b of indices) gradient[b]! += step * gram[a]![b]!;
      change = Math.max(change, Math.abs(step));
    }
    if (change < TOLERANCE) break;
  }
  return found;
}
