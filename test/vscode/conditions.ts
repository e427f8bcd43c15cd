/** Waiting for what VS Code will do, and looking at what it started: helpers of the tests in the extension host. */
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';

/** Resolves with what `question` answers, once it answers something; asked anew after each `event`. */
export function when<T>(event: vscode.Event<unknown>, question: () => T | undefined | false): Promise<T> {
  return new Promise((resolve) => {
    const ask = () => {
      const answer = question();
      if (answer === undefined || answer === false) return;
      subscription.dispose();
      resolve(answer);
    };
    const subscription = event(ask);
    ask();
  });
}

/**
 * Shows a new, unsaved OpenQASM document. VS Code may give it the name of one that is still being closed, and then its
 * content too: such a one is closed, and another asked for.
 */
export async function showCircuit(content: string): Promise<vscode.TextDocument> {
  for (;;) {
    const document = await vscode.workspace.openTextDocument({ language: 'openqasm', content });
    await vscode.window.showTextDocument(document);
    if (withoutLineEnds(document.getText()) === withoutLineEnds(content)) return document;
    await closeEverything();
  }
}

/** VS Code makes the line ends of a text all alike. */
const withoutLineEnds = (text: string): string => text.replace(/[\r\n]/g, '');

/**
 * Closes every editor, and waits until VS Code has let go of unsaved texts: their names are given again, and a new text
 * whose name is not free yet may get the content of the old one.
 */
export async function closeEverything(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const isGone = () => vscode.workspace.textDocuments.every(({ isUntitled }) => !isUntitled);
  await when(vscode.workspace.onDidCloseTextDocument, isGone);
}

/** A file of the folder of samples. */
export function sample(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The tests need the folder of samples.');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** The diagnostics of a document, once they are as `wanted`. */
export function diagnosticsWhen(
  { uri }: vscode.TextDocument,
  wanted: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return when(vscode.languages.onDidChangeDiagnostics, () => {
    const diagnostics = vscode.languages.getDiagnostics(uri);
    return wanted(diagnostics) && diagnostics;
  });
}

/** The outline as the server gives it, asked again until there is one. */
export async function outline({ uri }: vscode.TextDocument): Promise<readonly vscode.DocumentSymbol[]> {
  for (;;) {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    if (symbols) return symbols;
  }
}

/** Ids of the processes that this extension host started with `program` in their command line. */
export function processesRunning(program: string): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => Number(match?.[2]) === process.pid && match?.[3]?.includes(program))
    .map((match) => Number(match?.[1]));
}
