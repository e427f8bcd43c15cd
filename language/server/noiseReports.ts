/**
 * What the device makes of each open program: one report for each compilation, made when a request asks for it first, in
 * slices, and given up when the text changes. It comes behind everything that is said of the text itself.
 */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { NoiseReport } from '../features/noise/noiseReport.ts';
import type { DocumentGuard } from './guard.ts';
import { describeFault } from './guard.ts';
import type { ClientSettings } from './settings.ts';
import { inSlices } from './slices.ts';
import type { Compiled, Workspace } from './workspace.ts';

/** Answers wait so long for a report; those that come too early are asked for again. */
const patienceMs = 60;

interface Work {
  readonly done: Promise<NoiseReport | undefined>;
  /** Absent: under way. */
  result?: { readonly report: NoiseReport | undefined };
  /** An answer went out without it. */
  wasMissed: boolean;
}

/** What happens once a report is there. */
export interface NoiseListener {
  /** @param wasMissed answers went out without it */
  reported(document: TextDocument, compiled: Compiled, report: NoiseReport | undefined, wasMissed: boolean): void;
}

export class NoiseReports {
  readonly #guard: DocumentGuard;
  readonly #workspace: Workspace;
  readonly #settings: ClientSettings;
  readonly #listener: NoiseListener;
  readonly #work = new WeakMap<Compiled, Work>();

  constructor(guard: DocumentGuard, workspace: Workspace, settings: ClientSettings, listener: NoiseListener) {
    this.#guard = guard;
    this.#workspace = workspace;
    this.#settings = settings;
    this.#listener = listener;
  }

  /** The report where it is there by now, or soon; where not, it is begun. */
  async soon(document: TextDocument, compiled: Compiled): Promise<NoiseReport | undefined> {
    if (!this.#settings.current.noise.enabled) return undefined;
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
  async whenDone(document: TextDocument, compiled: Compiled): Promise<NoiseReport | undefined> {
    return this.#settings.current.noise.enabled ? this.#workOf(document, compiled).done : undefined;
  }

  #workOf(document: TextDocument, compiled: Compiled): Work {
    const known = this.#work.get(compiled);
    if (known) return known;
    const done = this.#report(document, compiled)
      .catch((error) => {
        this.#guard.log(describeFault('noise analysis', error));
        return undefined;
      })
      .then((report) => {
        work.result = { report };
        if (this.#guard.isCurrent(document, compiled)) {
          this.#listener.reported(document, compiled, report, work.wasMissed);
        }
        return report;
      });
    const work: Work = { done, wasMissed: false };
    this.#work.set(compiled, work);
    return work;
  }

  /** Again where a device's file had to be waited for. */
  async #report(document: TextDocument, compiled: Compiled): Promise<NoiseReport | undefined> {
    const { noiseReport } = await import('../features/noise/noiseReport.ts');
    const isWanted = () => this.#guard.isCurrent(document, compiled);
    for (;;) {
      const awaited: Promise<void>[] = [];
      const context = {
        device: this.#settings.current.device,
        readFile: (path: string) => this.#workspace.fileBeside(document, compiled, path, awaited),
      };
      const report = await inSlices(noiseReport(compiled.compilation, context), isWanted);
      if (awaited.length === 0 || !isWanted()) return report;
      await Promise.all(awaited);
    }
  }
}
