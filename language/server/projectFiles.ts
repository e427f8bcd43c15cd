/** The OpenQASM files in the folders of the workspace, open or not. They are looked for once, until some come or go. */
import type { FileSystem } from './files.ts';

/** Bounds what a folder that is no project, such as a home, may cost. */
const MOST_FILES = 1000;
const MOST_FOLDERS = 2000;
const MOST_DEPTH = 16;
/** Longer texts were written by programs, and are looked at when they are opened. */
export const LONGEST_TEXT = 2 ** 18;

export class ProjectFiles {
  readonly #files: FileSystem;
  #folders: readonly string[] = [];
  #found: Promise<readonly string[]> | undefined;
  /** Whether the client tells of changes. What is found is known for as long only. */
  isWatched = false;

  constructor(files: FileSystem) {
    this.#files = files;
  }

  /** @param folders URIs */
  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.forget();
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.setFolders([...this.#folders.filter((folder) => !removed.includes(folder)), ...added]);
  }

  /** URI that ends with `/`; `undefined` where no folder is open. */
  get firstFolder(): string | undefined {
    const [folder] = this.#folders;
    return folder === undefined || folder.endsWith('/') ? folder : `${folder}/`;
  }

  forget(): void {
    this.#found = undefined;
  }

  /** URIs, at most 1000. */
  list(): Promise<readonly string[]> {
    if (!this.isWatched) this.forget();
    this.#found ??= this.#find();
    return this.#found;
  }

  /** The text of one of them; `undefined` where it cannot be read. */
  async read(uri: string): Promise<string | undefined> {
    return this.#files.readFile(uri);
  }

  /** Folder by folder, the outer ones first. */
  async #find(): Promise<readonly string[]> {
    const found: string[] = [];
    const waiting = this.#folders.map((uri) => ({ uri: uri.endsWith('/') ? uri : `${uri}/`, depth: 0 }));
    for (let index = 0; index < Math.min(waiting.length, MOST_FOLDERS); index++) {
      const { uri, depth } = waiting[index]!;
      // Other messages are heard in between.
      await new Promise((resolve) => setTimeout(resolve));
      for (const name of await this.#files.listFiles(uri)) {
        const isFolder = name.endsWith('/');
        const entry = `${uri}${encodeURIComponent(isFolder ? name.slice(0, -1) : name)}`;
        if (!isFolder) found.push(entry);
        else if (name !== 'node_modules/' && depth < MOST_DEPTH) waiting.push({ uri: `${entry}/`, depth: depth + 1 });
        if (found.length === MOST_FILES) return found;
      }
    }
    return found;
  }
}
