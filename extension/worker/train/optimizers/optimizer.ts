/** What moves the weights: from gradients to steps. */

export interface Optimizer {
  /** Changes the weights in place. @param gradient of what is to become small, by weight */
  step(weights: Float64Array, gradient: Float64Array): void;
  /** All that the next step depends on, as plain data. */
  save(): OptimizerState;
  /** Goes on where `save` was called. */
  load(state: OptimizerState): void;
}

export interface OptimizerState {
  readonly steps: number;
  readonly arrays: Readonly<Record<string, readonly number[]>>;
}

/** How fast each weight moves: one number, or one for each. */
export type Rates = number | Float64Array;

export const rateOf = (rates: Rates, index: number): number => (typeof rates === 'number' ? rates : rates[index]!);
