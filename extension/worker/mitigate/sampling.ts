/** Means over circuits that were drawn at random, equal ones counted together. */
import type { Finding } from './question.ts';

export interface Drawn {
  /** How often the circuit was drawn. */
  readonly times: number;
  /** What it counts as, for each time. */
  readonly sign: 1 | -1;
  readonly finding: Finding;
}

/**
 * `gamma` times the mean of sign · value. Its variance is what differs between circuits beyond the chance of their shots,
 * over the number of draws, and the chance of the shots themselves, which draws of the same circuit have in common.
 */
export function meanOverDraws(drawn: readonly Drawn[], gamma: number): Pick<Finding, 'value' | 'standardError'> {
  const total = drawn.reduce((sum, { times }) => sum + times, 0);
  let mean = 0;
  let square = 0;
  let shots = 0;
  let shotsOfMean = 0;
  for (const { times, sign, finding } of drawn) {
    const share = times / total;
    mean += share * sign * finding.value;
    square += share * finding.value ** 2;
    shots += share * finding.standardError ** 2;
    shotsOfMean += (share * finding.standardError) ** 2;
  }
  const between = total > 1 ? Math.max(0, ((square - mean * mean) * total) / (total - 1) - shots) : 0;
  return { value: gamma * mean, standardError: gamma * Math.sqrt(between / total + shotsOfMean) };
}
