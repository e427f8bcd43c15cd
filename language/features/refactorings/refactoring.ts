/** What a refactoring is, and what each of them looks at. One file of this folder for each. */
import type { Span } from '../../diagnostic.ts';
import type { Program } from '../../semantics/program.ts';
import type { Node } from '../../syntax/tree.ts';
import { nodesAt } from '../../syntax/walk.ts';
import type { TextEdit } from '../formatting.ts';
import { type Selection, selectionAt } from './selection.ts';

export interface Refactoring {
  readonly title: string;
  readonly kind: 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite';
  /** In the program's own text, in order of place; made when they are asked for. */
  readonly edits: () => readonly TextEdit[];
}

/** What is at the place where refactorings are asked for. */
export interface Scene {
  readonly program: Program;
  /** Of the program. */
  readonly text: string;
  readonly range: Span;
  /** The nodes at the beginning of the range, outermost first. */
  readonly path: readonly Node[];
  /** `undefined` where no whole statements of one block are. */
  readonly selection: Selection | undefined;
}

export type FindRefactorings = (scene: Scene) => readonly Refactoring[];

export function sceneAt(program: Program, range: Span): Scene {
  const { tree } = program;
  return {
    program,
    text: tree.text,
    range,
    path: nodesAt(tree, range.start),
    selection: selectionAt(tree, range),
  };
}

/** The last node of a kind on a way down through the tree. */
export function innermost<K extends Node['kind']>(
  path: readonly Node[],
  kind: K,
): Extract<Node, { kind: K }> | undefined {
  for (let depth = path.length - 1; depth >= 0; depth--) {
    if (path[depth]!.kind === kind) return path[depth] as Extract<Node, { kind: K }>;
  }
  return undefined;
}
