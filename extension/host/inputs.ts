/** Asks the user for the values of a circuit's `input` parameters. */
import * as vscode from 'vscode';
import type { Circuit, Variable } from '../../language/circuit/circuit.ts';
import { formatType } from '../../language/semantics/types.ts';

export type InputValues = Readonly<Record<string, number | boolean>>;

/** What was typed for a parameter, and its value. */
interface TypedInput {
  readonly text: string;
  readonly value: number | boolean;
}

type Typed = Readonly<Record<string, TypedInput>>;

/** The values `storage` has for the circuit at `uri`, where there is one for each of its parameters. */
export function lastInputs(circuit: Circuit, uri: vscode.Uri, storage: vscode.Memento): InputValues | undefined {
  const values = valuesOf(storage.get<Typed>(storageKey(uri), {}));
  return inputsOf(circuit).every(({ name }) => values[name] !== undefined) ? values : undefined;
}

/**
 * One box for each parameter, in order of declaration, filled in with what was last typed there. `compute` gives
 * the values of expressions. `undefined` where the user gives up.
 */
export async function askForInputs(
  circuit: Circuit,
  uri: vscode.Uri,
  storage: vscode.Memento,
  compute: (text: string) => Promise<number | boolean | undefined>,
): Promise<InputValues | undefined> {
  const inputs = inputsOf(circuit);
  const last = storage.get<Typed>(storageKey(uri), {});
  const typed: Record<string, TypedInput> = {};
  for (const [index, variable] of inputs.entries()) {
    const readValue = async (text: string) => suitable(variable, await compute(text));
    const text = await vscode.window.showInputBox({
      title: `Run: Input ${index + 1} of ${inputs.length}`,
      prompt: `Value of '${variable.name}' (${formatType(variable.type)})`,
      value: last[variable.name]?.text ?? (variable.type.kind === 'bool' ? 'false' : '0'),
      ignoreFocusOut: true,
      validateInput: async (text) => ((await readValue(text)) === undefined ? expectation(variable) : undefined),
    });
    const value = text === undefined ? undefined : await readValue(text);
    if (text === undefined || value === undefined) return undefined;
    typed[variable.name] = { text, value };
  }
  if (inputs.length > 0) await storage.update(storageKey(uri), typed);
  return valuesOf(typed);
}

function valuesOf(typed: Typed): InputValues {
  return Object.fromEntries(Object.entries(typed).map(([name, { value }]) => [name, value]));
}

function inputsOf({ variables }: Circuit): readonly Variable[] {
  return variables.filter(({ input }) => input);
}

function storageKey(uri: vscode.Uri): string {
  return `ketlab.inputs:${uri}`;
}

/** The value, if the parameter can hold it. */
function suitable({ type }: Variable, value: number | boolean | undefined): number | boolean | undefined {
  if (type.kind === 'bool') return typeof value === 'boolean' ? value : undefined;
  if (typeof value !== 'number') return undefined;
  const whole = type.kind === 'int' || type.kind === 'uint' || type.kind === 'bit';
  return whole && !Number.isSafeInteger(value) ? undefined : value;
}

function expectation({ type }: Variable): string {
  switch (type.kind) {
    case 'bool':
      return 'Enter true or false.';
    case 'int':
    case 'uint':
    case 'bit':
      return 'Enter a whole number.';
    case 'angle':
      return 'Enter an angle in radians, such as pi/2.';
    default:
      return 'Enter a number or an expression, such as 1/3.';
  }
}
