/** The question that a program and an observable pose to techniques of error mitigation. */
import { blocksOf } from '../../../language/circuit/blocks.ts';
import type { Circuit, GateOperation, Operation } from '../../../language/circuit/circuit.ts';
import { type EvaluationContext, evaluateParameter, NO_CONTEXT } from '../../../language/circuit/evaluate.ts';
import { wiresOf } from '../../../language/circuit/moments.ts';
import { physicalOperations } from '../../../language/noise/noisyCircuit.ts';
import { EvaluationError } from '../../../language/semantics/values.ts';
import { JobError } from '../errors.ts';
import { bindInputs } from '../simulate/inputs.ts';
import { inspect } from '../simulate/inspect.ts';
import { observableOf } from '../simulate/prepare.ts';
import type { Question } from './question.ts';

/**
 * The circuit without the measurements at its end, its inputs bound, its gates taken apart to those a machine does.
 *
 * @param wanted the observable; absent: the one that the program names
 * @throws {JobError} where measurements or branches in its middle leave more to chance than one state can say
 */
export function problemOf(
  circuit: Circuit,
  wanted: string | undefined,
  shots: number,
  inputs: Readonly<Record<string, number | boolean>>,
): Question {
  if (!circuit.complete) {
    throw new JobError('This is only a part of the program. Mend what its diagnostics report, then run it.');
  }
  const variables = bindInputs(circuit, inputs);
  const context: EvaluationContext = { ...NO_CONTEXT, variable: (index) => variables[index] };
  const body = withoutLastMeasurements(circuit.operations).map((operation) => bound(operation, context));
  const unbound = circuit.variables.map((variable) => ({ ...variable, input: false }));
  const problem = { ...circuit, variables: unbound, operations: physicalOperations(circuit, body) };
  inspect(problem);
  const observable = observableOf({ circuit, observable: wanted });
  if (observable) return { circuit: problem, observable, shots };
  throw new JobError(
    'Error mitigation finds the value of an observable: name one, such as Z0*Z1 (--observable), or in the program by a pragma: pragma ketlab.observable "Z0*Z1".',
  );
}

/** Without the measurements behind which nothing happens to their qubits. */
function withoutLastMeasurements(operations: readonly Operation[]): readonly Operation[] {
  const busy = new Set<number>();
  const kept: Operation[] = [];
  for (const operation of [...operations].reverse()) {
    if (operation.kind === 'measure' && !busy.has(operation.qubit)) continue;
    if (operation.kind !== 'barrier' && operation.kind !== 'nop') {
      for (const qubit of wiresOf(operation).qubits) busy.add(qubit);
    }
    kept.push(operation);
  }
  return kept.reverse();
}

function bound(operation: Operation, context: EvaluationContext): Operation {
  if (operation.kind === 'gate') return boundGate(operation, context);
  if (['barrier', 'nop', 'delay', 'reset'].includes(operation.kind)) return operation;
  const what =
    operation.kind === 'measure'
      ? 'a measurement in its middle'
      : blocksOf(operation).length > 0
        ? `a block ('${operation.kind}')`
        : `'${operation.kind}'`;
  throw new JobError(
    `Error mitigation takes circuits of gates; this one has ${what}. Leave out what is measured or decided on the way.`,
    operation,
  );
}

function boundGate(operation: GateOperation, context: EvaluationContext): GateOperation {
  const value = (parameter: GateOperation['parameters'][number]) => {
    try {
      return evaluateParameter(parameter, context);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      throw new JobError(error.message, operation);
    }
  };
  const { parameters, powers } = operation;
  const isBound = [...parameters, ...(powers ?? [])].every((parameter) => typeof parameter === 'number');
  if (isBound) return operation;
  return { ...operation, parameters: parameters.map(value), ...(powers && { powers: powers.map(value) }) };
}

/**
 * For techniques that need the inverse of a circuit.
 *
 * @throws {JobError} at the first operation that has none
 */
export function assertUnitary({ operations }: Circuit, technique: string): void {
  const reset = operations.find(({ kind }) => kind === 'reset');
  if (reset) throw new JobError(`${technique} needs a circuit of gates alone; a reset has no inverse.`, reset);
}
