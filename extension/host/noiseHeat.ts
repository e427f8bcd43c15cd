/** Lines of the text coloured by their share of the loss: a background, a mark beside them, and one in the overview ruler. */
import * as vscode from 'vscode';
import { type HeatLevel, heatLevel } from '../../language/features/noise/heat.ts';
import type { LanguageServer } from './client.ts';
import { isCircuit } from './documents.ts';

const LEVELS = [1, 2, 3, 4] as const;

export class NoiseHeat implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #log: vscode.LogOutputChannel;
  readonly #types: Readonly<Record<HeatLevel, vscode.TextEditorDecorationType>>;
  readonly #subscriptions: vscode.Disposable[];

  constructor(server: LanguageServer, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#log = log;
    this.#types = { 1: heatOf(1), 2: heatOf(2), 3: heatOf(3), 4: heatOf(4) };
    this.#subscriptions = [
      server.onDidChangeNoise((uri) => this.#paintAll((document) => document.uri.toString() === uri)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#paintAll(() => true)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions, ...Object.values(this.#types)).dispose();
  }

  #paintAll(isWanted: (document: vscode.TextDocument) => boolean): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (!isCircuit(editor.document) || !isWanted(editor.document)) continue;
      this.#paint(editor).catch((error) => this.#log.debug('No noise for the editor:', String(error)));
    }
  }

  /** An answer about another version than the editor's is dropped: another one is on its way. */
  async #paint(editor: vscode.TextEditor): Promise<void> {
    const answer = await this.#server.noise(editor.document);
    if (answer?.version !== editor.document.version) return;
    for (const level of LEVELS) {
      const lines = (answer.costs?.lines ?? []).filter(({ share }) => heatLevel(share) === level);
      editor.setDecorations(
        this.#types[level],
        lines.map(({ line }) => new vscode.Range(line, 0, line, 0)),
      );
    }
  }
}

function heatOf(level: HeatLevel): vscode.TextEditorDecorationType {
  const mark = new vscode.ThemeColor(`ketlab.heat${level}`);
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor(`ketlab.heatBackground${level}`),
    borderColor: mark,
    borderStyle: 'solid',
    borderWidth: `0 0 0 ${level + 1}px`,
    overviewRulerColor: mark,
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  });
}
