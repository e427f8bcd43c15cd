/**
 * A car in a valley that is too weak to climb out at once (A. Moore, "Efficient memory-based learning for robot control",
 * 1990), with the constants of OpenAI Gym's MountainCar-v0.
 */
import type { Random } from '../../simulate/random.ts';
import type { Environment, Step } from './environment.ts';

const FORCE = 0.001;
const GRAVITY = 0.0025;
const MAX_SPEED = 0.07;
const [LEFT, RIGHT, GOAL] = [-1.2, 0.6, 0.5];

/** It observes position and velocity; each step costs 1. */
export class MountainCar implements Environment {
  /** To the left, none, to the right, and none once more, as policies have 2 or 4 actions. */
  readonly actions = 4;
  readonly horizon = 200;
  readonly observation = new Float64Array(2);

  reset(random: Random): void {
    this.observation[0] = -0.6 + 0.2 * random();
    this.observation[1] = 0;
  }

  step(action: number): Step {
    const state = this.observation;
    const push = [-1, 0, 1, 0][action]!;
    const speed = state[1]! + push * FORCE - Math.cos(3 * state[0]!) * GRAVITY;
    state[1] = Math.max(-MAX_SPEED, Math.min(MAX_SPEED, speed));
    state[0] = Math.max(LEFT, Math.min(RIGHT, state[0]! + state[1]));
    if (state[0] === LEFT && state[1] < 0) state[1] = 0;
    return { reward: -1, done: state[0] >= GOAL && state[1] >= 0 };
  }
}
