/** One training of a program, as its directives and the user want it: by one seed, from the beginning or a checkpoint. */
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { type TrainingPlan, type TrainingSettings, trainingPlanOf } from '../../../language/training/trainingPlan.ts';
import { JobError } from '../errors.ts';
import { randomStreams } from '../simulate/random.ts';
import { decodingOf } from './decoding.ts';
import type { EnvironmentInfo } from './environments/environment.ts';
import { environmentOf } from './environments/environments.ts';
import { optimizerOf } from './optimizers/optimizers.ts';
import { initialWeights, Policy, policyCircuitOf } from './policy.ts';
import { play, Reinforce } from './reinforce.ts';

export interface TrainingTask {
  readonly name: string;
  readonly circuit: Circuit;
  readonly environment: EnvironmentInfo;
  readonly policy: Policy;
  readonly plan: TrainingPlan;
  readonly settings: TrainingSettings;
}

/** The stream of the initial weights: no episode has its number. */
const INITIAL = 2 ** 52;
/** Streams of episodes that are played without learning start here. */
const EVALUATION = 2 ** 51;

/** @param wanted goes before what the program says. @throws {JobError} where the program does not suit the task */
export function taskOf(circuit: Circuit, wanted: TrainingSettings): TrainingTask {
  const plan = trainingPlanOf(circuit);
  const settings = { ...plan.settings, ...wanted };
  if (settings.task === undefined) {
    throw new JobError(
      'What is the program to be trained for? Name a task (--task), or in the program: pragma ketlab.train task="CartPole-v0".',
    );
  }
  const policyCircuit = policyCircuitOf(circuit, plan);
  const features = plan.features.reduce((sum, { variable }) => sum + policyCircuit.slots.sizes[variable]!, 0);
  const environment = environmentOf(settings.task, features);
  if (features !== environment.observations) {
    throw new JobError(
      `The task ${settings.task} gives ${environment.observations} observations, and the program has ${features} features. Mark as many inputs with @ketlab.feature.`,
    );
  }
  const decoding = decodingOf(settings.decode ?? 'global', circuit.qubitCount, environment.actions);
  return {
    name: settings.task,
    circuit,
    environment,
    policy: new Policy(policyCircuit, plan, decoding),
    plan,
    settings,
  };
}

export function trainingOf({ environment, policy, plan, settings }: TrainingTask, seed: number): Reinforce {
  const streams = randomStreams(seed);
  const weights = initialWeights(plan, policy.circuit, streams(INITIAL));
  const { rate = 0.02, batch = 10, discount = 0.99, baseline = 'none', optimizer = 'amsgrad' } = settings;
  const rates = Float64Array.from(
    plan.weights.flatMap((weight) =>
      Array.from({ length: policy.circuit.slots.sizes[weight.variable]! }, () => weight.rate ?? rate),
    ),
  );
  return new Reinforce(
    policy,
    environment.make(),
    weights,
    optimizerOf(optimizer, weights.length, rates),
    { batch, discount, baseline },
    streams,
  );
}

/** Returns of episodes that are played with these weights. */
export function evaluate(
  { environment, policy }: TrainingTask,
  weights: Float64Array,
  episodes: number,
  seed: number,
): readonly number[] {
  policy.setWeights(weights);
  const streams = randomStreams(seed);
  const place = environment.make();
  return Array.from({ length: episodes }, (_, episode) => play(policy, place, streams(EVALUATION + episode)));
}
