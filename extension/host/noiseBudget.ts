/** The command that lists what each line of a program costs on its device; choosing one leads there. */
import * as vscode from 'vscode';
import { percent } from '../../language/features/noise/figures.ts';
import { kindNames } from '../../language/features/noise/kindNames.ts';
import type { LineCost } from '../../language/features/noise/lineCosts.ts';
import type { LanguageServer } from './client.ts';
import { isCircuit } from './documents.ts';
import { revealSpan } from './reveal.ts';

export async function showNoiseBudget(server: LanguageServer, uri: vscode.Uri | undefined): Promise<void> {
  const document = uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  if (!document || !isCircuit(document)) {
    void vscode.window.showInformationMessage('Open an OpenQASM file to see what noise costs.');
    return;
  }
  const costs = (await server.noise(document))?.costs;
  if (!costs) {
    void vscode.window.showInformationMessage(
      "What noise costs is known for programs without errors that fit their device. Name it with 'pragma ketlab.device', or choose one in the status bar.",
    );
    return;
  }
  const items = [...costs.lines]
    .sort((a, b) => b.share - a.share)
    .map((cost) => ({
      label: `${percent(cost.share)} of the loss`,
      description: `line ${cost.line + 1}: ${document.lineAt(cost.line).text.trim()}`,
      detail: detailOf(cost),
      cost,
    }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: `${costs.device}: ${percent(costs.success)} success`,
    placeHolder: 'Lines by their share of the loss; choose one to go there',
    matchOnDescription: true,
  });
  if (chosen) await revealSpan(document.uri, chosen.cost.span);
}

function detailOf({ error, kinds }: LineCost): string {
  const parts = Object.entries(kinds).map(
    ([kind, part]) => `${kindNames[kind as keyof typeof kindNames]} ${percent(part)}`,
  );
  return `Error ${percent(error)}: ${parts.join(', ')}`;
}
