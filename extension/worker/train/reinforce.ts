/**
 * REINFORCE (R. Williams, Machine Learning 8, 229, 1992): plays a batch of episodes, then moves the weights along
 * Σ G ∇ log π(a|s) / N over all N steps, G being the discounted return from the step on.
 */
import { JobError } from '../errors.ts';
import type { Random } from '../simulate/random.ts';
import type { Environment } from './environments/environment.ts';
import type { Optimizer, OptimizerState } from './optimizers/optimizer.ts';
import type { Policy } from './policy.ts';

export interface ReinforceOptions {
  /** Episodes of a batch. */
  readonly batch: number;
  readonly discount: number;
  /** What returns are compared with: nothing, or their mean over the batch. */
  readonly baseline: 'none' | 'mean';
}

/** All that the rest of a training depends on, besides its seed. */
export interface TrainingState {
  readonly episodes: number;
  readonly weights: readonly number[];
  readonly optimizer: OptimizerState;
}

interface Transition {
  readonly observation: Float64Array;
  readonly action: number;
  /** The discounted return from here on. */
  value: number;
}

export class Reinforce {
  readonly weights: Float64Array;
  readonly #policy: Policy;
  readonly #environment: Environment;
  readonly #optimizer: Optimizer;
  readonly #options: ReinforceOptions;
  readonly #streams: (episode: number) => Random;
  readonly #gradient: Float64Array;
  readonly #slopes: Float64Array;
  #episodes = 0;

  /** @param streams gives each episode its random numbers */
  constructor(
    policy: Policy,
    environment: Environment,
    weights: Float64Array,
    optimizer: Optimizer,
    options: ReinforceOptions,
    streams: (episode: number) => Random,
  ) {
    this.#policy = policy;
    this.#environment = environment;
    this.weights = weights;
    this.#optimizer = optimizer;
    this.#options = options;
    this.#streams = streams;
    this.#gradient = new Float64Array(policy.values.length);
    this.#slopes = new Float64Array(weights.length);
  }

  get episodes(): number {
    return this.#episodes;
  }

  /** Plays a batch and learns from it. Gives the return of each of its episodes. */
  runBatch(): readonly number[] {
    this.#policy.setWeights(this.weights);
    const steps: Transition[] = [];
    const returns: number[] = [];
    for (let episode = 0; episode < this.#options.batch; episode++) {
      const own: Transition[] = [];
      const random = this.#streams(this.#episodes);
      this.#episodes += 1;
      returns.push(play(this.#policy, this.#environment, random, own, this.#options.discount));
      steps.push(...own);
    }
    this.#learn(steps);
    return returns;
  }

  save(): TrainingState {
    return { episodes: this.#episodes, weights: [...this.weights], optimizer: this.#optimizer.save() };
  }

  load({ episodes, weights, optimizer }: TrainingState): void {
    this.#episodes = episodes;
    this.weights.set(weights);
    this.#optimizer.load(optimizer);
  }

  #learn(steps: readonly Transition[]): void {
    const mean = steps.reduce((sum, { value }) => sum + value, 0) / steps.length;
    const baseline = this.#options.baseline === 'mean' ? mean : 0;
    this.#gradient.fill(0);
    for (const { observation, action, value } of steps) {
      this.#policy.deriveLog(observation, action, -(value - baseline) / steps.length, this.#gradient);
    }
    this.#policy.weightSlots.forEach((slot, index) => {
      this.#slopes[index] = this.#gradient[slot]!;
    });
    const broken = this.#slopes.findIndex((slope) => !Number.isFinite(slope));
    if (broken >= 0) {
      throw new JobError(
        `After ${this.#episodes} episodes the gradient by weight ${broken + 1} is no number. Choose a smaller rate.`,
      );
    }
    this.#optimizer.step(this.weights, this.#slopes);
  }
}

/** Plays one episode. Gives its return, without discount. @param steps gets what happened */
export function play(
  policy: Policy,
  environment: Environment,
  random: Random,
  steps: { observation: Float64Array; action: number; value: number }[] = [],
  discount = 1,
): number {
  environment.reset(random);
  const rewards: number[] = [];
  for (let done = false; !done && rewards.length < environment.horizon; ) {
    const observation = environment.observation.slice();
    const action = choose(policy.act(observation), random());
    const step = environment.step(action, random);
    steps.push({ observation, action, value: 0 });
    rewards.push(step.reward);
    done = step.done;
  }
  let value = 0;
  for (let index = rewards.length - 1; index >= 0; index--) {
    value = rewards[index]! + discount * value;
    steps[index]!.value = value;
  }
  return rewards.reduce((sum, reward) => sum + reward, 0);
}

/** The action at a place between 0 and 1 of the cumulative probabilities. */
function choose(probabilities: Float64Array, place: number): number {
  let rest = place;
  for (let action = 0; action < probabilities.length - 1; action++) {
    rest -= probabilities[action]!;
    if (rest < 0) return action;
  }
  return probabilities.length - 1;
}
