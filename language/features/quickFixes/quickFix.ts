/** What a quick fix is: a way to mend one diagnostic. Each family of them, a file of this folder, lists them by code. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Program } from '../../semantics/program.ts';
import type { Node } from '../../syntax/tree.ts';
import { nodesAt } from '../../syntax/walk.ts';
import type { TextEdit } from '../formatting.ts';

export interface Problem {
  readonly diagnostic: Diagnostic;
  readonly program: Program;
  /** Of the program. */
  readonly text: string;
  /** All diagnostics of the program. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface QuickFix {
  readonly title: string;
  /** In the program's own text, in order of place. */
  readonly edits: readonly TextEdit[];
  /** The one that is most likely meant. */
  readonly preferred?: boolean;
  /** Changes nothing of what the program means, and can be done to all of its kind at once. */
  readonly safe?: boolean;
}

export type QuickFixes = Readonly<Record<string, (problem: Problem) => readonly QuickFix[]>>;

/** The only sensible way. */
export const mend = (title: string, ...edits: readonly TextEdit[]): readonly QuickFix[] => [
  { title, edits, preferred: true },
];

/** What the diagnostic is about, as written. */
export const written = ({ text, diagnostic }: Problem): string => text.slice(diagnostic.start, diagnostic.end);

/** The nodes at the beginning of the diagnostic, innermost first. */
export function nodesAround({ program, diagnostic }: Problem): readonly Node[] {
  return [...nodesAt(program.tree, diagnostic.start)].reverse();
}

/** The innermost node of a kind at the beginning of the diagnostic. */
export function around<K extends Node['kind']>(
  problem: Problem,
  ...kinds: K[]
): Extract<Node, { kind: K }> | undefined {
  const found = nodesAround(problem).find(({ kind }) => (kinds as readonly string[]).includes(kind));
  return found as Extract<Node, { kind: K }> | undefined;
}

/** The offset behind the last character that is no white space before an offset; comments count as characters. */
export function endBefore(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}
