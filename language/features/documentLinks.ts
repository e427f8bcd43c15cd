/** The files a program includes, as links. Knows no protocol, no editor and no file system. */
import type { Span } from '../diagnostic.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

export interface DocumentLink extends Span {
  readonly target: string;
}

/**
 * One link for each include whose path `resolve` turns into a URI, over the path without its quotes.
 * Only includes at the top level count: the language allows them nowhere else.
 */
export function documentLinks(
  { text, program }: SyntaxTree,
  resolve: (path: string) => string | undefined,
): readonly DocumentLink[] {
  return program.statements.flatMap((statement) => {
    if (statement.kind !== 'include' || statement.path.value === '') return [];
    const target = resolve(statement.path.value);
    const start = text.indexOf(statement.path.value, statement.path.start);
    return target === undefined ? [] : [{ start, end: start + statement.path.value.length, target }];
  });
}
