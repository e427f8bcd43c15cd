/**
 * What the device makes of each open program: one report for each compilation, begun when a request asks for it first, in
 * slices, and given up when the text changes. It comes behind everything that is said of the text itself, and advice,
 * which tries changes of the program, behind that.
 */
import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { NoiseProblem, NoiseReport } from '../features/noise/noiseReport.ts';
import { toDiagnostic } from './convert.ts';
import { type DocumentGuard, describeFault } from './guard.ts';
import type { ClientSettings } from './settings.ts';
import { inSlices } from './slices.ts';
import type { Compiled, Workspace } from './workspace.ts';

/** Answers wait so long for a report; those that go out without it are asked for again. */
const patienceMs = 60;
/** Whoever pauses so long may want advice. */
const pauseMs = 250;
/** Of a large circuit nothing is begun before a pause of this length. */
const manyOperations = 1000;
const longPauseMs = 700;

interface Work {
  readonly done: Promise<NoiseReport | undefined>;
  /** Absent: under way. */
  result?: { readonly report: NoiseReport | undefined };
  problems: readonly NoiseProblem[];
  /** An answer went out without the report. */
  wasMissed: boolean;
}

export interface NoiseListener {
  /** The first stage of the report on a document is there. @param wasMissed answers went out without it */
  analyzed(document: TextDocument, wasMissed: boolean): void;
  /** All problems of a document that its noise makes are known, or are gone. */
  advised(document: TextDocument, diagnostics: Diagnostic[]): void;
}

export class NoiseReports {
  readonly #guard: DocumentGuard;
  readonly #workspace: Workspace;
  readonly #settings: ClientSettings;
  readonly #listener: NoiseListener;
  readonly #work = new WeakMap<Compiled, Work>();
  /** URIs of documents with problems that were told of. */
  readonly #told = new Set<string>();

  constructor(guard: DocumentGuard, workspace: Workspace, settings: ClientSettings, listener: NoiseListener) {
    this.#guard = guard;
    this.#workspace = workspace;
    this.#settings = settings;
    this.#listener = listener;
  }

  begin(document: TextDocument, compiled: Compiled): void {
    this.#workOf(document, compiled);
  }

  /** The report where it is there by now, or soon. */
  async soon(document: TextDocument, compiled: Compiled): Promise<NoiseReport | undefined> {
    const work = this.#workOf(document, compiled);
    if (!work.result) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patienceMs);
      });
      await Promise.race([work.done, patience]);
      clearTimeout(timer);
    }
    if (!work.result) work.wasMissed = true;
    return work.result?.report;
  }

  /** The report, however long it takes; nothing where the text changes meanwhile. */
  whenDone(document: TextDocument, compiled: Compiled): Promise<NoiseReport | undefined> {
    return this.#workOf(document, compiled).done;
  }

  /** As far as they are known. */
  problemsOf(compiled: Compiled): readonly NoiseProblem[] {
    return this.#work.get(compiled)?.problems ?? [];
  }

  diagnosticsOf(document: TextDocument, compiled: Compiled): Diagnostic[] {
    return this.problemsOf(compiled).map(({ diagnostic }) => toDiagnostic(document, diagnostic, () => undefined));
  }

  /** Takes back what was told of a document. */
  clear(document: TextDocument): void {
    if (this.#told.delete(document.uri)) this.#listener.advised(document, []);
  }

  #workOf(document: TextDocument, compiled: Compiled): Work {
    const known = this.#work.get(compiled);
    if (known) return known;
    const isWanted = () => this.#guard.isCurrent(document, compiled);
    const report = (error: unknown) => {
      this.#guard.log(describeFault('noise analysis', error));
      return undefined;
    };
    const work: Work = {
      done: this.#report(document, compiled, isWanted).catch(report),
      problems: [],
      wasMissed: false,
    };
    this.#work.set(compiled, work);
    work.done
      .then(async (report) => {
        work.result = { report };
        if (!isWanted()) return;
        this.#listener.analyzed(document, work.wasMissed);
        work.problems = report?.problems ?? [];
        const advice = await this.#advice(document, compiled, report, isWanted);
        if (!isWanted()) return;
        work.problems = [...work.problems, ...advice];
        this.#tell(document, compiled);
      })
      .catch(report);
    return work;
  }

  #tell(document: TextDocument, compiled: Compiled): void {
    const diagnostics = this.diagnosticsOf(document, compiled);
    if (diagnostics.length === 0) {
      this.clear(document);
    } else {
      this.#told.add(document.uri);
      this.#listener.advised(document, diagnostics);
    }
  }

  async #report(document: TextDocument, compiled: Compiled, isWanted: () => boolean): Promise<NoiseReport | undefined> {
    const { compilation } = compiled;
    if (!this.#settings.current.noise.enabled || !compilation.device?.device) return undefined;
    // What is said of the text itself goes first; single steps of fitting a large circuit take long enough to be felt.
    const isLarge = compilation.circuit.operations.length > manyOperations;
    await new Promise((resolve) => setTimeout(resolve, isLarge ? longPauseMs : 0));
    if (!isWanted()) return undefined;
    const { noiseReport } = await import('../features/noise/noiseReport.ts');
    return inSlices(noiseReport(compilation, this.#workspace.optionsOf(document, compiled)), isWanted);
  }

  async #advice(
    document: TextDocument,
    compiled: Compiled,
    report: NoiseReport | undefined,
    isWanted: () => boolean,
  ): Promise<readonly NoiseProblem[]> {
    if (!report?.analysis) return [];
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (!isWanted()) return [];
    const { noiseAdvice } = await import('../features/noise/noiseReport.ts');
    const options = this.#workspace.optionsOf(document, compiled);
    const { shots } = this.#settings.current;
    return (await inSlices(noiseAdvice(compiled.compilation, report.analysis, shots, options), isWanted)) ?? [];
  }
}
