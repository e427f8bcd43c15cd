/** The job `train`: trains the weights of a program as a policy, by several seeds and decodings. */
import * as z from 'zod';
import { OPTIMIZER_NAMES } from '../../../language/training/trainingPlan.ts';
import { version } from '../../../package.json';
import { JobError } from '../errors.ts';
import { drawSeed } from '../simulate/random.ts';
import type { TrainParameters, TrainResult, WeightValues } from '../train/results.ts';
import { evaluate, type TrainingTask, taskOf, trainingOf } from '../train/training.ts';
import type { Job, JobContext } from './job.ts';
import { circuitHash } from './provenance.ts';
import { circuitSchema, wholeNumber } from './schemas.ts';

const settingsSchema = z.strictObject({
  task: z.exactOptional(z.string()),
  decode: z.exactOptional(z.string()),
  optimizer: z.exactOptional(z.enum(OPTIMIZER_NAMES, { error: `must be one of ${OPTIMIZER_NAMES.join(', ')}` })),
  rate: z.exactOptional(z.number().min(0)),
  episodes: z.exactOptional(wholeNumber(1)),
  batch: z.exactOptional(wholeNumber(1)),
  discount: z.exactOptional(z.number().min(0).max(1, { error: 'must be at most 1' })),
  baseline: z.exactOptional(z.enum(['none', 'mean'], { error: 'must be none or mean' })),
});

export const train: Job<'train'> = {
  parameters: z.object({
    circuit: circuitSchema,
    settings: z.exactOptional(settingsSchema),
    decodings: z.exactOptional(z.array(z.string()).min(1)),
    seed: z.exactOptional(wholeNumber(0)),
    seeds: z.exactOptional(wholeNumber(1)),
    weights: z.exactOptional(z.record(z.string(), z.array(z.number()))),
    evaluate: z.exactOptional(wholeNumber(1)),
  }),

  run(parameters, context) {
    const { circuit, settings = {}, seed = drawSeed(), seeds = 1, weights, evaluate: played } = parameters;
    if (weights && played === undefined) {
      throw new JobError('Weights that are given are played with, not trained: say how many episodes (--evaluate).');
    }
    const first = taskOf(circuit, settings);
    const decodings = parameters.decodings ?? [first.policy.decoding.name];
    const runs = decodings.flatMap((decode, index) => {
      const task = taskOf(circuit, { ...settings, decode });
      return Array.from({ length: seeds }, (_, run) => {
        const number = index * seeds + run;
        const progress = { before: number, runs: decodings.length * seeds };
        // Seeds beside each other: each has streams of its own.
        return runOf(task, (seed + run) % 2 ** 53, parameters, progress, context);
      });
    });
    return {
      task: first.name,
      ...(first.environment.solved !== undefined && { solved: first.environment.solved }),
      runs,
      provenance: {
        job: 'train',
        seed,
        circuit: circuitHash(circuit),
        method: weights ? 'evaluation' : 'policy gradient',
        versions: { ketlab: version },
      },
    };
  },
};

/** Returns are averaged over so many episodes to say when a task is solved. */
const WINDOW = 100;
const DEFAULT_EPISODES = 1000;

function runOf(
  task: TrainingTask,
  seed: number,
  { weights: given, evaluate: played }: TrainParameters,
  { before, runs }: { readonly before: number; readonly runs: number },
  { report }: JobContext,
): TrainResult['runs'][number] {
  const { episodes = DEFAULT_EPISODES } = task.settings;
  const training = trainingOf(task, seed);
  const returns: number[] = [];
  if (given) training.weights.set(weightsOf(task, given));
  while (!given && training.episodes < episodes) {
    returns.push(...training.runBatch());
    report({ done: before * episodes + training.episodes, total: runs * episodes, unit: 'episodes' });
  }
  const solvedAt = solvedAfter(returns, task.environment.solved);
  return {
    decoding: task.policy.decoding.name,
    seed,
    returns,
    ...(solvedAt !== undefined && { solvedAt }),
    weights: namedWeights(task, training.weights),
    ...(played !== undefined && { evaluation: summaryOf(evaluate(task, training.weights, played, seed)) }),
  };
}

/** The number of episodes after which the mean return of the last hundred first was `solved`. */
function solvedAfter(returns: readonly number[], solved: number | undefined): number | undefined {
  if (solved === undefined) return undefined;
  let sum = 0;
  for (let index = 0; index < returns.length; index++) {
    sum += returns[index]! - (returns[index - WINDOW] ?? 0);
    if (index + 1 >= WINDOW && sum / WINDOW >= solved) return index + 1;
  }
  return undefined;
}

function summaryOf(returns: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  const variance = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, returns.length - 1);
  return { mean, deviation: Math.sqrt(variance) };
}

const named = ({ plan, circuit, policy }: TrainingTask) =>
  plan.weights.map(({ variable }) => ({
    name: circuit.variables[variable]!.name,
    size: policy.circuit.slots.sizes[variable]!,
  }));

function namedWeights(task: TrainingTask, weights: Float64Array): WeightValues {
  let start = 0;
  return Object.fromEntries(
    named(task).map(({ name, size }) => {
      start += size;
      return [name, [...weights.subarray(start - size, start)]];
    }),
  );
}

/** @throws {JobError} where they are not those of the program */
function weightsOf(task: TrainingTask, given: WeightValues): readonly number[] {
  return named(task).flatMap(({ name, size }) => {
    const values = given[name] ?? [];
    if (values.length === size) return values;
    throw new JobError(
      `The weights need ${size} ${size === 1 ? 'number' : 'numbers'} for '${name}', not ${values.length}.`,
    );
  });
}
