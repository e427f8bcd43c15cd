/**
 * Two arms and 2^n contexts: the better arm is the parity of the context's number. The reward is 1 or -1, with normal noise
 * of deviation 1, and the episode is over (N. Meyer et al., "Quantum Natural Policy Gradients", arXiv 2304.13571).
 */
import type { Random } from '../../simulate/random.ts';
import { normal } from '../normal.ts';
import type { Environment, Step } from './environment.ts';

/** It observes the bits of the context, the lowest first. */
export class ContextualBandits implements Environment {
  readonly actions = 2;
  readonly horizon = 1;
  readonly observation: Float64Array;

  constructor(bits: number) {
    this.observation = new Float64Array(bits);
  }

  reset(random: Random): void {
    for (let bit = 0; bit < this.observation.length; bit++) this.observation[bit] = random() < 0.5 ? 0 : 1;
  }

  step(action: number, random: Random): Step {
    const better = this.observation.reduce((sum, bit) => sum + bit, 0) % 2;
    return { reward: (action === better ? 1 : -1) + normal(random), done: true };
  }
}
