/** Saves what a view exports to a file the user chooses. */
import * as vscode from 'vscode';
import type { HostMessage } from '../../webview/messages.ts';
import { showError } from './notify.ts';

type Export = Extract<HostMessage, { type: 'export' }>;

const descriptions: Readonly<Record<Export['format'], string>> = { svg: 'SVG image', csv: 'Comma-separated values' };

/** Proposes a file next to `source`, the circuit it was made from, named after it with `suffix`. */
export async function saveExport(
  { format, name, content }: Export,
  source: vscode.Uri | undefined,
  log: vscode.LogOutputChannel,
  suffix = '',
): Promise<void> {
  const file = `${name.replace(/(?<=.)\.[^.]*$/, '')}${suffix}.${format}`;
  const folder = source?.scheme === 'untitled' ? undefined : source && vscode.Uri.joinPath(source, '..');
  const defaultUri = folder ? vscode.Uri.joinPath(folder, file) : vscode.Uri.file(file);
  const target = await vscode.window.showSaveDialog({ defaultUri, filters: { [descriptions[format]]: [format] } });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content));
  } catch (error) {
    showError(log, `${target.fsPath} could not be written.`, error);
  }
}
