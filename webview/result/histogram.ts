/**
 * The places of everything in a chart of outcomes: one horizontal bar for each, so that long bit strings stay
 * readable. Pixels; a pure function, knows nothing of the DOM.
 */
import type { SimulateResult } from '../../extension/worker/protocol.ts';
import { withSeparators } from '../circuit/wires.ts';
import { listOutcomes, type Order, type Outcome } from './outcomes.ts';

export interface HistogramOptions {
  readonly order: Order;
  readonly width: number;
  /** Most bars; further outcomes share the last one. */
  readonly limit?: number;
}

export interface Bar {
  readonly outcome: Outcome;
  readonly label: string;
  /** `512 · 51.2 %` */
  readonly value: string;
  readonly y: number;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** From probability − standard error to probability + standard error. */
  readonly error: { readonly x1: number; readonly x2: number };
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

export interface HistogramLayout {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly Bar[];
  readonly ticks: readonly Tick[];
  readonly plot: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Right end of the labels. */
  readonly labelX: number;
  readonly registers: readonly RegisterName[];
  readonly fontSize: number;
}

export const DEFAULT_LIMIT = 64;

const MARGIN = 12;
const HEADER = 34;
const ROW = 26;
const BAR = 16;
const FONT = 12.5;
const DIGIT = FONT * 0.6023;
const NARROWEST_PLOT = 120;
const LABEL_GAP = 14;

export function layoutHistogram(result: SimulateResult, options: HistogramOptions): HistogramLayout {
  const outcomes = listOutcomes(result, options.order, options.limit ?? DEFAULT_LIMIT);
  const labels = outcomes.map(labelOf);
  const values = outcomes.map(valueText);
  const longestLabel = Math.max(4, ...labels.map(({ length }) => length));
  const labelX = MARGIN + Math.ceil(longestLabel * DIGIT);
  const valueWidth = Math.ceil(Math.max(8, ...values.map(({ length }) => length)) * DIGIT) + 8;
  const x = labelX + LABEL_GAP;
  const width = Math.max(NARROWEST_PLOT, options.width - x - valueWidth - MARGIN);
  const highest = Math.max(0, ...outcomes.map(({ probability, standardError }) => probability + standardError));
  const step = tickStep(highest, width);
  const limit = Math.max(step, Math.ceil(highest / step - 1e-9) * step);
  const scale = (probability: number) => x + (Math.min(Math.max(probability, 0), limit) / limit) * width;
  const bars = outcomes.map((outcome, index): Bar => {
    const { probability, standardError } = outcome;
    const right = scale(probability);
    const error = { x1: scale(probability - standardError), x2: scale(probability + standardError) };
    return {
      outcome,
      label: labels[index] ?? '',
      value: values[index] ?? '',
      x,
      y: HEADER + index * ROW + (ROW - BAR) / 2,
      width: right - x,
      height: BAR,
      error,
      valueX: Math.max(right, error.x2) + 8,
    };
  });
  return {
    width: x + width + valueWidth + MARGIN,
    height: HEADER + bars.length * ROW + MARGIN,
    bars,
    ticks: Array.from({ length: Math.round(limit / step) + 1 }, (_, index) => ({
      x: scale(index * step),
      label: `${Number((index * step * 100).toPrecision(4))}%`,
    })),
    plot: { x, y: HEADER, width, height: bars.length * ROW },
    labelX,
    registers: registerNames(result, labelX),
    fontSize: FONT,
  };
}

function labelOf({ label, others }: Outcome): string {
  return others === undefined ? label : `${withSeparators(others)} others`;
}

function valueText({ count, probability }: Outcome): string {
  return `${withSeparators(count)} · ${formatPercent(probability)}`;
}

/** Three significant digits, never `0 %` for what did occur. */
export function formatPercent(probability: number): string {
  const percent = probability * 100;
  if (percent === 0) return '0%';
  if (percent < 0.01) return '<0.01%';
  const digits = percent >= 10 ? 1 : 2;
  return `${percent >= 99.95 && probability < 1 ? '>99.9' : Number(percent.toFixed(digits))}%`;
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
 * Registers stand in each outcome from the last declared to the first, with a space between. Without names where one
 * is wider than its digits and the space.
 */
function registerNames({ registers }: SimulateResult, right: number): RegisterName[] {
  if (registers.some(({ name, size }) => name.length > size + (registers.length > 1 ? 0.5 : 4))) return [];
  let end = right;
  return registers.map(({ name, size }) => {
    const width = size * DIGIT;
    const placed = { x: end - width, width, label: name };
    end -= width + DIGIT;
    return placed;
  });
}
