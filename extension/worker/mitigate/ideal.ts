/** The value of an observable without noise and without chance, where it can be had. */
import { formatObservable } from '../../../language/circuit/observable.ts';
import { JobError } from '../errors.ts';
import { simulateCircuit } from '../simulate/simulate.ts';
import type { Question } from './question.ts';

/** `undefined` where no method finds it exactly: the circuit is too wide, or not without chance. */
export function idealValue({ circuit, observable }: Pick<Question, 'circuit' | 'observable'>): number | undefined {
  try {
    const run = { circuit, shots: 1, seed: 0, variables: [], observable: formatObservable(observable) };
    const { expectation } = simulateCircuit(run, 'automatic', () => {});
    return expectation?.exact ? expectation.value : undefined;
  } catch (error) {
    if (!(error instanceof JobError)) throw error;
    return undefined;
  }
}
