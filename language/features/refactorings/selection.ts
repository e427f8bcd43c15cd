/** Which statements are selected: a run of neighbours in one block. */
import type { Span } from '../../diagnostic.ts';
import type { Statement, SwitchCase, SyntaxTree } from '../../syntax/tree.ts';
import { children } from '../../syntax/walk.ts';

export interface Selection extends Span {
  /** At least one, in the order of the text. A cursor selects the statement that it is in. */
  readonly statements: readonly Statement[];
  /** The statements around them, outermost first. */
  readonly around: readonly (Statement | SwitchCase)[];
  /** Whether they stand in a list of statements, and not as the only one behind `if (…)` and its like. */
  readonly isInList: boolean;
  /** Whether more than a cursor is given. */
  readonly isRange: boolean;
}

/** White space at the ends of the range does not count; a statement counts as soon as a part of it is selected. */
export function selectionAt({ text, program }: SyntaxTree, range: Span): Selection | undefined {
  const { start, end } = trimmed(text, range);
  const around: (Statement | SwitchCase)[] = [];
  let list: readonly Statement[] = program.statements;
  let isInList = true;
  for (;;) {
    const statements = touched(list, start, end);
    const [only] = statements;
    if (!only) return undefined;
    const inner = statements.length === 1 ? bodyWithin(only, start, end) : undefined;
    if (!inner || touched(inner.list, start, end).length === 0) {
      const last = statements.at(-1)!;
      return { statements, around, isInList, isRange: end > start, start: only.start, end: last.end };
    }
    around.push(...inner.around);
    ({ list, isInList } = inner);
  }
}

function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text[from] ?? '')) from++;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--;
  return { start: from, end: to };
}

/** A statement that merely touches the range at its end does not count beside one that is in it. */
function touched(list: readonly Statement[], start: number, end: number): readonly Statement[] {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.end < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < list.length && list[last]!.start <= end) last++;
  const found = list.slice(low, last);
  const inside = found.filter((statement) => statement.end > start && (statement.start < end || start === end));
  return inside.length > 0 ? inside : found.slice(0, 1);
}

interface Body {
  readonly around: readonly (Statement | SwitchCase)[];
  readonly list: readonly Statement[];
  readonly isInList: boolean;
}

/** The body of the statement that the whole range lies in. */
function bodyWithin(statement: Statement, start: number, end: number): Body | undefined {
  for (const part of children(statement)) {
    if (part.start > start || part.end < end) continue;
    if (part.kind === 'case' && isWithinBraces(part.body, start, end)) {
      return { around: [statement, part], list: part.body.statements, isInList: true };
    }
    if (part.kind === 'block' && isWithinBraces(part, start, end)) {
      return { around: [statement], list: part.statements, isInList: true };
    }
    if (isBody(statement, part) && part.kind !== 'block') {
      return { around: [statement], list: [part as Statement], isInList: false };
    }
  }
  if (statement.kind === 'block' && isWithinBraces(statement, start, end)) {
    return { around: [statement], list: statement.statements, isInList: true };
  }
  return undefined;
}

const isWithinBraces = (block: Span, start: number, end: number): boolean => block.start < start && end < block.end;

function isBody(statement: Statement, part: unknown): boolean {
  switch (statement.kind) {
    case 'for':
    case 'while':
      return statement.body === part;
    case 'if':
      return statement.then === part || statement.otherwise === part;
    default:
      return false;
  }
}
