/** The method of Pauli propagation: expectation values of wide circuits, noisy ones above all. It draws no outcomes. */
import { blocksOf } from '../../../../language/circuit/blocks.ts';
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../../language/circuit/evaluate.ts';
import { lightCone } from '../../../../language/circuit/lightCone.ts';
import { formatObservable, type Observable } from '../../../../language/circuit/observable.ts';
import { JobError } from '../../errors.ts';
import type { Progress } from '../../protocol.ts';
import {
  type Assessment,
  NO_AMPLITUDES,
  needsAmplitudes,
  needsOneState,
  type Simulation,
  type SimulationMethod,
} from '../method.ts';
import { splitReadout } from '../readout.ts';
import { propagate } from './propagate.ts';
import { StepMaker } from './steps.ts';

/** Where the user gives none. */
const CUTOFF = 1e-7;
/** About 200 MiB for 64 qubits. */
const MAX_TERMS = 2 ** 20;
/** The methods that give counts too come first, where they can. */
const LAST_RESORT = 1e18;

export const pauli: SimulationMethod = {
  title: 'Pauli propagation',
  automatic: ({ observable }) => observable !== undefined,
  assess,
  run: (simulation, report) => {
    const { observable } = simulation;
    if (!observable) throw new JobError(NO_OBSERVABLE);
    const { value, bound, terms } = propagateCircuit(simulation, observable, report);
    const expectation = { observable: formatObservable(observable), value, standardError: 0, exact: bound === 0 };
    return { expectation: { ...expectation, truncation: { bound, terms } } };
  },
};

const NO_OBSERVABLE =
  'Pauli propagation gives expectation values only: name an observable, such as Z0*Z1 (--observable), or choose another method.';

/** The expectation value of an observable before the measurements at the end. */
export function propagateCircuit(
  { circuit, variables, truncation }: Pick<Simulation, 'circuit' | 'variables' | 'truncation'>,
  observable: Observable,
  report: (progress: Progress) => void,
) {
  const { before } = splitReadout(circuit.operations);
  const qubits = new Set(observable.terms.flatMap(({ paulis }) => paulis.map(({ qubit }) => qubit)));
  const maker = new StepMaker(circuit, { ...NO_CONTEXT, variable: (index) => variables[index] });
  const steps = lightCone(before, qubits).flatMap((operation) => maker.steps(operation));
  return propagate(
    observable,
    steps,
    circuit.qubitCount,
    {
      cutoff: truncation?.cutoff ?? CUTOFF,
      maxWeight: truncation?.maxWeight ?? Number.POSITIVE_INFINITY,
      maxTerms: MAX_TERMS,
    },
    (done) => report({ done, total: steps.length, unit: 'operations' }),
  );
}

function assess(simulation: Simulation): Assessment {
  const { circuit, observable } = simulation;
  if (!observable) return { kind: 'impossible', reason: NO_OBSERVABLE };
  if (needsAmplitudes(simulation) || needsOneState(simulation)) return NO_AMPLITUDES;
  const obstacle = circuit.operations.find((operation) => !isFixed(operation));
  if (obstacle) return { kind: 'impossible', reason: 'The course of the circuit depends on outcomes.' };
  const words = 2 * Math.max(1, Math.ceil(circuit.qubitCount / 32));
  return {
    kind: 'possible',
    reason: `${size(circuit)}, ${observable.terms.length} ${observable.terms.length === 1 ? 'term' : 'terms'}`,
    memory: 2 * MAX_TERMS * (4 * words + 8 + 16),
    cost: LAST_RESORT,
  };
}

const size = ({ qubitCount }: Circuit): string =>
  `${qubitCount.toLocaleString('en')} ${qubitCount === 1 ? 'qubit' : 'qubits'}`;

function isFixed(operation: Operation): boolean {
  if (operation.kind === 'box') return operation.body.every(isFixed);
  return blocksOf(operation).length === 0 && !['assign', 'break', 'continue', 'end'].includes(operation.kind);
}
