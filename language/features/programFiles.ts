/** The files a program is made of, with their texts and trees: for features that point into them. */
import type { Span } from '../diagnostic.ts';
import { LIBRARY_SCHEME, libraryText } from '../semantics/libraries.ts';
import type { Program } from '../semantics/program.ts';
import type { Identifier, Node, SyntaxTree } from '../syntax/tree.ts';
import { children } from '../syntax/walk.ts';

/** A place in a file of the program. */
export interface Location extends Span {
  readonly uri: string;
  /** Of the whole file; offsets become lines with it. */
  readonly text: string;
}

export interface ProgramFile {
  /** Index into the program's `sources`. */
  readonly source: number;
  readonly uri: string;
  readonly tree: SyntaxTree;
}

/** The program itself, then each file it includes once; standard libraries are not among them. */
export function programFiles(program: Program): readonly ProgramFile[] {
  const files = [{ source: 0, uri: program.sources[0] ?? '', tree: program.tree }];
  const seen = new Set([0]);
  for (const { source, tree } of program.includes.values()) {
    if (!tree || seen.has(source)) continue;
    seen.add(source);
    files.push({ source, uri: program.sources[source] ?? '', tree });
  }
  return files;
}

/** The tree of a file; `undefined` for standard libraries. */
export function sourceTree(program: Program, source: number): SyntaxTree | undefined {
  if (source === 0) return program.tree;
  for (const file of program.includes.values()) if (file.source === source && file.tree) return file.tree;
  return undefined;
}

export function sourceText(program: Program, source: number): string | undefined {
  return sourceTree(program, source)?.text ?? libraryText(program.sources[source] ?? '');
}

export const isLibrary = (uri: string): boolean => uri.startsWith(`${LIBRARY_SCHEME}:`);

/** The last part of a file's URI, as people call the file. */
export function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** All names in a tree that are really there, in the order of the text. */
export const identifiersOf = (tree: SyntaxTree): readonly Identifier[] => identifiersIn(tree.program);

export function identifiersIn(outer: Node): readonly Identifier[] {
  const found: Identifier[] = [];
  const waiting: Node[] = [outer];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'identifier' && node.name !== '') found.push(node);
    const inner = children(node);
    for (let index = inner.length - 1; index >= 0; index--) waiting.push(inner[index]!);
  }
  return found;
}
