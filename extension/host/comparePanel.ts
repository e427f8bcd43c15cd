/** The panel that shows two circuits, one above the other, with their differences. */
import * as vscode from 'vscode';
import type { CompareViewMessage } from '../../webview/messages.ts';
import { View } from './webview.ts';

export type ComparedCircuits = Omit<CompareViewMessage, 'type'>;

export class ComparePanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  #view: View<CompareViewMessage> | undefined;
  #shown: ComparedCircuits | undefined;

  constructor(extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
  }

  /** In the place of those that were compared before. @param title of the panel */
  show(title: string, compared: ComparedCircuits): void {
    this.#shown = compared;
    if (this.#view) {
      this.#view.panel.title = title;
      this.#view.panel.reveal();
      this.#tell();
      return;
    }
    const panel = vscode.window.createWebviewPanel('ketlab.compare', title, vscode.ViewColumn.Active);
    this.#view = new View(panel, this.#extensionUri, 'compare', (message) => {
      if (message.type === 'ready') this.#tell();
    });
    panel.onDidDispose(() => {
      this.#view = undefined;
    });
  }

  dispose(): void {
    this.#view?.panel.dispose();
  }

  #tell(): void {
    if (this.#shown) this.#view?.post({ type: 'compare', ...this.#shown });
  }
}
