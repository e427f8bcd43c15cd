/** Attribution of what noise does to the value of an observable, before the measurements at the end. */
import { NO_CONTEXT } from '../../../language/circuit/evaluate.ts';
import { formatObservable, type Observable } from '../../../language/circuit/observable.ts';
import { JobError } from '../errors.ts';
import { availableMemory, lackOfMemory, MAX_QUBITS } from '../simulate/memory.ts';
import { StepMaker } from '../simulate/pauli/steps.ts';
import { simulateCircuit } from '../simulate/simulate.ts';
import type { AttributionRequest, FullFigure } from './attribution.ts';
import { branchCost, branchLosses, MOST_BRANCH_WORK } from './branchRuns.ts';
import { observableOperator } from './finalOperator.ts';
import { planFull } from './fullSimulation.ts';
import { MOST_LINKS, tapeLosses } from './pauliTape.ts';
import { type PureCircuit, pureCircuit } from './pureCircuit.ts';
import { stepsOf } from './steps.ts';

/**
 * Pauli propagation is tried first, for a small part of what branches take: a link takes as long as this many amplitudes
 * of a gate do on the kernels.
 */
const WORK_PER_LINK = 2048;
const LEAST_LINKS = 2 ** 16;

/** @throws {JobError} where there is no way to find it exactly */
export function attributeObservable(request: AttributionRequest, observable: Observable) {
  const { circuit, isFullWanted } = request;
  const pure = pureCircuit(
    circuit,
    observable.terms.flatMap(({ paulis }) => paulis.map(({ qubit }) => qubit)),
  );
  const placed = placedOn(pure, observable);
  const branches = branchesOf(pure, request);
  const mostLinks = branches ? clamp(branches.work / WORK_PER_LINK, LEAST_LINKS, MOST_LINKS) : MOST_LINKS;
  const found = byTape(request, pure, placed, mostLinks) ?? byBranches(request, pure, placed, branches);
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

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

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
  mostLinks: number,
) {
  const maker = new StepMaker(circuit, { ...NO_CONTEXT, variable: (index) => variables[index] });
  const steps = circuit.operations.flatMap((operation, index) =>
    maker
      .steps(operation)
      .map((step) => (operation.kind === 'channel' ? { ...step, operation: origins[index]! } : step)),
  );
  const found = tapeLosses(observable, steps, circuit.qubitCount, mostLinks, onProgress);
  const method = `Pauli propagation on ${circuit.qubitCount} qubits, one pass each way`;
  return found && { ...found, method, isPropagated: true };
}

/** The steps of branch runs, and what these take; `undefined` where that is too much. */
function branchesOf(pure: PureCircuit, { variables }: AttributionRequest) {
  const { qubitCount } = pure.circuit;
  if (qubitCount > MAX_QUBITS.double) return undefined;
  const steps = stepsOf(pure, variables, 2);
  const { work, qubits } = branchCost(steps, qubitCount);
  const isPossible = work <= MOST_BRANCH_WORK && lackOfMemory(qubits, 3, availableMemory()) === undefined;
  return isPossible ? { steps, work } : undefined;
}

function byBranches(
  { onProgress, crew }: AttributionRequest,
  { circuit: { qubitCount } }: PureCircuit,
  observable: Observable,
  branches: ReturnType<typeof branchesOf>,
) {
  if (!branches) {
    throw new JobError(
      `The attribution of an observable of ${qubitCount} qubits takes too long in this circuit: too many products of Paulis for Pauli propagation, too many qubits for branches at each place. Choose a fidelity as the figure.`,
    );
  }
  const method = `state vectors of ${qubitCount} qubits, branches from each place on`;
  const operator = observableOperator(observable, qubitCount);
  return { ...branchLosses(operator, branches.steps, qubitCount, onProgress, crew), method, isPropagated: false };
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
