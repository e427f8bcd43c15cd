/** Which elements an index such as `[0:2:6]`, `[-1]` or `[{1, 3}]` selects from a register. */

/** `count` indices: `first`, `first + step`, … All within the register. */
export interface IndexRun {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

/** An index counted from the front; negative ones count from the end. `undefined`: out of range. */
export function normalizeIndex(index: number, size: number): number | undefined {
  const normalized = index < 0 ? index + size : index;
  return normalized >= 0 && normalized < size ? normalized : undefined;
}

/**
 * The elements of an inclusive range with the language's defaults for missing ends.
 *
 * @returns `undefined` where the range leaves the register or the step is 0.
 */
export function rangeIndices(
  range: {
    readonly first?: number | undefined;
    readonly step?: number | undefined;
    readonly last?: number | undefined;
  },
  size: number,
): IndexRun | undefined {
  const step = range.step ?? 1;
  if (step === 0) return undefined;
  const first = normalizeIndex(range.first ?? (step > 0 ? 0 : size - 1), size);
  const last = normalizeIndex(range.last ?? (step > 0 ? size - 1 : 0), size);
  if (first === undefined || last === undefined) return undefined;
  return { first, step, count: Math.max(Math.floor((last - first) / step) + 1, 0) };
}
