/**
 * The open documents and what was made of them: one compilation for each version of a document, made when the
 * first request asks for it and shared by all. Knows no connection and no file system of its own.
 */
import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Compilation, type CompileOptions, compile } from '../compile.ts';
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

export class Workspace {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #readFile: ReadFile;
  readonly #options: () => CompileOptions;
  readonly #compiled = new Map<string, Compiled>();
  #count = 0;

  /** `options` are those that settings decide. */
  constructor(documents: TextDocuments<TextDocument>, readFile: ReadFile, options: () => CompileOptions = () => ({})) {
    this.#documents = documents;
    this.#readFile = readFile;
    this.#options = options;
  }

  compiled(document: TextDocument): Compiled {
    const cached = this.#compiled.get(document.uri);
    if (cached?.version === document.version) return cached;
    const files = new Map<string, string | undefined>();
    const options = this.#options();
    const compilation = compile(document.uri, document.getText(), {
      ...options,
      readInclude: (path, from) => {
        const uri = resolveInclude(path, from, options.qelib1);
        if (uri === undefined) return undefined;
        const text = this.#textOf(uri);
        files.set(fileKey(uri), text);
        return text === undefined ? undefined : { uri, text };
      },
    });
    const compiled = { id: String(++this.#count), version: document.version, compilation, files };
    this.#compiled.set(document.uri, compiled);
    return compiled;
  }

  /** Forgets every compilation that read, or tried to read, the file; returns the URIs of their documents. */
  forgetDependents(file: string): readonly string[] {
    const key = fileKey(file);
    const dependents = [...this.#compiled].filter(([, { files }]) => files.has(key)).map(([document]) => document);
    for (const dependent of dependents) this.#compiled.delete(dependent);
    return dependents;
  }

  /** Forgets every compilation; returns the URIs of their documents. */
  forgetAll(): readonly string[] {
    const documents = [...this.#compiled.keys()];
    this.#compiled.clear();
    return documents;
  }

  forget(uri: string): void {
    this.#compiled.delete(uri);
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
