/** How far a sample spreads, whatever its tails. */

/** Half of the distance between the quantiles at ∓1σ: the standard deviation of normal samples, not moved by outliers. */
export function spreadOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (quantile(sorted, 0.8413447) - quantile(sorted, 0.1586553)) / 2;
}

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  return sorted[below]! + (place - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!);
}
