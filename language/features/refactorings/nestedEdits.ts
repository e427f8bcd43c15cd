/** Edits of the nodes of a tree, and the text of a node with the edits of all nodes within it made. */
import type { Span } from '../../diagnostic.ts';
import type { Node } from '../../syntax/tree.ts';
import { children } from '../../syntax/walk.ts';
import { applyEdits, type TextEdit } from '../formatting.ts';

/** The edits of one node; `undefined`: those of its parts. */
export type EditsOf = (node: Node) => readonly TextEdit[] | undefined;

export function nestedEdits(node: Node, editsOf: EditsOf): readonly TextEdit[] {
  return editsOf(node) ?? children(node).flatMap((child) => nestedEdits(child, editsOf));
}

export function editedText(text: string, node: Node & Span, editsOf: EditsOf): string {
  const { start, end } = node;
  const edits = [...nestedEdits(node, editsOf)].sort((a, b) => a.start - b.start || a.end - b.end);
  const shifted = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return applyEdits(text.slice(start, end), shifted);
}
