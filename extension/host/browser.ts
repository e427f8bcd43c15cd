/**
 * Where VS Code for the Web comes in: the language and the diagram, without a process. Runs need one, and say so.
 */
import * as vscode from 'vscode';
import { CircuitPanel } from './circuitPanel.ts';
import type { LanguageServer } from './client.ts';
import { convertCircuit } from './convert.ts';
import { explain } from './explain.ts';
import { showError } from './notify.ts';
import { serverWorker } from './serverWorker.ts';

let server: LanguageServer | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Ketlab', { log: true });
  const language = serverWorker(context.extensionUri, log);
  server = language;
  const circuit = new CircuitPanel(context.extensionUri, language, log);
  const cannotRun = () =>
    void vscode.window.showInformationMessage(
      'Circuits run in a process of their own, which a browser cannot start. Open this folder in VS Code on your computer, or in a codespace, to run them.',
    );
  // Hides the commands that run; their keys and the diagram's button remain.
  void vscode.commands.executeCommand('setContext', 'ketlab.isBrowser', true);
  context.subscriptions.push(
    log,
    circuit,
    vscode.commands.registerCommand('ketlab.run', cannotRun),
    vscode.commands.registerCommand('ketlab.runAgain', cannotRun),
    vscode.commands.registerCommand('ketlab.showCircuit', () => circuit.show()),
    vscode.commands.registerCommand('ketlab.exportDiagram', () => circuit.exportDiagram()),
    vscode.commands.registerCommand('ketlab.convert', (target?: string) =>
      convertCircuit(language, log, circuit.uri, target),
    ),
    vscode.commands.registerCommand('ketlab.explain', (code?: string) => explain(context.extensionUri, code)),
    vscode.commands.registerCommand('ketlab.restartServer', () => language.restart()),
  );
  language.start().catch((error) => showError(log, 'The Ketlab language server could not be started.', error));
}

export async function deactivate(): Promise<void> {
  await server?.dispose();
}
