/** Iterative Bayesian unfolding (D'Agostini, Nucl. Instrum. Methods A 362 (1995) 487): probabilities that stay such. */
import { type ConfusionModel, confused, meanRead } from './confusionModel.ts';

/**
 * From what was read to what was there: each step weighs the guess by how well it explains what was read. Starts from all
 * outcomes alike.
 *
 * @param iterations at most; it ends where nothing changes any more
 */
export function unfold(model: ConfusionModel, read: Float64Array, iterations: number): Float64Array {
  let guess = new Float64Array(read.length).fill(1 / read.length);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const expected = confused(model, guess);
    const ratios = read.map((share, index) => (expected[index]! > 0 ? share / expected[index]! : 0));
    const factors = meanRead(model, ratios);
    let change = 0;
    guess = guess.map((share, index) => {
      const next = share * factors[index]!;
      change += Math.abs(next - share);
      return next;
    });
    if (change < 1e-12) break;
  }
  return guess;
}
