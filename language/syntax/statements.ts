/** Statements: what each begins with decides what it is. Declarations have a file of their own. */
import { type Cursor, isAssignment } from './cursor.ts';
import {
  parseClassicalDeclaration,
  parseConst,
  parseCreg,
  parseDef,
  parseDefcal,
  parseExtern,
  parseGate,
  parseInputOrOutput,
  parseOpaque,
  parseQreg,
  parseQubit,
  parseTypedStatement,
} from './declarations.ts';
import {
  continueBinary,
  parseArguments,
  parseExpression,
  parseExpressions,
  parseIndices,
  parseIterable,
  parseMeasure,
  parseOperand,
  parseOperands,
  parseString,
  parseValue,
  startsExpression,
  startsOperand,
} from './expressions.ts';
import { TokenKind } from './tokens.ts';
import type {
  Annotation,
  AssignmentOperator,
  Block,
  CallExpression,
  ErrorStatement,
  Expression,
  GateModifier,
  Identifier,
  MeasureStatement,
  PragmaStatement,
  Statement,
  StringLiteral,
  SwitchCase,
} from './tree.ts';
import { isScalarType, missingType, parseOptionalDesignator, parseScalarType } from './types.ts';

/** Reads one statement. It always passes over a token, so that reading one after another comes to an end. */
export function parseStatement(p: Cursor): Statement {
  p.broken = false;
  if (!p.enter()) return skipped(p);
  const { index } = p;
  const statement = p.at(TokenKind.annotation) ? parseAnnotated(p) : parseBare(p);
  p.leave();
  return p.index === index ? parseUnexpected(p) : statement;
}

function skipped(p: Cursor): ErrorStatement {
  const { start } = p;
  p.skipNestedStatement();
  return { kind: 'error', start, end: Math.max(start, p.previousEnd) };
}

/** A statement without annotations. */
function parseBare(p: Cursor): Statement {
  switch (p.kind) {
    case TokenKind.identifier:
      return p.name() === 'opaque' && isOpaque(p) ? parseOpaque(p) : parseNamed(p);
    case TokenKind.measure:
      return parseMeasureStatement(p);
    case TokenKind.if:
      return parseIf(p);
    case TokenKind.barrier:
    case TokenKind.nop:
      return parseBarrier(p);
    case TokenKind.reset:
      return parseReset(p);
    case TokenKind.gate:
      return parseGate(p);
    case TokenKind.qreg:
      return parseQreg(p);
    case TokenKind.creg:
      return parseCreg(p);
    case TokenKind.qubit:
      return parseQubit(p);
    case TokenKind.const:
      return parseConst(p);
    case TokenKind.input:
    case TokenKind.output:
      return parseInputOrOutput(p);
    case TokenKind.include:
      return parseInclude(p);
    case TokenKind.openqasm:
      return parseVersion(p);
    case TokenKind.gphase:
    case TokenKind.inv:
    case TokenKind.ctrl:
    case TokenKind.negctrl:
      return parseModifiedGateCall(p);
    case TokenKind.pow:
      return p.isPowerCall() ? parseExpressionStatement(p) : parseModifiedGateCall(p);
    case TokenKind.def:
      return parseDef(p);
    case TokenKind.extern:
      return parseExtern(p);
    case TokenKind.let:
      return parseAlias(p);
    case TokenKind.leftBrace:
      return parseBlock(p, '');
    default:
      return parseOther(p);
  }
}

function parseOther(p: Cursor): Statement {
  switch (p.kind) {
    case TokenKind.for:
      return parseFor(p);
    case TokenKind.while:
      return parseWhile(p);
    case TokenKind.switch:
      return parseSwitch(p);
    case TokenKind.return:
      return parseReturn(p);
    case TokenKind.break:
      return parseSimple(p, 'break');
    case TokenKind.continue:
      return parseSimple(p, 'continue');
    case TokenKind.end:
      return parseSimple(p, 'end');
    case TokenKind.box:
      return parseBox(p);
    case TokenKind.delay:
      return parseDelay(p);
    case TokenKind.pragma:
      return parsePragma(p);
    case TokenKind.cal:
      return parseCal(p);
    case TokenKind.defcal:
      return parseDefcal(p);
    case TokenKind.defcalgrammar:
      return parseDefcalGrammar(p);
    case TokenKind.semicolon:
      return parseEmpty(p);
    case TokenKind.else:
      return parseStrayElse(p);
    case TokenKind.array:
    case TokenKind.readonly:
    case TokenKind.mutable:
      return parseClassicalDeclaration(p);
    default:
      if (isScalarType(p.kind)) return parseTypedStatement(p);
      return startsExpression(p) ? parseExpressionStatement(p) : parseUnexpected(p);
  }
}

// --- Mistakes ---------------------------------------------------------------------------------------------------

function parseUnexpected(p: Cursor): ErrorStatement {
  const { start } = p;
  p.report('expected-statement', `Expected a statement but found ${p.found()}.`);
  p.advance();
  if (!p.startsStatementOnNewLine()) p.skipStatement();
  return { kind: 'error', start, end: p.previousEnd };
}

function parseEmpty(p: Cursor): ErrorStatement {
  const { start, end } = p;
  p.report('empty-statement', "This ';' ends no statement: remove it.");
  p.advance();
  return { kind: 'error', start, end };
}

/** An `else` whose `if` is missing; the statement after it stays. */
function parseStrayElse(p: Cursor): ErrorStatement {
  const { start, end } = p;
  p.report('else-without-if', "This 'else' belongs to no 'if'.");
  p.advance();
  return { kind: 'error', start, end };
}

// --- Annotations and pragmas ------------------------------------------------------------------------------------

function parseAnnotated(p: Cursor): Statement {
  const mark = p.mark();
  while (p.at(TokenKind.annotation)) p.push(parseAnnotation(p));
  const annotations = p.list<Annotation>(mark);
  const { start } = annotations[0]!;
  if (p.at(TokenKind.endOfText) || p.at(TokenKind.rightBrace)) {
    reportAnnotation(p, annotations);
    return { kind: 'error', start, end: p.previousEnd, annotations };
  }
  if (p.at(TokenKind.leftBrace) || p.at(TokenKind.pragma)) reportAnnotation(p, annotations);
  return { ...parseBare(p), start, annotations };
}

function reportAnnotation(p: Cursor, annotations: readonly Annotation[]): void {
  const { start, end } = annotations.at(-1)!;
  p.report('annotation-without-statement', 'An annotation stands before the statement it is about.', start, end);
}

function parseAnnotation(p: Cursor): Annotation {
  const { start } = p;
  const name = p.text.slice(start + 1, p.end);
  p.advance();
  const content = takeLineContent(p);
  return { kind: 'annotation', start, end: p.previousEnd, name, content };
}

function takeLineContent(p: Cursor): string {
  if (!p.at(TokenKind.lineContent)) return '';
  const content = p.text.slice(p.start, p.end);
  p.advance();
  return content;
}

function parsePragma(p: Cursor): PragmaStatement {
  const { start } = p;
  p.advance();
  const hasContent = p.at(TokenKind.lineContent);
  const contentStart = hasContent ? p.start : p.previousEnd;
  if (!hasContent) p.report('empty-pragma', 'A pragma says something in the rest of its line.', start, p.previousEnd);
  const content = takeLineContent(p);
  return { kind: 'pragma', start, end: p.previousEnd, content, contentStart };
}

// --- Version and includes ---------------------------------------------------------------------------------------

const knownVersions: ReadonlySet<string> = new Set(['2', '2.0', '3', '3.0', '3.1']);

function parseVersion(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const isFirst = !p.hasStatements;
  if (!isFirst) p.report('misplaced-version', 'The version is the first statement of a program.', start, p.previousEnd);
  const version = takeVersion(p);
  p.endStatement();
  return { kind: 'version', start, end: p.previousEnd, version };
}

function takeVersion(p: Cursor): string {
  if (p.take(TokenKind.malformedNumber)) return '';
  if (!p.at(TokenKind.versionNumber)) {
    p.failHere('expected-version', "Expected a version such as '3.0'");
    return '';
  }
  const version = p.name();
  if (!knownVersions.has(version)) {
    p.report('unknown-version', 'The versions of OpenQASM are 2.0, 3.0 and 3.1.', p.start, p.end, 'warning');
  }
  p.advance();
  return version;
}

function parseInclude(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const path = parseQuoted(p, `a file name in quotes, as in 'include "stdgates.inc";'`);
  p.endStatement();
  return { kind: 'include', start, end: p.previousEnd, path };
}

function parseDefcalGrammar(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const grammar = parseQuoted(p, `the name of a grammar in quotes, such as "openpulse"`);
  p.endStatement();
  return { kind: 'defcalgrammar', start, end: p.previousEnd, grammar };
}

function parseQuoted(p: Cursor, what: string): StringLiteral {
  const isString = p.at(TokenKind.string) || p.at(TokenKind.unterminatedString);
  if (isString) {
    if (p.end - p.start === 2 && p.at(TokenKind.string)) p.report('expected-string', `Expected ${what}.`);
    return parseString(p);
  }
  p.failHere('expected-string', `Expected ${what}`);
  return { kind: 'string', start: p.previousEnd, end: p.previousEnd, value: '' };
}

// --- Blocks and control flow ------------------------------------------------------------------------------------

/** A block in braces; `what` names it where it is missing. */
export function parseBlock(p: Cursor, what: string): Block {
  if (!p.at(TokenKind.leftBrace)) {
    p.failHere('missing-token', `Expected '{' and ${what}`);
    p.skipToBody();
    if (!p.at(TokenKind.leftBrace)) return emptyBlock(p);
  }
  const { start } = p;
  if (!p.enter()) {
    p.skipNestedStatement();
    return { kind: 'block', start, end: p.previousEnd, statements: [] };
  }
  p.advance();
  const statements = parseStatements(p);
  if (!p.take(TokenKind.rightBrace)) p.reportUnclosedBrace(start);
  p.leave();
  p.broken = false;
  return { kind: 'block', start, end: p.previousEnd, statements };
}

const emptyBlock = (p: Cursor): Block => ({
  kind: 'block',
  start: p.previousEnd,
  end: p.previousEnd,
  statements: [],
});

function parseStatements(p: Cursor): Statement[] {
  const mark = p.mark();
  while (!p.at(TokenKind.rightBrace) && !p.at(TokenKind.endOfText) && !p.endsUnclosedBlock()) {
    p.push(parseStatement(p));
  }
  return p.list(mark);
}

/** The statement that another one governs. After a half-typed head it is not looked for on the next line. */
function parseBody(p: Cursor, what: string): Statement {
  if (p.broken) p.skipToBody();
  if (p.at(TokenKind.leftBrace)) return parseBlock(p, what);
  if (p.broken && !p.startsStatement()) p.skipStatement();
  if (p.broken || isBodyMissing(p)) return parseMissingBody(p, what);
  return parseStatement(p);
}

const isBodyMissing = (p: Cursor): boolean =>
  p.at(TokenKind.endOfText) || p.at(TokenKind.rightBrace) || p.at(TokenKind.semicolon) || p.at(TokenKind.else);

function parseMissingBody(p: Cursor, what: string): Block {
  p.failHere('expected-statement', `Expected ${what}`);
  p.take(TokenKind.semicolon);
  return emptyBlock(p);
}

/** `(condition)` after `if`, `while` and `switch`. */
function parseCondition(p: Cursor, what: string): Expression {
  if (p.at(TokenKind.leftParenthesis)) {
    p.advance();
    const condition = parseExpression(p);
    p.close(TokenKind.rightParenthesis, `')' after ${what}`);
    return condition;
  }
  p.failHere('missing-token', `Expected '(' before ${what}`);
  const condition = parseExpression(p);
  p.take(TokenKind.rightParenthesis);
  return condition;
}

function parseIf(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const condition = parseCondition(p, 'the condition');
  const then = parseBody(p, "a statement after the condition of 'if'");
  const otherwise = p.take(TokenKind.else) ? parseElse(p) : undefined;
  return { kind: 'if', start, end: p.previousEnd, condition, then, otherwise };
}

function parseElse(p: Cursor): Statement {
  p.broken = false;
  return parseBody(p, "a statement after 'else'");
}

function parseWhile(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const condition = parseCondition(p, 'the condition');
  const body = parseBody(p, "a statement after the condition of 'while'");
  return { kind: 'while', start, end: p.previousEnd, condition, body };
}

function parseFor(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const isUntyped = startsOperand(p);
  if (isUntyped) p.report('expected-type', "Expected a type before the loop variable, as in 'for int i in [0:3]'.");
  const type = isUntyped ? missingType(p) : parseScalarType(p);
  const variable = p.declaredName('the loop variable');
  if (!p.at(TokenKind.in)) {
    p.failHere('missing-token', "Expected 'in' after the loop variable");
    p.skipTo(TokenKind.in);
  }
  const hasIterable = p.at(TokenKind.in) && p.expect(TokenKind.in, "'in'");
  const iterable: Expression = hasIterable
    ? parseIterable(p)
    : { kind: 'missing', start: p.previousEnd, end: p.previousEnd };
  const body = parseBody(p, 'a statement to repeat');
  return { kind: 'for', start, end: p.previousEnd, type, variable, iterable, body };
}

function parseSwitch(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const subject = parseCondition(p, "the value to 'switch' on");
  if (p.broken) p.skipToBody();
  const cases = p.at(TokenKind.leftBrace) && p.enter() ? parseBracedCases(p) : skipCases(p);
  return { kind: 'switch', start, end: p.previousEnd, subject, cases };
}

function skipCases(p: Cursor): readonly SwitchCase[] {
  if (!p.at(TokenKind.leftBrace)) p.failHere('missing-token', "Expected '{' and the cases");
  if (p.at(TokenKind.leftBrace)) p.skipNestedStatement();
  else p.endStatement();
  return [];
}

function parseBracedCases(p: Cursor): readonly SwitchCase[] {
  const { start } = p;
  p.advance();
  const cases = parseCases(p);
  if (!p.take(TokenKind.rightBrace) && !p.broken) p.reportUnclosedBrace(start);
  p.leave();
  return cases;
}

function parseCases(p: Cursor): SwitchCase[] {
  const mark = p.mark();
  for (;;) {
    if (p.at(TokenKind.case) || p.at(TokenKind.default)) p.push(parseCase(p));
    else if (p.at(TokenKind.rightBrace) || p.at(TokenKind.endOfText) || endsOpenSwitch(p)) break;
    else skipToCase(p);
  }
  return p.list(mark);
}

/** A statement begins where a case should, and the brace before the cases or a case itself is half-typed. */
const endsOpenSwitch = (p: Cursor): boolean => (p.hasUnclosedBrace || p.broken) && p.startsStatementOnNewLine();

function parseCase(p: Cursor): SwitchCase {
  const { start } = p;
  p.broken = false;
  const hasValues = p.at(TokenKind.case);
  p.advance();
  const values = hasValues ? parseExpressions(p, TokenKind.leftBrace) : undefined;
  if (p.at(TokenKind.colon)) {
    p.report('unexpected-colon', "No ':' stands before the block of a case: remove it.");
    p.advance();
  }
  if (values?.length === 0) p.fail('expected-expression', "Expected a value after 'case'.", start, p.previousEnd);
  const body = parseBlock(p, hasValues ? 'the statements of this case' : "the statements of 'default'");
  return { kind: 'case', start, end: p.previousEnd, values, body };
}

function skipToCase(p: Cursor): void {
  p.broken = false;
  p.failHere('expected-case', "Expected 'case' or 'default'");
  while (!p.at(TokenKind.case) && !p.at(TokenKind.default) && !p.at(TokenKind.rightBrace)) {
    if (p.at(TokenKind.endOfText)) return;
    if (p.at(TokenKind.leftBrace)) p.skipNestedStatement();
    else p.advance();
  }
}

function parseReturn(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const hasValue = !p.at(TokenKind.semicolon) && !p.at(TokenKind.rightBrace) && !p.startsStatementOnNewLine();
  const value = hasValue && !p.at(TokenKind.endOfText) ? parseValue(p) : undefined;
  p.endStatement();
  return { kind: 'return', start, end: p.previousEnd, value };
}

function parseSimple(p: Cursor, kind: 'break' | 'continue' | 'end'): Statement {
  const { start } = p;
  p.advance();
  p.endStatement();
  return { kind, start, end: p.previousEnd };
}

// --- Quantum statements -----------------------------------------------------------------------------------------

function parseBarrier(p: Cursor): Statement {
  const { start } = p;
  const kind = p.at(TokenKind.barrier) ? 'barrier' : 'nop';
  p.advance();
  const operands = startsOperand(p) ? parseOperands(p) : [];
  p.endStatement();
  return { kind, start, end: p.previousEnd, operands };
}

function parseReset(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const operand = parseOperand(p, "a qubit after 'reset'");
  p.endStatement();
  return { kind: 'reset', start, end: p.previousEnd, operand };
}

function parseBox(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const duration = parseOptionalDesignator(p);
  const body = parseBlock(p, "the statements of 'box'");
  return { kind: 'box', start, end: p.previousEnd, duration, body };
}

function parseDelay(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const duration = parseOptionalDesignator(p) ?? missingDuration(p);
  const operands = startsOperand(p) ? parseOperands(p) : [];
  p.endStatement();
  return { kind: 'delay', start, end: p.previousEnd, duration, operands };
}

function missingDuration(p: Cursor): Expression {
  p.failHere('missing-token', "Expected a duration in brackets, as in 'delay[100ns] q;'");
  return { kind: 'missing', start: p.previousEnd, end: p.previousEnd };
}

function parseMeasureStatement(p: Cursor): Statement {
  const value = parseMeasure(p);
  return finishMeasure(p, value);
}

function finishMeasure(p: Cursor, value: Expression): MeasureStatement {
  const target = p.take(TokenKind.arrow) ? parseOperand(p, "a bit after '->'") : undefined;
  if (value.kind === 'measure' && p.at(TokenKind.comma)) {
    p.failHere('missing-semicolon', "Expected ';', as 'measure' takes one operand,");
  }
  p.endStatement();
  return { kind: 'measureStatement', start: value.start, end: p.previousEnd, value, target };
}

/** `ctrl @ x q, r;` and `gphase(pi);` */
function parseModifiedGateCall(p: Cursor): Statement {
  const { start } = p;
  const mark = p.mark();
  while (p.kind >= TokenKind.inv && p.kind <= TokenKind.negctrl) p.push(parseModifier(p));
  const modifiers = p.list<GateModifier>(mark);
  const isPhase = p.at(TokenKind.gphase);
  const name = isPhase ? p.identifier() : parseGateName(p);
  const args = p.at(TokenKind.leftParenthesis) ? parseArguments(p) : undefined;
  const duration = parseOptionalDesignator(p);
  const operands = startsOperand(p) ? parseOperands(p) : [];
  if (operands.length === 0 && !isPhase) p.failHere('expected-operand', 'Expected the qubits that the gate acts on');
  p.endStatement();
  return { kind: 'gateCall', start, end: p.previousEnd, modifiers, name, arguments: args, duration, operands };
}

function parseGateName(p: Cursor): Identifier {
  if (p.at(TokenKind.identifier) && !(p.broken && p.onNewLine)) return p.identifier();
  p.failHere('expected-name', 'Expected the name of a gate');
  return p.missingIdentifier();
}

function parseModifier(p: Cursor): GateModifier {
  const { start } = p;
  const name = p.name() as GateModifier['name'];
  p.advance();
  const argument = p.at(TokenKind.leftParenthesis) ? parseModifierArgument(p) : undefined;
  if (name === 'inv' && argument !== undefined) {
    p.report('modifier-argument', "'inv' takes no argument: remove it.", argument.start, argument.end);
  }
  if (name === 'pow' && argument === undefined)
    p.failHere('modifier-argument', "Expected an exponent, as in 'pow(2) @'");
  const isTight = p.at(TokenKind.at) && p.peek() === TokenKind.identifier && p.text.charCodeAt(p.end) > 64;
  if (isTight) p.report('modifier-space', "Write a space after '@': without it, an annotation begins here.");
  p.expect(TokenKind.at, `'@' after '${name}'`);
  return { kind: 'modifier', start, end: p.previousEnd, name, argument };
}

function parseModifierArgument(p: Cursor): Expression {
  p.advance();
  const argument = parseExpression(p);
  p.close(TokenKind.rightParenthesis, "')' after the argument");
  return argument;
}

// --- Statements that begin with a name or an expression ---------------------------------------------------------

/** `opaque` is a word of OpenQASM 2 only: elsewhere it is one where two names follow. */
function isOpaque(p: Cursor): boolean {
  return p.isVersion2 ? p.peek() === TokenKind.identifier : p.startsWithThreeNames();
}

const noModifiers: readonly GateModifier[] = [];

/** A gate call, an assignment or an expression: what follows the name tells. */
function parseNamed(p: Cursor): Statement {
  const { start } = p;
  const name = p.identifier();
  if (startsOperand(p)) return finishGateCall(p, start, name, undefined, undefined);
  const deepest = p.deepest;
  p.deepest = p.depth;
  const statement = p.at(TokenKind.leftParenthesis) ? parseCalled(p, name) : parseIndexed(p, name, name, undefined);
  if (deepest > p.deepest) p.deepest = deepest;
  return statement;
}

function parseCalled(p: Cursor, name: Identifier): Statement {
  const args = parseArguments(p);
  if (startsOperand(p)) return finishGateCall(p, name.start, name, args, undefined);
  const call: CallExpression = {
    kind: 'call',
    start: name.start,
    end: p.previousEnd,
    callee: name,
    arguments: args,
  };
  return parseIndexed(p, call, name, args);
}

/** After a name or a call that no operand follows directly. */
function parseIndexed(
  p: Cursor,
  base: Expression,
  name: Identifier,
  args: readonly Expression[] | undefined,
): Statement {
  const first = p.at(TokenKind.leftBracket) ? parseIndices(p, base) : base;
  if (first.kind === 'index' && first.base === base && startsOperand(p)) {
    const [duration] = first.indices;
    if (first.indices.length === 1 && duration?.kind !== 'range' && duration?.kind !== 'set') {
      return finishGateCall(p, name.start, name, args, duration);
    }
  }
  if (isAssignment(p.kind) && args === undefined) return finishAssignment(p, first);
  if (p.at(TokenKind.at)) {
    p.fail(
      'unknown-modifier',
      `'${name.name}' is no modifier: there are inv, pow, ctrl and negctrl.`,
      name.start,
      name.end,
    );
  }
  const expression = continueBinary(p, first);
  if (first === name && isScalarType(p.kind) && !p.onNewLine) {
    p.fail('misplaced-type', `A declaration begins with its type: write it before '${name.name}'.`, p.start, p.end);
  }
  return finishExpressionStatement(p, expression);
}

function finishGateCall(
  p: Cursor,
  start: number,
  name: Identifier,
  args: readonly Expression[] | undefined,
  duration: Expression | undefined,
): Statement {
  const operands = parseOperands(p);
  if (p.at(TokenKind.arrow) && duration === undefined) {
    const end = p.previousEnd;
    return finishMeasure(p, { kind: 'quantumCall', start, end, callee: name, arguments: args, operands });
  }
  if (p.at(TokenKind.equals)) {
    p.fail(
      'unknown-type',
      `'${name.name}' is no type of OpenQASM, nor does a gate call have a value.`,
      start,
      name.end,
    );
  }
  p.endStatement();
  return {
    kind: 'gateCall',
    start,
    end: p.previousEnd,
    modifiers: noModifiers,
    name,
    arguments: args,
    duration,
    operands,
  };
}

function finishAssignment(p: Cursor, target: Expression): Statement {
  const operator = p.name() as AssignmentOperator;
  p.advance();
  const value = parseValue(p);
  p.endStatement();
  return { kind: 'assignment', start: target.start, end: p.previousEnd, target, operator, value };
}

const parseExpressionStatement = (p: Cursor): Statement => finishExpressionStatement(p, parseExpression(p));

export function finishExpressionStatement(p: Cursor, expression: Expression): Statement {
  p.endStatement();
  return { kind: 'expressionStatement', start: expression.start, end: p.previousEnd, expression };
}

/** `let a = q[0:1] ++ r;` */
function parseAlias(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const name = p.declaredName('a name for the alias');
  p.expect(TokenKind.equals, "'=' and the qubits or bits to name");
  const value = parseConcatenation(p);
  p.endStatement();
  return { kind: 'alias', start, end: p.previousEnd, name, value };
}

function parseConcatenation(p: Cursor): Expression {
  const first = parseExpression(p);
  if (!p.at(TokenKind.plusPlus)) return first;
  const mark = p.mark();
  p.push(first);
  while (p.take(TokenKind.plusPlus)) p.push(parseExpression(p));
  const parts = p.list<Expression>(mark);
  return { kind: 'concatenation', start: first.start, end: p.previousEnd, parts };
}

/** `cal { … }` */
function parseCal(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const body = parseCalibrationBody(p);
  return { kind: 'cal', start, end: p.previousEnd, body };
}

/** The braces of `cal` and `defcal` and what is between them. */
export function parseCalibrationBody(p: Cursor): { readonly start: number; readonly end: number } {
  if (!p.at(TokenKind.leftBrace)) {
    p.failHere('missing-token', "Expected '{' and the calibration");
    p.skipToBody();
  }
  const brace = p.start;
  if (!p.take(TokenKind.leftBrace)) {
    p.endStatement();
    return { start: p.previousEnd, end: p.previousEnd };
  }
  const start = p.previousEnd;
  const end = p.at(TokenKind.calibrationBody) ? p.end : start;
  p.take(TokenKind.calibrationBody);
  if (!p.take(TokenKind.rightBrace)) p.reportUnclosedBrace(brace);
  return { start, end };
}
