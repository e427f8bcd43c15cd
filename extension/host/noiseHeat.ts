/** Lines of the text coloured by their share of the loss: a background, a bar in the gutter, and a mark in the overview ruler. */
import * as vscode from 'vscode';
import { type HeatLevel, heatLevel } from '../../language/features/noise/heat.ts';
import { isCircuit } from './documents.ts';
import type { Losses } from './losses.ts';

const LEVELS = [1, 2, 3, 4] as const;

export class NoiseHeat implements vscode.Disposable {
  readonly #losses: Losses;
  readonly #log: vscode.LogOutputChannel;
  readonly #types: Readonly<Record<HeatLevel, vscode.TextEditorDecorationType>>;
  readonly #subscriptions: vscode.Disposable[];

  constructor(losses: Losses, log: vscode.LogOutputChannel) {
    this.#losses = losses;
    this.#log = log;
    this.#types = { 1: heatOf(1), 2: heatOf(2), 3: heatOf(3), 4: heatOf(4) };
    this.#subscriptions = [
      losses.onDidChange((uri) => this.#paintAll((document) => document.uri.toString() === uri)),
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
    const answer = await this.#losses.of(editor.document);
    if (!answer) return;
    const costs = [...(answer.view?.lines ?? [])];
    for (const level of LEVELS) {
      const lines = costs.filter(([, { share }]) => heatLevel(share) === level);
      editor.setDecorations(
        this.#types[level],
        lines.map(([line]) => new vscode.Range(line, 0, line, 0)),
      );
    }
  }
}

/** Pictures in the gutter cannot take colours of the theme: these are the ones of `ketlab.heat1` to `ketlab.heat4`. */
const GUTTER_COLORS = {
  light: { 1: '#c9a227', 2: '#e08600', 3: '#d9480f', 4: '#c92a2a' },
  dark: { 1: '#a88d31', 2: '#c78a1f', 3: '#e8702a', 4: '#ff6b6b' },
} as const;

/** The hotter, the wider: the steps can be told apart without their colours. */
function bar(level: HeatLevel, colour: string): vscode.Uri {
  const width = 2 * level;
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect x="${12 - width}" y="0" width="${width}" height="16" fill="${colour}"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;utf8,${encodeURIComponent(picture)}`);
}

function heatOf(level: HeatLevel): vscode.TextEditorDecorationType {
  const mark = new vscode.ThemeColor(`ketlab.heat${level}`);
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor(`ketlab.heatBackground${level}`),
    overviewRulerColor: mark,
    gutterIconSize: 'contain',
    light: { gutterIconPath: bar(level, GUTTER_COLORS.light[level]) },
    dark: { gutterIconPath: bar(level, GUTTER_COLORS.dark[level]) },
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  });
}
