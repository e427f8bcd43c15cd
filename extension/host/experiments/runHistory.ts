/**
 * The runs of a workspace on disk, a folder for each: `run.json` is the record, `parameters.json` what the job takes to do it
 * again, and `circuits/` what it has run so far. Knows no VS Code.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MitigateParameters } from '../../worker/protocol.ts';
import type { RunRecord } from './runRecord.ts';

/** A run as a file that says all about it. */
export interface ExportedRun {
  readonly format: 'ketlab-run';
  readonly version: 1;
  readonly run: RunRecord;
  readonly parameters: MitigateParameters;
}

export class RunHistory {
  readonly #folder: string;

  /** @param folder is made with the first run */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** All that can be read, the newest first. */
  async list(): Promise<readonly RunRecord[]> {
    if (!existsSync(this.#folder)) return [];
    const names = await readdir(this.#folder);
    const runs = await Promise.all(names.map((id) => this.read(id)));
    return runs.filter((run) => run !== undefined).sort((a, b) => (a.created < b.created ? 1 : -1));
  }

  /** `undefined` where there is none, or none that can be read. */
  async read(id: string): Promise<RunRecord | undefined> {
    try {
      return await this.#json(id, 'run');
    } catch {
      return undefined;
    }
  }

  parametersOf(id: string): Promise<MitigateParameters> {
    return this.#json(id, 'parameters');
  }

  /** @param parameters where they are new */
  async save(run: RunRecord, parameters?: MitigateParameters): Promise<void> {
    await mkdir(this.#path(run.id), { recursive: true });
    if (parameters) await this.#write(run.id, 'parameters', parameters);
    await this.#write(run.id, 'run', run);
  }

  async remove(id: string): Promise<void> {
    await rm(this.#path(id), { recursive: true, force: true });
  }

  async export(run: RunRecord): Promise<ExportedRun> {
    return { format: 'ketlab-run', version: 1, run, parameters: await this.parametersOf(run.id) };
  }

  /** Where the job keeps the circuits of a run. */
  circuitsOf(id: string): string {
    return this.#path(id, 'circuits');
  }

  async #json<T>(id: string, name: string): Promise<T> {
    return JSON.parse(await readFile(this.#path(id, `${name}.json`), 'utf8'));
  }

  /** All of it or nothing, whatever happens meanwhile. */
  async #write(id: string, name: string, content: unknown): Promise<void> {
    const path = this.#path(id, `${name}.json`);
    await writeFile(`${path}.new`, JSON.stringify(content));
    await rename(`${path}.new`, path);
  }

  /** @throws where the name leads out of the folder */
  #path(id: string, ...rest: readonly string[]): string {
    if (!/^[\w-]+$/.test(id)) throw new Error(`'${id}' is no run.`);
    return join(this.#folder, id, ...rest);
  }
}
