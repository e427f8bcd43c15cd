/** Checks statements one by one: what they declare, refer to, assign to, and where they may stand. */
import type { AssignmentStatement, BinaryOperator, Block, Expression, Statement } from '../syntax/tree.ts';
import { type Analyzer, count } from './analyzer.ts';
import { checkAssignable } from './assignable.ts';
import { checkFor, checkIf, checkJump, checkReturn, checkSwitch, checkWhile } from './checkControlFlow.ts';
import { checkConversion } from './checkConversion.ts';
import { checkExpression, checkOperand } from './checkExpression.ts';
import { checkGateCall } from './checkGateCall.ts';
import { checkInclude } from './checkInclude.ts';
import { checkBinary } from './checkOperators.ts';
import { checkDuration } from './checkTiming.ts';
import {
  declareAlias,
  declareCalibration,
  declareExtern,
  declareGate,
  declareQubits,
  declareSubroutine,
  declareVariable,
} from './declarations.ts';
import type { Type } from './types.ts';

export function checkStatements(analyzer: Analyzer, statements: readonly Statement[]): void {
  for (const statement of statements) checkStatement(analyzer, statement);
}

export function checkStatement(analyzer: Analyzer, statement: Statement): void {
  switch (statement.kind) {
    case 'gateCall':
      checkGateCall(analyzer, statement);
      return;
    case 'measureStatement':
      analyzer.forbidInGate(statement, 'measure qubits');
      checkMeasurement(analyzer, statement.value, statement.target);
      return;
    case 'qubitDeclaration':
      declareQubits(analyzer, statement);
      return;
    case 'classicalDeclaration':
      declareVariable(analyzer, statement);
      return;
    case 'assignment':
      checkAssignment(analyzer, statement);
      return;
    case 'alias':
      declareAlias(analyzer, statement);
      return;
    case 'expressionStatement':
      checkExpression(analyzer, statement.expression);
      return;
    case 'barrier':
    case 'nop':
      for (const operand of statement.operands) checkOperand(analyzer, operand);
      return;
    case 'delay':
      checkDuration(analyzer, statement.duration, "'delay'");
      for (const operand of statement.operands) checkOperand(analyzer, operand);
      return;
    case 'reset':
      analyzer.forbidInGate(statement, 'reset qubits');
      checkOperand(analyzer, statement.operand);
      return;
    case 'box':
      if (statement.duration) checkDuration(analyzer, statement.duration, "'box'");
      checkBlock(analyzer, statement.body);
      return;
    case 'block':
      checkBlock(analyzer, statement);
      return;
    case 'if':
      checkIf(analyzer, statement);
      return;
    case 'while':
      checkWhile(analyzer, statement);
      return;
    case 'for':
      checkFor(analyzer, statement);
      return;
    case 'switch':
      checkSwitch(analyzer, statement);
      return;
    case 'break':
    case 'continue':
      checkJump(analyzer, statement);
      return;
    case 'return':
      checkReturn(analyzer, statement);
      return;
    case 'gate':
    case 'opaque':
      declareGate(analyzer, statement);
      return;
    case 'def':
      declareSubroutine(analyzer, statement);
      return;
    case 'extern':
      declareExtern(analyzer, statement);
      return;
    case 'defcal':
      declareCalibration(analyzer, statement);
      return;
    case 'include':
      checkInclude(analyzer, statement);
      return;
    case 'end':
      analyzer.forbidInGate(statement, 'end the program');
      return;
    case 'defcalgrammar':
    case 'pragma':
      analyzer.requireGlobal(statement, `A '${statement.kind}' can only stand`);
      return;
    case 'version':
    case 'cal':
    case 'error':
      return;
  }
}

export function checkBlock(analyzer: Analyzer, block: Block): void {
  analyzer.inScope(() => checkStatements(analyzer, block.statements));
}

/** A body that may be a single statement: it has a scope of its own either way. */
export function checkNested(analyzer: Analyzer, statement: Statement): void {
  if (statement.kind === 'block') checkBlock(analyzer, statement);
  else analyzer.inScope(() => checkStatement(analyzer, statement));
}

// --- Assignments and measurements ---

function checkAssignment(analyzer: Analyzer, statement: AssignmentStatement): void {
  analyzer.forbidInGate(statement, 'assign to variables');
  const { target, operator, value } = statement;
  const wanted = checkExpression(analyzer, target);
  const given = checkExpression(analyzer, value);
  if (wanted.kind === 'unknown' && analyzer.hasReported(target)) return;
  if (!checkAssignable(analyzer, target) || given.kind === 'unknown') return;
  if (given.kind === 'qubit') {
    analyzer.report('qubit-as-value', value, "A qubit has no value. Use 'measure' and the resulting bit.");
  } else if (operator === '=') checkResult(analyzer, value, given, target, wanted);
  else {
    const { start, end } = statement;
    const simple = operator.slice(0, -1) as BinaryOperator;
    const result = checkBinary(analyzer, simple, wanted, given, { left: target, right: value, start, end });
    // `c += 1` of a register was reported for the sum already.
    if (wanted.kind !== 'bit') checkConversion(analyzer, value, result, wanted);
  }
}

/** `measure q;`, `measure q -> c;` and `f() q -> c;` */
function checkMeasurement(analyzer: Analyzer, value: Expression, target: Expression | undefined): void {
  const given = checkExpression(analyzer, value);
  if (!target) return;
  const wanted = checkExpression(analyzer, target);
  if (wanted.kind === 'qubit') {
    analyzer.report('type-mismatch', target, 'The outcome of a measurement is a bit, but this is a qubit.');
  } else if (checkAssignable(analyzer, target)) checkResult(analyzer, value, given, target, wanted);
}

/** Checks a value, which may be a measurement, against what it is written to. */
export function checkResult(
  analyzer: Analyzer,
  value: Expression,
  given: Type,
  target: Expression,
  wanted: Type,
  isConstant = false,
): void {
  if (value.kind !== 'measure' || given.kind !== 'bit' || wanted.kind !== 'bit') {
    checkConversion(analyzer, value, given, wanted, isConstant);
    return;
  }
  const [bits, width] = [wanted.size ?? 1, given.size ?? 1];
  if (bits < 0 || width < 0 || bits === width) return;
  const verb = width === 1 ? 'is' : 'are';
  const message = `${count(width, 'qubit')} ${verb} measured into ${count(bits, 'bit')}: the numbers must be equal.`;
  analyzer.report('size-mismatch', target, message);
}
