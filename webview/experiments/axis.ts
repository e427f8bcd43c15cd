/** Axes of charts: where ticks stand, and where values do. Pure. */

export interface Axis {
  /** Pixels of a value; one outside of the axis is put at its end. */
  readonly place: (value: number) => number;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly { readonly value: number; readonly at: number; readonly label: string }[];
}

/** Room beside the outermost values, as a share of the axis. */
const MARGIN = 0.04;

/** A linear axis over all values, from pixel `from` to pixel `to`. */
export function linearAxis(values: readonly number[], from: number, to: number, most = 7): Axis {
  const finite = values.filter(Number.isFinite);
  let low = Math.min(...finite);
  let high = Math.max(...finite);
  if (finite.length === 0) [low, high] = [0, 1];
  const span = high - low || Math.max(Math.abs(high), 1) * 0.2;
  low -= MARGIN * span;
  high += MARGIN * span;
  const step = niceStep((high - low) / Math.max(2, most));
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const place = (value: number) =>
    tenths(from + ((Math.min(Math.max(value, low), high) - low) / (high - low)) * (to - from));
  const count = Math.floor(high / step + 1e-9) - Math.ceil(low / step - 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, index) => {
    const value = (Math.ceil(low / step - 1e-9) + index) * step;
    return { value, at: place(value), label: value.toFixed(Math.min(digits, 12)).replace(/^-(0(\.0+)?)$/, '$1') };
  });
  return { place, low, high, ticks };
}

/** A logarithmic axis from 1 to the power of ten above all values. */
export function logarithmicAxis(values: readonly number[], from: number, to: number, most = 4): Axis {
  const largest = Math.max(10, ...values.filter(Number.isFinite));
  const decades = Math.ceil(Math.log10(largest) - 1e-9);
  const place = (value: number) =>
    tenths(from + (Math.min(Math.log10(Math.max(value, 1)), decades) / decades) * (to - from));
  const every = Math.ceil(decades / most);
  const ticks = Array.from({ length: Math.floor(decades / every) + 1 }, (_, index) => {
    const value = 10 ** (index * every);
    return { value, at: place(value), label: shortNumber(value) };
  });
  return { place, low: 1, high: 10 ** decades, ticks };
}

const tenths = (pixels: number): number => Math.round(10 * pixels) / 10;

/** 1, 2 or 5 times a power of ten, `least` at least. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10) * power;
}

/** `12k`, `3M`: for ticks. */
export function shortNumber(value: number): string {
  const [size, unit] = (
    [
      [1e9, 'G'],
      [1e6, 'M'],
      [1e3, 'k'],
    ] as const
  ).find(([least]) => value >= least) ?? [1, ''];
  return `${Number((value / size).toPrecision(3))}${unit}`;
}
