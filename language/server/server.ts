/**
 * The language server over a connection that is handed in: it translates between the protocol and the features, and
 * holds no knowledge of the language itself. Knows no process, no stream and no file system.
 */
import {
  type CodeLens,
  type CodeLensParams,
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type DocumentLink,
  type DocumentLinkParams,
  type DocumentSymbol,
  type DocumentSymbolParams,
  FileChangeType,
  type FileOperationRegistrationOptions,
  type FullDocumentDiagnosticReport,
  type GenericRequestHandler,
  type InitializeResult,
  InlayHintRefreshRequest,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { exportCircuit } from '../circuit/export/exportCircuit.ts';
import type { Compilation } from '../compile.ts';
import { codeLenses } from '../features/codeLens.ts';
import { constantValueOf } from '../features/constantValue.ts';
import { documentLinks } from '../features/documentLinks.ts';
import { documentSymbols } from '../features/documentSymbols.ts';
import { programFiles } from '../features/programFiles.ts';
import { LIBRARY_SCHEME, libraryText } from '../semantics/libraries.ts';
import { registerCallHierarchy } from './callHierarchy.ts';
import { registerCodeActions } from './codeActions.ts';
import { toCodeLens, toDiagnostic, toDocumentLink, toDocumentSymbol } from './convert.ts';
import type { FileSystem } from './files.ts';
import { type DocumentGuard, describeFault, documentRequest, guarded } from './guard.ts';
import { registerNavigation } from './navigation.ts';
import { ProjectFiles } from './projectFiles.ts';
import {
  type CircuitAnswer,
  type CircuitParameters,
  type ConstantAnswer,
  type ConstantParameters,
  type ConvertAnswer,
  type ConvertParameters,
  circuitRequest,
  circuitsChangedNotification,
  constantRequest,
  convertRequest,
} from './protocol.ts';
import { PushedDiagnostics } from './pushedDiagnostics.ts';
import { ClientSettings } from './settings.ts';
import { registerStructure } from './structure.ts';
import { registerTyping } from './typing.ts';
import { fileKey, resolveInclude } from './uris.ts';
import { type Compiled, Workspace } from './workspace.ts';
import { WorkspaceDiagnostics } from './workspaceDiagnostics.ts';
import { WorkspaceSymbols } from './workspaceSymbols.ts';

/** Beyond this many problems, more of them help nobody and only slow the editor down. */
const maximumDiagnostics = 1000;

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
    const { qelib1, lintRules } = settings.current;
    return { qelib1, lintRules };
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
  const navigation = registerNavigation(connection, guard);
  const calls = registerCallHierarchy(connection, guard);
  const structure = registerStructure(connection, guard, settings);
  const typing = registerTyping(connection, guard, files);
  const actions = registerCodeActions(connection, guard);
  const pushed = new PushedDiagnostics(
    async (uri) => {
      const document = documents.get(uri);
      const compiled = document && (await workspace.compiled(document));
      return compiled && { version: compiled.version, diagnostics: diagnosticsOf(document, compiled) };
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
  let pullRelated = false;
  let watch = false;
  let changesFolders = false;
  let refreshDiagnostics = false;
  let refreshCodeLenses = false;
  let refreshInlayHints = false;

  connection.onInitialize(({ capabilities, initializationOptions, workspaceFolders, rootUri }): InitializeResult => {
    project.setFolders(workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []));
    settings.initialize(capabilities, initializationOptions);
    pull = capabilities.textDocument?.diagnostic !== undefined;
    pullRelated = capabilities.textDocument?.diagnostic?.relatedDocumentSupport === true;
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
        documentSymbolProvider: { label: 'OpenQASM' },
        codeLensProvider: { resolveProvider: false },
        documentLinkProvider: { resolveProvider: false },
        ...navigation,
        ...calls,
        ...structure,
        ...typing(capabilities),
        ...actions(capabilities),
        ...symbols.capabilities,
        workspace: {
          textDocumentContent: { schemes: [LIBRARY_SCHEME] },
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { didCreate: anyFile, didRename: anyFile, didDelete: anyFile },
        },
        ...(pull && { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } }),
      },
    };
  });
  connection.onInitialized(() => {
    settings.initialized();
    if (changesFolders) connection.workspace.onDidChangeWorkspaceFolders(foldersChanged);
    if (!watch) return;
    const watchers = [{ globPattern: '**/*.{qasm,qasm2,qasm3,inc}' }];
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
    if (refreshCodeLenses) connection.sendRequest(CodeLensRefreshRequest.type).catch(report);
    if (refreshInlayHints) connection.sendRequest(InlayHintRefreshRequest.type).catch(report);
    connection.sendNotification(circuitsChangedNotification, { uris }).catch(report);
  }

  function report(error: unknown): void {
    log(String(error));
  }

  function diagnosticsOf(document: TextDocument, { compilation, files }: Compiled): Diagnostic[] {
    // Libraries are shown to be read; what they are missing on their own is no problem of the reader's.
    if (document.uri.startsWith(`${LIBRARY_SCHEME}:`)) return [];
    const textOf = (uri: string) => files.get(fileKey(uri)) ?? libraryText(uri);
    return compilation.diagnostics
      .slice(0, maximumDiagnostics)
      .map((diagnostic) => toDiagnostic(document, diagnostic, textOf));
  }

  /** What is wrong with the syntax of included files that are not open. */
  function relatedReports({ compilation: { program } }: Compiled): Record<string, FullDocumentDiagnosticReport> {
    const reports: Record<string, FullDocumentDiagnosticReport> = {};
    for (const { uri, tree } of programFiles(program).slice(1)) {
      const file = TextDocument.create(uri, 'openqasm', 0, tree.text);
      const items = tree.diagnostics.map((diagnostic) => toDiagnostic(file, diagnostic, () => undefined));
      if (!documents.get(uri)) reports[uri] = { kind: DocumentDiagnosticReportKind.Full, items };
    }
    return reports;
  }

  connection.languages.diagnostics.on(
    documentRequest<DocumentDiagnosticParams, DocumentDiagnosticReport>(guard, {
      name: 'textDocument/diagnostic',
      closed: { kind: DocumentDiagnosticReportKind.Full, items: [] },
      answer: (document, compiled, { previousResultId }) => ({
        ...(previousResultId === compiled.id
          ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: compiled.id }
          : {
              kind: DocumentDiagnosticReportKind.Full,
              resultId: compiled.id,
              items: diagnosticsOf(document, compiled),
            }),
        ...(pullRelated && { relatedDocuments: relatedReports(compiled) }),
      }),
    }),
  );
  connection.onDocumentSymbol(
    documentRequest<DocumentSymbolParams, DocumentSymbol[]>(guard, {
      name: 'textDocument/documentSymbol',
      closed: [],
      answer: (document, { compilation }) =>
        documentSymbols(compilation.tree).map((symbol) => toDocumentSymbol(document, symbol)),
    }),
  );
  connection.onCodeLens(
    documentRequest<CodeLensParams, CodeLens[]>(guard, {
      name: 'textDocument/codeLens',
      closed: [],
      answer: (document, { compilation }) =>
        codeLenses(compilation.tree, compilation.circuit).map((lens) => toCodeLens(document, lens)),
    }),
  );
  connection.onDocumentLinks(
    documentRequest<DocumentLinkParams, DocumentLink[]>(guard, {
      name: 'textDocument/documentLink',
      closed: [],
      answer: (document, { compilation }) =>
        documentLinks(compilation.tree, (path) => resolveInclude(path, document.uri, settings.current.qelib1)).map(
          (link) => toDocumentLink(document, link),
        ),
    }),
  );
  connection.onRequest(
    circuitRequest,
    documentRequest<CircuitParameters, CircuitAnswer | null>(guard, {
      name: circuitRequest,
      closed: null,
      answer: ({ version }, { compilation }) => ({
        version,
        circuit: compilation.circuit,
        errors: errorsOf(compilation),
      }),
    }),
  );
  connection.onRequest(
    convertRequest,
    documentRequest<ConvertParameters, ConvertAnswer | null>(guard, {
      name: convertRequest,
      closed: null,
      answer: (_, { compilation }, { target }) => ({
        errors: errorsOf(compilation),
        result: exportCircuit(compilation.circuit, target),
        sources: compilation.circuit.sources,
      }),
    }),
  );
  const constant: GenericRequestHandler<ConstantAnswer, void> = ({ text }: ConstantParameters) =>
    guarded(log, constantRequest, () => constantValueOf(String(text))) ?? null;
  connection.onRequest(constantRequest, constant);
  connection.workspace.textDocumentContent.on(({ uri }) => {
    const text = libraryText(uri);
    return text === undefined ? null : { text };
  });

  documents.listen(connection);
  connection.listen();
}

function errorsOf({ diagnostics }: Compilation): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}
