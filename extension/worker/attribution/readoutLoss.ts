/** What errors of readouts alone cost. */
import type { ConfusionOperation } from '../../../language/circuit/circuit.ts';
import type { Loss } from './attribution.ts';
import type { PureCircuit } from './pureCircuit.ts';

/** What is known of the ideal outcomes. */
export interface IdealOutcomes {
  /** Probabilities of what some bits hold, the first the least significant. */
  marginal(bits: readonly number[]): Float64Array;
  /**
   * For each value of some bits and each other value that is read instead: the mean of p(read) / Σ p² over the outcomes
   * with the first value, times the probability of that value. Absent: reading anything wrong costs all.
   */
  overlap?(bits: readonly number[]): (truth: number, read: number) => number;
}

/** The loss of each confusion that can change an outcome. */
export function readoutLosses({ confusions }: PureCircuit, ideal: IdealOutcomes): readonly Loss[] {
  return confusions.map(({ confusion, origin }) => ({ operation: origin, loss: 1 - keptBy(confusion, ideal) }));
}

function keptBy({ bits, matrix }: ConfusionOperation, ideal: IdealOutcomes): number {
  const overlap = ideal.overlap?.(bits);
  const marginal = ideal.marginal(bits);
  let kept = 0;
  for (let truth = 0; truth < matrix.length; truth++) {
    if (overlap) for (let read = 0; read < matrix.length; read++) kept += matrix[read]![truth]! * overlap(truth, read);
    else kept += matrix[truth]![truth]! * marginal[truth]!;
  }
  return kept;
}
