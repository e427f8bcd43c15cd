/** The nearest probabilities. */

/**
 * The point of the simplex (no entry negative, their sum 1) that is nearest by Euclidean distance, exactly: a constant is
 * taken from all entries, and what becomes negative is 0. Held, Wolfe and Crowder, Math. Programming 6 (1974) 62.
 */
export function nearestProbabilities(quasi: Float64Array): Float64Array {
  const sorted = quasi.slice().sort().reverse();
  let sum = 0;
  let taken = 0;
  for (let count = 1; count <= sorted.length; count++) {
    sum += sorted[count - 1]!;
    const candidate = (sum - 1) / count;
    if (sorted[count - 1]! - candidate <= 0) break;
    taken = candidate;
  }
  return quasi.map((entry) => Math.max(0, entry - taken));
}
