/**
 * Files that are not open, as the server sees them. An answer may take time: a browser and a virtual workspace have
 * their files far away, and only the client can read them.
 */
import type { Connection } from 'vscode-languageserver';
import { type ListFilesAnswer, listFilesRequest, type ReadFileAnswer, readFileRequest } from './protocol.ts';

export interface FileSystem {
  /** The text of a file; `undefined` where there is none that can be read. Never rejects. */
  readonly readFile: (uri: string) => string | undefined | Promise<string | undefined>;
  /**
   * The names of the files that a program could include, and of the folders, in a folder (a URI that ends with `/`);
   * folders end with `/` themselves. Never rejects.
   */
  readonly listFiles: (folder: string) => readonly string[] | Promise<readonly string[]>;
}

/** No source file is larger; whatever is, is something else. */
export const MOST_BYTES = 64 * 2 ** 20;
/** More names in one folder are of no help to anybody. */
export const MOST_ENTRIES = 1000;

/** The names that `listFiles` gives, from all there are. */
export function programEntries(entries: readonly { readonly name: string; readonly isFolder: boolean }[]): string[] {
  return entries
    .slice(0, MOST_ENTRIES)
    .filter(({ name, isFolder }) => !name.startsWith('.') && (isFolder || /\.(qasm[23]?|inc)$/.test(name)))
    .map(({ name, isFolder }) => (isFolder ? `${name}/` : name));
}

/** The files as the client reads them; a client that cannot has none. */
export function clientFiles(connection: Connection): FileSystem {
  return {
    readFile: (uri) =>
      connection.sendRequest<ReadFileAnswer>(readFileRequest, { uri }).then(
        (text) => text ?? undefined,
        () => undefined,
      ),
    listFiles: (uri) =>
      connection.sendRequest<ListFilesAnswer>(listFilesRequest, { uri }).then(
        (names) => names,
        () => [],
      ),
  };
}
