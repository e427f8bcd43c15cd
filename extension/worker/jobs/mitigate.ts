/** The job `mitigate`: estimates an observable through techniques of error mitigation, or plans to. */
import * as z from 'zod';
import { formatObservable } from '../../../language/circuit/observable.ts';
import type { NoiseModel } from '../../../language/noise/noiseModel.ts';
import { parseNoise } from '../../../language/noise/parseNoise.ts';
import { version } from '../../../package.json';
import { JobError } from '../errors.ts';
import { OutsideExecutor } from '../executor/outside.ts';
import { executorSchema } from '../executor/settings.ts';
import { chooseFor } from '../mitigate/automatic/automatic.ts';
import { calibrate, chosenBy } from '../mitigate/automatic/calibrator.ts';
import { featuresOf } from '../mitigate/automatic/features.ts';
import { shortlistFor } from '../mitigate/automatic/shortlist.ts';
import { bestOf } from '../mitigate/choice.ts';
import { type DeviceMachine, onMachine } from '../mitigate/device/deviceMachine.ts';
import type { Executor } from '../mitigate/execute/executor.ts';
import { KeptCounts } from '../mitigate/execute/keptCounts.ts';
import { type CountsStore, RememberingExecutor } from '../mitigate/execute/remember.ts';
import { type NoiseSource, simulators } from '../mitigate/execute/simulators.ts';
import { idealValue } from '../mitigate/ideal.ts';
import { mitigate as mitigateBy } from '../mitigate/mitigate.ts';
import type { KnownNoise } from '../mitigate/pec/noiseSites.ts';
import { nameOf } from '../mitigate/pipeline.ts';
import { planFor } from '../mitigate/plan.ts';
import { Predictor } from '../mitigate/predictor.ts';
import { problemOf } from '../mitigate/problem.ts';
import type { Question } from '../mitigate/question.ts';
import { TECHNIQUE_NAMES } from '../mitigate/techniqueNames.ts';
import { TECHNIQUES } from '../mitigate/techniques.ts';
import type { MitigateParameters, MitigateResult } from '../protocol.ts';
import { drawSeed } from '../simulate/random.ts';
import { deviceSchema } from './device.ts';
import type { Job, JobContext } from './job.ts';
import { type Noise, noise as noiseSchema, withNoise } from './noise.ts';
import { circuitHash } from './provenance.ts';
import { circuitSchema, inputsSchema, wholeNumber } from './schemas.ts';

const stage = z.strictObject({
  technique: z.enum(TECHNIQUE_NAMES, { error: `must be one of ${TECHNIQUE_NAMES.join(', ')}` }),
  options: z.exactOptional(z.record(z.string(), z.unknown())),
});

export const mitigate: Job<'mitigate', Promise<MitigateResult>> = {
  parameters: z.object({
    circuit: circuitSchema,
    observable: z.exactOptional(z.string({ error: 'must be a text such as Z0*Z1' })),
    shots: wholeNumber(1),
    pipelines: z.array(z.array(stage).min(1, { error: 'must name a technique' })),
    seed: z.exactOptional(wholeNumber(0)),
    inputs: z.exactOptional(inputsSchema),
    noise: z.exactOptional(noiseSchema),
    device: z.exactOptional(deviceSchema),
    assumedNoise: z.exactOptional(noiseSchema),
    executor: z.exactOptional(executorSchema),
    plan: z.exactOptional(z.boolean({ error: 'must be true or false' })),
    calibrate: z.exactOptional(z.boolean({ error: 'must be true or false' })),
    auto: z.exactOptional(z.boolean({ error: 'must be true or false' })),
    targetError: z.exactOptional(z.number({ error: 'must be a number' }).gt(0, { error: 'must be above 0' })),
    folder: z.exactOptional(z.string({ error: 'must be the path of a folder' })),
  }),

  async run(parameters, context) {
    const { circuit, shots, pipelines, seed = drawSeed(), inputs = {}, noise, device } = parameters;
    if (device && noise !== undefined) {
      throw new JobError(
        'A mitigation has the noise of a device, or the noise that it is given. Leave one of them out.',
      );
    }
    if (parameters.executor && (device || noise !== undefined)) {
      throw new JobError(
        'An executor has noise of its own. Leave noise and device out; what techniques assume may be given.',
      );
    }
    if (parameters.folder !== undefined && parameters.seed === undefined) {
      throw new JobError('What is kept in a folder belongs to one seed: give the seed, too.');
    }
    const { auto = false } = parameters;
    if (pipelines.length === 0 && !auto) throw new JobError('Which technique? Name one, or have it chosen.');
    const asked = problemOf(circuit, parameters.observable, shots, inputs);
    const ideal = idealValue(asked);
    const { question, machine } = device ? onMachine(asked, device) : { question: asked, machine: undefined };
    const assumed = modelOf(parameters.assumedNoise ?? noise, question) ?? machine;
    const outside = parameters.executor && new OutsideExecutor(parameters.executor, seed, context.onProcess);
    // An executor is planned for with the noise that it is taken to have.
    const source = outside ? parameters.assumedNoise : (machine ?? noise);
    const settings: Settings = { seed, noise: source, machine, assumed, ideal };
    const executor = outside ?? simulators(source, seed, context.crew);
    const work = async () => {
      const planned: Pick<MitigateResult, 'plan' | 'choice'> | undefined = parameters.calibrate
        ? await calibrated(question, parameters, settings, executor, context)
        : parameters.plan || auto
          ? await plan(question, parameters, settings, context)
          : undefined;
      const wanted = auto ? choiceOf(planned) : pipelines;
      if (parameters.plan) return { wanted, planned, found: planned };
      const runnable = { ...question, shots: planned?.choice?.shots ?? shots };
      const estimates = await estimate(runnable, { ...parameters, pipelines: wanted }, settings, executor, context);
      return { wanted, planned, found: { ...planned, estimates } };
    };
    const { wanted, planned, found } = await work().finally(() => outside?.close());
    const told = device ? `device ${device.device.name}` : noise;
    return {
      observable: formatObservable(asked.observable),
      shots,
      techniques: techniquesOf([
        ...wanted,
        ...(planned?.plan ?? []).flatMap((row) => ('stages' in row ? [row.stages] : [])),
      ]),
      ...(ideal !== undefined && { ideal }),
      ...found,
      provenance: {
        job: 'mitigate',
        seed,
        circuit: circuitHash(circuit),
        method: wanted.map(nameOf).join(', '),
        ...(outside && { executor: outside.name }),
        ...(told !== undefined && { noise: told }),
        versions: { ketlab: version },
      },
    };
  },
};

/** @throws {JobError} where none can be used */
function choiceOf(planned: Pick<MitigateResult, 'plan' | 'choice'> | undefined): MitigateParameters['pipelines'] {
  if (planned?.choice) return [planned.choice.stages];
  const failures = planned?.plan?.flatMap((row) => ('failure' in row ? [row.failure] : [])) ?? [];
  throw new JobError(`No technique can be used. ${[...new Set(failures)].join(' ')}`);
}

/** What is to be known of the techniques that are used, by name. */
function techniquesOf(pipelines: MitigateParameters['pipelines']): MitigateResult['techniques'] {
  const names = new Set(pipelines.flat().map(({ technique }) => technique));
  return Object.fromEntries(
    [...names].map((name) => [name, { title: TECHNIQUES[name].title, description: TECHNIQUES[name].description }]),
  );
}

interface Settings {
  readonly seed: number;
  readonly noise: NoiseSource | undefined;
  readonly machine: DeviceMachine | undefined;
  readonly assumed: KnownNoise | undefined;
  readonly ideal: number | undefined;
}

/** @throws {JobError} where the noise is none */
function modelOf(noise: Noise | undefined, { circuit }: Question): NoiseModel | undefined {
  if (noise !== undefined) withNoise(circuit, noise);
  return typeof noise === 'string' ? parseNoise(noise) : noise;
}

/** What fails alone does not stop the others. Equal circuits of several techniques are run once. */
async function estimate(
  question: Question,
  { pipelines, folder }: MitigateParameters,
  { seed, machine, assumed }: Settings,
  executor: Executor,
  { report }: JobContext,
): Promise<NonNullable<MitigateResult['estimates']>> {
  const store: CountsStore = folder === undefined ? new Map() : new KeptCounts(folder, question.circuit);
  const results: NonNullable<MitigateResult['estimates']>[number][] = [];
  for (const stages of pipelines) {
    const remembering = new RememberingExecutor(executor, store, machine);
    const settings = { stages, seed, noise: assumed, device: machine };
    const unit = `circuits of ${nameOf(stages)}`;
    try {
      const estimate = await mitigateBy(question, settings, remembering, (done, total) =>
        report({ done, total, unit }),
      );
      results.push(folder === undefined ? estimate : { ...estimate, circuits: remembering.keys });
    } catch (error) {
      if (!(error instanceof JobError) || pipelines.length === 1) throw error;
      results.push({ technique: nameOf(stages), failure: error.message });
    }
  }
  return results;
}

/** By runs: of what was named, or of what suits the circuit. */
async function calibrated(
  question: Question,
  { pipelines, executor: outside }: MitigateParameters,
  { seed, noise, machine, assumed }: Settings,
  executor: Executor,
  { report }: JobContext,
): Promise<Pick<MitigateResult, 'plan' | 'calibration' | 'choice' | 'features'>> {
  const features = featuresOf(question, outside && noise === undefined ? 'unknown' : noise, assumed);
  const candidates = pipelines.length > 0 ? pipelines : shortlistFor(features).pipelines.map(({ stages }) => stages);
  const known = { seed, noise: assumed, device: machine };
  const calibration = await calibrate(question, candidates, known, executor, (done, total) =>
    report({ done, total, unit: 'calibrated techniques' }),
  );
  const choice = chosenBy(calibration, question.shots);
  return { features, calibration, ...(choice && { choice }) };
}

async function plan(
  question: Question,
  parameters: MitigateParameters,
  { ideal, ...settings }: Settings,
  { report }: JobContext,
): Promise<Pick<MitigateResult, 'plan' | 'targetError' | 'choice' | 'features'>> {
  if (ideal === undefined) {
    throw new JobError(
      'The plan needs the ideal value of the observable, and the circuit is too large to compute it. Run it without a plan.',
    );
  }
  const { pipelines, shots, targetError, auto } = parameters;
  const tell = (done: number, total: number) => report({ done, total, unit: 'predicted circuits' });
  if (auto && pipelines.length === 0) {
    // What is assumed is all that is known before a run.
    const { seed, assumed } = settings;
    const believed = parameters.assumedNoise ?? settings.noise;
    return await chooseFor(question, { seed, noise: believed, model: assumed, ideal }, targetError, tell);
  }
  const predictor = new Predictor(question, { ...settings, report: tell });
  const rows = await planFor(predictor, pipelines, ideal, shots, targetError);
  const choice = bestOf(rows, targetError);
  return { plan: rows, ...(targetError !== undefined && { targetError }), ...(choice && { choice }) };
}
