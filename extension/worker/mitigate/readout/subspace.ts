/**
 * Readout errors undone among the outcomes that were seen alone, without any matrix over all of them: Nation, Kang,
 * Sundaresan and Gambetta, "Scalable mitigation of measurement errors on quantum computers", arXiv 2108.12518.
 */
import { solveIteratively } from '../numerics/solveLinear.ts';
import type { BitErrors } from './confusionModel.ts';

/** More outcomes than this are computed with as they come up, not kept as a matrix: 4 million entries take 32 MiB. */
const MAX_KEPT = 2048;

/**
 * The confusion matrix among outcomes, its columns made to add up to 1, as what it does: `matrix[read][true]`.
 *
 * @param outcomes as text, bit 0 rightmost
 * @param distance outcomes that differ in more bits do not mix
 */
export class SubspaceConfusion {
  readonly #bits: readonly Uint8Array[];
  readonly #errors: readonly BitErrors[];
  readonly #distance: number;
  readonly #columnSums: Float64Array;
  readonly #kept: Float64Array | undefined;

  constructor(outcomes: readonly string[], errors: readonly BitErrors[], distance: number) {
    this.#bits = outcomes.map((outcome) => Uint8Array.from([...outcome].reverse(), Number));
    this.#errors = errors;
    this.#distance = distance;
    const size = outcomes.length;
    if (size <= MAX_KEPT) {
      this.#kept = new Float64Array(size * size);
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) this.#kept[row * size + column] = this.#compute(row, column);
      }
    }
    this.#columnSums = Float64Array.from(outcomes, (_, column) => {
      let sum = 0;
      for (let row = 0; row < size; row++) sum += this.#entry(row, column);
      return sum;
    });
  }

  /** Quasi-probabilities of the outcomes, from how often they were read; `undefined` where none can be found. */
  solve(read: Float64Array): Float64Array | undefined {
    return solveIteratively((vector) => this.#apply(vector), read);
  }

  /** What stands for the values of outcomes that are read with errors: their mean is that of the true outcomes. */
  correctedValues(values: Float64Array): Float64Array | undefined {
    return solveIteratively((vector) => this.#applyTransposed(vector), values);
  }

  #apply(vector: Float64Array): Float64Array {
    return vector.map((_, row) => {
      let sum = 0;
      for (let column = 0; column < vector.length; column++) {
        sum += (this.#entry(row, column) * vector[column]!) / this.#columnSums[column]!;
      }
      return sum;
    });
  }

  #applyTransposed(vector: Float64Array): Float64Array {
    return vector.map((_, column) => {
      let sum = 0;
      for (let row = 0; row < vector.length; row++) sum += this.#entry(row, column) * vector[row]!;
      return sum / this.#columnSums[column]!;
    });
  }

  #entry(row: number, column: number): number {
    return this.#kept ? this.#kept[row * this.#bits.length + column]! : this.#compute(row, column);
  }

  #compute(row: number, column: number): number {
    const [read, truth] = [this.#bits[row]!, this.#bits[column]!];
    let product = 1;
    let differences = 0;
    for (let bit = 0; bit < read.length; bit++) {
      const { oneGivenZero, zeroGivenOne } = this.#errors[bit]!;
      const error = truth[bit] === 1 ? zeroGivenOne : oneGivenZero;
      if (read[bit] === truth[bit]) product *= 1 - error;
      else if (++differences > this.#distance) return 0;
      else product *= error;
    }
    return product;
  }
}
