/** Statements that no run comes to: behind a jump, or in a branch whose condition is a constant. */
import { constantValue } from '../semantics/constants.ts';
import { toBoolean } from '../semantics/values.ts';
import type { Expression, Statement } from '../syntax/tree.ts';
import type { LintContext } from './lint.ts';
import { forEachList, isExecuted } from './statements.ts';

export function unreachableCode({ program, report }: LintContext): void {
  const never = (statements: readonly Statement[], why: string) => {
    const executed = statements.filter(isExecuted);
    const [first, last] = [executed[0], executed.at(-1)];
    if (!first || !last) return;
    report('unreachable-code', { start: first.start, end: last.end }, `This is never reached: ${why}.`, {
      tag: 'unnecessary',
    });
  };
  const constantCondition = (condition: Expression): boolean | undefined => {
    const constant = constantValue(condition, {
      version: program.version,
      resolve: (name) => program.references.get(name),
      resolveType: () => ({ kind: 'unknown' }),
    });
    return constant && typeof constant.value !== 'object' ? toBoolean(constant.value) : undefined;
  };
  forEachList(program.tree.program.statements, (list) => {
    const jump = list.findIndex(leaves);
    if (jump >= 0) never(list.slice(jump + 1), 'the statement before it goes elsewhere');
    for (const statement of list) {
      if (statement.kind === 'while' && constantCondition(statement.condition) === false) {
        never([statement.body], 'the condition is never true');
      } else if (statement.kind === 'if') {
        const value = constantCondition(statement.condition);
        if (value === false) never([statement.then], 'the condition is never true');
        if (value === true && statement.otherwise) never([statement.otherwise], 'the condition is always true');
      }
    }
  });
}

/** Whether what follows a statement in its list cannot be reached from it. */
function leaves(statement: Statement): boolean {
  switch (statement.kind) {
    case 'end':
    case 'return':
    case 'break':
    case 'continue':
      return true;
    case 'block':
      return statement.statements.some(leaves);
    case 'box':
      return statement.body.statements.some(leaves);
    case 'if':
      return statement.otherwise !== undefined && leaves(statement.then) && leaves(statement.otherwise);
    default:
      return false;
  }
}
