/** What a job needs of a program that is open: its circuit, the values of its inputs, and its device. */
import * as vscode from 'vscode';
import type { JobDevice } from '../worker/jobs/device.ts';
import type { SimulateParameters } from '../worker/protocol.ts';
import type { LanguageServer } from './client.ts';
import { nameOf } from './documents.ts';
import { askForInputs, lastInputs } from './inputs.ts';
import { offer } from './notify.ts';

/**
 * The circuit and the values of its inputs; `undefined` where it is not fit to run, or the user gives up.
 *
 * @param again whether the inputs are those of the last time
 */
export async function askForProgram(
  uri: vscode.Uri,
  server: LanguageServer,
  storage: vscode.Memento,
  again: boolean,
): Promise<Pick<SimulateParameters, 'circuit' | 'inputs'> | undefined> {
  const answer = await server.circuit(await vscode.workspace.openTextDocument(uri));
  if (!answer) throw new Error('it is not an OpenQASM file.');
  const { circuit, errors } = answer;
  if (errors > 0) {
    const problem = errors === 1 ? 'an error' : `${errors} errors`;
    const showProblems = () => vscode.commands.executeCommand('workbench.actions.view.problems');
    offer(vscode.window.showErrorMessage, `${nameOf(uri)} has ${problem}; mend the text to run the circuit.`, {
      title: 'Show Problems',
      run: showProblems,
    });
    return undefined;
  }
  const known = again ? lastInputs(circuit, uri, storage) : undefined;
  const inputs = known ?? (await askForInputs(circuit, uri, storage, (text) => server.constant(text)));
  return inputs && { circuit, inputs };
}

/** The device that a program is for; `undefined` where it names none. @throws where it cannot be read */
export async function deviceOf(uri: vscode.Uri, server: LanguageServer): Promise<JobDevice | undefined> {
  const choice = await server.device(await vscode.workspace.openTextDocument(uri));
  if (choice?.fault !== undefined) throw new Error(choice.fault);
  const { device, layout } = choice ?? {};
  return device && { device, ...(layout && { layout }) };
}
