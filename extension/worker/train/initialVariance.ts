/** How much gradients vary where a training begins: next to nothing on a barren plateau. */
import type { TrainingPlan } from '../../../language/training/trainingPlan.ts';
import type { Random } from '../simulate/random.ts';
import { initialWeights, type Policy } from './policy.ts';

const SAMPLES = 100;

/**
 * The variance of the derivative of the first action's probability by a weight, over initial weights and features from -1
 * to 1, as a mean over the weights.
 */
export function initialVariance(policy: Policy, plan: TrainingPlan, random: Random): number {
  const { weightSlots, features } = policy;
  const sums = weightSlots.map(() => ({ first: 0, second: 0 }));
  const gradient = new Float64Array(policy.values.length);
  for (let sample = 0; sample < SAMPLES; sample++) {
    policy.setWeights(initialWeights(plan, policy.circuit, random));
    const observation = Float64Array.from({ length: features }, () => 2 * random() - 1);
    gradient.fill(0);
    // d log π = dπ / π.
    policy.deriveLog(observation, 0, policy.act(observation)[0]!, gradient);
    weightSlots.forEach((slot, index) => {
      sums[index]!.first += gradient[slot]!;
      sums[index]!.second += gradient[slot]! ** 2;
    });
  }
  const variances = sums.map(({ first, second }) => second / SAMPLES - (first / SAMPLES) ** 2);
  return variances.reduce((sum, variance) => sum + variance, 0) / weightSlots.length;
}
