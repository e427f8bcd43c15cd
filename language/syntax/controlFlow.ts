/** Blocks, and the statements that govern others. */
import type { Cursor } from './cursor.ts';
import { parseExpression, parseExpressions, parseIterable, parseValue, startsOperand } from './expressions.ts';
import { parseStatement } from './statements.ts';
import { TokenKind } from './tokens.ts';
import type { Block, Expression, Statement, SwitchCase } from './tree.ts';
import { missingType, parseScalarType } from './types.ts';

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

export function parseIf(p: Cursor): Statement {
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

export function parseWhile(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const condition = parseCondition(p, 'the condition');
  const body = parseBody(p, "a statement after the condition of 'while'");
  return { kind: 'while', start, end: p.previousEnd, condition, body };
}

export function parseFor(p: Cursor): Statement {
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

export function parseSwitch(p: Cursor): Statement {
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

export function parseReturn(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const hasValue = !p.at(TokenKind.semicolon) && !p.at(TokenKind.rightBrace) && !p.startsStatementOnNewLine();
  const value = hasValue && !p.at(TokenKind.endOfText) ? parseValue(p) : undefined;
  p.endStatement();
  return { kind: 'return', start, end: p.previousEnd, value };
}

export function parseSimple(p: Cursor, kind: 'break' | 'continue' | 'end'): Statement {
  const { start } = p;
  p.advance();
  p.endStatement();
  return { kind, start, end: p.previousEnd };
}
