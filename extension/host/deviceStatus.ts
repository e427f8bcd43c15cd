/** The item of the status bar that names the device of the program in front. */
import * as vscode from 'vscode';
import { deviceSummary } from '../../language/device/deviceSummary.ts';
import type { DeviceAnswer } from '../../language/server/protocol.ts';
import type { LanguageServer } from './client.ts';
import { family, figures } from './deviceWords.ts';
import { isCircuit } from './documents.ts';

/** After the last keystroke. */
const delayMs = 300;

export class DeviceStatus implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #item: vscode.StatusBarItem;
  readonly #subscriptions: vscode.Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#item = vscode.window.createStatusBarItem('ketlab.device', vscode.StatusBarAlignment.Right, 90);
    this.#item.name = 'Ketlab Device';
    this.#item.command = 'ketlab.chooseDevice';
    this.#subscriptions = [
      this.#item,
      vscode.window.onDidChangeActiveTextEditor(() => this.#update()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document === this.#document && contentChanges.length > 0) this.#updateSoon();
      }),
      server.onDidChangeCircuits(() => this.#updateSoon()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('ketlab.noise.enabled')) this.#updateSoon();
      }),
    ];
    this.#updateSoon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  get #document(): vscode.TextDocument | undefined {
    const document = vscode.window.activeTextEditor?.document;
    return document && isCircuit(document) ? document : undefined;
  }

  #updateSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#update(), delayMs);
  }

  #update(): void {
    const document = this.#document;
    const asked = ++this.#asked;
    if (!document) {
      this.#item.hide();
      return;
    }
    const show = (answer: DeviceAnswer) => {
      if (asked === this.#asked) this.#show(answer);
    };
    // While the server starts or ends there is no answer; the next change asks again.
    this.#server.device(document).then(show, () => {});
  }

  #show(answer: DeviceAnswer): void {
    const item = this.#item;
    const { device, fault, reference, chosenBy } = answer ?? {};
    const isOff = answer !== null && !vscode.workspace.getConfiguration('ketlab.noise').get<boolean>('enabled', true);
    item.text = `$(chip) ${device?.name ?? reference ?? 'No Device'}${isOff ? ' $(eye-closed)' : ''}`;
    item.backgroundColor = fault === undefined ? undefined : new vscode.ThemeColor('statusBarItem.warningBackground');
    item.accessibilityInformation = { label: `Quantum device: ${device?.name ?? reference ?? 'none'}` };
    if (!answer) item.tooltip = 'Choose the device that this program is for';
    else {
      const summary = device && deviceSummary(device);
      const tooltip = new vscode.MarkdownString('', true);
      if (fault !== undefined) tooltip.appendMarkdown('$(warning) ').appendText(`${fault}\n\n`);
      if (summary)
        tooltip.appendMarkdown(`**${summary.name}** `).appendText(`${family(summary)}\n\n${figures(summary)}\n\n`);
      if (isOff)
        tooltip.appendText('Noise analysis is off. Run Ketlab: Toggle Noise Analysis to see what it costs.\n\n');
      tooltip.appendText(chosenBy === 'pragma' ? 'Named by the program.' : 'Named by the setting ketlab.device.');
      item.tooltip = tooltip;
    }
    item.show();
  }
}
