/** What two sequences have in common, in order: E. Myers, "An O(ND) difference algorithm", Algorithmica 1, 251 (1986). */

/** Beyond so many differences the rest counts as different: the search would take too long. */
const MOST_DIFFERENCES = 2000;

/** Pairs of indices of a longest common subsequence, ascending. Equal items are equal strings. */
export function commonSubsequence(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const middle = search(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [
    ...Array.from({ length: start }, (_, index) => [index, index] as const),
    ...middle.map(([i, j]) => [i + start, j + start] as const),
    ...Array.from({ length: end }, (_, index) => [a.length - end + index, b.length - end + index] as const),
  ];
}

function search(a: readonly string[], b: readonly string[]): [number, number][] {
  const limit = Math.min(a.length + b.length, MOST_DIFFERENCES);
  /** How far each diagonal gets, for each number of differences. */
  const history: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let differences = 0; differences <= limit; differences++) {
    history.push(reach);
    const next = new Map(reach);
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const x = follow(a, b, stepTo(reach, diagonal, differences), diagonal);
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return trace(history, a.length, b.length);
    }
    reach = next;
  }
  return [];
}

/** Down, which adds an item of `b`, or right, which drops one of `a`. */
function stepTo(reach: ReadonlyMap<number, number>, diagonal: number, differences: number): number {
  const below = reach.get(diagonal - 1) ?? -1;
  const above = reach.get(diagonal + 1) ?? -1;
  const isDown = diagonal === -differences || (diagonal !== differences && below < above);
  return isDown ? above : below + 1;
}

function follow(a: readonly string[], b: readonly string[], from: number, diagonal: number): number {
  let x = from;
  while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
  return x;
}

function trace(history: readonly ReadonlyMap<number, number>[], endX: number, endY: number): [number, number][] {
  const pairs: [number, number][] = [];
  let x = endX;
  let y = endY;
  for (let differences = history.length - 1; differences >= 0; differences--) {
    const reach = history[differences]!;
    const diagonal = x - y;
    const begin = stepTo(reach, diagonal, differences);
    while (x > begin && y > begin - diagonal) pairs.push([--x, --y]);
    if (differences === 0) break;
    const below = reach.get(diagonal - 1) ?? -1;
    const above = reach.get(diagonal + 1) ?? -1;
    const isDown = diagonal === -differences || (diagonal !== differences && below < above);
    x = isDown ? above : below;
    y = isDown ? above - diagonal - 1 : below - diagonal + 1;
  }
  return pairs.reverse();
}
