/** The statements of a program as the lints go through them. */
import type { Statement } from '../syntax/tree.ts';

/** The statements that stand directly inside of another one, list by list. */
export function bodiesOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'block':
      return [statement.statements];
    case 'gate':
    case 'def':
    case 'box':
      return [statement.body.statements];
    case 'for':
    case 'while':
      return [listOf(statement.body)];
    case 'if':
      return statement.otherwise ? [listOf(statement.then), listOf(statement.otherwise)] : [listOf(statement.then)];
    case 'switch':
      return statement.cases.map(({ body }) => body.statements);
    default:
      return NONE;
  }
}

const NONE: readonly (readonly Statement[])[] = [];

const listOf = (body: Statement): readonly Statement[] => (body.kind === 'block' ? body.statements : [body]);

/** Every list of statements, those inside others included. */
export function forEachList(statements: readonly Statement[], visit: (list: readonly Statement[]) => void): void {
  visit(statements);
  for (const statement of statements) for (const body of bodiesOf(statement)) forEachList(body, visit);
}

/** Whether a statement does something when the program comes to it, rather than saying what a name means. */
export function isExecuted(statement: Statement): boolean {
  switch (statement.kind) {
    case 'classicalDeclaration':
      return statement.qualifier !== 'const';
    case 'version':
    case 'include':
    case 'defcalgrammar':
    case 'pragma':
    case 'gate':
    case 'opaque':
    case 'def':
    case 'extern':
    case 'cal':
    case 'defcal':
    case 'error':
      return false;
    default:
      return true;
  }
}
