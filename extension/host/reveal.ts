/** Selects a place of a program in the editor it is shown in. */
import * as vscode from 'vscode';
import type { Span } from '../../language/diagnostic.ts';

export async function revealSpan(uri: vscode.Uri, { start, end }: Span): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(document.positionAt(start), document.positionAt(end)),
  });
}
