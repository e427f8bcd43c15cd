/** The job `mitigate`: estimates an observable through techniques of error mitigation, or plans to. */
import * as z from 'zod';
import { formatObservable } from '../../../language/circuit/observable.ts';
import type { NoiseModel } from '../../../language/noise/noiseModel.ts';
import { parseNoise } from '../../../language/noise/parseNoise.ts';
import { version } from '../../../package.json';
import { JobError } from '../errors.ts';
import { OutsideExecutor } from '../executor/outside.ts';
import { executorSchema } from '../executor/settings.ts';
import type { Executor } from '../mitigate/execute/executor.ts';
import { type CountsStore, RememberingExecutor } from '../mitigate/execute/remember.ts';
import { simulators } from '../mitigate/execute/simulators.ts';
import { idealValue } from '../mitigate/ideal.ts';
import { mitigate as mitigateBy } from '../mitigate/mitigate.ts';
import { nameOf } from '../mitigate/pipeline.ts';
import { planFor } from '../mitigate/plan.ts';
import { problemOf } from '../mitigate/problem.ts';
import type { Question } from '../mitigate/question.ts';
import { TECHNIQUE_NAMES } from '../mitigate/techniqueNames.ts';
import type { MitigateParameters, MitigateResult } from '../protocol.ts';
import { drawSeed } from '../simulate/random.ts';
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
    observable: z.string({ error: 'must be a text such as Z0*Z1' }),
    shots: wholeNumber(1),
    pipelines: z.array(z.array(stage).min(1, { error: 'must name a technique' })).min(1),
    seed: z.exactOptional(wholeNumber(0)),
    inputs: z.exactOptional(inputsSchema),
    noise: z.exactOptional(noiseSchema),
    assumedNoise: z.exactOptional(noiseSchema),
    executor: z.exactOptional(executorSchema),
    plan: z.exactOptional(z.boolean({ error: 'must be true or false' })),
  }),

  async run(parameters, context) {
    const { circuit, shots, pipelines, seed = drawSeed(), inputs = {}, noise, assumedNoise = noise } = parameters;
    const question = problemOf(circuit, parameters.observable, shots, inputs);
    const ideal = idealValue(question);
    // An executor is planned for with the noise that it is taken to have.
    const there = parameters.executor ? assumedNoise : noise;
    const settings: Settings = { seed, noise: there, assumed: modelOf(assumedNoise, question), ideal };
    if (parameters.executor && noise !== undefined) {
      throw new JobError('An executor has noise of its own. Leave the noise out; what techniques assume may be given.');
    }
    const outside = parameters.executor && new OutsideExecutor(parameters.executor, seed, context.onProcess);
    const executor = outside ?? simulators(noise, seed, context.crew);
    const work = async () =>
      parameters.plan
        ? { plan: await plan(question, parameters, settings, context) }
        : { estimates: await estimate(question, parameters, settings, executor, context) };
    const found = await work().finally(() => outside?.close());
    return {
      observable: formatObservable(question.observable),
      shots,
      ...(ideal !== undefined && { ideal }),
      ...found,
      provenance: {
        job: 'mitigate',
        seed,
        circuit: circuitHash(circuit),
        method: pipelines.map(nameOf).join(', '),
        ...(noise !== undefined && { noise }),
        ...(outside && { executor: outside.name }),
        versions: { ketlab: version },
      },
    };
  },
};

interface Settings {
  readonly seed: number;
  readonly noise: Noise | undefined;
  readonly assumed: NoiseModel | undefined;
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
  { pipelines }: MitigateParameters,
  { seed, assumed }: Settings,
  executor: Executor,
  { report }: JobContext,
): Promise<NonNullable<MitigateResult['estimates']>> {
  const store: CountsStore = new Map();
  const results: NonNullable<MitigateResult['estimates']>[number][] = [];
  for (const stages of pipelines) {
    const remembering = new RememberingExecutor(executor, store);
    const settings = { stages, seed, noise: assumed };
    const unit = `circuits of ${nameOf(stages)}`;
    try {
      results.push(await mitigateBy(question, settings, remembering, (done, total) => report({ done, total, unit })));
    } catch (error) {
      if (!(error instanceof JobError) || pipelines.length === 1) throw error;
      results.push({ technique: nameOf(stages), failure: error.message });
    }
  }
  return results;
}

function plan(
  question: Question,
  { pipelines }: MitigateParameters,
  { ideal, ...settings }: Settings,
  { report }: JobContext,
) {
  if (ideal === undefined) {
    throw new JobError(
      'The plan needs the ideal value of the observable, and the circuit is too large to compute it. Run it without a plan.',
    );
  }
  return planFor(question, pipelines, { ...settings, ideal }, (done, total) =>
    report({ done, total, unit: 'predicted circuits' }),
  );
}
