/**
 * A pole on a cart that is pushed to the left or to the right (A. Barto, R. Sutton, C. Anderson, "Neuronlike adaptive
 * elements that can solve difficult learning control problems", IEEE Trans. SMC 13, 834, 1983), with the constants and the
 * Euler steps of OpenAI Gym's CartPole-v0 and v1.
 */
import type { Random } from '../../simulate/random.ts';
import type { Environment, Step } from './environment.ts';

const GRAVITY = 9.8;
const CART = 1;
const POLE = 0.1;
const TOTAL = CART + POLE;
/** Half of the pole. */
const LENGTH = 0.5;
const FORCE = 10;
/** Seconds. */
const TAU = 0.02;
const MAX_ANGLE = (12 * 2 * Math.PI) / 360;
const MAX_POSITION = 2.4;

/** It observes position, velocity, angle and angular velocity; each step that the pole stands is worth 1. */
export class CartPole implements Environment {
  readonly actions = 2;
  readonly horizon: number;
  readonly observation = new Float64Array(4);

  constructor(horizon: number) {
    this.horizon = horizon;
  }

  reset(random: Random): void {
    for (let index = 0; index < 4; index++) this.observation[index] = 0.1 * random() - 0.05;
  }

  step(action: number): Step {
    const state = this.observation;
    const [position, velocity, angle, spin] = state as unknown as [number, number, number, number];
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    const push = (action === 1 ? FORCE : -FORCE) + POLE * LENGTH * spin * spin * sin;
    const turn = (GRAVITY * sin - (cos * push) / TOTAL) / (LENGTH * (4 / 3 - (POLE * cos * cos) / TOTAL));
    const pull = (push - POLE * LENGTH * turn * cos) / TOTAL;
    state[0] = position + TAU * velocity;
    state[1] = velocity + TAU * pull;
    state[2] = angle + TAU * spin;
    state[3] = spin + TAU * turn;
    return { reward: 1, done: Math.abs(state[0]) > MAX_POSITION || Math.abs(state[2]) > MAX_ANGLE };
  }
}
