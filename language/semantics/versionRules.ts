/**
 * What OpenQASM 2 lacks: in a program that says `OPENQASM 2.0;`, everything else is named, with the way to write it
 * (A. Cross et al., "Open Quantum Assembly Language", arXiv:1707.03429).
 */
import type { Span } from '../diagnostic.ts';
import type { Expression, Identifier, IfStatement, Statement } from '../syntax/tree.ts';
import type { Analyzer } from './analyzer.ts';
import { checkExpression } from './checkExpression.ts';

/** The functions of OpenQASM 2. */
const FUNCTIONS_2: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'exp', 'ln', 'sqrt']);

const UPGRADE = "Change the first line to 'OPENQASM 3.0;' to use it.";

/** `ln` in OpenQASM 3 and the newer functions in OpenQASM 2. */
export function checkFunctionVersion(analyzer: Analyzer, callee: Identifier): void {
  if (analyzer.version === 2) {
    if (!FUNCTIONS_2.has(callee.name)) reportNew(analyzer, callee, `The function '${callee.name}'`);
  } else if (callee.name === 'ln') {
    analyzer.report('version-2-feature', callee, "The natural logarithm is 'log' in OpenQASM 3: write log(…).");
  }
}

function reportNew(analyzer: Analyzer, at: Span, what: string, mend = UPGRADE): void {
  analyzer.report('version-3-feature', at, `${what} is not part of OpenQASM 2. ${mend}`);
}

/** Statements that OpenQASM 2 has; those of others begin with their keyword. */
export function checkStatementVersion(analyzer: Analyzer, statement: Statement): void {
  switch (statement.kind) {
    case 'gateCall': {
      const [modifier] = statement.modifiers;
      if (modifier) reportNew(analyzer, modifier, `The modifier '${modifier.name}'`);
      if (statement.duration) reportNew(analyzer, statement.duration, 'A duration');
      return;
    }
    case 'qubitDeclaration':
      if (!statement.oldStyle) {
        reportNew(analyzer, { start: statement.start, end: statement.name.start }, "'qubit'", 'Write qreg name[size];');
      }
      return;
    case 'classicalDeclaration':
      if (!statement.oldStyle) {
        const isBit = statement.type.kind === 'scalarType' && statement.type.name === 'bit';
        const mend = isBit && !statement.qualifier ? 'Write creg name[size];' : UPGRADE;
        reportNew(analyzer, { start: statement.start, end: statement.type.end }, 'This declaration', mend);
      }
      return;
    case 'assignment':
      if (statement.value.kind === 'measure') {
        reportNew(analyzer, statement, 'An assignment', 'Write measure qubit -> bit;');
      } else reportNew(analyzer, statement, 'An assignment');
      return;
    case 'measureStatement':
      if (!statement.target) reportNew(analyzer, statement, 'A measurement without a bit', 'Add -> and the bit.');
      return;
    case 'barrier':
      if (statement.operands.length === 0) {
        reportNew(analyzer, statement, 'A barrier without qubits', 'Name the registers.');
      }
      return;
    case 'if':
      checkIfVersion(analyzer, statement);
      return;
    case 'version':
    case 'include':
    case 'pragma':
    case 'reset':
    case 'gate':
    case 'opaque':
    case 'block':
    case 'error':
      return;
    default:
      reportNew(analyzer, keywordOf(analyzer, statement), 'This statement');
  }
}

/** The first word of a statement; all of it where annotations stand before. */
function keywordOf(analyzer: Analyzer, statement: Statement): Span {
  const { start, end } = statement;
  const word = /^[A-Za-z_]\w*/.exec(analyzer.text.slice(start, Math.min(end, start + 20)))?.[0];
  return word === undefined ? { start, end } : { start, end: start + word.length };
}

/** OpenQASM 2 has one form: `if (register == integer) operation;`. */
function checkIfVersion(analyzer: Analyzer, statement: IfStatement): void {
  const { condition } = statement;
  const isOld =
    condition.kind === 'binary' &&
    condition.operator === '==' &&
    condition.left.kind === 'identifier' &&
    (condition.right.kind === 'integer' || condition.right.kind === 'missing');
  if (!isOld && condition.kind !== 'missing') {
    reportNew(analyzer, condition, 'This condition', `Compare a whole register with an integer, or: ${UPGRADE}`);
  }
  if (statement.otherwise) reportNew(analyzer, statement.otherwise, "'else'");
  if (statement.then.kind === 'block') reportNew(analyzer, statement.then, 'A block', 'Write one operation after if.');
}

/** The condition of an `if` of OpenQASM 2: the comparison is part of the statement. */
export function checkCondition2(analyzer: Analyzer, condition: Expression): void {
  const parts = condition.kind === 'binary' ? [condition.left, condition.right] : [condition];
  for (const part of parts) checkExpression(analyzer, part);
}

const OPERATORS_2: ReadonlySet<string> = new Set(['+', '-', '*', '/', '^']);

/** Names expressions that OpenQASM 2 lacks. */
export function checkExpressionVersion(analyzer: Analyzer, expression: Expression): void {
  switch (expression.kind) {
    case 'binary':
      if (!OPERATORS_2.has(expression.operator)) reportNew(analyzer, expression, `'${expression.operator}'`);
      return;
    case 'unary':
      if (expression.operator !== '-') reportNew(analyzer, expression, `'${expression.operator}'`);
      return;
    case 'index': {
      const [index] = expression.indices;
      const isOld = expression.indices.length === 1 && (index?.kind === 'integer' || index?.kind === 'missing');
      if (!isOld) reportNew(analyzer, index ?? expression, 'An index other than an integer');
      return;
    }
    case 'hardwareQubit':
      reportNew(analyzer, expression, 'A hardware qubit', 'Declare a register with qreg.');
      return;
    case 'cast':
    case 'durationof':
    case 'timing':
    case 'imaginary':
    case 'boolean':
    case 'bitstring':
    case 'array':
      reportNew(analyzer, expression, 'This value');
      return;
    default:
      return;
  }
}
