/**
 * The open documents and what was made of them: one compilation for each document as it is, made when the first
 * request asks for it and shared by all. Knows no connection and no file system of its own.
 */
import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Compilation, type CompileOptions, compileInSteps } from '../compile.ts';
import { type Qelib1, standardLibrary } from '../semantics/libraries.ts';

/** The text of a file; `undefined` where there is none that can be read. */
export type ReadFile = (uri: string) => string | undefined;

export interface Compiled {
  /** Differs from the one of every other compilation. */
  readonly id: string;
  readonly version: number;
  readonly compilation: Compilation;
  /** The texts of included files by `fileKey`; `undefined` for those that could not be read. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

/** A compilation that is under way or done. It is forgotten as soon as it is not about its document as it is. */
interface Work {
  readonly files: Map<string, string | undefined>;
  compiled: Compiled | undefined;
  /** Nothing where the work was forgotten before it was done. */
  done: Promise<Compiled | undefined>;
}

/** For how long a compilation keeps messages that arrive meanwhile waiting. */
const sliceMs = 30;

export class Workspace {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #readFile: ReadFile;
  readonly #options: () => CompileOptions;
  readonly #work = new Map<string, Work>();
  #count = 0;

  /** `options` are those that settings decide. */
  constructor(documents: TextDocuments<TextDocument>, readFile: ReadFile, options: () => CompileOptions = () => ({})) {
    this.#documents = documents;
    this.#readFile = readFile;
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
    work.done = this.#compile(document, work);
    return work.done;
  }

  /** Whether this is about the document as it is now. */
  isCurrent({ uri }: TextDocument, compiled: Compiled): boolean {
    return this.#work.get(uri)?.compiled === compiled;
  }

  /** Forgets every compilation that read, or tried to read, the file; returns the URIs of their documents. */
  forgetDependents(file: string): readonly string[] {
    const key = fileKey(file);
    const dependents = [...this.#work].filter(([, { files }]) => files.has(key)).map(([document]) => document);
    for (const dependent of dependents) this.#work.delete(dependent);
    return dependents;
  }

  /** Forgets every compilation; returns the URIs of their documents. */
  forgetAll(): readonly string[] {
    const documents = [...this.#work.keys()];
    this.#work.clear();
    return documents;
  }

  async #compile(document: TextDocument, work: Work): Promise<Compiled | undefined> {
    const { uri, version } = document;
    try {
      const steps = compileInSteps(uri, document.getText(), this.#optionsFor(work));
      for (;;) {
        const pause = Date.now() + sliceMs;
        let step = steps.next();
        while (!step.done && Date.now() < pause) step = steps.next();
        if (step.done) {
          work.compiled = { id: String(++this.#count), version, compilation: step.value, files: work.files };
          return work.compiled;
        }
        await new Promise((resolve) => setTimeout(resolve));
        if (this.#work.get(uri) !== work) return undefined;
      }
    } catch (error) {
      if (this.#work.get(uri) === work) this.#work.delete(uri);
      throw error;
    }
  }

  #optionsFor({ files }: Work): CompileOptions {
    const options = this.#options();
    return {
      ...options,
      readInclude: (path, from) => {
        const uri = resolveInclude(path, from, options.qelib1);
        if (uri === undefined) return undefined;
        const text = this.#textOf(uri);
        files.set(fileKey(uri), text);
        return text === undefined ? undefined : { uri, text };
      },
    };
  }

  /** An open document speaks for its file. */
  #textOf(uri: string): string | undefined {
    const key = fileKey(uri);
    const open = this.#documents.all().find((document) => fileKey(document.uri) === key);
    return open ? open.getText() : this.#readFile(uri);
  }
}

/**
 * The URI that an include's path means in the file `from`; `undefined` where that file has no place. Never on
 * another host: opening a file must not make the machine talk to one.
 */
export function resolveInclude(path: string, from: string, qelib1?: Qelib1): string | undefined {
  const library = standardLibrary(path, qelib1);
  if (library) return library.uri;
  try {
    const base = new URL(from);
    // A path is no URI yet: what has a meaning in a URI must lose it.
    const url = new URL(path.replace(/\\/g, '/').replace(/[%?#:]/g, encodeURIComponent), base);
    return url.host === base.host ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Editors escape URIs to their own taste (`file:///c%3A/a.qasm`): one spelling for comparing. */
export function fileKey(uri: string): string {
  try {
    return decodeURIComponent(new URL(uri).href);
  } catch {
    return uri;
  }
}
