/** The program that runs circuits in the place of Ketlab's simulators, as the settings name it. */
import path from 'node:path';
import * as vscode from 'vscode';
import { commandLine } from '../worker/executor/commandLine.ts';
import type { ExecutorSettings } from '../worker/executor/outside.ts';

/**
 * `undefined`: the simulators. What a workspace says counts only where it is trusted: VS Code leaves out the rest (see
 * `restrictedConfigurations` in package.json).
 */
export function executorFromSettings(extensionUri: vscode.Uri, uri: vscode.Uri): ExecutorSettings | undefined {
  const settings = vscode.workspace.getConfiguration('ketlab', uri);
  const text = settings.get('executor', '').trim();
  if (text === '') return undefined;
  const folder = path.join(extensionUri.fsPath, 'extension', 'executors');
  const command = commandLine(text, { folder, python: settings.get('python', '').trim() });
  return { command, timeout: settings.get('executorTimeout', 600) };
}
