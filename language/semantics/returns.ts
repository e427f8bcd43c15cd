/** Whether a subroutine returns on every way through its body, as far as its statements tell. */
import type { Block, Expression, Statement } from '../syntax/tree.ts';

/** `always`, `sometimes` or `never` a `return` is reached. A way that ends the program, or never ends, counts as good. */
export function returns(body: Block): 'always' | 'sometimes' | 'never' {
  if (endsInBlock(body)) return 'always';
  return hasReturn(body.statements) ? 'sometimes' : 'never';
}

const endsInBlock = (block: Block): boolean => block.statements.some(endsHere);

/** Whether nothing behind the statement is ever reached. */
function endsHere(statement: Statement): boolean {
  switch (statement.kind) {
    case 'return':
    case 'end':
    case 'error':
      return true;
    case 'block':
      return endsInBlock(statement);
    case 'box':
      return endsInBlock(statement.body);
    case 'if':
      return statement.otherwise !== undefined && endsHere(statement.then) && endsHere(statement.otherwise);
    case 'switch':
      return (
        statement.cases.some(({ values }) => values === undefined) &&
        statement.cases.every(({ body }) => endsInBlock(body))
      );
    case 'while':
      return isTrue(statement.condition) && !hasBreak(statement.body);
    default:
      return false;
  }
}

function isTrue(condition: Expression): boolean {
  if (condition.kind === 'parenthesized') return isTrue(condition.expression);
  return condition.kind === 'boolean' ? condition.value : condition.kind === 'integer' && condition.value !== 0n;
}

/** The statements directly within one, as far as control flow goes. */
function within(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'block':
      return statement.statements;
    case 'box':
    case 'while':
    case 'for':
      return [statement.body];
    case 'if':
      return statement.otherwise ? [statement.then, statement.otherwise] : [statement.then];
    case 'switch':
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}

const hasReturn = (statements: readonly Statement[]): boolean =>
  statements.some((statement) => statement.kind === 'return' || hasReturn(within(statement)));

/** A `break` of this loop, not of one within. */
function hasBreak(statement: Statement): boolean {
  if (statement.kind === 'break') return true;
  return statement.kind !== 'while' && statement.kind !== 'for' && within(statement).some(hasBreak);
}
