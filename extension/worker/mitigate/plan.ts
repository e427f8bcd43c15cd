/**
 * What techniques would find, predicted before anything is run: each is driven with the expected counts of its circuits
 * instead of drawn ones. What it makes of them is its value on average, and so its bias; its standard error at the shots
 * planned comes out as it would from counts.
 */

import type { NoiseModel } from '../../../language/noise/noiseModel.ts';
import { JobError } from '../errors.ts';
import { exactly } from './execute/exactly.ts';
import { RememberingExecutor } from './execute/remember.ts';
import type { NoiseSource } from './execute/simulators.ts';
import { type MitigatedEstimate, mitigate } from './mitigate.ts';
import { nameOf, type Stage } from './pipeline.ts';
import type { Question } from './question.ts';

export interface PlanRow {
  readonly technique: string;
  readonly cost: MitigatedEstimate['cost'];
  /** On average over many repetitions. */
  readonly value: number;
  readonly standardError: number;
  /** `value` less the ideal one. */
  readonly bias: number;
  /** √(bias² + standardError²). */
  readonly error: number;
  readonly verdict: Verdict;
  readonly warnings: readonly string[];
}

export interface FailedRow {
  readonly technique: string;
  /** A sentence: why it cannot be used. */
  readonly failure: string;
}

/** Against the same number of shots without mitigation. */
export type Verdict =
  | { readonly kind: 'reference' }
  | { readonly kind: 'helps'; readonly factor: number; readonly from?: number }
  /** `from`: it would help from this number of shots on; absent: never, as its bias is not smaller. */
  | { readonly kind: 'does not help'; readonly factor: number; readonly from?: number };

export interface PlanSettings {
  readonly seed: number;
  /** What is there. */
  readonly noise: NoiseSource | undefined;
  /** What techniques take to be there. */
  readonly assumed: NoiseModel | undefined;
  readonly ideal: number;
}

/** One row for no mitigation first, then one for each pipeline. */
export async function planFor(
  question: Question,
  pipelines: readonly (readonly Stage[])[],
  { seed, noise, assumed, ideal }: PlanSettings,
  report: (done: number, total: number) => void,
): Promise<readonly (PlanRow | FailedRow)[]> {
  const store = new Map();
  const predict = (stages: readonly Stage[]) =>
    mitigate(
      question,
      { stages, seed, noise: assumed, predicting: true },
      new RememberingExecutor(exactly(noise), store),
      report,
    );
  const without: readonly Stage[] = [{ technique: 'none' }];
  const reference = await predict(without);
  const rows: (PlanRow | FailedRow)[] = [rowOf(reference, ideal, { kind: 'reference' })];
  for (const stages of pipelines) {
    if (nameOf(stages) === nameOf(without)) continue;
    try {
      const estimate = await predict(stages);
      rows.push(rowOf(estimate, ideal, compare(reference, estimate, ideal, question.shots)));
    } catch (error) {
      if (!(error instanceof JobError)) throw error;
      rows.push({ technique: nameOf(stages), failure: error.message });
    }
  }
  return rows;
}

function rowOf(estimate: MitigatedEstimate, ideal: number, verdict: Verdict): PlanRow {
  const { technique, cost, value, standardError, warnings } = estimate;
  const bias = value - ideal;
  return { technique, cost, value, standardError, bias, error: Math.hypot(bias, standardError), verdict, warnings };
}

/**
 * Both have an error of bias² + variance/shots; they are alike where the lines in 1/shots cross.
 *
 * @param factor how many times smaller the error becomes
 */
function compare(raw: MitigatedEstimate, mitigated: MitigatedEstimate, ideal: number, shots: number): Verdict {
  const square = ({ value }: MitigatedEstimate) => (value - ideal) ** 2;
  const error = (estimate: MitigatedEstimate) => Math.sqrt(square(estimate) + estimate.standardError ** 2);
  const factor = error(raw) / error(mitigated);
  const gain = square(raw) - square(mitigated);
  const loss = shots * (mitigated.standardError ** 2 - raw.standardError ** 2);
  const from = gain > 0 && loss > 0 ? { from: Math.ceil(loss / gain) } : {};
  return { kind: factor > 1 ? 'helps' : 'does not help', factor, ...from };
}
