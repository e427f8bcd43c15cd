/** What is laid out while somebody types: the statement that was just ended, or the line that was just left. */
import type { Span } from '../diagnostic.ts';
import type { Node, SyntaxTree } from '../syntax/tree.ts';
import { nodesAt } from '../syntax/walk.ts';
import { type FormattingOptions, format, type TextEdit } from './formatting.ts';

/** The characters that are acted upon. */
export const onTypeCharacters = [';', '}', '\n'] as const;

/**
 * The edits after `character` was typed before `offset`. They move nothing to another line: that would be a surprise to
 * whoever is typing there.
 */
export function formatOnType(
  tree: SyntaxTree,
  offset: number,
  character: string,
  options: FormattingOptions,
): readonly TextEdit[] {
  const range = character === '\n' ? lineBefore(tree.text, offset) : statementBefore(tree, offset);
  if (!range) return [];
  const lines = (text: string) => text.split('\n').length;
  return format(tree, options, range).filter(
    ({ start, end, newText }) => lines(newText) === lines(tree.text.slice(start, end)),
  );
}

/** The whole statement that ends at the offset, without the white space behind it. */
function statementBefore(tree: SyntaxTree, offset: number): Span | undefined {
  const statement = nodesAt(tree, offset).find((node: Node) => node.kind !== 'program' && node.end === offset);
  return statement && { start: statement.start, end: offset - 1 };
}

/** What stands on it, without the white space behind that. */
function lineBefore(text: string, offset: number): Span | undefined {
  const end = text.lastIndexOf('\n', offset - 1);
  const start = text.lastIndexOf('\n', end - 1) + 1;
  const line = text.slice(start, Math.max(end, start));
  const content = line.trim();
  if (end < 0 || content === '') return undefined;
  const from = start + line.indexOf(content);
  return { start: from, end: from + content.length - 1 };
}
