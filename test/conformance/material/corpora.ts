/**
 * The corpora of public programs: the folders below the one that KETLAB_CORPORA names, and the checkout of
 * openqasm/openqasm that KETLAB_OPENQASM names.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, type TextFile } from './files.ts';
import { type Manifest, readManifest } from './manifest.ts';

export interface Corpus {
  /** That of its folder, such as `QASMBench`. */
  readonly name: string;
  readonly folder: string;
  /** Of a known corpus: its faults. */
  readonly manifest: Manifest | undefined;
  readonly files: readonly TextFile[];
}

const EXTENSIONS = ['.qasm', '.qasm2', '.qasm3'];

/** Says which of the two is not set. A folder that is no known corpus, nor holds one, is a corpus as it is. */
export function openCorpora(): readonly Corpus[] {
  const { KETLAB_OPENQASM: standard, KETLAB_CORPORA: root } = process.env;
  if (!root) console.log('KETLAB_CORPORA is not set: name a folder with checkouts of public circuits to read them.');
  const folders = root ? corpusFolders(root) : [];
  if (standard && !folders.some((folder) => path.basename(folder) === 'openqasm')) folders.push(standard);
  return folders.map((folder) => {
    const name = folder === standard ? 'openqasm' : path.basename(folder);
    const manifest = readManifest(name);
    return { name, folder, manifest, files: filesBelow(path.join(folder, manifest?.folder ?? ''), ...EXTENSIONS) };
  });
}

function corpusFolders(root: string): string[] {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(root, entry.name))
    .sort();
  const isCollection = folders.some((folder) => readManifest(path.basename(folder)) !== undefined);
  return isCollection ? folders : [path.resolve(root)];
}
