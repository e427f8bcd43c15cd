/** The panel with the outcome of runs: it shows what the run tells it, and knows nothing of circuits or workers. */
import * as vscode from 'vscode';
import type { HostMessage, ResultViewMessage } from '../../webview/messages.ts';
import { View } from './webview.ts';

const viewType = 'ketlab.result';

export class ResultPanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #receive: (message: HostMessage) => void;
  /** The column of the diagram, where it is shown. */
  readonly #diagramColumn: () => vscode.ViewColumn | undefined;
  readonly #serializer: vscode.Disposable;
  #view: View<ResultViewMessage> | undefined;
  /** What a page must hear to show what there is: the last result, and the messages of the run after it. */
  #lastResult: ResultViewMessage | undefined;
  #started: ResultViewMessage | undefined;
  #latest: ResultViewMessage | undefined;

  constructor(
    extensionUri: vscode.Uri,
    diagramColumn: () => vscode.ViewColumn | undefined,
    receive: (message: HostMessage) => void,
  ) {
    this.#extensionUri = extensionUri;
    this.#diagramColumn = diagramColumn;
    this.#receive = receive;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
      // The page remembers the last result itself.
      deserializeWebviewPanel: async (panel) => this.#adopt(panel),
    });
  }

  /** Opens the panel, which does not take the focus, if it is not there. */
  async show(): Promise<void> {
    if (this.#view) {
      this.#view.panel.reveal(undefined, true);
      return;
    }
    const viewColumn = await this.#column();
    this.#adopt(vscode.window.createWebviewPanel(viewType, 'Result', { viewColumn, preserveFocus: true }));
  }

  post(message: ResultViewMessage): void {
    if (message.type === 'started') this.#started = message;
    else if (message.type !== 'progress') this.#started = undefined;
    if (message.type === 'result') this.#lastResult = message;
    this.#latest = message;
    this.#tell(message);
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#view?.panel.dispose();
  }

  /** Below the diagram where there are just the text and the diagram, so that all three are seen; else beside. */
  async #column(): Promise<vscode.ViewColumn> {
    const groups = vscode.window.tabGroups.all.length;
    if (groups !== 2 || this.#diagramColumn() !== vscode.ViewColumn.Two) return vscode.ViewColumn.Beside;
    await vscode.commands.executeCommand('vscode.setEditorLayout', {
      orientation: 0,
      groups: [
        { groups: [{}], size: 0.5 },
        { groups: [{}, {}], size: 0.5 },
      ],
    });
    return vscode.ViewColumn.Three;
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const before = this.#view;
    this.#view = new View(panel, this.#extensionUri, 'result', (message) => {
      if (message.type === 'ready') this.#tellAll();
      else this.#receive(message);
    });
    panel.onDidDispose(() => {
      if (this.#view?.panel !== panel) return;
      this.#view = undefined;
      // Nobody is left to see what a run would find.
      this.#receive({ type: 'cancel' });
    });
    before?.panel.dispose();
  }

  /** What a page may have missed while it was hidden. */
  #tellAll(): void {
    for (const message of new Set([this.#lastResult, this.#started, this.#latest])) if (message) this.#tell(message);
  }

  #tell(message: ResultViewMessage): void {
    if (!this.#view) return;
    if ('name' in message) this.#view.panel.title = `Result: ${message.name}`;
    this.#view.post(message);
  }
}
