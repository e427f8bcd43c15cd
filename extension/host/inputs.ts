/** Asks the user for the values of a circuit's `input` parameters. */
import * as vscode from 'vscode';
import type { Circuit, Variable } from '../../language/circuit/circuit.ts';
import { formatType } from '../../language/semantics/types.ts';

export type InputValues = Readonly<Record<string, number | boolean>>;

/** The values `storage` has for the circuit at `uri`, where there is one for each of its parameters. */
export function lastInputs(circuit: Circuit, uri: vscode.Uri, storage: vscode.Memento): InputValues | undefined {
  const values = storage.get<InputValues>(storageKey(uri), {});
  return inputsOf(circuit).every(({ name }) => values[name] !== undefined) ? values : undefined;
}

/**
 * One box for each parameter, in order of declaration, filled in with the last value. `undefined` where the user
 * gives up.
 */
export async function askForInputs(
  circuit: Circuit,
  uri: vscode.Uri,
  storage: vscode.Memento,
): Promise<InputValues | undefined> {
  const inputs = inputsOf(circuit);
  const last = storage.get<InputValues>(storageKey(uri), {});
  const values: Record<string, number | boolean> = {};
  for (const [index, variable] of inputs.entries()) {
    const text = await vscode.window.showInputBox({
      title: `Run: Input ${index + 1} of ${inputs.length}`,
      prompt: `Value of '${variable.name}' (${formatType(variable.type)})`,
      value: String(last[variable.name] ?? (variable.type.kind === 'bool' ? 'false' : '0')),
      ignoreFocusOut: true,
      validateInput: (text) => (readValue(variable, text) === undefined ? expectation(variable) : undefined),
    });
    const value = text === undefined ? undefined : readValue(variable, text);
    if (value === undefined) return undefined;
    values[variable.name] = value;
  }
  if (inputs.length > 0) await storage.update(storageKey(uri), values);
  return values;
}

function inputsOf({ variables }: Circuit): readonly Variable[] {
  return variables.filter(({ input }) => input);
}

function storageKey(uri: vscode.Uri): string {
  return `ketlab.inputs:${uri}`;
}

function readValue({ type }: Variable, text: string): number | boolean | undefined {
  const word = text.trim();
  if (type.kind === 'bool') return word === 'true' ? true : word === 'false' ? false : undefined;
  const number = word === '' ? Number.NaN : Number(word);
  const whole = type.kind === 'int' || type.kind === 'uint';
  if (!Number.isFinite(number) || (whole && !Number.isSafeInteger(number))) return undefined;
  return number;
}

function expectation({ type }: Variable): string {
  switch (type.kind) {
    case 'bool':
      return 'Enter true or false.';
    case 'int':
    case 'uint':
      return 'Enter a whole number.';
    case 'angle':
      return 'Enter an angle in radians, such as 1.5708.';
    default:
      return 'Enter a number.';
  }
}
