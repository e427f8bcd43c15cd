/** The chart of outcomes as data: bars of probabilities with their standard errors, and marks at exact ones. */
import type { SimulateResult } from '../../extension/worker/protocol.ts';
import { withSeparators } from '../circuit/wires.ts';
import { type Bar, type BarLayout, layoutBars, MAX_BARS } from './barLayout.ts';
import { formatPercent } from './numbers.ts';
import { listOutcomes, type Order, type Outcome } from './outcomes.ts';

export interface HistogramOptions {
  readonly order: Order;
  readonly width: number;
  /** Most bars; further outcomes share the last one. */
  readonly limit?: number;
}

export interface HistogramBar extends Bar {
  readonly outcome: Outcome;
  /** From probability − standard error to probability + standard error. */
  readonly error: { readonly x1: number; readonly x2: number };
  /** Where the exact probability lies. */
  readonly mark?: number;
}

export interface HistogramLayout extends BarLayout {
  readonly bars: readonly HistogramBar[];
}

export function layoutHistogram(result: SimulateResult, options: HistogramOptions): HistogramLayout {
  const outcomes = listOutcomes(result, options.order, options.limit ?? MAX_BARS);
  const rows = outcomes.map((outcome) => ({
    label: outcome.others === undefined ? outcome.label : `${withSeparators(outcome.others)} others`,
    // `512 · 51.2 %`
    value: `${withSeparators(outcome.count)} · ${formatPercent(outcome.probability)}`,
    size: outcome.probability,
    reach: Math.max(outcome.probability + outcome.standardError, outcome.exact ?? 0),
  }));
  const layout = layoutBars(rows, {
    width: options.width,
    registers: result.registers,
    tickLabel: (size) => `${Number((size * 100).toPrecision(4))}%`,
  });
  const bars = layout.bars.map((bar, index): HistogramBar => {
    const outcome = outcomes[index]!;
    const { probability, standardError, exact } = outcome;
    const error = { x1: layout.scale(probability - standardError), x2: layout.scale(probability + standardError) };
    return { ...bar, outcome, error, ...(exact !== undefined && { mark: layout.scale(exact) }) };
  });
  return { ...layout, bars };
}
