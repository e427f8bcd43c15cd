/** What a place in the text lies within: definitions, loops and blocks, also where their closing brace is missing. */
import type { Block, Statement, SwitchCase, SyntaxTree } from '../syntax/tree.ts';

/** A statement with the part of it that the place lies within. */
export interface Enclosing {
  readonly around: Statement | SwitchCase;
  /** The statements of that part which begin before the place. The last of them may hold it. */
  readonly before: readonly Statement[];
}

/** From the outermost to the innermost. What stands outside of all definitions and blocks is not among them. */
export function enclosing({ text, program }: SyntaxTree, offset: number): readonly Enclosing[] {
  const found: Enclosing[] = [];
  let statements = program.statements;
  for (;;) {
    const count = countBefore(statements, offset);
    const last = statements[count - 1];
    const body = last && bodyAt(text, last, offset);
    if (!body) return found;
    const inner = statementsOf(body.body);
    found.push({ around: body.around, before: inner.slice(0, countBefore(inner, offset)) });
    statements = inner;
  }
}

/** How many of the statements begin before the offset. */
export function countBefore(statements: readonly Statement[], offset: number): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const statementsOf = (body: Statement): readonly Statement[] => (body.kind === 'block' ? body.statements : [body]);

interface Body {
  readonly around: Statement | SwitchCase;
  readonly body: Statement;
}

function bodyAt(text: string, statement: Statement, offset: number): Body | undefined {
  return bodiesOf(statement).find(({ body }) => isWithin(text, body, offset));
}

/** Later ones first: of two that could hold a place, it is the later one. */
function bodiesOf(statement: Statement): readonly Body[] {
  switch (statement.kind) {
    case 'block':
      return [{ around: statement, body: statement }];
    case 'gate':
    case 'def':
    case 'for':
    case 'while':
    case 'box':
      return [{ around: statement, body: statement.body }];
    case 'if': {
      const then = { around: statement, body: statement.then };
      return statement.otherwise ? [{ around: statement, body: statement.otherwise }, then] : [then];
    }
    case 'switch':
      return statement.cases.map((item) => ({ around: item, body: item.body })).reverse();
    default:
      return [];
  }
}

function isWithin(text: string, body: Statement, offset: number): boolean {
  if (body.kind !== 'block') return offset >= body.start && (offset <= body.end || !isComplete(text, body));
  // A body of no width is one that is missing: `for int i in [0:1] ` waits for it.
  if (body.start === body.end) return offset > body.start && text[body.start] !== ';';
  return offset > body.start && (offset < body.end || !isClosed(text, body));
}

/** A brace at the end may be that of the last statement within. */
const isClosed = (text: string, { start, end, statements }: Block): boolean =>
  text[end - 1] === '}' && (statements.at(-1)?.end ?? start + 1) < end;

/** Whether the statement has its end, so that what follows is no part of it. */
export function isComplete(text: string, { start, end }: Statement): boolean {
  const last = end > start ? text[end - 1] : undefined;
  return last === ';' || last === '}';
}
