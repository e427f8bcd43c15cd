/** The manifests in `faults/`: for each known corpus, every file with errors and the true faults that explain them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DiagnosticCode } from '../../../language/diagnosticCodes.ts';

export interface Manifest {
  readonly repository: string;
  /** The commit whose files the faults are about. */
  readonly commit: string;
  /** Where in the repository the programs are; all of it where not given. */
  readonly folder?: string;
  readonly faults: readonly Fault[];
}

/** One kind of mistake, and the files that have it. */
export interface Fault {
  /** Why these files are at fault, by the standard. */
  readonly why: string;
  /** Codes of the errors that say so, one of them at least in each of the files. */
  readonly codes: readonly DiagnosticCode[];
  /** Paths below the folder. */
  readonly files: readonly string[];
}

/** Of the corpus of that name; `undefined` for one that is not known. */
export function readManifest(corpus: string): Manifest | undefined {
  const file = path.join('test/conformance/faults', `${corpus}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
}
