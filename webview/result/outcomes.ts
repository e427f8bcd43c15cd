/** The outcomes of a run with their probabilities, in the order they are shown. Knows nothing of how. */
import type { SimulateResult } from '../../extension/worker/protocol.ts';
import { withSeparators } from '../circuit/wires.ts';
import { formatPercent } from './numbers.ts';
import type { Table } from './table.ts';

export interface Outcome {
  /** The bit string, or what stands for several. */
  readonly label: string;
  readonly count: number;
  readonly probability: number;
  /** √(p(1−p)/shots): of the probability, estimated from these shots. */
  readonly standardError: number;
  /** The exact probability, where the run found it. */
  readonly exact?: number;
  /** Number of outcomes taken together; absent: a single one. */
  readonly others?: number;
}

export type Order = 'outcome' | 'count';

/** Less likely outcomes that did not occur are not shown: they would be many under noise. */
const LEAST_EXACT = 1e-6;

/**
 * All outcomes that occurred or could have, or, where there are more than `limit`, the most frequent ones and one entry
 * for the others at the end.
 */
export function listOutcomes(result: SimulateResult, order: Order, limit: number): readonly Outcome[] {
  const { counts, shots, probabilities } = result;
  // The Pauli method draws no outcomes.
  const isDrawn = Object.keys(counts).length > 0;
  const possible = isDrawn ? Object.entries(probabilities ?? {}) : [];
  const missing = possible.filter(([key, exact]) => exact >= LEAST_EXACT && counts[key] === undefined);
  const all = [...Object.entries(counts), ...missing.map(([key]): [string, number] => [key, 0])];
  const exactOf = (key: string): number => probabilities?.[key] ?? 0;
  const byCount = all.sort(([a, countA], [b, countB]) => countB - countA || exactOf(b) - exactOf(a) || compare(a, b));
  const shown = all.length > limit ? byCount.slice(0, limit - 1) : byCount;
  const rest = byCount.slice(shown.length);
  const sorted = order === 'outcome' ? [...shown].sort(([a], [b]) => compare(a, b)) : shown;
  const one = (label: string, count: number, exact: number): Outcome => ({
    ...estimate(label, count, shots),
    ...(probabilities && { exact }),
  });
  const outcomes = sorted.map(([label, count]) => one(label, count, exactOf(label)));
  if (rest.length === 0) return outcomes;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const others = one('others', sum(rest.map(([, count]) => count)), sum(rest.map(([key]) => exactOf(key))));
  return [...outcomes, { ...others, others: rest.length }];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function estimate(label: string, count: number, shots: number): Outcome {
  const probability = shots > 0 ? count / shots : 0;
  const standardError = shots > 0 ? Math.sqrt((probability * (1 - probability)) / shots) : 0;
  return { label, count, probability, standardError };
}

/** Every outcome. */
export function outcomeTable(result: SimulateResult): Table {
  const isExact = result.probabilities !== undefined;
  return {
    caption: 'Outcomes',
    columns: [
      { key: 'outcome', title: 'Outcome' },
      { key: 'count', title: 'Count', show: withSeparators },
      { key: 'probability', title: 'Probability', show: formatPercent },
      { key: 'standard_error', title: 'Standard error', show: (value) => `±${(value * 100).toFixed(2)}%` },
      ...(isExact ? [{ key: 'exact_probability', title: 'Exact', show: formatPercent }] : []),
    ],
    rows: listOutcomes(result, 'outcome', Number.POSITIVE_INFINITY).map(
      ({ label, count, probability, standardError, exact }) => [
        label,
        count,
        probability,
        standardError,
        ...(isExact ? [exact ?? 0] : []),
      ],
    ),
  };
}

/** The names of the bits, as they stand in each outcome: `c[1] c[0]`. At most `limit` for each register. */
export function bitOrder({ registers }: Pick<SimulateResult, 'registers'>, limit = 8): string {
  return [...registers]
    .reverse()
    .map(({ name, size }) => {
      if (size === 1) return name;
      const indices = Array.from({ length: size }, (_, index) => size - 1 - index);
      const names = size > limit ? [indices[0], indices[1], undefined, indices[size - 1]] : indices;
      return names.map((index) => (index === undefined ? '…' : `${name}[${index}]`)).join(' ');
    })
    .join('  ');
}
