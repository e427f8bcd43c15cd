/** The manifests in `faults/`: for each known corpus, every file with errors and the true faults that explain them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

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
  /** Codes of the errors that say so; each is reported in each of the files. */
  readonly codes: readonly string[];
  /** Paths below the folder. */
  readonly files: readonly string[];
}

/** Of the corpus of that name; `undefined` for one that is not known. */
export function readManifest(corpus: string): Manifest | undefined {
  const file = path.join('test/conformance/faults', `${corpus}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
}

/** The codes that a manifest explains, by file. */
export function explainedCodes({ faults }: Manifest): ReadonlyMap<string, ReadonlySet<string>> {
  const explained = new Map<string, Set<string>>();
  for (const { files, codes } of faults) {
    for (const file of files) {
      const known = explained.get(file) ?? new Set();
      for (const code of codes) known.add(code);
      explained.set(file, known);
    }
  }
  return explained;
}
