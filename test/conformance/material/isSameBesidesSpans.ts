/** Whether plain data is the same wherever in a text it comes from. */

/** Compares two values in depth, leaving out spans: properties `span`, and `start` with `end`. */
export function isSameBesidesSpans(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const keys = keysOf(a);
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== keysOf(b).length) return false;
  return keys.every((key) => isSameBesidesSpans(a[key as keyof typeof a], b[key as keyof typeof b]));
}

function keysOf(value: object): readonly string[] {
  const isSpan = 'start' in value && 'end' in value;
  return Object.keys(value).filter((key) => key !== 'span' && !(isSpan && (key === 'start' || key === 'end')));
}
