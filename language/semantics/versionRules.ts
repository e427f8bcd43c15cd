/**
 * What OpenQASM 2 has of expressions (A. Cross et al., "Open Quantum Assembly Language", arXiv:1707.03429): in a program
 * that says `OPENQASM 2.0;`, everything else is named. Statements that are new in OpenQASM 3 are the parser's to name.
 */
import type { Span } from '../diagnostic.ts';
import type { Expression, Identifier } from '../syntax/tree.ts';
import { nodesAt } from '../syntax/walk.ts';
import type { Analyzer } from './analyzer.ts';
import { checkExpression } from './checkExpression.ts';

/** The functions of OpenQASM 2. */
const FUNCTIONS_2: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'exp', 'ln', 'sqrt']);

const UPGRADE = "Begin the program with 'OPENQASM 3.0;' to use it.";

/** `ln` in OpenQASM 3 and the newer functions in OpenQASM 2. */
export function checkFunctionVersion(analyzer: Analyzer, callee: Identifier): void {
  if (analyzer.version === 2) {
    if (!FUNCTIONS_2.has(callee.name)) reportNew(analyzer, callee, `function '${callee.name}'`);
  } else if (callee.name === 'ln') {
    analyzer.report('not-in-version-3', callee, "The natural logarithm is 'log' in OpenQASM 3: write log(…).");
  }
}

function reportNew(analyzer: Analyzer, at: Span, what: string, mend = UPGRADE): void {
  if (isInNewStatement(analyzer, at.start)) return;
  analyzer.report('not-in-version-2', at, `OpenQASM 2 has no ${what}. ${mend}`);
}

/** Within a statement that OpenQASM 2 lacks as a whole, which was said of it, its parts need no second message. */
function isInNewStatement(analyzer: Analyzer, offset: number): boolean {
  if (analyzer.source !== 0) return false;
  const [, statement] = nodesAt(analyzer.tree, offset);
  return analyzer.tree.diagnostics.some(({ code, start }) => code === 'not-in-version-2' && start === statement?.start);
}

/** OpenQASM 2 has one form of conditions: `if (register == integer) operation;`. */
export function checkCondition2(analyzer: Analyzer, condition: Expression): void {
  const isOld =
    condition.kind === 'binary' &&
    condition.operator === '==' &&
    condition.left.kind === 'identifier' &&
    (condition.right.kind === 'integer' || condition.right.kind === 'missing');
  if (!isOld && condition.kind !== 'missing') {
    reportNew(analyzer, condition, 'such condition', `Compare a whole register with an integer. Or: ${UPGRADE}`);
  }
  const parts = condition.kind === 'binary' ? [condition.left, condition.right] : [condition];
  for (const part of parts) checkExpression(analyzer, part);
}

/** The operators of OpenQASM 2. */
export const OPERATORS_2: ReadonlySet<string> = new Set(['+', '-', '*', '/', '^']);

/** Names expressions that OpenQASM 2 lacks. */
export function checkExpressionVersion(analyzer: Analyzer, expression: Expression): void {
  switch (expression.kind) {
    case 'binary':
      if (!OPERATORS_2.has(expression.operator)) reportNew(analyzer, expression, `operator '${expression.operator}'`);
      return;
    case 'unary':
      if (expression.operator !== '-') reportNew(analyzer, expression, `operator '${expression.operator}'`);
      return;
    case 'index': {
      const [index] = expression.indices;
      const isOld = expression.indices.length === 1 && (index?.kind === 'integer' || index?.kind === 'missing');
      if (!isOld) reportNew(analyzer, index ?? expression, 'index other than an integer');
      return;
    }
    case 'hardwareQubit':
      reportNew(analyzer, expression, 'hardware qubits', 'Declare a register with qreg.');
      return;
    case 'cast':
    case 'durationof':
    case 'timing':
    case 'imaginary':
    case 'boolean':
    case 'bitstring':
    case 'array':
      reportNew(analyzer, expression, 'values like this');
      return;
    default:
      return;
  }
}
