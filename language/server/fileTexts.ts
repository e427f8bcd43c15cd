/** The texts of files that are not open: those that take time to arrive are kept until their file changes. */
import type { FileSystem } from './files.ts';
import { fileKey, isWithin } from './uris.ts';

/** A text, `undefined` for a file that cannot be read, or the time from which on it is known. */
export type FoundText = { readonly text: string | undefined } | { readonly arrival: Promise<void> };

export class FileTexts {
  readonly #files: FileSystem;
  readonly #arrived = new Map<string, string | undefined>();
  readonly #arriving = new Map<string, Promise<void>>();

  constructor(files: FileSystem) {
    this.#files = files;
  }

  read(uri: string): FoundText {
    const key = fileKey(uri);
    if (this.#arrived.has(key)) return { text: this.#arrived.get(key) };
    const under = this.#arriving.get(key);
    if (under) return { arrival: under };
    const text = this.#files.readFile(uri);
    if (!(text instanceof Promise)) return { text };
    const arrival = text.then((arrived) => {
      // A file that changed meanwhile is read again.
      if (this.#arriving.get(key) !== arrival) return;
      this.#arriving.delete(key);
      this.#arrived.set(key, arrived);
    });
    this.#arriving.set(key, arrival);
    return { arrival };
  }

  /** Of a file, or of all in a folder. */
  forget(uri: string): void {
    const key = fileKey(uri);
    for (const texts of [this.#arrived, this.#arriving]) {
      for (const read of texts.keys()) if (isWithin(read, key)) texts.delete(read);
    }
  }
}
