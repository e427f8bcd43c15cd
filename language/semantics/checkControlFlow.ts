/** Checks branches, loops, `switch`, jumps and `return`. */
import type {
  Expression,
  ForStatement,
  IfStatement,
  ReturnStatement,
  SimpleStatement,
  SwitchStatement,
  WhileStatement,
} from '../syntax/tree.ts';
import type { Analyzer } from './analyzer.ts';
import { checkConversion } from './checkConversion.ts';
import { checkExpression, checkValue } from './checkExpression.ts';
import { checkInteger } from './checkIndex.ts';
import { checkBlock, checkNested } from './checkStatement.ts';
import { constantInteger } from './constants.ts';
import { isRegister } from './conversions.ts';
import { elementType, formatType, type Type, UNKNOWN, withArticle } from './types.ts';
import { checkCondition2 } from './versionRules.ts';

const BOOL: Type = { kind: 'bool' };

export function checkIf(analyzer: Analyzer, statement: IfStatement): void {
  analyzer.forbidInGate(statement, 'branch');
  if (analyzer.version === 2) checkCondition2(analyzer, statement.condition);
  else checkCondition(analyzer, statement.condition);
  checkNested(analyzer, statement.then);
  if (statement.otherwise) checkNested(analyzer, statement.otherwise);
}

export function checkWhile(analyzer: Analyzer, statement: WhileStatement): void {
  analyzer.forbidInGate(statement, 'loop on a condition');
  checkCondition(analyzer, statement.condition);
  analyzer.inLoop(() => checkNested(analyzer, statement.body));
}

function checkCondition(analyzer: Analyzer, condition: Expression): void {
  const type = checkValue(analyzer, condition);
  // `if (c)` of a register is common, and every tool reads it as "not zero".
  if (!isRegister(type)) checkConversion(analyzer, condition, type, BOOL);
}

// --- Loops over values ---

export function checkFor(analyzer: Analyzer, statement: ForStatement): void {
  const declared = analyzer.resolveType(statement.type);
  const type = iterableType(analyzer, statement.iterable, declared);
  if (type.kind !== 'unknown') checkConversion(analyzer, statement.iterable, type, declared);
  analyzer.inScope(() => {
    const place = analyzer.place(statement.variable);
    const variable = { qualifier: undefined, role: 'loop', type: declared, value: undefined } as const;
    analyzer.declare(statement.variable, { kind: 'variable', ...place, ...variable });
    analyzer.inLoop(() => checkNested(analyzer, statement.body));
  });
}

/** The type of the values a loop runs over; `unknown` where they were checked one by one. */
function iterableType(analyzer: Analyzer, iterable: Expression, declared: Type): Type {
  switch (iterable.kind) {
    case 'range':
      checkLoopRange(analyzer, iterable, declared);
      return UNKNOWN;
    case 'set':
      for (const element of iterable.elements) {
        checkConversion(analyzer, element, checkValue(analyzer, element), declared);
      }
      return UNKNOWN;
    default: {
      const type = checkExpression(analyzer, iterable);
      if (type.kind === 'array' && type.dimensions.length === 1) return elementType(type);
      if (isRegister(type)) return { kind: 'bit' };
      if (type.kind !== 'unknown') {
        const message = `A loop runs over a range, a set, a register of bits or an array of one dimension, not over ${withArticle(type)}.`;
        analyzer.report('not-iterable', iterable, message);
      }
      return UNKNOWN;
    }
  }
}

function checkLoopRange(analyzer: Analyzer, range: Expression & { readonly kind: 'range' }, declared: Type): void {
  for (const part of [range.first, range.step, range.last]) {
    if (part) checkInteger(analyzer, part, 'The end or step of a range');
  }
  if (!range.first || !range.last) {
    const message = "The range of a loop needs both ends, as in '[0:3]'.";
    analyzer.report('open-range', range, message);
  }
  if (range.step && constantInteger(range.step, analyzer) === 0) {
    analyzer.report('index-out-of-range', range.step, 'The step of a range cannot be 0.');
  }
  const isNumber =
    declared.kind === 'int' || declared.kind === 'uint' || declared.kind === 'float' || declared.kind === 'unknown';
  if (!isNumber) checkConversion(analyzer, range, { kind: 'int' }, declared);
}

// --- switch ---

export function checkSwitch(analyzer: Analyzer, statement: SwitchStatement): void {
  analyzer.forbidInGate(statement, 'branch');
  const { subject } = statement;
  const type = checkValue(analyzer, subject);
  if (type.kind === 'bit' || type.kind === 'bool') {
    const size = type.kind === 'bit' && type.size !== undefined && type.size > 0 ? `[${type.size}]` : '';
    const message = `The standard asks for a cast here, as 'switch' needs an integer: write uint${size}(…).`;
    analyzer.report('implicit-cast', subject, message, 'warning');
  } else if (type.kind !== 'int' && type.kind !== 'uint' && type.kind !== 'unknown') {
    const message = `'switch' needs an integer, but this is ${withArticle(type)}. Use an integer.`;
    analyzer.report('type-mismatch', subject, message);
  }
  checkCases(analyzer, statement);
}

function checkCases(analyzer: Analyzer, statement: SwitchStatement): void {
  const seen = new Map<number, Expression>();
  let last: SwitchStatement['cases'][number] | undefined;
  for (const item of statement.cases) {
    for (const value of item.values ?? []) checkLabel(analyzer, value, seen);
    if (item.values === undefined && last) {
      const related = [{ start: last.start, end: last.body.start, message: "The first 'default' is here." }];
      const at = { start: item.start, end: item.body.start };
      analyzer.report('duplicate-case', at, "A 'switch' has one 'default': remove one.", 'error', related);
    }
    if (item.values !== undefined && last) {
      const at = { start: item.start, end: item.body.start };
      analyzer.report('misplaced-statement', at, "The cases stand before 'default': move this one up.");
    }
    if (item.values === undefined) last ??= item;
    checkBlock(analyzer, item.body);
  }
  if (!statement.cases.some(({ values }) => values !== undefined)) {
    const { start, end } = statement.subject;
    analyzer.report('switch-without-case', { start, end }, "A 'switch' needs at least one 'case'. Add one.");
  }
}

function checkLabel(analyzer: Analyzer, label: Expression, seen: Map<number, Expression>): void {
  checkInteger(analyzer, label, "The value of a 'case'");
  const value = constantInteger(label, analyzer);
  if (value === undefined) {
    reportVariableLabel(analyzer, label);
    return;
  }
  const first = seen.get(value);
  if (!first) {
    seen.set(value, label);
    return;
  }
  const related = [{ start: first.start, end: first.end, message: `The value ${value} is here first.` }];
  analyzer.report('duplicate-case', label, `The value ${value} has a case already: remove one.`, 'error', related);
}

function reportVariableLabel(analyzer: Analyzer, label: Expression): void {
  if (label.kind === 'missing' || analyzer.hasReported(label)) return;
  analyzer.report(
    'not-constant',
    label,
    "The value of a 'case' must be known before the program runs: use a literal or a 'const'.",
  );
}

// --- Jumps and results ---

export function checkJump(analyzer: Analyzer, statement: SimpleStatement): void {
  if (analyzer.loops > 0) return;
  const mend = statement.kind === 'break' ? " (A 'case' ends without one.)" : '';
  analyzer.report('misplaced-statement', statement, `'${statement.kind}' has no meaning outside of a loop.${mend}`);
}

export function checkReturn(analyzer: Analyzer, statement: ReturnStatement): void {
  const { value } = statement;
  const given = value ? checkExpression(analyzer, value) : undefined;
  const { subroutine } = analyzer;
  if (!subroutine) {
    analyzer.report('misplaced-statement', statement, "'return' has no meaning outside of a subroutine ('def').");
    return;
  }
  const { name, returnType } = subroutine;
  if (!value || !given) {
    if (returnType.kind === 'void' || returnType.kind === 'unknown') return;
    const message = `'${name}' returns ${withArticle(returnType)}: write the value after 'return'.`;
    analyzer.report('missing-return', statement, message);
  } else if (returnType.kind === 'void') {
    const mend = given.kind === 'unknown' || given.kind === 'void' ? 'type' : formatType(given);
    const message = `'${name}' has no return type. Leave out the value, or declare '-> ${mend}'.`;
    analyzer.report('unexpected-return-value', value, message);
  } else if (given.kind === 'qubit') {
    analyzer.report('qubit-as-value', value, "A qubit cannot be returned. Return the bit of a 'measure'.");
  } else checkConversion(analyzer, value, given, returnType);
}
