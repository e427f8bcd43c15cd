/** Values of a program's `input` parameters, from what the user gave by name. */
import type { Circuit, Variable } from '../../../language/circuit/circuit.ts';
import { formatType } from '../../../language/semantics/types.ts';
import { convert, defaultValue, EvaluationError, type Value } from '../../../language/semantics/values.ts';
import { JobError } from '../errors.ts';

/**
 * The initial value of each of the circuit's variables: inputs as given, others as the language leaves them.
 *
 * @throws {JobError} where an input is missing, unknown or of the wrong type; the message names all of them
 */
export function bindInputs(
  { variables }: Circuit,
  given: Readonly<Record<string, number | boolean>>,
): readonly (Value | undefined)[] {
  const inputs = variables.filter(({ input }) => input);
  assertKnown(inputs, Object.keys(given));
  assertComplete(inputs.filter(({ name }) => !Object.hasOwn(given, name)));
  return variables.map((variable) =>
    variable.input ? inputValue(variable, given[variable.name]!) : defaultValue(variable.type),
  );
}

function assertKnown(inputs: readonly Variable[], names: readonly string[]): void {
  const unknown = names.filter((name) => !inputs.some((input) => input.name === name));
  if (unknown.length === 0) return;
  const known = inputs.map(({ name }) => name).join(', ');
  throw new JobError(
    `The program has no input ${unknown.join(', ')}. ${known ? `Its inputs are: ${known}.` : 'It has no inputs at all.'}`,
  );
}

function assertComplete(missing: readonly Variable[]): void {
  const [first] = missing;
  if (!first) return;
  const list = missing.map(({ name, type }) => `${name} (${formatType(type)})`).join(', ');
  const message =
    missing.length === 1
      ? `The program needs a value for its input ${list}. Give it`
      : `The program needs values for its inputs ${list}. Give each`;
  throw new JobError(`${message} by name, such as ${first.name}=0.5.`, first.span);
}

function inputValue(variable: Variable, value: number | boolean): Value {
  const { name, type } = variable;
  const isInteger = type.kind === 'int' || type.kind === 'uint' || type.kind === 'bit';
  const fits =
    typeof value === 'boolean' || (isInteger ? Number.isSafeInteger(value) : Number.isFinite(value)) || undefined;
  if (!fits) throw new JobError(`The input ${name} is of type ${formatType(type)}: ${value} is no value of it.`);
  try {
    const exact = isInteger && typeof value === 'number' ? BigInt(value) : value;
    return convert(exact, type);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new JobError(`The input ${name} is of type ${formatType(type)}: ${value} is no value of it.`);
  }
}
