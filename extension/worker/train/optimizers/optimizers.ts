/** The optimizers, by name. */
import type { OptimizerName } from '../../../../language/training/trainingPlan.ts';
import { MicroAdam } from './microAdam.ts';
import { MomentOptimizer } from './momentOptimizer.ts';
import type { Optimizer, Rates } from './optimizer.ts';

export function optimizerOf(name: OptimizerName, weights: number, rates: Rates): Optimizer {
  return name === 'microadam' ? new MicroAdam(weights, { rates }) : new MomentOptimizer(weights, { rule: name, rates });
}
