/**
 * The open documents and what was made of them: one compilation for each document as it is, made when the first
 * request asks for it and shared by all. Knows no connection and no file system of its own.
 */
import type { CancellationToken, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Compilation, type CompileOptions, compileInSteps } from '../compile.ts';
import type { DeviceResolution } from '../device/resolveDevice.ts';
import { Devices } from './devices.ts';
import type { FileSystem } from './files.ts';
import { FileTexts } from './fileTexts.ts';
import { inSlices } from './slices.ts';
import { fileKey, isWithin, resolveInclude } from './uris.ts';

export interface Compiled {
  /** Differs from the one of every other compilation. */
  readonly id: string;
  readonly version: number;
  readonly compilation: Compilation;
  /** The texts of included files by `fileKey`; `undefined` for those that could not be read. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

export interface WorkspaceOptions extends CompileOptions {
  /** URI of the folder that paths in settings are relative to; absent: the program's own. */
  readonly folder?: string | undefined;
}

/** A compilation that is under way or done. It is forgotten as soon as it is not about its document as it is. */
interface Work {
  readonly files: Map<string, string | undefined>;
  compiled: Compiled | undefined;
  /** Nothing where the work was forgotten before it was done. */
  done: Promise<Compiled | undefined>;
}

export class Workspace {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #files: FileTexts;
  readonly #devices = new Devices();
  readonly #options: () => WorkspaceOptions;
  readonly #work = new Map<string, Work>();
  #count = 0;

  /** `options` are those that settings decide. */
  constructor(documents: TextDocuments<TextDocument>, files: FileSystem, options: () => WorkspaceOptions = () => ({})) {
    this.#documents = documents;
    this.#files = new FileTexts(files);
    this.#options = options;
    // Versions are the client's to count: one closed and opened again may well have the number it had before.
    documents.onDidChangeContent(({ document }) => this.#work.delete(document.uri));
    documents.onDidClose(({ document }) => this.#work.delete(document.uri));
  }

  /** The compilation of an open document as it is now; nothing where that changes before it is done. */
  compiled(document: TextDocument): Promise<Compiled | undefined> {
    const known = this.#work.get(document.uri);
    if (known) return known.done;
    const work: Work = { files: new Map(), compiled: undefined, done: Promise.resolve(undefined) };
    this.#work.set(document.uri, work);
    work.done = this.#compile(document, work, () => this.#work.get(document.uri) === work);
    return work.done;
  }

  /** The compilation of a program that is not open, which is not kept; nothing where it is cancelled. */
  compileClosed(document: TextDocument, token: CancellationToken): Promise<Compiled | undefined> {
    const work: Work = { files: new Map(), compiled: undefined, done: Promise.resolve(undefined) };
    return this.#compile(document, work, () => !token.isCancellationRequested);
  }

  /** Whether this is about the document as it is now. */
  isCurrent({ uri }: TextDocument, compiled: Compiled): boolean {
    return this.#work.get(uri)?.compiled === compiled;
  }

  /** What a compilation was made with, for making one of a text that is not there yet. */
  optionsOf({ uri }: TextDocument, { files }: Compiled): CompileOptions {
    return this.#optionsFor(uri, new Map(files), []);
  }

  /** The device of a name, a generic line, or a path that is relative to `from`, else to the folder of the settings. */
  findDevice(reference: string, from: string | undefined): Promise<DeviceResolution> {
    const { qelib1, folder } = this.#options();
    const base = from ?? folder;
    return this.#devices.find(reference, (path, awaited) => {
      const uri = base === undefined ? undefined : resolveInclude(path, base, qelib1);
      const text = uri === undefined ? undefined : this.#textOf(uri, awaited);
      return uri === undefined || text === undefined ? undefined : { uri, text };
    });
  }

  /** Forgets every compilation that read, or tried to read, the file or one in that folder; returns the URIs of their documents. */
  forgetDependents(file: string): readonly string[] {
    const key = fileKey(file);
    this.#files.forget(file);
    const dependents = [...this.#work]
      .filter(([, { files }]) => [...files.keys()].some((read) => isWithin(read, key)))
      .map(([document]) => document);
    for (const dependent of dependents) this.#work.delete(dependent);
    return dependents;
  }

  /** Forgets every compilation; returns the URIs of their documents. */
  forgetAll(): readonly string[] {
    const documents = [...this.#work.keys()];
    this.#work.clear();
    return documents;
  }

  /** Again where included files had to be waited for. */
  async #compile(document: TextDocument, work: Work, isWanted: () => boolean): Promise<Compiled | undefined> {
    const { uri, version } = document;
    try {
      for (;;) {
        const awaited: Promise<void>[] = [];
        const steps = compileInSteps(uri, document.getText(), this.#optionsFor(uri, work.files, awaited));
        const compilation = await inSlices(steps, isWanted);
        if (compilation && awaited.length === 0) {
          work.compiled = { id: String(++this.#count), version, compilation, files: work.files };
          return work.compiled;
        }
        await Promise.all(awaited);
        if (!isWanted()) return undefined;
      }
    } catch (error) {
      if (this.#work.get(uri) === work) this.#work.delete(uri);
      throw error;
    }
  }

  /** Files whose texts have yet to arrive go into `awaited`. */
  #optionsFor(document: string, files: Map<string, string | undefined>, awaited: Promise<void>[]): CompileOptions {
    const options = this.#options();
    const readInclude = (path: string, from: string) => {
      const uri = resolveInclude(path, from, options.qelib1);
      if (uri === undefined) return undefined;
      const text = this.#textOf(uri, awaited);
      files.set(fileKey(uri), text);
      return text === undefined ? undefined : { uri, text };
    };
    return {
      ...options,
      readInclude,
      resolveDevice: (reference, chosenBy) => {
        const from = chosenBy === 'setting' ? (options.folder ?? document) : document;
        return this.#devices.resolve(reference, (path) => readInclude(path, from), awaited);
      },
    };
  }

  /** An open document speaks for its file. */
  #textOf(uri: string, awaited: Promise<void>[]): string | undefined {
    const key = fileKey(uri);
    const open = this.#documents.all().find((document) => fileKey(document.uri) === key);
    if (open) return open.getText();
    const found = this.#files.read(uri);
    if ('arrival' in found) awaited.push(found.arrival);
    return 'arrival' in found ? undefined : found.text;
  }
}
