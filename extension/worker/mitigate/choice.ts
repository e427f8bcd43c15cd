/** Which row of a plan is best, and why. */
import type { Stage } from './pipeline.ts';
import type { FailedRow, PlanRow } from './plan.ts';
import { titleOf } from './stageTitle.ts';

/** What to run, chosen among pipelines. */
export interface Choice {
  readonly technique: string;
  readonly stages: readonly Stage[];
  readonly shots: number;
  /** That is expected: √(bias² + standardError²). */
  readonly error: number;
  /** For people, whole sentences. */
  readonly reasons: readonly string[];
}

/** With a target the row of the fewest shots, else that of the least error; `undefined` where no row can be used. */
export function bestOf(rows: readonly (PlanRow | FailedRow)[], target?: number): Choice | undefined {
  const usable = rows.filter((row): row is PlanRow => 'bias' in row);
  const cost = ({ shots, error }: PlanRow) => (target === undefined ? error : shots);
  const [best, next] = usable.sort((a, b) => cost(a) - cost(b));
  if (!best) return undefined;
  const { technique, stages, shots, error } = best;
  return { technique, stages, shots, error, reasons: reasonsFor(best, next, target) };
}

function reasonsFor(best: PlanRow, next: PlanRow | undefined, target: number | undefined): readonly string[] {
  const { bias, standardError, error, shots, verdict } = best;
  const left = `${titleOf(best.stages)} leaves a bias of ${digits(bias)} and a chance of ${digits(standardError)}`;
  const first =
    target === undefined
      ? `${left}: an error of ${digits(error)} with ${count(shots)} shots.`
      : `${left} with ${count(shots)} shots, the fewest that reach ${target}.`;
  const gain =
    verdict.kind === 'helps' ? [`Without mitigation it would be ${verdict.factor.toPrecision(2)} times larger.`] : [];
  const second =
    next &&
    `Next best is ${titleOf(next.stages)}, with ${target === undefined ? `an error of ${digits(next.error)}` : `${count(next.shots)} shots`}.`;
  return [first, ...gain, ...(second ? [second] : [])];
}

const digits = (value: number): string => Math.abs(value).toPrecision(2);
const count = (value: number): string => value.toLocaleString('en');
