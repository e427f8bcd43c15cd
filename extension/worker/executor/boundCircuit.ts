/** A circuit whose inputs have their values, for those who take none. */
import { withBlocks } from '../../../language/circuit/blocks.ts';
import type { Circuit, Operation } from '../../../language/circuit/circuit.ts';
import { type EvaluationContext, evaluateParameter, NO_CONTEXT } from '../../../language/circuit/evaluate.ts';
import type { Parameter } from '../../../language/circuit/expression.ts';
import { EvaluationError } from '../../../language/semantics/values.ts';
import { bindInputs } from '../simulate/inputs.ts';

/**
 * Parameters of gates become numbers, save where variables that the program sets are in them. Inputs that stand elsewhere,
 * such as in conditions, stay.
 *
 * @throws {JobError} where an input is missing, unknown or of the wrong type
 */
export function boundCircuit(circuit: Circuit, inputs: Readonly<Record<string, number | boolean>>): Circuit {
  const values = bindInputs(circuit, inputs);
  if (!circuit.variables.some(({ input }) => input)) return circuit;
  const context: EvaluationContext = {
    ...NO_CONTEXT,
    variable: (index) => (circuit.variables[index]?.input ? values[index] : undefined),
  };
  const bound = (operation: Operation): Operation => {
    if (operation.kind !== 'gate') return withBlocks(operation, (block) => block.map(bound));
    const value = (parameter: Parameter) => numberIfKnown(parameter, context);
    const { parameters, powers } = operation;
    return { ...operation, parameters: parameters.map(value), ...(powers && { powers: powers.map(value) }) };
  };
  const operations = circuit.operations.map(bound);
  const used = new Set(variablesIn(operations));
  const variables = circuit.variables.map((variable, index) =>
    variable.input && !used.has(index) ? { ...variable, input: false } : variable,
  );
  return { ...circuit, variables, operations };
}

function numberIfKnown(parameter: Parameter, context: EvaluationContext): Parameter {
  try {
    return evaluateParameter(parameter, context);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return parameter;
  }
}

/** Indices of variables that expressions below refer to. */
function* variablesIn(value: unknown): Generator<number> {
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && value.kind === 'variable' && 'variable' in value) yield Number(value.variable);
  for (const item of Object.values(value)) yield* variablesIn(item);
}
