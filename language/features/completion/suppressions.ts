/** What can stand in a comment that ignores diagnostics: their codes. */
import { diagnosticCodes } from '../../diagnosticCodes.ts';
import { isConfigurable } from '../../lints/levels.ts';
import { suppressions } from '../../lints/suppressions.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { Completion } from './completion.ts';

/** `undefined` where the offset is not behind `ketlab-ignore` in such a comment. */
export function suppressionCompletion(tree: SyntaxTree, offset: number): Completion | undefined {
  const suppression = suppressions(tree).find(
    ({ codesStart, comment }) => codesStart < offset && offset <= comment.end,
  );
  if (!suppression) return undefined;
  const { codes } = suppression;
  const at = codes.find(({ start, end }) => start <= offset && offset <= end);
  const taken = new Set(codes.filter((code) => code !== at).map(({ code }) => code));
  const items = [...diagnosticCodes]
    .filter(([code]) => isConfigurable(code) && !taken.has(code))
    .map(([code, { title }]) => ({
      label: code,
      kind: 'value' as const,
      detail: title,
      documentation: '',
      insertText: code,
      sortText: code,
    }));
  return { replaced: at ?? { start: offset, end: offset }, items };
}
