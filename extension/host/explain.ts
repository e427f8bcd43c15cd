/** The documentation of diagnostics: from the link of a problem to its page, as a preview. */
import * as vscode from 'vscode';
import { diagnosticCodes, documentationFolder } from '../../language/diagnosticCodes.ts';

/** The server's links lead to the web; here the same page is opened from the extension. */
export function explainUri(link: string): vscode.Uri | undefined {
  if (!link.startsWith(documentationFolder)) return undefined;
  const code = link.slice(documentationFolder.length).replace(/\.md$/, '');
  return vscode.Uri.from({ scheme: 'command', path: 'ketlab.explain', query: JSON.stringify([code]) });
}

/** Shows the page of a diagnostic; without a code, of one that the user picks. */
export async function explain(extensionUri: vscode.Uri, given?: string): Promise<void> {
  const code = given ?? (await pick());
  if (code === undefined || !diagnosticCodes.has(code)) return;
  const page = vscode.Uri.joinPath(extensionUri, 'extension', 'docs', 'diagnostics', `${code}.md`);
  const commands = await vscode.commands.getCommands(true);
  if (commands.includes('markdown.showPreview')) await vscode.commands.executeCommand('markdown.showPreview', page);
  // The preview is an extension of its own, which may be switched off.
  else await vscode.window.showTextDocument(page);
}

async function pick(): Promise<string | undefined> {
  const items = [...diagnosticCodes].map(([label, { title }]) => ({ label, description: title }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: 'Which problem?',
    matchOnDescription: true,
  });
  return picked?.label;
}
