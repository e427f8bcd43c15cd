/** From the parameters of a run to what all simulation methods need to know, checked before any of them starts. */
import { availableParallelism } from 'node:os';
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { type Observable, parseObservable } from '../../../language/circuit/observable.ts';
import type { Value } from '../../../language/semantics/values.ts';
import { JobError } from '../errors.ts';
import type { Precision, Truncation } from '../protocol.ts';
import { inspect } from './inspect.ts';
import type { Simulation } from './method.ts';
import { resultRegisters } from './outcomes.ts';
import { planRun } from './plan.ts';

export interface Run {
  readonly circuit: Circuit;
  readonly shots: number;
  readonly seed: number;
  /** Initial values of the circuit's variables, by index. */
  readonly variables: readonly (Value | undefined)[];
  /** As the user writes it. */
  readonly observable?: string | undefined;
  readonly wantsState?: boolean | undefined;
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
    wantsState = false,
    threads = availableParallelism(),
    precision = 'double',
  } = run;
  const observable = run.observable === undefined ? undefined : readObservable(run.observable, circuit.qubitCount);
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
    wantsState,
    threads,
    precision,
  };
}

/** @throws {JobError} where the text is none, or about other qubits */
export function readObservable(text: string, qubitCount: number): Observable {
  const parsed = parseObservable(text, qubitCount);
  if (parsed.kind === 'observable') return parsed.observable;
  const { message, span } = parsed;
  throw new JobError(`The observable '${text}' is wrong at character ${span.start + 1}: ${message}`);
}
