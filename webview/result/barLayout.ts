/**
 * The places of everything in a chart of horizontal bars, one for each bit string, so that long ones stay readable.
 * Pixels; a pure function, knows nothing of the DOM.
 */

export interface BarRow {
  readonly label: string;
  /** Stands behind the bar. */
  readonly value: string;
  /** Of the bar; 0 at least. */
  readonly size: number;
  /** The furthest of the bar, its errors and its marks. */
  readonly reach: number;
}

export interface BarOptions {
  readonly width: number;
  /** Whose digits the labels show; the first is the rightmost part of each label. */
  readonly registers: readonly { readonly name: string; readonly size: number }[];
  /** The text of a tick. */
  readonly tickLabel: (size: number) => string;
}

export interface Bar {
  readonly label: string;
  readonly value: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly valueX: number;
}

export interface Tick {
  readonly x: number;
  readonly label: string;
}

/** The name of a register above its digits. */
export interface RegisterName {
  readonly x: number;
  readonly width: number;
  readonly label: string;
}

export interface BarLayout {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly Bar[];
  readonly ticks: readonly Tick[];
  readonly plot: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Right end of the labels. */
  readonly labelX: number;
  readonly registers: readonly RegisterName[];
  /** Where a size lies, within the plot. */
  readonly scale: (size: number) => number;
}

/** More bars than this are no picture any more. */
export const MAX_BARS = 64;

const MARGIN = 12;
const HEADER = 34;
const ROW = 26;
const BAR = 16;
const FONT = 12.5;
const DIGIT = FONT * 0.6023;
const NARROWEST_PLOT = 120;
const LABEL_GAP = 14;

export function layoutBars(rows: readonly BarRow[], options: BarOptions): BarLayout {
  const longestLabel = Math.max(4, ...rows.map(({ label }) => label.length));
  const labelX = MARGIN + Math.ceil(longestLabel * DIGIT);
  const valueWidth = Math.ceil(Math.max(8, ...rows.map(({ value }) => value.length)) * DIGIT) + 8;
  const x = labelX + LABEL_GAP;
  const width = Math.max(NARROWEST_PLOT, options.width - x - valueWidth - MARGIN);
  const furthest = Math.max(0, ...rows.map(({ reach }) => reach));
  const step = tickStep(furthest, width);
  const end = Math.max(step, Math.ceil(furthest / step - 1e-9) * step);
  const scale = (size: number) => x + (Math.min(Math.max(size, 0), end) / end) * width;
  return {
    width: x + width + valueWidth + MARGIN,
    height: HEADER + rows.length * ROW + MARGIN,
    bars: rows.map(({ label, value, size, reach }, index) => ({
      label,
      value,
      x,
      y: HEADER + index * ROW + (ROW - BAR) / 2,
      width: scale(size) - x,
      height: BAR,
      valueX: scale(reach) + 8,
    })),
    ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, index) => ({
      x: scale(index * step),
      label: options.tickLabel(index * step),
    })),
    plot: { x, y: HEADER, width, height: rows.length * ROW },
    labelX,
    registers: registerNames(options.registers, labelX),
    scale,
  };
}

/** 1, 2 or 5 times a power of ten, at most about one tick every 60 pixels and never more than ten. */
function tickStep(highest: number, width: number): number {
  const most = Math.max(2, Math.min(10, Math.floor(width / 60)));
  const least = Math.max(highest, 1e-9) / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/**
 * Registers stand in each label from the last declared to the first, with a space between. Without names where one is
 * wider than its digits and the space.
 */
function registerNames(registers: BarOptions['registers'], right: number): RegisterName[] {
  if (registers.some(({ name, size }) => name.length > size + (registers.length > 1 ? 0.5 : 4))) return [];
  let end = right;
  return registers.map(({ name, size }) => {
    const width = size * DIGIT;
    const placed = { x: end - width, width, label: name };
    end -= width + DIGIT;
    return placed;
  });
}
