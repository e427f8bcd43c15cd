/**
 * What techniques would find, predicted before anything is run: each is driven with the expected counts of its circuits
 * instead of drawn ones. What it makes of them is its value on average, and so its bias; its standard error at the shots
 * planned comes out as it would from counts.
 */

import { JobError } from '../errors.ts';
import type { MitigatedEstimate } from './mitigate.ts';
import { type Outlook, outlookOf, shotsFrom } from './outlook.ts';
import { nameOf, type Stage } from './pipeline.ts';
import type { Predictor } from './predictor.ts';

export interface PlanRow {
  readonly technique: string;
  /** What to ask for to have it run. */
  readonly stages: readonly Stage[];
  /** What it was planned for: with a target, as many as it takes. */
  readonly shots: number;
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

const NONE: readonly Stage[] = [{ technique: 'none' }];

/**
 * One row for no mitigation first, then one for each pipeline.
 *
 * @param target the error that is wanted: rows then have as many shots as it takes; absent: `shots`
 */
export async function planFor(
  predictor: Predictor,
  pipelines: readonly (readonly Stage[])[],
  ideal: number,
  shots: number,
  target?: number,
): Promise<readonly (PlanRow | FailedRow)[]> {
  const reference = await outlookOf(predictor, NONE, ideal, shots);
  const others = pipelines.filter((stages) => nameOf(stages) !== nameOf(NONE));
  const rows: (PlanRow | FailedRow)[] = [];
  for (const stages of [NONE, ...others]) {
    try {
      rows.push(await rowFor(stages));
    } catch (error) {
      if (!(error instanceof JobError) || (stages === NONE && target === undefined)) throw error;
      rows.push({ technique: nameOf(stages), failure: error.message });
    }
  }
  return rows;

  async function rowFor(stages: readonly Stage[]): Promise<PlanRow> {
    const outlook = stages === NONE ? reference : await outlookOf(predictor, stages, ideal, shots);
    const own = target === undefined ? shots : shotsFrom(outlook, target);
    const estimate = own === shots ? outlook.estimate : await predictor.predict(stages, own);
    const { technique, cost, value, standardError, warnings } = estimate;
    const bias = value - ideal;
    const error = Math.hypot(bias, standardError);
    const verdict: Verdict = stages === NONE ? { kind: 'reference' } : compare(reference, outlook, error, own);
    return { technique, stages, shots: own, cost, value, standardError, bias, error, verdict, warnings };
  }
}

/**
 * @param error of the mitigated value at so many shots
 * @returns with `factor`: how many times smaller the error becomes
 */
function compare(raw: Outlook, mitigated: Outlook, error: number, shots: number): Verdict {
  const factor = Math.sqrt(raw.bias ** 2 + raw.floor + raw.variance / shots) / error;
  // Both errors are lines in 1/shots, and alike where these cross.
  const gain = raw.bias ** 2 + raw.floor - mitigated.bias ** 2 - mitigated.floor;
  const loss = mitigated.variance - raw.variance;
  const from = gain > 0 && loss > 0 ? { from: Math.ceil(loss / gain) } : {};
  return { kind: factor > 1 ? 'helps' : 'does not help', factor, ...from };
}
