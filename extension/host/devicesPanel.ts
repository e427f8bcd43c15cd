/** The panel with the coupling maps: it asks the server for devices and hands them on. */
import * as vscode from 'vscode';
import type { DevicesViewMessage, HostMessage } from '../../webview/messages.ts';
import type { LanguageServer } from './client.ts';
import { isCircuit } from './documents.ts';
import { showError } from './notify.ts';
import { saveExport } from './saveExport.ts';
import { View } from './webview.ts';

const viewType = 'ketlab.devices';

export class DevicesPanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #server: LanguageServer;
  readonly #log: vscode.LogOutputChannel;
  readonly #serializer: vscode.Disposable;
  #view: View<DevicesViewMessage> | undefined;
  /** The program whose device is shown, which paths are relative to. */
  #document: vscode.TextDocument | undefined;
  /** To be shown once the page is there; absent: that of the program. */
  #wanted: string | undefined;

  constructor(extensionUri: vscode.Uri, server: LanguageServer, log: vscode.LogOutputChannel) {
    this.#extensionUri = extensionUri;
    this.#server = server;
    this.#log = log;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel) => this.#adopt(panel),
    });
  }

  /** Shows a device, that of the program in front where none is named. */
  async show(reference?: string): Promise<void> {
    const active = vscode.window.activeTextEditor?.document;
    if (active && isCircuit(active)) this.#document = active;
    this.#wanted = reference;
    if (this.#view) {
      this.#view.panel.reveal();
      await this.#tellAll();
    } else this.#adopt(vscode.window.createWebviewPanel(viewType, 'Devices', vscode.ViewColumn.Active));
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#view?.panel.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#view?.panel.dispose();
    this.#view = new View(panel, this.#extensionUri, 'devices', (message) => this.#receive(message));
    panel.onDidDispose(() => {
      if (this.#view?.panel === panel) this.#view = undefined;
    });
  }

  #receive(message: HostMessage): void {
    const failed = (error: unknown) => showError(this.#log, 'The devices could not be read.', error);
    switch (message.type) {
      case 'ready':
        this.#tellAll().catch(failed);
        break;
      case 'showDevice':
        this.#tell(message.reference).catch(failed);
        break;
      case 'chooseDevice':
        void this.#choose(message.reference);
        break;
      case 'export':
        void saveExport(message, this.#document?.uri, this.#log);
        break;
    }
  }

  async #tellAll(): Promise<void> {
    const devices = await this.#server.devices();
    this.#view?.post({ type: 'devices', devices });
    const choice = this.#document && !this.#document.isClosed ? await this.#server.device(this.#document) : null;
    await this.#tell(this.#wanted ?? choice?.reference ?? devices[0]?.reference ?? '');
  }

  async #tell(reference: string): Promise<void> {
    this.#wanted = reference;
    const { device, fault } = await this.#server.findDevice(reference, this.#document?.uri);
    this.#view?.post({ type: 'device', reference, ...(device && { device }), ...(fault !== undefined && { fault }) });
  }

  /** In the program that the panel was opened from, where it is still open. */
  async #choose(reference: string): Promise<void> {
    if (this.#document && !this.#document.isClosed) await vscode.window.showTextDocument(this.#document);
    await vscode.commands.executeCommand('ketlab.chooseDevice', reference);
  }
}
