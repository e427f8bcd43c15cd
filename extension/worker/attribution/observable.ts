/** Attribution of what noise does to the value of an observable, before the measurements at the end. */
import { NO_CONTEXT } from '../../../language/circuit/evaluate.ts';
import { formatObservable, type Observable } from '../../../language/circuit/observable.ts';
import { JobError } from '../errors.ts';
import { availableMemory, lackOfMemory } from '../simulate/memory.ts';
import { StepMaker } from '../simulate/pauli/steps.ts';
import { simulateCircuit } from '../simulate/simulate.ts';
import type { AttributionRequest, FullFigure } from './attribution.ts';
import { forwardLosses, forwardWork } from './forwardRuns.ts';
import { planFull } from './fullSimulation.ts';
import { tapeLosses } from './pauliTape.ts';
import { type PureCircuit, pureCircuit } from './pureCircuit.ts';
import { stepsOf } from './steps.ts';

/** Gates times amplitudes: about a minute. */
const MOST_FORWARD_WORK = 2 ** 34;
/** @throws {JobError} where there is no way to find it exactly */
export function attributeObservable(request: AttributionRequest, observable: Observable) {
  const { circuit, isFullWanted } = request;
  const pure = pureCircuit(
    circuit,
    observable.terms.flatMap(({ paulis }) => paulis.map(({ qubit }) => qubit)),
  );
  const placed = placedOn(pure, observable);
  const found = byTape(request, pure, placed) ?? byForwardRuns(request, pure, placed);
  const full = isFullWanted ? fullValue(request, pure, placed, found.isPropagated) : undefined;
  const { ideal, losses, method } = found;
  return {
    figure: 'observable' as const,
    observable: formatObservable(observable),
    ideal,
    losses,
    method,
    ...(full && { full }),
  };
}

/** The observable on the qubits of the pure circuit. */
function placedOn({ places }: PureCircuit, { terms }: Observable): Observable {
  return {
    terms: terms.map(({ coefficient, paulis }) => ({
      coefficient,
      paulis: paulis
        .map(({ pauli, qubit }) => ({ pauli, qubit: places.get(qubit)! }))
        .sort((a, b) => a.qubit - b.qubit),
    })),
  };
}

function byTape(
  { variables, onProgress }: AttributionRequest,
  { circuit, origins }: PureCircuit,
  observable: Observable,
) {
  const maker = new StepMaker(circuit, { ...NO_CONTEXT, variable: (index) => variables[index] });
  const steps = circuit.operations.flatMap((operation, index) =>
    maker
      .steps(operation)
      .map((step) => (operation.kind === 'channel' ? { ...step, operation: origins[index]! } : step)),
  );
  const found = tapeLosses(observable, steps, circuit.qubitCount, onProgress);
  const method = `Pauli propagation on ${circuit.qubitCount} qubits, one pass each way`;
  return found && { ...found, method, isPropagated: true };
}

function byForwardRuns({ variables, onProgress }: AttributionRequest, pure: PureCircuit, observable: Observable) {
  const { qubitCount } = pure.circuit;
  const lack = lackOfMemory(qubitCount, 3, availableMemory());
  const steps = lack === undefined ? stepsOf(pure, variables, Number.POSITIVE_INFINITY) : [];
  if (lack !== undefined || forwardWork(steps, qubitCount) > MOST_FORWARD_WORK) {
    throw new JobError(
      `The attribution of an observable of ${qubitCount} qubits takes too long in this circuit: too many products of Paulis for Pauli propagation, too many qubits for runs from each place on. Choose a fidelity as the figure.`,
    );
  }
  const method = `state vectors of ${qubitCount} qubits, runs from each place on`;
  return { ...forwardLosses(observable, steps, qubitCount, onProgress), method, isPropagated: false };
}

/** `undefined` where it would take too long. */
function fullValue(
  { variables, seed }: AttributionRequest,
  pure: PureCircuit,
  observable: Observable,
  isPropagated: boolean,
): FullFigure | undefined {
  const { circuit } = pure;
  if (circuit.qubitCount === 0) return undefined;
  const run = { circuit, seed, variables, observable: formatObservable(observable), truncation: { cutoff: 0 } };
  const plan = planFull(pure);
  if (plan?.kind === 'exact' || isPropagated) {
    const method = plan?.kind === 'exact' ? 'density' : 'pauli';
    const { value } = simulateCircuit({ ...run, shots: 1 }, method, () => {}).expectation!;
    const how = method === 'density' ? `density matrix of ${circuit.qubitCount} qubits` : 'Pauli propagation';
    return { value, standardError: 0, method: how };
  }
  if (!plan) return undefined;
  const { value, standardError } = simulateCircuit({ ...run, shots: plan.shots }, 'automatic', () => {}).expectation!;
  return { value, standardError, method: `${plan.shots} trajectories` };
}
