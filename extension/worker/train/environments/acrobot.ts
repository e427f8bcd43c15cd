/**
 * Two links, of which the joint between them is driven: swing the lower end above the bar (R. Sutton, "Generalization in
 * reinforcement learning", NIPS 1996), with the constants of OpenAI Gym's Acrobot-v1, integrated by Runge-Kutta.
 */
import type { Random } from '../../simulate/random.ts';
import type { Environment, Step } from './environment.ts';

/** Both links are alike: mass and length 1, centre in the middle, moment of inertia 1. */
const CENTRE = 0.5;
const GRAVITY = 9.8;
const DT = 0.2;
const MAX_SPIN_1 = 4 * Math.PI;
const MAX_SPIN_2 = 9 * Math.PI;

type Angles = readonly [number, number, number, number];

/** It observes cosine and sine of both angles and their velocities; each step costs 1 until the end is up. */
export class Acrobot implements Environment {
  /** Torques -1, 0 and 1, and 0 once more, as policies have 2 or 4 actions. */
  readonly actions = 4;
  readonly horizon = 500;
  readonly observation = new Float64Array(6);
  #angles: Angles = [0, 0, 0, 0];

  reset(random: Random): void {
    const draw = () => 0.2 * random() - 0.1;
    this.#angles = [draw(), draw(), draw(), draw()];
    this.#observe();
  }

  step(action: number): Step {
    const torque = [-1, 0, 1, 0][action]!;
    const [one, two, spin1, spin2] = rungeKutta(this.#angles, torque);
    this.#angles = [wrap(one), wrap(two), clamp(spin1, MAX_SPIN_1), clamp(spin2, MAX_SPIN_2)];
    this.#observe();
    const isUp = -Math.cos(this.#angles[0]) - Math.cos(this.#angles[0] + this.#angles[1]) > 1;
    return { reward: isUp ? 0 : -1, done: isUp };
  }

  #observe(): void {
    const [one, two, spin1, spin2] = this.#angles;
    this.observation.set([Math.cos(one), Math.sin(one), Math.cos(two), Math.sin(two), spin1, spin2]);
  }
}

function rungeKutta(start: Angles, torque: number): Angles {
  const along = (by: Angles, step: number) =>
    start.map((value, index) => value + step * by[index]!) as unknown as Angles;
  const k1 = slope(start, torque);
  const k2 = slope(along(k1, DT / 2), torque);
  const k3 = slope(along(k2, DT / 2), torque);
  const k4 = slope(along(k3, DT), torque);
  const mean = k1.map((value, index) => (value + 2 * k2[index]! + 2 * k3[index]! + k4[index]!) / 6);
  return along(mean as unknown as Angles, DT);
}

/** The equations of motion of Sutton and Barto's book. */
function slope([one, two, spin1, spin2]: Angles, torque: number): Angles {
  const d1 = CENTRE ** 2 + (1 + CENTRE ** 2 + 2 * CENTRE * Math.cos(two)) + 2;
  const d2 = CENTRE ** 2 + CENTRE * Math.cos(two) + 1;
  const phi2 = CENTRE * GRAVITY * Math.cos(one + two - Math.PI / 2);
  const phi1 =
    -CENTRE * spin2 ** 2 * Math.sin(two) -
    2 * CENTRE * spin2 * spin1 * Math.sin(two) +
    (CENTRE + 1) * GRAVITY * Math.cos(one - Math.PI / 2) +
    phi2;
  const turn2 =
    (torque + (d2 / d1) * phi1 - CENTRE * spin1 ** 2 * Math.sin(two) - phi2) / (CENTRE ** 2 + 1 - d2 ** 2 / d1);
  return [spin1, spin2, -(d2 * turn2 + phi1) / d1, turn2];
}

/** Into [-π, π]. */
function wrap(angle: number): number {
  let wrapped = angle;
  while (wrapped > Math.PI) wrapped -= 2 * Math.PI;
  while (wrapped < -Math.PI) wrapped += 2 * Math.PI;
  return wrapped;
}

const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value));
