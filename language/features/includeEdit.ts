/** The edit that adds an include of a standard library to a program. */
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextEdit } from './formatting.ts';
import { insertion, newline } from './sourceEdits.ts';

/** Behind the version and the includes that the program begins with; before its first statement where it has neither. */
export function includeEdit(tree: SyntaxTree, name: string): TextEdit {
  return headerEdit(tree, `include "${name}";`);
}

/** Lines of text put where includes stand. */
export function headerEdit({ text, program: { statements } }: SyntaxTree, lines: string): TextEdit {
  const end = newline(text);
  const first = statements.findIndex(({ kind }) => kind !== 'version' && kind !== 'include');
  const last = first < 0 ? statements.at(-1) : statements[first - 1];
  return last ? insertion(last.end, `${end}${lines}`) : insertion(statements[0]?.start ?? 0, `${lines}${end}`);
}
