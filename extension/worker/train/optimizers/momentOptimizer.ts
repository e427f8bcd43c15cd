/**
 * Optimizers of running means: SGD, RMSProp, Adam (Kingma and Ba, arXiv 1412.6980), AMSGrad (Reddi et al., arXiv
 * 1904.09237, with the bias corrections that PyTorch applies) and AdamW (Loshchilov and Hutter, arXiv 1711.05101).
 */
import { type Optimizer, type OptimizerState, type Rates, rateOf } from './optimizer.ts';

export interface MomentOptions {
  readonly rule: 'sgd' | 'rmsprop' | 'adam' | 'amsgrad' | 'adamw';
  readonly rates: Rates;
  readonly beta1?: number;
  /** RMSProp's decay, too. */
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Decoupled, of AdamW. */
  readonly weightDecay?: number;
}

export class MomentOptimizer implements Optimizer {
  readonly #options: Required<MomentOptions>;
  #steps = 0;
  readonly #mean: Float64Array;
  readonly #square: Float64Array;
  readonly #largest: Float64Array;

  constructor(weights: number, options: MomentOptions) {
    const beta2 = options.rule === 'rmsprop' ? 0.99 : 0.999;
    this.#options = { beta1: 0.9, beta2, epsilon: 1e-8, weightDecay: options.rule === 'adamw' ? 0.01 : 0, ...options };
    this.#mean = new Float64Array(weights);
    this.#square = new Float64Array(weights);
    this.#largest = new Float64Array(weights);
  }

  step(weights: Float64Array, gradient: Float64Array): void {
    const { rule, rates, beta1, beta2, epsilon, weightDecay } = this.#options;
    this.#steps += 1;
    const correction1 = 1 - beta1 ** this.#steps;
    const correction2 = 1 - beta2 ** this.#steps;
    for (let index = 0; index < weights.length; index++) {
      const slope = gradient[index]!;
      const rate = rateOf(rates, index);
      if (rule === 'sgd') {
        weights[index]! -= rate * slope;
        continue;
      }
      const square = beta2 * this.#square[index]! + (1 - beta2) * slope * slope;
      this.#square[index] = square;
      if (rule === 'rmsprop') {
        weights[index]! -= (rate * slope) / (Math.sqrt(square) + epsilon);
        continue;
      }
      const mean = beta1 * this.#mean[index]! + (1 - beta1) * slope;
      this.#mean[index] = mean;
      const largest = Math.max(this.#largest[index]!, square);
      this.#largest[index] = largest;
      weights[index]! *= 1 - rate * weightDecay;
      const spread = Math.sqrt((rule === 'amsgrad' ? largest : square) / correction2);
      weights[index]! -= ((rate / correction1) * mean) / (spread + epsilon);
    }
  }

  save(): OptimizerState {
    return {
      steps: this.#steps,
      arrays: { mean: [...this.#mean], square: [...this.#square], largest: [...this.#largest] },
    };
  }

  load({ steps, arrays }: OptimizerState): void {
    this.#steps = steps;
    this.#mean.set(arrays['mean']!);
    this.#square.set(arrays['square']!);
    this.#largest.set(arrays['largest']!);
  }
}
