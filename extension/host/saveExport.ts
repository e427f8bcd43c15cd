/** Saves what a view exports to a file the user chooses. */
import * as vscode from 'vscode';
import type { HostMessage } from '../../webview/messages.ts';
import { showError } from './notify.ts';

type Export = Extract<HostMessage, { type: 'export' }>;

const descriptions: Readonly<Record<Export['format'], string>> = {
  svg: 'SVG image',
  png: 'PNG image',
  csv: 'Comma-separated values',
  json: 'JSON',
  tex: 'LaTeX',
  txt: 'Text',
};

/** Proposes a file next to `source`, the circuit it was made from, named after it. */
export async function saveExport(
  { format, name, suffix = '', content, base64 = false }: Export,
  source: vscode.Uri | undefined,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const file = `${name.replace(/(?<=.)\.[^.]*$/, '')}${suffix}.${format}`;
  const folder = source?.scheme === 'untitled' ? undefined : source && vscode.Uri.joinPath(source, '..');
  const defaultUri = folder ? vscode.Uri.joinPath(folder, file) : vscode.Uri.file(file);
  const target = await vscode.window.showSaveDialog({ defaultUri, filters: { [descriptions[format]]: [format] } });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, base64 ? fromBase64(content) : new TextEncoder().encode(content));
  } catch (error) {
    showError(log, `${target.fsPath} could not be written.`, error);
  }
}

/** Works in the browser too, where there is no Buffer. */
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
