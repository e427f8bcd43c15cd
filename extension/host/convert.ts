/** The command that converts a circuit: it asks for the language, and opens the result as a new text. */
import * as vscode from 'vscode';
import type { ExportProblem } from '../../language/circuit/export/problem.ts';
import { EXPORT_TARGETS, type ExportTargetInfo, exportTarget } from '../../language/circuit/export/targets.ts';
import type { LanguageServer } from './client.ts';
import { isCircuit, nameOf } from './documents.ts';
import { offer, showError } from './notify.ts';
import { revealSpan } from './reveal.ts';

/**
 * Converts the circuit in front, or `shown`, the one whose diagram is. Answers with the new document; `undefined` where
 * there is none, and the user knows why.
 *
 * @param target the target's identifier; the user is asked where it is not given
 */
export async function convertCircuit(
  server: LanguageServer,
  log: vscode.LogOutputChannel,
  shown: vscode.Uri | undefined,
  target?: string,
): Promise<vscode.TextDocument | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const uri = active && isCircuit(active) ? active.uri : shown;
  if (!uri) {
    void vscode.window.showInformationMessage('Open an OpenQASM file to convert it.');
    return undefined;
  }
  try {
    const chosen = target === undefined ? await askForTarget(uri) : exportTarget(target);
    return chosen && (await convert(server, uri, chosen));
  } catch (error) {
    showError(log, `${nameOf(uri)} could not be converted.`, error);
    return undefined;
  }
}

async function askForTarget(uri: vscode.Uri): Promise<ExportTargetInfo | undefined> {
  const items = EXPORT_TARGETS.map((target) => ({ label: target.name, description: target.description, target }));
  const placeHolder = `The language to write ${nameOf(uri)} in`;
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.target;
}

async function convert(
  server: LanguageServer,
  uri: vscode.Uri,
  { id, languageId }: ExportTargetInfo,
): Promise<vscode.TextDocument | undefined> {
  const answer = await server.convert(await vscode.workspace.openTextDocument(uri), id);
  if (!answer) throw new Error('It is not an OpenQASM file.');
  const { errors, result, sources } = answer;
  if (errors > 0) {
    const show = {
      title: 'Show Problems',
      run: () => vscode.commands.executeCommand('workbench.actions.view.problems'),
    };
    const problem = errors === 1 ? 'an error' : `${errors} errors`;
    offer(vscode.window.showErrorMessage, `${nameOf(uri)} has ${problem}; mend the text to convert the circuit.`, show);
    return undefined;
  }
  if (result.kind === 'refused') {
    tell(uri, result.problems, sources);
    return undefined;
  }
  const known = await vscode.languages.getLanguages();
  const language = known.includes(languageId) ? languageId : 'plaintext';
  const document = await vscode.workspace.openTextDocument({ content: result.text, language });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  return document;
}

/** The first thing that the target cannot express, and how many more there are. */
function tell(uri: vscode.Uri, problems: readonly ExportProblem[], sources: readonly string[]): void {
  const [first, ...others] = problems;
  if (!first) return;
  const more =
    others.length === 0
      ? ''
      : ` There ${others.length === 1 ? 'is 1 more such place' : `are ${others.length} more such places`}.`;
  const place = first.source === 0 ? uri : vscode.Uri.parse(sources[first.source] ?? '');
  const show = { title: 'Show', run: () => revealSpan(place, first) };
  offer(vscode.window.showErrorMessage, `${first.message}${more}`, show);
}
