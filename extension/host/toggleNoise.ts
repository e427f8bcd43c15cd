/** The one switch for all that is shown of noise. It is kept where the setting is: with the workspace, where there is one. */
import * as vscode from 'vscode';

export async function toggleNoise(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('ketlab.noise');
  const enabled = settings.get<boolean>('enabled', true);
  const known = settings.inspect<boolean>('enabled');
  const hasWorkspace = vscode.workspace.workspaceFolders !== undefined;
  const target = hasWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  const elsewhere = (hasWorkspace ? known?.globalValue : undefined) ?? known?.defaultValue;
  // What holds anyway needs no entry.
  await settings.update('enabled', !enabled === elsewhere ? undefined : !enabled, target);
  vscode.window.setStatusBarMessage(`Noise analysis is ${enabled ? 'off' : 'on'}.`, 3000);
}
