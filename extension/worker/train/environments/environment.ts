/** What a policy acts in. */
import type { Random } from '../../simulate/random.ts';

export interface Step {
  readonly reward: number;
  /** Whether the episode has come to its end by itself; the horizon is for whoever runs it. */
  readonly done: boolean;
}

/** One episode after another, in place. Chance comes from the numbers that are passed in. */
export interface Environment {
  readonly actions: number;
  /** The most steps of an episode. */
  readonly horizon: number;
  /** What is seen of the state at present; the same array all the time. */
  readonly observation: Float64Array;
  reset(random: Random): void;
  step(action: number, random: Random): Step;
}

export interface EnvironmentInfo {
  /** For people, in one line. */
  readonly description: string;
  readonly observations: number;
  readonly actions: number;
  /** The mean return over 100 episodes from which on the task counts as solved; absent: none is customary. */
  readonly solved?: number;
  make(): Environment;
}
