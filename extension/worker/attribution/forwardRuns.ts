/**
 * Attribution of the change of an observable's value, by running what follows each location: exact, and slow, for
 * circuits on few qubits of which Pauli propagation makes too long sums.
 */
import { distance, identity, scale } from '../../../language/circuit/matrix.ts';
import type { Observable } from '../../../language/circuit/observable.ts';
import { DenseState } from '../simulate/dense/denseState.ts';
import { hasKernels } from '../simulate/dense/kernels.ts';
import type { QuantumState } from '../simulate/state.ts';
import { Statevector } from '../simulate/statevector.ts';
import type { Loss, OnProgress } from './attribution.ts';
import type { GateStep, Location, Step } from './steps.ts';

/** Smaller states are not worth what the kernels cost. */
const LEAST_QUBITS = 8;

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
  const isCompiled = qubitCount >= LEAST_QUBITS && hasKernels();
  return isCompiled
    ? run(new DenseState(qubitCount), new DenseState(qubitCount), observable, steps, onProgress)
    : run(new Statevector(qubitCount), new Statevector(qubitCount), observable, steps, onProgress);
}

/** @param branch of the same kind as `state`; both with all qubits in |0⟩ */
function run<State extends QuantumState>(
  state: State,
  branch: State,
  { terms }: Observable,
  steps: readonly Step[],
  onProgress: OnProgress,
): { readonly ideal: number; readonly losses: readonly Loss[] } {
  // Noise does nothing to a term without Paulis.
  const products = terms.filter(({ paulis }) => paulis.length > 0);
  const finish = (from: number) => {
    for (let index = from; index < steps.length; index++) {
      const step = steps[index]!;
      if (step.kind === 'gate') apply(branch, step);
    }
    return products.reduce((sum, { coefficient, paulis }) => sum + coefficient * branch.expectation(paulis), 0);
  };
  const ideal = finish(0);
  const losses: Loss[] = [];
  steps.forEach((step, index) => {
    if (step.kind === 'gate') apply(state, step);
    else {
      const { operators, nothing } = branchesOf(step);
      let value = nothing * ideal;
      for (const operator of operators) {
        branch.copyFrom(state);
        branch.apply(operator, step.qubits, [], []);
        // What follows is then the same list of gates each time: it is compiled once.
        if (branch instanceof DenseState) branch.flush();
        value += finish(index + 1);
      }
      losses.push({ operation: step.operation, loss: ideal - value });
    }
    onProgress((index + 1) / steps.length);
  });
  const constant = terms.reduce((sum, { coefficient, paulis }) => sum + (paulis.length === 0 ? coefficient : 0), 0);
  return { ideal: ideal + constant, losses };
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

const apply = (state: QuantumState, { unitary, targets, controls, states }: GateStep): void =>
  state.apply(unitary, targets, controls, states);
