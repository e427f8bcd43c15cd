/** Sharing a number of shots out. */

/**
 * Whole numbers in proportion to weights, by largest remainders. Each is at least 1, so that they add up to `total`
 * only where that allows it.
 *
 * @param weights not negative; where all are 0 they count as alike
 */
export function allocate(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const shares = weights.map((weight) =>
    Math.max(1, (total * (sum > 0 ? weight : 1)) / (sum > 0 ? sum : weights.length)),
  );
  const whole = shares.map(Math.floor);
  let rest = total - whole.reduce((all, share) => all + share, 0);
  const byRemainder = shares.map((share, index) => ({ index, remainder: share - Math.floor(share) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, Math.max(0, rest))) whole[index]!++;
  // What went to shares below 1 is taken from the largest.
  for (; rest < 0; rest++) {
    const largest = whole.indexOf(Math.max(...whole));
    if (whole[largest]! <= 1) break;
    whole[largest]!--;
  }
  return whole;
}
