/** The commands that show a circuit as its device does it: as a program beside the source, or as a diagram below its own. */
import * as vscode from 'vscode';
import type { OnDevice } from '../../language/features/onDevice.ts';
import type { CircuitPanel } from './circuitPanel.ts';
import type { LanguageServer } from './client.ts';
import type { ComparePanel } from './comparePanel.ts';
import { isCircuit, nameOf } from './documents.ts';
import { offer, showError } from './notify.ts';
import { revealSpan } from './reveal.ts';

type Fitted = Extract<OnDevice, { kind: 'fitted' }>;

/** What the commands work with. */
export interface OnDeviceParts {
  readonly server: LanguageServer;
  readonly log: vscode.LogOutputChannel;
  readonly diagram: CircuitPanel;
  readonly comparison: ComparePanel;
}

/**
 * Fits the circuit in front, or the one whose diagram is, to its device, and opens it as a program beside the source, with
 * a diagram. Answers with the new document; `undefined` where there is none, and the user knows why.
 */
export const showOnDevice = (parts: OnDeviceParts): Promise<vscode.TextDocument | undefined> =>
  onCircuit(parts, async (uri) => {
    const fitted = await fittedOf(parts.server, uri);
    return fitted && openProgram(parts, uri, fitted);
  });

/** Shows the diagrams of the circuit in front and of what its device does, aligned. */
export const compareOnDevice = (parts: OnDeviceParts): Promise<void> =>
  onCircuit(parts, async (uri) => {
    const fitted = await fittedOf(parts.server, uri);
    if (fitted) await compareDiagrams(parts, uri, fitted);
  });

async function onCircuit<T>(
  { log, diagram }: OnDeviceParts,
  work: (uri: vscode.Uri) => Promise<T>,
): Promise<T | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const uri = active && isCircuit(active) ? active.uri : diagram.uri;
  if (!uri) {
    void vscode.window.showInformationMessage('Open an OpenQASM file to show it on a device.');
    return undefined;
  }
  try {
    return await work(uri);
  } catch (error) {
    showError(log, `${nameOf(uri)} could not be fitted to its device.`, error);
    return undefined;
  }
}

/** `undefined` where it cannot be fitted; the user is told why. */
async function fittedOf(server: LanguageServer, uri: vscode.Uri): Promise<Fitted | undefined> {
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
    case 'fitted':
      return result;
  }
}

async function openProgram(parts: OnDeviceParts, uri: vscode.Uri, fitted: Fitted): Promise<vscode.TextDocument> {
  const { diagram } = parts;
  const document = await vscode.workspace.openTextDocument({ content: fitted.text, language: 'openqasm' });
  // The diagram, which follows the text in front, is to stay in sight.
  const { visibleColumn } = diagram;
  const viewColumn = visibleColumn === undefined ? vscode.ViewColumn.Beside : visibleColumn + 1;
  await vscode.window.showTextDocument(document, { viewColumn, preview: false });
  if (visibleColumn === undefined) diagram.show();
  const title = titleOf(uri, fitted);
  const compareTexts = () => vscode.commands.executeCommand('vscode.diff', uri, document.uri, title);
  offer(
    vscode.window.showInformationMessage,
    `On ${fitted.device}: ${fitted.summary}.`,
    { title: 'Compare', run: compareTexts },
    { title: 'Compare Diagrams', run: () => compareDiagrams(parts, uri, fitted) },
  );
  return document;
}

async function compareDiagrams({ server, comparison }: OnDeviceParts, uri: vscode.Uri, fitted: Fitted): Promise<void> {
  const program = await server.circuit(await vscode.workspace.openTextDocument(uri));
  if (!program) throw new Error('It is not an OpenQASM file.');
  const { circuit, startsAs } = fitted.timed;
  comparison.show(titleOf(uri, fitted), {
    before: { name: nameOf(uri), circuit: program.circuit },
    after: { name: `on ${fitted.device}: ${fitted.summary}`, circuit, calledThere: startsAs },
  });
}

const titleOf = (uri: vscode.Uri, { device }: Fitted): string => `${nameOf(uri)} ↔ on ${device}`;
