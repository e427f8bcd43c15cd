/** The quick fix for every diagnostic that is no error of the language: a comment that ignores it. */
import { isOptional } from '../../lints/levels.ts';
import { suppressions } from '../../lints/suppressions.ts';
import { indentation, insertion, lineEnd, lineStart, newline } from '../sourceEdits.ts';
import type { Problem, QuickFix } from './quickFix.ts';

export function ignoreFix({ text, program, diagnostic }: Problem): readonly QuickFix[] {
  const { code, start } = diagnostic;
  if (!isOptional(diagnostic) || code === 'unused-suppression' || code === 'invalid-suppression') return [];
  const title = `Ignore '${code}' here`;
  const [from, to] = [lineStart(text, start), lineEnd(text, start)];
  const line = text.slice(from, to);
  const known = suppressions(program.tree).find(
    ({ comment, region }) => region && comment.start > start && comment.end <= to,
  );
  if (known) return [{ title, edits: [insertion(known.span.end, ` ${code}`)] }];
  if (!/\/[/*]|\*\//.test(line)) return [{ title, edits: [insertion(to, ` // ketlab-ignore ${code}`)] }];
  // Behind another comment, none begins: the line above is left, where the line has one statement.
  if (text.slice(from, start).includes(';')) return [];
  const comment = `${indentation(text, to)}// ketlab-ignore ${code}${newline(text)}`;
  return [{ title, edits: [insertion(from, comment)] }];
}
