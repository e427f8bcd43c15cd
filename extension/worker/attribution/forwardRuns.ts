/**
 * Attribution of the change of an observable's value, by running what follows each location: exact, and slow, for
 * circuits on few qubits of which Pauli propagation makes too long sums.
 */
import { distance, identity, scale } from '../../../language/circuit/matrix.ts';
import type { Observable } from '../../../language/circuit/observable.ts';
import { expectationCost } from '../gradient/adjoint.ts';
import { Statevector } from '../simulate/statevector.ts';
import type { Loss, OnProgress } from './attribution.ts';
import type { GateStep, Location, Step } from './steps.ts';

/** What all runs take together, in gates times amplitudes. */
export function forwardWork(steps: readonly Step[], qubitCount: number): number {
  let gates = 0;
  let work = 0;
  for (const step of [...steps].reverse()) {
    if (step.kind === 'gate') gates++;
    else work += branchesOf(step).operators.length * (gates + 1);
  }
  return work * 2 ** qubitCount;
}

export function forwardLosses(
  observable: Observable,
  steps: readonly Step[],
  qubitCount: number,
  onProgress: OnProgress,
): { readonly ideal: number; readonly losses: readonly Loss[] } {
  const cost = expectationCost(observable);
  const state = new Statevector(qubitCount);
  const branch = new Statevector(qubitCount);
  const finish = (from: number) => {
    for (let index = from; index < steps.length; index++) {
      const step = steps[index]!;
      if (step.kind === 'gate') apply(branch, step);
    }
    return cost(branch.amplitudes).value;
  };
  branch.copyFrom(state);
  const ideal = finish(0);
  const losses: Loss[] = [];
  steps.forEach((step, index) => {
    if (step.kind === 'gate') apply(state, step);
    else {
      const { operators, nothing } = branchesOf(step);
      let value = nothing * ideal;
      for (const operator of operators) {
        branch.copyFrom(state);
        branch.apply(operator, step.qubits);
        value += finish(index + 1);
      }
      losses.push({ operation: step.operation, loss: ideal - value });
    }
    onProgress((index + 1) / steps.length);
  });
  return { ideal, losses };
}

/** The Kraus operators that do something, and the probability of those that are multiples of the identity. */
function branchesOf({ channel: { kraus } }: Location) {
  let nothing = 0;
  const operators = kraus.operators.filter((operator) => {
    const [re, im] = operator.data as unknown as readonly [number, number];
    const isNothing = distance(operator, scale([re, im], identity(operator.dimension))) === 0;
    if (isNothing) nothing += re * re + im * im;
    return !isNothing;
  });
  return { operators, nothing };
}

const apply = (state: Statevector, { unitary, targets, controls, states }: GateStep): void =>
  state.apply(unitary, targets, controls, states);
