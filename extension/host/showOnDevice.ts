/** The command that shows a circuit as its device does it: as a program beside the source, with its own diagram. */
import * as vscode from 'vscode';
import type { CircuitPanel } from './circuitPanel.ts';
import type { LanguageServer } from './client.ts';
import { isCircuit, nameOf } from './documents.ts';
import { offer, showError } from './notify.ts';
import { revealSpan } from './reveal.ts';

/**
 * Fits the circuit in front, or the one whose diagram is, to its device. Answers with the new document;
 * `undefined` where there is none, and the user knows why.
 */
export async function showOnDevice(
  server: LanguageServer,
  log: vscode.LogOutputChannel,
  diagram: CircuitPanel,
): Promise<vscode.TextDocument | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const uri = active && isCircuit(active) ? active.uri : diagram.uri;
  if (!uri) {
    void vscode.window.showInformationMessage('Open an OpenQASM file to show it on a device.');
    return undefined;
  }
  try {
    return await show(server, uri, diagram);
  } catch (error) {
    showError(log, `${nameOf(uri)} could not be fitted to its device.`, error);
    return undefined;
  }
}

async function show(
  server: LanguageServer,
  uri: vscode.Uri,
  diagram: CircuitPanel,
): Promise<vscode.TextDocument | undefined> {
  const answer = await server.onDevice(await vscode.workspace.openTextDocument(uri));
  if (!answer) throw new Error('It is not an OpenQASM file.');
  const { errors, result, sources } = answer;
  if (errors > 0 || !result) {
    const run = () => vscode.commands.executeCommand('workbench.actions.view.problems');
    offer(
      vscode.window.showErrorMessage,
      `${nameOf(uri)} has errors; mend the text to show the circuit on its device.`,
      { title: 'Show Problems', run },
    );
    return undefined;
  }
  switch (result.kind) {
    case 'no device': {
      const run = () => vscode.commands.executeCommand('ketlab.chooseDevice');
      const message = result.fault ?? `${nameOf(uri)} names no device.`;
      offer(vscode.window.showInformationMessage, message, { title: 'Choose Device…', run });
      return undefined;
    }
    case 'refused': {
      const [problem] = result.problems;
      if (!problem) return undefined;
      const place = problem.source === 0 ? uri : vscode.Uri.parse(sources[problem.source] ?? '');
      const run = () => revealSpan(place, problem);
      offer(vscode.window.showErrorMessage, problem.message, { title: 'Show', run });
      return undefined;
    }
    case 'fitted': {
      const document = await vscode.workspace.openTextDocument({ content: result.text, language: 'openqasm' });
      // The diagram, which follows the text in front, is to stay in sight.
      const { visibleColumn } = diagram;
      const viewColumn = visibleColumn === undefined ? vscode.ViewColumn.Beside : visibleColumn + 1;
      await vscode.window.showTextDocument(document, { viewColumn, preview: false });
      if (visibleColumn === undefined) diagram.show();
      const title = `${nameOf(uri)} ↔ on ${result.device}`;
      const run = () => vscode.commands.executeCommand('vscode.diff', uri, document.uri, title);
      offer(vscode.window.showInformationMessage, `On ${result.device}: ${result.summary}.`, { title: 'Compare', run });
      return document;
    }
  }
}
