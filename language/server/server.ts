/**
 * The language server over a connection that is handed in: it translates between the protocol and the features, and
 * holds no knowledge of the language itself. Knows no process, no stream and no file system.
 */
import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileOperationRegistrationOptions,
  type InitializeResult,
  InlayHintRefreshRequest,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LIBRARY_SCHEME } from '../semantics/libraries.ts';
import { registerCallHierarchy } from './callHierarchy.ts';
import { registerCodeActions } from './codeActions.ts';
import { registerDeviceRequests } from './deviceRequests.ts';
import { diagnosticsOf, registerDocumentDiagnostics } from './documentDiagnostics.ts';
import type { FileSystem } from './files.ts';
import { type DocumentGuard, describeFault } from './guard.ts';
import { registerNavigation } from './navigation.ts';
import { NoiseReports } from './noiseReports.ts';
import { registerOutline } from './outline.ts';
import { registerOwnRequests } from './ownRequests.ts';
import { ProjectFiles } from './projectFiles.ts';
import { circuitsChangedNotification, noiseChangedNotification } from './protocol.ts';
import { PushedDiagnostics } from './pushedDiagnostics.ts';
import { ClientSettings } from './settings.ts';
import { registerStructure } from './structure.ts';
import { registerTyping } from './typing.ts';
import { Workspace } from './workspace.ts';
import { WorkspaceDiagnostics } from './workspaceDiagnostics.ts';
import { WorkspaceSymbols } from './workspaceSymbols.ts';

/** Folders among them: when one goes, no watcher tells of the files in it. */
const anyFile: FileOperationRegistrationOptions = { filters: [{ pattern: { glob: '**' } }] };

/** Answers on `connection` until it closes. `onText` is told the length of each text that is opened, changed or closed. */
export function startServer(
  connection: Connection,
  files: FileSystem,
  onText: (textLength: number) => void = () => {},
): void {
  const documents = new TextDocuments(TextDocument);
  const settings = new ClientSettings(connection, () => {
    closed.forgetAll();
    remade(workspace.forgetAll());
  });
  const workspace = new Workspace(documents, files, () => {
    const { qelib1, lintRules, device } = settings.current;
    return { qelib1, lintRules, device, folder: project.firstFolder };
  });
  const log = (message: string) => connection.console.error(message);
  const guard: DocumentGuard = {
    log,
    ready: () => settings.loaded,
    document: (uri) => documents.get(uri),
    openDocuments: () => documents.keys(),
    compiled: (document) => workspace.compiled(document),
    isCurrent: (document, compiled) => workspace.isCurrent(document, compiled),
  };
  const noise = new NoiseReports(guard, workspace, settings, {
    analyzed: ({ uri }, wasMissed) => {
      if (wasMissed) refreshHints();
      connection.sendNotification(noiseChangedNotification, { uri }).catch(report);
    },
    advised: ({ uri, version }, diagnostics) => {
      if (pull) connection.sendDiagnostics({ uri, version, diagnostics }).catch(report);
      else pushed.schedule(uri, 0);
    },
  });
  registerOwnRequests(connection, guard, noise);
  registerDeviceRequests(connection, guard, workspace);
  const outline = registerOutline(connection, guard, settings, noise);
  const navigation = registerNavigation(connection, guard, noise);
  const calls = registerCallHierarchy(connection, guard);
  const structure = registerStructure(connection, guard, settings, noise);
  const typing = registerTyping(connection, guard, files);
  const actions = registerCodeActions(connection, guard, noise);
  const diagnostics = registerDocumentDiagnostics(connection, guard, noise);
  const pushed = new PushedDiagnostics(
    async (uri) => {
      const document = documents.get(uri);
      const compiled = document && (await workspace.compiled(document));
      if (!compiled) return undefined;
      const diagnostics = [...diagnosticsOf(document, compiled), ...noise.diagnosticsOf(document, compiled)];
      return { version: compiled.version, diagnostics };
    },
    (report) => connection.sendDiagnostics(report),
    (error) => log(describeFault('diagnostics', error)),
  );
  const project = new ProjectFiles(files);
  const symbols = new WorkspaceSymbols(connection, guard, project);
  const closed = new WorkspaceDiagnostics(
    connection,
    {
      log,
      ready: guard.ready,
      isWanted: () => settings.current.checksWorkspace,
      openDocuments: guard.openDocuments,
      createProgress: () => connection.window.createWorkDoneProgress(),
      compileClosed: (document, token) => workspace.compileClosed(document, token),
      diagnosticsOf,
    },
    project,
  );
  let pull = false;
  let watch = false;
  let changesFolders = false;
  let refreshDiagnostics = false;
  let refreshCodeLenses = false;
  let refreshInlayHints = false;

  connection.onInitialize(({ capabilities, initializationOptions, workspaceFolders, rootUri }): InitializeResult => {
    project.setFolders(workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []));
    settings.initialize(capabilities, initializationOptions);
    pull = capabilities.textDocument?.diagnostic !== undefined;
    watch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    project.isWatched = watch;
    changesFolders = capabilities.workspace?.workspaceFolders === true;
    refreshDiagnostics = capabilities.workspace?.diagnostics?.refreshSupport === true;
    refreshCodeLenses = capabilities.workspace?.codeLens?.refreshSupport === true;
    refreshInlayHints = capabilities.workspace?.inlayHint?.refreshSupport === true;
    return {
      serverInfo: { name: 'Ketlab' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...outline,
        ...navigation,
        ...calls,
        ...structure,
        ...typing(capabilities),
        ...actions(capabilities),
        ...symbols.capabilities,
        ...diagnostics(capabilities),
        workspace: {
          textDocumentContent: { schemes: [LIBRARY_SCHEME] },
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { didCreate: anyFile, didRename: anyFile, didDelete: anyFile },
        },
      },
    };
  });
  connection.onInitialized(() => {
    settings.initialized();
    if (changesFolders) connection.workspace.onDidChangeWorkspaceFolders(foldersChanged);
    if (!watch) return;
    const watchers = [
      { globPattern: '**/*.{qasm,qasm2,qasm3,inc}' },
      { globPattern: '**/{*.device.{json,yaml,yml},conf_*.json,props_*.json}' },
    ];
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(report);
  });

  documents.onDidChangeContent(({ document }) => {
    const { length } = document.getText();
    if (!pull) pushed.schedule(document.uri, length);
    onText(length);
    filesChanged([document.uri]);
  });
  documents.onDidClose(({ document }) => {
    if (!pull) pushed.clear(document.uri);
    noise.clear(document);
    onText(document.getText().length);
    filesChanged([document.uri]);
    // From now on its problems are among those of the workspace.
    closed.wake();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    filesChanged(changes.map(({ uri }) => uri));
    if (changes.some(({ type }) => type !== FileChangeType.Changed)) filesCameOrWent();
  });
  connection.workspace.onDidCreateFiles(({ files }) => filesCameOrWent(files.map(({ uri }) => uri)));
  connection.workspace.onDidDeleteFiles(({ files }) => filesCameOrWent(files.map(({ uri }) => uri)));
  connection.workspace.onDidRenameFiles(({ files }) =>
    filesCameOrWent(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
  );

  function foldersChanged({ added, removed }: WorkspaceFoldersChangeEvent): void {
    project.changeFolders(
      added.map(({ uri }) => uri),
      removed.map(({ uri }) => uri),
    );
    closed.wake();
  }

  function filesCameOrWent(uris: readonly string[] = []): void {
    filesChanged(uris);
    project.forget();
    closed.wake();
  }

  /** Everything that was made with these files, or with files in these folders, is made anew. */
  function filesChanged(uris: readonly string[]): void {
    for (const uri of uris) {
      closed.forget(uri);
      symbols.forget(uri);
    }
    remade([...new Set(uris.flatMap((uri) => workspace.forgetDependents(uri)))]);
  }

  /** Says that what was made of these documents is no longer so, without an edit of theirs. */
  function remade(uris: readonly string[]): void {
    if (uris.length === 0) return;
    for (const uri of pull ? [] : uris) pushed.schedule(uri, 0);
    if (pull && refreshDiagnostics) connection.languages.diagnostics.refresh().catch(report);
    refreshHints();
    connection.sendNotification(circuitsChangedNotification, { uris }).catch(report);
  }

  function refreshHints(): void {
    if (refreshCodeLenses) connection.sendRequest(CodeLensRefreshRequest.type).catch(report);
    if (refreshInlayHints) connection.sendRequest(InlayHintRefreshRequest.type).catch(report);
  }

  function report(error: unknown): void {
    log(String(error));
  }

  documents.listen(connection);
  connection.listen();
}
