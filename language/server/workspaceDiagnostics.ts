/**
 * The request for the problems of all programs of the workspace that are not open. Each program is compiled once, and
 * again when it or a file that it includes changes; where nothing has changed since the client asked last, the answer
 * waits until something does, so that asking again and again costs nothing.
 */
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type ResultProgressReporter,
  type WorkDoneProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileName } from '../features/programFiles.ts';
import { guardedRequest, letMessagesIn, unlessCancelled } from './guard.ts';
import { LONGEST_TEXT, type ProjectFiles } from './projectFiles.ts';
import { fileKey, isWithin } from './uris.ts';
import type { Compiled } from './workspace.ts';

/** Files that change together are compiled together. */
const pauseMs = 300;
/** It takes a while to compile so many programs: the client shows how far it got. */
const many = 20;

export interface WorkspaceDiagnosticsHost {
  log(message: string): void;
  /** Settled once it is known what programs are to be compiled with. */
  ready(): Promise<void>;
  /** Whether programs that are not open are wanted at all. */
  isWanted(): boolean;
  openDocuments(): readonly string[];
  createProgress(): Promise<WorkDoneProgressReporter>;
  compileClosed(document: TextDocument, token: CancellationToken): Promise<Compiled | undefined>;
  diagnosticsOf(document: TextDocument, compiled: Compiled): Diagnostic[];
}

interface Report {
  readonly resultId: string;
  readonly items: Diagnostic[];
  /** What the program includes, by `fileKey`. */
  readonly files: ReadonlySet<string>;
}

/** What the client has, by `fileKey`. */
type PreviousResults = ReadonlyMap<string, { readonly uri: string; readonly value: string }>;

export class WorkspaceDiagnostics {
  readonly #host: WorkspaceDiagnosticsHost;
  readonly #project: ProjectFiles;
  /** By `fileKey` of the program. */
  readonly #reports = new Map<string, Report>();
  /** Until the next change. */
  #changed = deferred();
  #changes = 0;

  /** Answers this request on `connection`. */
  constructor(connection: Connection, host: WorkspaceDiagnosticsHost, project: ProjectFiles) {
    this.#host = host;
    this.#project = project;
    connection.languages.diagnostics.onWorkspace(
      guardedRequest(host.log, 'workspace/diagnostic', (parameters, token, progress, results) =>
        this.#answer(parameters, token, parameters.workDoneToken === undefined ? undefined : progress, results),
      ),
    );
  }

  /** To be called for a file that changed. */
  forget(file: string): void {
    const key = fileKey(file);
    this.#changes++;
    const stale = [...this.#reports].filter(([program, { files }]) =>
      [program, ...files].some((read) => isWithin(read, key)),
    );
    for (const [program] of stale) this.#reports.delete(program);
    if (stale.length > 0) this.wake();
  }

  forgetAll(): void {
    this.#changes++;
    this.#reports.clear();
    this.wake();
  }

  /** To be called where programs came or went, too: lets those who wait for news look for them. */
  wake(): void {
    this.#changed.resolve();
    this.#changed = deferred();
  }

  async #answer(
    { previousResultIds }: WorkspaceDiagnosticParams,
    token: CancellationToken,
    progress: WorkDoneProgressReporter | undefined,
    results: ResultProgressReporter<WorkspaceDiagnosticReport> | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const previous: PreviousResults = new Map(previousResultIds.map((result) => [fileKey(result.uri), result]));
    for (let isFirst = true; ; isFirst = false) {
      const changed = this.#changed.promise;
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      let hasNews = false;
      const report = (item: WorkspaceDocumentDiagnosticReport) => {
        hasNews ||= item.kind === DocumentDiagnosticReportKind.Full;
        if (results) results.report({ items: [item] });
        else items.push(item);
      };
      await this.#reportAll(previous, token, isFirst ? progress : undefined, report);
      if (hasNews || previous.size === 0) return { items };
      await unlessCancelled(token, changed);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await letMessagesIn(token);
    }
  }

  async #reportAll(
    previous: PreviousResults,
    token: CancellationToken,
    givenProgress: WorkDoneProgressReporter | undefined,
    report: (item: WorkspaceDocumentDiagnosticReport) => void,
  ): Promise<void> {
    await this.#host.ready();
    const isOpen = new Set(this.#host.openDocuments().map(fileKey));
    const programs = this.#host.isWanted() ? (await this.#project.list()).filter(isProgram) : [];
    const closed = programs.filter((uri) => !isOpen.has(fileKey(uri)));
    const unknown = closed.filter((uri) => !this.#reports.has(fileKey(uri))).length;
    const progress = givenProgress ?? (unknown >= many ? await this.#host.createProgress() : undefined);
    progress?.begin('Checking circuits', 0, undefined, false);
    try {
      for (const [index, uri] of closed.entries()) {
        progress?.report(Math.round((100 * index) / closed.length), fileName(uri));
        const { resultId, items } = await this.#reportOf(uri, token);
        const isSame = previous.get(fileKey(uri))?.value === resultId;
        if (isSame) report({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version: null, resultId });
        else report({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId, items });
      }
    } finally {
      progress?.done();
    }
    const known = new Set([...isOpen, ...closed.map(fileKey)]);
    for (const [key, { uri }] of previous) {
      if (!known.has(key)) report({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
    }
  }

  async #reportOf(uri: string, token: CancellationToken): Promise<Report> {
    const key = fileKey(uri);
    const known = this.#reports.get(key);
    if (known && this.#project.isWatched) return known;
    const changes = this.#changes;
    await letMessagesIn(token);
    const text = await this.#project.read(uri);
    const isShort = text !== undefined && text.length <= LONGEST_TEXT;
    const document = TextDocument.create(uri, 'openqasm', 0, isShort ? text : '');
    const compiled = await this.#host.compileClosed(document, token);
    await letMessagesIn(token);
    const report = {
      resultId: compiled?.id ?? '',
      items: compiled && isShort ? this.#host.diagnosticsOf(document, compiled) : [],
      files: new Set(compiled?.files.keys()),
    };
    // What changed meanwhile is to be read again.
    if (changes === this.#changes) this.#reports.set(key, report);
    return report;
  }
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** What stands in an `.inc` is reported in the programs that include it. */
const isProgram = (uri: string) => !uri.endsWith('.inc');
