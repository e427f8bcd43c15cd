/** The Experiments panel: it shows runs of the history and those under way, and passes on what the user wants of them. */
import * as vscode from 'vscode';
import type { ExperimentsViewMessage, HostMessage } from '../../../webview/messages.ts';
import type { WorkerClient } from '../../worker/client.ts';
import { keptCircuits, keptText, ORIGINAL } from '../../worker/mitigate/execute/keptCircuits.ts';
import type { Progress } from '../../worker/protocol.ts';
import type { LanguageServer } from '../client.ts';
import { nameOf } from '../documents.ts';
import { showError } from '../notify.ts';
import { saveExport } from '../saveExport.ts';
import { View } from '../webview.ts';
import { Mitigator } from './mitigator.ts';
import { RunHistory } from './runHistory.ts';
import { type RunRecord, summaryOf } from './runRecord.ts';

const viewType = 'ketlab.experiments';

export class ExperimentsPanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  readonly #history: RunHistory;
  readonly #mitigator: Mitigator;
  readonly #serializer: vscode.Disposable;
  /** Runs of a window that was closed are marked before any are shown. */
  readonly #isReady: Promise<void>;
  #view: View<ExperimentsViewMessage> | undefined;
  /** Of the runs that are shown; empty: the newest is. */
  #shown: readonly string[] = [];

  constructor(
    { extensionUri, storageUri, globalStorageUri, workspaceState }: vscode.ExtensionContext,
    server: LanguageServer,
    worker: WorkerClient,
    log: vscode.LogOutputChannel,
  ) {
    this.#extensionUri = extensionUri;
    this.#log = log;
    // A window without a folder has no storage of its own.
    this.#history = new RunHistory(vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'runs').fsPath);
    this.#mitigator = new Mitigator({
      server,
      worker,
      history: this.#history,
      storage: workspaceState,
      extensionUri,
      events: {
        changed: (run) => this.#changed(run),
        progressed: (id, progress) => this.#progressed(id, progress),
      },
    });
    this.#isReady = this.#mitigator.markInterrupted().catch((error) => log.error('The history cannot be read.', error));
    this.#serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
      // The page remembers which runs it showed, and asks for them.
      deserializeWebviewPanel: async (panel) => this.#adopt(panel),
    });
  }

  show(): void {
    if (this.#view) this.#view.panel.reveal();
    else this.#adopt(vscode.window.createWebviewPanel(viewType, 'Experiments', vscode.ViewColumn.Active));
  }

  /** Plans the mitigation of a program. */
  async mitigate(uri: vscode.Uri): Promise<void> {
    await this.#attempt(`${nameOf(uri)} could not be mitigated`, () => this.#mitigator.begin(uri));
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#mitigator.cancel();
    this.#view?.panel.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#view?.panel.dispose();
    this.#view = new View(panel, this.#extensionUri, 'experiments', (message) => {
      void this.#attempt('This could not be done', () => this.#receive(message));
    });
    panel.onDidDispose(() => {
      if (this.#view?.panel === panel) this.#view = undefined;
    });
  }

  async #receive(message: HostMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#tellAll();
      case 'showRuns':
        return this.#showRuns(message.ids);
      case 'deleteRuns':
        return this.#delete(message.ids);
      case 'plan':
        return this.#mitigator.replan(message.id, message);
      case 'mitigate':
        return this.#mitigator.run(message.id, message);
      case 'resume':
        return this.#mitigator.resume(message.id);
      case 'repeat':
        return this.#mitigator.repeat(message.id, 'same seed');
      case 'repeatAnew':
        return this.#mitigator.repeat(message.id, 'new seed');
      case 'cancel':
        return this.#mitigator.cancel();
      case 'listCircuits': {
        const { id } = message;
        return this.#post({ type: 'circuits', id, circuits: keptCircuits(this.#history.circuitsOf(id)) });
      }
      case 'showVariant':
        return this.#showVariant(message.id, message.key);
      case 'exportRun':
        return this.#export(message.id);
      case 'openProgram': {
        const run = await this.#history.read(message.id);
        if (run) await vscode.window.showTextDocument(vscode.Uri.parse(run.uri));
        return undefined;
      }
      case 'export':
        return saveExport(message, await this.#source(), this.#log);
      default:
        return undefined;
    }
  }

  async #tellAll(): Promise<void> {
    await this.#isReady;
    const runs = await this.#history.list();
    this.#post({ type: 'history', runs: runs.map(summaryOf) });
    await this.#showRuns(this.#shown.length > 0 ? this.#shown : runs.slice(0, 1).map(({ id }) => id));
  }

  /** Those of them that are still there. */
  async #showRuns(ids: readonly string[]): Promise<void> {
    const runs = (await Promise.all(ids.map((id) => this.#history.read(id)))).filter((run) => run !== undefined);
    this.#shown = runs.map(({ id }) => id);
    this.#post({ type: 'show', runs });
    if (this.#view) this.#view.panel.title = titleOf(runs);
  }

  async #changed(run: RunRecord): Promise<void> {
    const isNew = run.state.kind === 'planning' || run.state.kind === 'running';
    if (isNew && !this.#shown.includes(run.id)) {
      this.#shown = [run.id];
      this.show();
      this.#post({ type: 'show', runs: [run] });
      if (this.#view) this.#view.panel.title = titleOf([run]);
    } else this.#post({ type: 'changed', run });
    const runs = await this.#history.list();
    this.#post({ type: 'history', runs: runs.map(summaryOf) });
  }

  #progressed(id: string, progress: Progress): void {
    this.#post({ type: 'progress', id, progress });
  }

  async #showVariant(id: string, key: string): Promise<void> {
    if (!/^[0-9a-f]+$/.test(key)) return;
    const folder = this.#history.circuitsOf(id);
    const [original, variant] = [keptText(folder, ORIGINAL), keptText(folder, key)];
    this.#post({ type: 'variant', id, key, original, variant });
  }

  async #delete(ids: readonly string[]): Promise<void> {
    const what = ids.length === 1 ? 'this run' : `these ${ids.length} runs`;
    const answer = await vscode.window.showWarningMessage(
      `Delete ${what} from the history, with all circuits and counts?`,
      { modal: true },
      'Delete',
    );
    if (answer !== 'Delete') return;
    for (const id of ids) await this.#history.remove(id);
    this.#shown = this.#shown.filter((id) => !ids.includes(id));
    await this.#tellAll();
  }

  async #export(id: string): Promise<void> {
    const run = await this.#history.read(id);
    if (!run) return;
    const content = `${JSON.stringify(await this.#history.export(run), null, 2)}\n`;
    const file = { type: 'export', format: 'json', name: run.name, suffix: `-${run.kind}`, content } as const;
    await saveExport(file, vscode.Uri.parse(run.uri), this.#log);
  }

  async #source(): Promise<vscode.Uri | undefined> {
    const [id] = this.#shown;
    const run = id === undefined ? undefined : await this.#history.read(id);
    return run && vscode.Uri.parse(run.uri);
  }

  #post(message: ExperimentsViewMessage): void {
    this.#view?.post(message);
  }

  async #attempt(failure: string, work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      showError(this.#log, `${failure}: ${error instanceof Error ? error.message : String(error)}`, error);
    }
  }
}

const titleOf = (runs: readonly RunRecord[]): string =>
  runs.length === 0 ? 'Experiments' : `Experiments: ${[...new Set(runs.map(({ name }) => name))].join(', ')}`;
