/**
 * Where VS Code for the Web comes in: the language and the diagram, without a process. Runs need one, and say so.
 */
import * as vscode from 'vscode';
import { activateLanguage } from './activateLanguage.ts';
import type { LanguageServer } from './client.ts';
import { serverWorker } from './serverWorker.ts';

let server: LanguageServer | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Ketlab', { log: true });
  const language = serverWorker(context.extensionUri, log);
  server = language;
  activateLanguage(context, language, log);
  const cannotRun = () =>
    void vscode.window.showInformationMessage(
      'Circuits run in a process of their own, which a browser cannot start. Open this folder in VS Code on your computer, or in a codespace, to run them.',
    );
  // Hides the commands that run; their keys and the diagram's button remain.
  void vscode.commands.executeCommand('setContext', 'ketlab.isBrowser', true);
  context.subscriptions.push(
    vscode.commands.registerCommand('ketlab.run', cannotRun),
    vscode.commands.registerCommand('ketlab.runAgain', cannotRun),
    vscode.commands.registerCommand('ketlab.mitigate', cannotRun),
  );
}

export async function deactivate(): Promise<void> {
  await server?.dispose();
}
