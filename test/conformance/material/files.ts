/** The public files that conformance is shown on, as they lie on the disk. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface TextFile {
  /** Path below the folder that was asked for, with forward slashes. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** All files below a folder whose names end with one of the extensions, in the order of their names. */
export function filesBelow(folder: string, ...extensions: readonly string[]): readonly TextFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.some((extension) => entry.name.endsWith(extension)))
    .map((entry) => path.resolve(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      name: path.relative(folder, file).split(path.sep).join('/'),
      path: file,
      text: readFileSync(file, 'utf8'),
    }));
}

/** Paths of the `.qasm` files of at most so many bytes below a folder, sorted. */
export function programsBelow(folder: string, largest: number): string[] {
  return filesBelow(folder, '.qasm')
    .filter(({ path: file }) => statSync(file).size <= largest)
    .map(({ path: file }) => file);
}
