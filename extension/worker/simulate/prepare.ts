/** From the parameters of a run to what all simulation methods need to know, checked before any of them starts. */
import { availableParallelism } from 'node:os';
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { type Observable, parseObservable } from '../../../language/circuit/observable.ts';
import type { Value } from '../../../language/semantics/values.ts';
import { JobError, type Place } from '../errors.ts';
import type { Precision, Truncation } from '../protocol.ts';
import { inspect } from './inspect.ts';
import { NO_ONE_STATE, NOTHING_MORE, needsAmplitudes, needsOneState, type Simulation, type Wanted } from './method.ts';
import { resultRegisters } from './outcomes.ts';
import { planRun } from './plan.ts';
import { MAX_SHOWN_QUBITS } from './stateResult.ts';

export interface Run {
  readonly circuit: Circuit;
  readonly shots: number;
  readonly seed: number;
  /** Initial values of the circuit's variables, by index. */
  readonly variables: readonly (Value | undefined)[];
  /** The same without noise, where `circuit` has some. */
  readonly noiseless?: Circuit | undefined;
  /** As the user writes it; absent: as the program names it. */
  readonly observable?: string | undefined;
  readonly wanted?: Wanted | undefined;
  /** Up to how many qubits in use details come unasked; absent: none do. */
  readonly detailsUpTo?: number | undefined;
  /** Absent: as many as the machine has to give. */
  readonly threads?: number | undefined;
  readonly precision?: Precision | undefined;
  readonly truncation?: Truncation | undefined;
}

/** @throws {JobError} where no method could run the circuit */
export function prepare(run: Run): Simulation {
  const { circuit } = run;
  const { activeQubits, measures } = inspect(circuit);
  if (!circuit.complete) {
    throw new JobError('The circuit is only a part of the program. Mend what its diagnostics report, then run it.');
  }
  const measuredAll = !measures && circuit.qubitCount > 0;
  const registers = resultRegisters(circuit, measuredAll);
  if (registers.length === 0) {
    throw new JobError(
      measures
        ? "The program's outcomes go to no bits of its own. Measure into a 'bit' that is declared outside of all blocks."
        : 'There is nothing to run: the program has no qubits and no bits.',
    );
  }
  const {
    shots,
    seed,
    variables,
    truncation,
    wanted = NOTHING_MORE,
    threads = availableParallelism(),
    precision = 'double',
  } = run;
  const observable = observableOf(run);
  assertAnswerable(run, wanted, activeQubits.length);
  const plan = planRun(circuit);
  return {
    circuit,
    shots,
    seed,
    variables,
    activeQubits,
    plan,
    registers,
    measuredAll,
    observable,
    truncation,
    wanted,
    ideal: undefined,
    threads,
    precision,
  };
}

/** The observable of the run, or the one that the program itself names. */
export function observableOf({ observable, circuit }: Pick<Run, 'observable' | 'circuit'>): Observable | undefined {
  if (observable !== undefined) return readObservable(observable, circuit.qubitCount);
  const pragma = [...(circuit.pragmas ?? [])].reverse().find(({ name }) => name === 'ketlab.observable');
  return pragma && readObservable(pragma.content, circuit.qubitCount, pragma);
}

/** @throws {JobError} where no method could give what is wanted */
function assertAnswerable({ circuit, noiseless }: Run, wanted: Wanted, qubits: number): void {
  const takesAll = needsAmplitudes({ wanted });
  if (takesAll && qubits > MAX_SHOWN_QUBITS) {
    throw new JobError(
      `The state of ${qubits} qubits has too many amplitudes to be shown: at most ${MAX_SHOWN_QUBITS} qubits are.`,
    );
  }
  if (needsOneState({ wanted }) && !planRun(circuit, true).sampled) throw new JobError(NO_ONE_STATE.reason);
  if (!wanted.fidelity) return;
  if (!noiseless) throw new JobError('The fidelity compares a run with noise to one without. Give some noise.');
  if (!planRun(noiseless).sampled) {
    throw new JobError(
      'There is no fidelity, as without noise too chance decides in the middle of the program. Leave it out.',
    );
  }
}

/**
 * @param place of the text, where it stands in the program
 * @throws {JobError} where the text is none, or about other qubits
 */
export function readObservable(text: string, qubitCount: number, place?: Place): Observable {
  const parsed = parseObservable(text, qubitCount);
  if (parsed.kind === 'observable') return parsed.observable;
  const { message, span } = parsed;
  throw new JobError(`The observable '${text}' is wrong at character ${span.start + 1}: ${message}`, place);
}
