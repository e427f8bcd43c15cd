/**
 * The diagram beside the text: it follows the active circuit, is asked for anew after each edit, and translates
 * between places in the picture and in the text. It knows nothing of what is drawn.
 */
import * as vscode from 'vscode';
import type { Circuit } from '../../language/circuit/circuit.ts';
import type { OnDevice } from '../../language/features/onDevice.ts';
import type { DiagramFormat } from '../../webview/circuit/exportDiagram.ts';
import type { CircuitViewState } from '../../webview/circuit/view.tsx';
import type { CircuitViewMessage, HostMessage } from '../../webview/messages.ts';
import type { LanguageServer } from './client.ts';
import { isCircuit, nameOf } from './documents.ts';
import type { Losses } from './losses.ts';
import { revealSpan } from './reveal.ts';
import { saveExport } from './saveExport.ts';
import type { StepStates } from './stepStates.ts';
import { View } from './webview.ts';

const viewType = 'ketlab.circuit';

const FORMATS: readonly (vscode.QuickPickItem & { readonly format: DiagramFormat })[] = [
  { label: 'SVG', description: 'a drawing that stays sharp', format: 'svg' },
  { label: 'PNG', description: 'an image of pixels', format: 'png' },
  { label: 'LaTeX', description: 'for the package quantikz', format: 'tex' },
  { label: 'Text', description: 'box-drawing characters', format: 'txt' },
];

export class CircuitPanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #server: LanguageServer;
  readonly #losses: Losses;
  readonly #log: vscode.LogOutputChannel;
  readonly #subscriptions: vscode.Disposable[];
  #view: View<CircuitViewMessage> | undefined;
  #document: vscode.TextDocument | undefined;
  #page: 'loading' | 'empty' | 'drawn' = 'loading';
  #exportWanted: DiagramFormat | undefined;
  /** Absent: nothing can be simulated here. */
  readonly #states: StepStates | undefined;
  #timelineWanted = false;
  #asking = false;
  #askAgain = false;
  /** It opens by itself once; whoever closes it then wants it closed. */
  #openedOnce = isOpen();

  constructor(
    extensionUri: vscode.Uri,
    server: LanguageServer,
    losses: Losses,
    log: vscode.LogOutputChannel,
    states?: StepStates,
  ) {
    this.#states = states;
    this.#extensionUri = extensionUri;
    this.#server = server;
    this.#losses = losses;
    this.#log = log;
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#showSelection(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document === this.#document && contentChanges.length > 0) void this.#update();
      }),
      server.onDidChangeCircuits((uris) => {
        if (this.#document && uris.includes(this.#document.uri.toString())) void this.#update();
      }),
      losses.onDidChange((uri) => {
        if (this.#document?.uri.toString() === uri) void this.#showHeat();
      }),
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel, state: Partial<CircuitViewState> | undefined) => this.#restore(panel, state),
      }),
    ];
    this.#follow(vscode.window.activeTextEditor);
  }

  /** The circuit that is shown. */
  get uri(): vscode.Uri | undefined {
    return this.#view && this.#document?.uri;
  }

  /** The column it stands in, where it can be seen. */
  get visibleColumn(): vscode.ViewColumn | undefined {
    return this.#view?.panel.visible ? this.#view.panel.viewColumn : undefined;
  }

  /** Shows the panel beside the text, which keeps the focus. */
  show(): void {
    if (this.#view) {
      this.#view.panel.reveal(undefined, true);
    } else {
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.#adopt(vscode.window.createWebviewPanel(viewType, 'Circuit', place));
    }
    this.#follow(vscode.window.activeTextEditor);
  }

  toggleTimeline(): void {
    this.show();
    if (this.#page === 'drawn') this.#view?.post({ type: 'toggleTimeline' });
  }

  toggleSteps(): void {
    this.show();
    if (this.#page === 'drawn') this.#view?.post({ type: 'toggleSteps' });
  }

  /** @param format absent: the user is asked */
  async exportDiagram(format?: DiagramFormat): Promise<void> {
    const wanted =
      format ?? (await vscode.window.showQuickPick(FORMATS, { placeHolder: 'Export the diagram as' }))?.format;
    if (!wanted) return;
    this.#exportWanted = wanted;
    this.show();
    this.#export();
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
    this.#view?.panel.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#view?.panel.dispose();
    this.#openedOnce = true;
    this.#page = 'loading';
    this.#view = new View(panel, this.#extensionUri, 'circuit', (message) => this.#receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#page = 'loading';
    });
    panel.onDidDispose(() => {
      if (this.#view?.panel === panel) this.#view = undefined;
    });
  }

  /** A panel from before the window was reloaded; its page remembers what it showed. */
  async #restore(panel: vscode.WebviewPanel, state: Partial<CircuitViewState> | undefined): Promise<void> {
    this.#adopt(panel);
    this.#follow(vscode.window.activeTextEditor);
    if (this.#document || !state?.uri) return;
    this.#showDocument(await vscode.workspace.openTextDocument(vscode.Uri.parse(state.uri)));
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    if (!editor || !isCircuit(editor.document)) return;
    if (this.#view || this.#openedOnce || !opensAutomatically(editor)) this.#showDocument(editor.document);
    else this.show();
  }

  #showDocument(document: vscode.TextDocument): void {
    this.#document = document;
    if (this.#view) this.#view.panel.title = `Circuit: ${nameOf(document.uri)}`;
    void this.#update();
  }

  /** One question at a time; the answer to a text that changed meanwhile is dropped and asked for again. */
  async #update(): Promise<void> {
    this.#askAgain = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#askAgain) {
      this.#askAgain = false;
      await this.#ask().catch((error) => this.#log.debug('No circuit for the diagram:', String(error)));
    }
    this.#asking = false;
  }

  async #ask(): Promise<void> {
    const document = this.#document;
    if (!document || this.#page === 'loading') return;
    const answer = await this.#server.circuit(document);
    if (document !== this.#document || !answer) return;
    if (answer.version !== document.version) {
      this.#askAgain = true;
      return;
    }
    const { circuit, errors } = answer;
    this.#view?.post({ type: 'circuit', uri: document.uri.toString(), name: nameOf(document.uri), circuit, errors });
    this.#page = 'drawn';
    void this.#showHeat();
    void this.#showTimeline();
    this.#showSelection(vscode.window.visibleTextEditors.find((editor) => editor.document === document));
    this.#export();
  }

  async #showHeat(): Promise<void> {
    const document = this.#document;
    if (!document || this.#page !== 'drawn') return;
    const answer = await this.#losses.of(document).catch(() => undefined);
    if (document !== this.#document || !answer) return;
    const { view } = answer;
    const heat = view && { device: view.device, isExact: view.isExact, places: view.places };
    this.#view?.post({ type: 'heat', heat });
  }

  /** An answer about another version than the editor's is dropped, as for the heat. */
  async #showTimeline(): Promise<void> {
    const document = this.#document;
    if (!document || !this.#timelineWanted || this.#page !== 'drawn') return;
    const answer = await this.#server.onDevice(document).catch(() => null);
    if (document !== this.#document || answer?.version !== document.version) return;
    const { errors, result } = answer;
    const uri = document.uri.toString();
    if (result?.kind === 'fitted') this.#view?.post({ type: 'timeline', uri, timed: result.timed });
    // While there are errors, the last timeline stays.
    else if (errors === 0) this.#view?.post({ type: 'timeline', uri, fault: faultOf(result) });
  }

  #showSelection(editor: vscode.TextEditor | undefined): void {
    if (!editor || editor.document !== this.#document || this.#page !== 'drawn') return;
    const offset = (position: vscode.Position) => editor.document.offsetAt(position);
    const spans = editor.selections.map(({ start, end }) => ({ start: offset(start), end: offset(end) }));
    this.#view?.post({ type: 'selection', spans });
  }

  async #inspect(circuit: Circuit, step: number): Promise<void> {
    if (!this.#document) return;
    const state = this.#states
      ? await this.#states.find(circuit, this.#document.uri)
      : {
          fault:
            'States are found by a process, which a browser cannot start: open the folder in VS Code on a desktop.',
        };
    if (state) this.#view?.post({ type: 'state', state: { step, ...state } });
  }

  /** A device is chosen for the text in front. */
  async #pickDevice(): Promise<void> {
    if (!this.#document) return;
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document === this.#document);
    await vscode.window.showTextDocument(this.#document, editor?.viewColumn ?? vscode.ViewColumn.One);
    await vscode.commands.executeCommand('ketlab.chooseDevice');
  }

  #export(): void {
    if (!this.#exportWanted || this.#page !== 'drawn') return;
    this.#view?.post({ type: 'requestExport', format: this.#exportWanted });
    this.#exportWanted = undefined;
  }

  #receive(message: HostMessage): void {
    switch (message.type) {
      case 'ready':
        this.#page = 'empty';
        void this.#update();
        break;
      case 'reveal':
        if (this.#document) void revealSpan(this.#document.uri, message.span);
        break;
      case 'export':
        void saveExport(message, this.#document?.uri, this.#log);
        break;
      case 'wantTimeline':
        this.#timelineWanted = message.wanted;
        void this.#showTimeline();
        break;
      case 'chooseExport':
        void this.exportDiagram();
        break;
      case 'inspect':
        void this.#inspect(message.circuit, message.step);
        break;
      case 'pickDevice':
        void this.#pickDevice();
        break;
      case 'run':
        void vscode.commands.executeCommand('ketlab.run', this.#document?.uri);
        break;
    }
  }
}

/** Why there is no timeline, as the end of a sentence. */
function faultOf(result: OnDevice | undefined): string {
  if (result?.kind === 'refused') return result.problems[0]?.message ?? 'the circuit does not fit its device.';
  return (result?.kind === 'no device' && result.fault) || 'the program names no device.';
}

/** Whether there is a panel already, which VS Code is about to hand over after a reload of the window. */
function isOpen(): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType)),
  );
}

/** Beside a file in an editor of its own, not in a comparison or a search result: only the former has a column. */
function opensAutomatically({ document, viewColumn }: vscode.TextEditor): boolean {
  if (viewColumn === undefined) return false;
  return vscode.workspace.getConfiguration('ketlab.diagram', document).get('openAutomatically') === true;
}
