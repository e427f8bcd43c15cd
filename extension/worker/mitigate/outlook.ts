/** How the error of a pipeline depends on the number of shots: bias² + floor + variance / shots. */
import { JobError } from '../errors.ts';
import type { MitigatedEstimate } from './mitigate.ts';
import { nameOf, type Stage } from './pipeline.ts';
import type { Predictor } from './predictor.ts';

export interface Outlook {
  readonly technique: string;
  /** At the number of shots that was asked about. */
  readonly estimate: MitigatedEstimate;
  readonly bias: number;
  /** The chance that more shots do not take away, squared: that of circuits drawn at random. */
  readonly floor: number;
  /** Of one shot. */
  readonly variance: number;
}

/** By what becomes of the standard error with so many times the shots. */
const MORE = 4;

export async function outlookOf(
  predictor: Predictor,
  stages: readonly Stage[],
  ideal: number,
  shots: number,
): Promise<Outlook> {
  const estimate = await predictor.predict(stages, shots);
  const more = await predictor.predict(stages, MORE * shots);
  const [square, squareOfMore] = [estimate.standardError ** 2, more.standardError ** 2];
  const variance = Math.min(square, Math.max(0, (square - squareOfMore) / (1 - 1 / MORE))) * shots;
  return {
    technique: nameOf(stages),
    estimate,
    bias: estimate.value - ideal,
    floor: Math.max(0, square - variance / shots),
    variance,
  };
}

/** No plan is made for more shots. */
const MAX_SHOTS = 1e12;

/**
 * How many shots it takes to come as near as `error`.
 *
 * @throws {JobError} where no number of shots does
 */
export function shotsFrom({ technique, bias, floor, variance }: Outlook, error: number): number {
  const left = error ** 2 - bias ** 2 - floor;
  const shots = Math.max(1, Math.ceil(variance / left));
  if (left > 0 && shots <= MAX_SHOTS) return shots;
  const what = bias ** 2 > floor ? 'bias' : 'chance of circuits drawn at random';
  throw new JobError(
    `No number of shots brings ${technique} as near as ${error}: its ${what} leaves ${Math.sqrt(bias ** 2 + floor).toPrecision(2)}.`,
  );
}
