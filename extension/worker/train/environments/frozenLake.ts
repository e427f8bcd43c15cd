/** A frozen lake with holes, to be crossed from one corner to the other: the 4 by 4 map of OpenAI Gym's FrozenLake-v1. */
import type { Random } from '../../simulate/random.ts';
import type { Environment, Step } from './environment.ts';

const MAP = 'SFFFFHFHFFFHHFFG';
const SIZE = 4;
/** Left, down, right, up, as changes of row and column. */
const MOVES = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const;

/** It observes the bits of the number of its field, the lowest first; only the goal is worth 1. */
export class FrozenLake implements Environment {
  readonly actions = 4;
  readonly horizon = 100;
  readonly observation = new Float64Array(4);
  readonly #slippery: boolean;
  #field = 0;

  /** @param slippery each of the wanted direction and the two beside it is taken with probability 1/3 */
  constructor(slippery: boolean) {
    this.#slippery = slippery;
  }

  reset(): void {
    this.#place(0);
  }

  step(action: number, random: Random): Step {
    const slip = this.#slippery ? Math.floor(3 * random()) - 1 : 0;
    const [down, right] = MOVES[(action + slip + 4) % 4]!;
    const within = (place: number) => Math.max(0, Math.min(SIZE - 1, place));
    this.#place(SIZE * within(Math.floor(this.#field / SIZE) + down) + within((this.#field % SIZE) + right));
    const reached = MAP[this.#field]!;
    return { reward: reached === 'G' ? 1 : 0, done: reached === 'G' || reached === 'H' };
  }

  #place(field: number): void {
    this.#field = field;
    for (let bit = 0; bit < 4; bit++) this.observation[bit] = (field >> bit) & 1;
  }
}
