/** Times as text: exact enough to tell neighbours apart, with the unit that fits. */

const UNITS = [
  ['s', 1],
  ['ms', 1e-3],
  ['µs', 1e-6],
  ['ns', 1e-9],
] as const;

export type TimeUnit = (typeof UNITS)[number];

/** The largest unit in which a time is at least 1. */
export function unitOf(seconds: number): TimeUnit {
  return UNITS.find(([, size]) => seconds >= size * 0.9995) ?? UNITS[3];
}

/** `12.35 µs`, `0 ns`: at most three decimals. */
export function timeText(seconds: number, [name, size]: TimeUnit = unitOf(seconds)): string {
  return `${Number((seconds / size).toFixed(3))} ${name}`;
}

/** Compares times: what floating-point numbers differ by is no difference. */
export const byTime = (a: { readonly start: number }, b: { readonly start: number }): number =>
  Math.round((a.start - b.start) * 1e14);

/** What is said of an operation's time. */
export function whenText(start: number, duration: number): string {
  return `starts at ${timeText(start)}, ${duration === 0 ? 'takes no time' : `lasts ${timeText(duration)}`}`;
}
