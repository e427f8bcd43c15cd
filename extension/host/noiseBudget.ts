/** The command that lists what each line of a program costs on its device; choosing one leads there. */
import * as vscode from 'vscode';
import { percent } from '../../language/features/noise/figures.ts';
import { kindNames } from '../../language/features/noise/kindNames.ts';
import type { LineCost } from '../../language/features/noise/lineCosts.ts';
import type { LanguageServer } from './client.ts';
import { isCircuit } from './documents.ts';
import type { Losses } from './losses.ts';
import { revealSpan } from './reveal.ts';

export async function showNoiseBudget(
  server: LanguageServer,
  losses: Losses,
  uri: vscode.Uri | undefined,
): Promise<void> {
  const document = uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  if (!document || !isCircuit(document)) {
    void vscode.window.showInformationMessage('Open an OpenQASM file to see what noise costs.');
    return;
  }
  const [answer, known] = await Promise.all([server.noise(document), losses.of(document)]);
  const { costs } = answer ?? {};
  const { view } = known ?? {};
  if (!costs || !view) {
    void vscode.window.showInformationMessage(
      "What noise costs is known for programs without errors that fit their device. Name it with 'pragma ketlab.device', or choose one in the status bar.",
    );
    return;
  }
  const estimates = new Map(costs.lines.map((cost) => [cost.line, cost]));
  const items = [...view.lines]
    .sort(([, a], [, b]) => b.share - a.share)
    .map(([line, span]) => ({
      label: `${percent(span.share)} of the loss`,
      description: `line ${line + 1}: ${document.lineAt(line).text.trim()}`,
      detail: detailOf(estimates.get(line)),
      span,
    }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: `${costs.device}: ${percent(costs.success)} success, estimated`,
    placeHolder: `Lines by their share of the loss (${view.isExact ? 'exact, to first order' : 'estimated'}); choose one to go there`,
    matchOnDescription: true,
  });
  if (chosen) await revealSpan(document.uri, chosen.span);
}

function detailOf(cost: LineCost | undefined): string {
  if (!cost) return 'No error by the estimate';
  const { error, kinds } = cost;
  const parts = Object.entries(kinds).map(
    ([kind, part]) => `${kindNames[kind as keyof typeof kindNames]} ${percent(part)}`,
  );
  return `Estimated error ${percent(error)}: ${parts.join(', ')}`;
}
