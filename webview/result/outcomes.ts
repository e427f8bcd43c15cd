/** The outcomes of a run with their probabilities, in the order they are shown. Knows nothing of how. */
import type { SimulateResult } from '../../extension/worker/protocol.ts';

export interface Outcome {
  /** The bit string, or what stands for several. */
  readonly label: string;
  readonly count: number;
  readonly probability: number;
  /** √(p(1−p)/shots): of the probability, estimated from these shots. */
  readonly standardError: number;
  /** Number of outcomes taken together; absent: a single one. */
  readonly others?: number;
}

export type Order = 'outcome' | 'count';

/**
 * All outcomes, or, where there are more than `limit`, the most frequent ones and one entry for the others at the
 * end.
 */
export function listOutcomes({ counts, shots }: SimulateResult, order: Order, limit: number): readonly Outcome[] {
  const all = Object.entries(counts);
  const byCount = [...all].sort(([a, countA], [b, countB]) => countB - countA || compare(a, b));
  const shown = all.length > limit ? byCount.slice(0, limit - 1) : byCount;
  const rest = byCount.slice(shown.length);
  if (order === 'outcome') shown.sort(([a], [b]) => compare(a, b));
  const outcomes = shown.map(([label, count]) => estimate(label, count, shots));
  if (rest.length === 0) return outcomes;
  const sum = rest.reduce((total, [, count]) => total + count, 0);
  return [...outcomes, { ...estimate('others', sum, shots), others: rest.length }];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function estimate(label: string, count: number, shots: number): Outcome {
  const probability = shots > 0 ? count / shots : 0;
  const standardError = shots > 0 ? Math.sqrt((probability * (1 - probability)) / shots) : 0;
  return { label, count, probability, standardError };
}

/** Every outcome, one a line, after a line of headings. */
export function toCsv(result: SimulateResult): string {
  const lines = listOutcomes(result, 'outcome', Number.POSITIVE_INFINITY).map(
    ({ label, count, probability }) => `${label},${count},${probability}`,
  );
  return ['outcome,count,probability', ...lines, ''].join('\n');
}

/** The names of the bits, as they stand in each outcome: `c[1] c[0]`. At most `limit` for each register. */
export function bitOrder({ registers }: SimulateResult, limit = 8): string {
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
