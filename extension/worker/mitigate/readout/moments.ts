/** Means over the outcomes of one setting. */
import type { Counts } from '../question.ts';
import type { Setting } from '../settings.ts';

export interface Moments {
  readonly mean: number;
  /** Of the mean. */
  readonly variance: number;
}

/** The mean of a function of the outcomes; of a single shot the variance is taken to be as large as it can be here. */
export function momentsOf({ outcomes, shots }: Counts, scoreOf: (outcome: string) => number): Moments {
  let sum = 0;
  let squares = 0;
  for (const [outcome, count] of outcomes) {
    const value = scoreOf(outcome);
    sum += count * value;
    squares += count * value * value;
  }
  const mean = sum / shots;
  if (shots <= 1) return { mean, variance: squares };
  return { mean, variance: Math.max(0, squares / shots - mean * mean) / (shots - 1) };
}

/** For an outcome of a setting: the sum of its terms, 0 counting as +1 and 1 as -1. */
export function paritySum({ terms, qubits }: Setting): (outcome: string) => number {
  const places = new Map(qubits.map((qubit, bit) => [qubit, qubits.length - 1 - bit]));
  const read = terms.map(({ coefficient, paulis }) => ({
    coefficient,
    places: paulis.map(({ qubit }) => places.get(qubit)!),
  }));
  return (outcome) => {
    let sum = 0;
    for (const term of read) {
      let sign = term.coefficient;
      for (const place of term.places) if (outcome.charCodeAt(place) === 49) sign = -sign;
      sum += sign;
    }
    return sum;
  };
}
