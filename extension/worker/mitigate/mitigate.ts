/** Estimates an observable through a pipeline of techniques. */
import { formatObservable, type Observable } from '../../../language/circuit/observable.ts';
import { answerAll } from './answer.ts';
import type { DeviceMachine } from './device/deviceMachine.ts';
import type { Cost, RememberingExecutor } from './execute/remember.ts';
import type { KnownNoise } from './pec/noiseSites.ts';
import { adviceOn, isUndivided, layersOf, nameOf, type Stage } from './pipeline.ts';
import type { Context, Details, Finding, Question, Running } from './question.ts';
import { constantOf, divided, settingsOf } from './settings.ts';
import { spectrumOf } from './spectrum.ts';

/** What a pipeline found, and what it took. */
export interface MitigatedEstimate {
  /** For people: `zne + readout`. */
  readonly technique: string;
  readonly value: number;
  /** One standard deviation of `value`, by chance alone. */
  readonly standardError: number;
  /** No state has a value outside of these. */
  readonly spectrum: readonly [least: number, largest: number];
  /** Whether `value` lies between them. It is never moved there. */
  readonly physical: boolean;
  readonly warnings: readonly string[];
  readonly details?: Details;
  readonly cost: Cost;
  /** Keys of the circuits that were run for it, where they were kept. */
  readonly circuits?: readonly string[];
}

export interface MitigationSettings {
  readonly stages: readonly Stage[];
  readonly seed: number;
  /** The noise that techniques may take to be there. */
  readonly noise: KnownNoise | undefined;
  /** What they run on, where it is one. */
  readonly device?: DeviceMachine | undefined;
  /** Whether the executor gives expected counts. */
  readonly predicting?: boolean;
}

/** @throws {JobError} where the pipeline cannot be used on this circuit, or the executor gives up */
export async function mitigate(
  question: Question,
  { stages, seed, noise, device, predicting = false }: MitigationSettings,
  executor: RememberingExecutor,
  report: (done: number, total: number) => void,
): Promise<MitigatedEstimate> {
  const {
    value,
    standardError,
    warnings = [],
    details,
  } = await drive(find(question, stages, { seed, noise, device, predicting }), executor, report);
  const spectrum = spectrumOf(question.observable);
  const doubt = unphysical(question.observable, value, standardError, spectrum, predicting);
  return {
    technique: nameOf(stages),
    value,
    standardError,
    spectrum,
    physical: doubt === undefined,
    warnings: [...adviceOn(stages), ...warnings, ...(doubt === undefined ? [] : [doubt])],
    ...(details && { details }),
    cost: executor.cost,
  };
}

/** Gives a generator the counts that it asks for, until it returns. */
async function drive<Result>(
  running: Running<Result>,
  executor: RememberingExecutor,
  report: (done: number, total: number) => void,
): Promise<Result> {
  let step = running.next([]);
  while (!step.done) step = running.next(await executor.run(step.value, report));
  return step.value;
}

function* find(question: Question, stages: readonly Stage[], context: Context): Running<Finding> {
  const layers = layersOf(stages);
  if (isUndivided(stages)) return (yield* answerAll(layers, [question], context))[0]!;
  const parts = divided(question);
  const findings = yield* answerAll(layers, parts, context);
  const [only] = findings;
  return {
    value: findings.reduce((sum, { value }) => sum + value, constantOf(question.observable)),
    standardError: Math.hypot(...findings.map((finding) => finding.standardError)),
    warnings: [...new Set(findings.flatMap(({ warnings = [] }) => warnings))],
    ...(findings.length === 1 && only?.details && { details: only.details }),
    ...(findings.length > 1 && {
      details: {
        kind: 'settings',
        parts: settingsOf(question.observable).map(({ terms }, index) => {
          const { details } = findings[index]!;
          return { observable: formatObservable({ terms }), ...(details && { details }) };
        }),
      },
    }),
  };
}

/** Rounding alone leaves values this far outside. */
const TOLERANCE = 1e-9;

function unphysical(
  observable: Observable,
  value: number,
  standardError: number,
  [least, largest]: readonly [number, number],
  predicting: boolean,
): string | undefined {
  const beyond = Math.max(least - value, value - largest);
  if (beyond <= TOLERANCE) return undefined;
  // A mean that lies a little outside says nothing about the values around it.
  if (predicting && beyond <= standardError) return undefined;
  const errors = standardError > 0 ? `${(beyond / standardError).toFixed(1)} standard errors` : 'not by chance';
  const why =
    standardError > 0 && beyond <= 2 * standardError
      ? 'Chance can do this: more shots bring it back.'
      : 'The technique does not suit this noise: its value should not be believed.';
  return `${value.toPrecision(6)} is no value that ${formatObservable(observable)} can have: it lies outside of ${least} to ${largest} (${errors}). ${why}`;
}
