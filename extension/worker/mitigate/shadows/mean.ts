/** Means over snapshots, their variance, and medians of means. */
import type { PauliTerm } from '../../../../language/circuit/observable.ts';
import type { Random } from '../../simulate/random.ts';
import type { Counts } from '../question.ts';
import { type Basis, signedSum } from './basis.ts';

/** Counts of one basis, and how often it was drawn. */
export interface Snapshot {
  readonly basis: Basis;
  readonly counts: Counts;
  readonly times: number;
}

export interface SnapshotMoments {
  readonly mean: number;
  /** Of a shot in a basis of its own. */
  readonly variance: number;
  /** Of a shot in a given basis, on average: at most as large. */
  readonly within: number;
}

/**
 * Of `signedSum`, each draw counting alike; terms count nothing where they are not measured.
 *
 * @param areExpected the counts were not drawn, so that they spread as much as they say
 */
export function snapshotMoments(
  snapshots: readonly Snapshot[],
  terms: readonly PauliTerm[],
  qubits: readonly number[],
  { measuresZ = false, areExpected = false } = {},
): SnapshotMoments {
  const draws = snapshots.reduce((sum, { times }) => sum + times, 0);
  let [mean, square, within] = [0, 0, 0];
  for (const { basis, counts, times } of snapshots) {
    const score = signedSum(terms, qubits, basis, measuresZ);
    if (!score) continue;
    let [first, second] = [0, 0];
    for (const [outcome, count] of counts.outcomes) {
      const value = score(outcome);
      first += (count * value) / counts.shots;
      second += (count * value * value) / counts.shots;
    }
    const share = times / draws;
    mean += share * first;
    square += share * second;
    // Of a single shot nobody knows how it spreads.
    const freedom = areExpected ? 1 : counts.shots > 1 ? counts.shots / (counts.shots - 1) : 0;
    within += share * Math.max(0, second - first * first) * freedom;
  }
  const variance = Math.max(0, square - mean * mean);
  return { mean, variance, within: Math.min(within, variance) };
}

/** Of the mean of so many shots in so many draws of bases. */
export function varianceOfMean({ variance, within }: SnapshotMoments, shots: number, draws: number): number {
  if (shots <= draws) return variance / Math.max(1, shots - 1);
  return (variance - within) / Math.max(1, draws - 1) + within / shots;
}

/** The median of the means of as many parts of the draws as are wanted; shots of equal draws are dealt out at random. */
export function medianOfMeans(
  snapshots: readonly Snapshot[],
  terms: readonly PauliTerm[],
  qubits: readonly number[],
  groups: number,
  random: Random,
): number {
  const parts = Array.from({ length: groups }, (): Snapshot[] => []);
  let next = 0;
  for (const { basis, counts, times } of snapshots) {
    const shots = [...counts.outcomes].flatMap(([outcome, count]) => new Array<string>(count).fill(outcome));
    for (let draw = 0; draw < times; draw++) {
      const size = Math.round(((draw + 1) * counts.shots) / times) - Math.round((draw * counts.shots) / times);
      const outcomes = new Map<string, number>();
      for (let shot = 0; shot < size; shot++) {
        const outcome = takeAny(shots, random);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      parts[next++ % groups]!.push({ basis, counts: { shots: size, outcomes }, times: 1 });
    }
  }
  const means = parts.map((part) => snapshotMoments(part, terms, qubits).mean).sort((a, b) => a - b);
  return means[groups >> 1]!;
}

function takeAny(items: string[], random: Random): string {
  const index = Math.floor(random() * items.length);
  const taken = items[index]!;
  items[index] = items.at(-1)!;
  items.pop();
  return taken;
}

/**
 * How much wider the median of an odd number of means spreads than the mean of all of them: from 1 to √(π/2), within two
 * hundredths for normal ones.
 */
export function medianWidening(groups: number): number {
  return Math.sqrt(Math.PI / 2 / (1 + (Math.PI / 2 - 1) / groups));
}
