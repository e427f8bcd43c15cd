/** The automatic choice: what suits the circuit is predicted, and the least error is taken. */
import { bestOf, type Choice } from '../choice.ts';
import type { NoiseSource } from '../execute/simulators.ts';
import type { KnownNoise } from '../pec/noiseSites.ts';
import { type FailedRow, type PlanRow, planFor } from '../plan.ts';
import { Predictor } from '../predictor.ts';
import type { Question } from '../question.ts';
import { titleOf } from '../stageTitle.ts';
import { type Features, featuresOf } from './features.ts';
import { shortlistFor } from './shortlist.ts';

export interface Beliefs {
  readonly seed: number;
  /** What is taken to be there. */
  readonly noise: NoiseSource | undefined;
  /** Of it, what techniques may know. */
  readonly model: KnownNoise | undefined;
  /** Of the observable. */
  readonly ideal: number;
}

export interface AutomaticChoice {
  readonly features: Features;
  readonly plan: readonly (PlanRow | FailedRow)[];
  readonly targetError?: number;
  /** Absent where nothing can be used. */
  readonly choice?: Choice;
}

/**
 * @param target as for `planFor`
 * @throws {JobError} where nothing can be predicted
 */
export async function chooseFor(
  question: Question,
  { seed, noise, model, ideal }: Beliefs,
  target?: number,
  report: (done: number, total: number) => void = () => {},
): Promise<AutomaticChoice> {
  const features = featuresOf(question, noise, model);
  const { pipelines, leftOut } = shortlistFor(features);
  const predictor = new Predictor(question, { seed, noise, assumed: model, report });
  const stages = pipelines.map((pipeline) => pipeline.stages);
  const plan = await planFor(predictor, stages, ideal, question.shots, target);
  const choice = bestOf(plan, target);
  const reason = choice && pipelines.find((pipeline) => titleOf(pipeline.stages) === titleOf(choice.stages))?.reason;
  return {
    features,
    plan,
    ...(target !== undefined && { targetError: target }),
    ...(choice && { choice: { ...choice, reasons: [...(reason ? [reason] : []), ...choice.reasons, ...leftOut] } }),
  };
}
