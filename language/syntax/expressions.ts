/** Expressions: precedence climbing over the operators of the grammar, and the places that take special forms. */

import { parseBlock } from './controlFlow.ts';
import type { Cursor } from './cursor.ts';
import { TokenKind, tokenKindCount } from './tokens.ts';
import type {
  ArrayLiteral,
  BinaryOperator,
  Expression,
  Identifier,
  IndexExpression,
  MeasureExpression,
  MissingExpression,
  RangeExpression,
  SetExpression,
  StringLiteral,
  TimeUnit,
  UnaryOperator,
} from './tree.ts';
import { isScalarType, parseType } from './types.ts';

// --- Operators --------------------------------------------------------------------------------------------------

const binaryOperators: readonly (readonly [kind: number, operator: BinaryOperator, level: number])[] = [
  [TokenKind.pipePipe, '||', 1],
  [TokenKind.ampersandAmpersand, '&&', 2],
  [TokenKind.pipe, '|', 3],
  [TokenKind.caret, '^', 4],
  [TokenKind.ampersand, '&', 5],
  [TokenKind.equalsEquals, '==', 6],
  [TokenKind.exclamationEquals, '!=', 6],
  [TokenKind.less, '<', 7],
  [TokenKind.lessEquals, '<=', 7],
  [TokenKind.greater, '>', 7],
  [TokenKind.greaterEquals, '>=', 7],
  [TokenKind.lessLess, '<<', 8],
  [TokenKind.greaterGreater, '>>', 8],
  [TokenKind.plus, '+', 9],
  [TokenKind.minus, '-', 9],
  [TokenKind.asterisk, '*', 10],
  [TokenKind.slash, '/', 10],
  [TokenKind.percent, '%', 10],
  [TokenKind.asteriskAsterisk, '**', 12],
];
const unaryLevel = 11;
const powerLevel = 12;

/** Levels by kind of token, 0 where it is no binary operator. */
const levels = new Uint8Array(tokenKindCount);
const operatorTexts: BinaryOperator[] = new Array<BinaryOperator>(tokenKindCount).fill('+');
for (const [kind, operator, level] of binaryOperators) {
  levels[kind] = level;
  operatorTexts[kind] = operator;
}

/** In OpenQASM 2, `^` is the power. */
const levelsOfVersion2 = levels.slice();
levelsOfVersion2[TokenKind.caret] = powerLevel;

function unaryOperator(kind: number): UnaryOperator | undefined {
  if (kind === TokenKind.minus) return '-';
  if (kind === TokenKind.tilde) return '~';
  return kind === TokenKind.exclamation ? '!' : undefined;
}

// --- Expressions ------------------------------------------------------------------------------------------------

export function parseExpression(p: Cursor): Expression {
  if (!p.enter()) return skipped(p);
  const expression = parseBinary(p, 0);
  p.leave();
  return expression;
}

function skipped(p: Cursor): MissingExpression {
  const start = p.previousEnd;
  p.skipNestedExpression();
  return { kind: 'missing', start, end: p.previousEnd };
}

/** An operation whose operators all bind tighter than `minimum`. */
function parseBinary(p: Cursor, minimum: number): Expression {
  const deepest = p.deepest;
  p.deepest = p.depth;
  const expression = continueBinary(p, parseUnary(p), minimum);
  if (deepest > p.deepest) p.deepest = deepest;
  return expression;
}

/** The same, with the first operand already read. */
export function continueBinary(p: Cursor, first: Expression, minimum = 0): Expression {
  const table = p.isVersion2 ? levelsOfVersion2 : levels;
  let left = first;
  for (;;) {
    const level = table[p.kind]!;
    if (level <= minimum) return left;
    if (!p.sink() || !p.enter()) {
      p.skipNestedExpression();
      return left;
    }
    const operator = operatorTexts[p.kind]!;
    p.advance();
    const right = parseBinary(p, level === powerLevel ? level - 1 : level);
    p.leave();
    left = { kind: 'binary', start: left.start, end: p.previousEnd, operator, left, right };
  }
}

function parseUnary(p: Cursor): Expression {
  const operator = unaryOperator(p.kind);
  if (operator === undefined) return parsePostfix(p);
  if (!p.enter()) return skipped(p);
  const { start } = p;
  p.advance();
  const operand = parseBinary(p, unaryLevel);
  p.leave();
  return { kind: 'unary', start, end: p.previousEnd, operator, operand };
}

function parsePostfix(p: Cursor): Expression {
  const primary = parsePrimary(p);
  return p.at(TokenKind.leftBracket) ? parseIndices(p, primary) : primary;
}

function parsePrimary(p: Cursor): Expression {
  if (p.startsStatementOnNewLine()) return missing(p);
  const { kind, start } = p;
  switch (kind) {
    case TokenKind.identifier:
    case TokenKind.pow:
      return parseNameOrCall(p);
    case TokenKind.integerLiteral:
      return parseInteger(p);
    case TokenKind.floatLiteral:
      return { kind: 'float', start, end: p.end, value: takeNumber(p, 0) };
    case TokenKind.imaginaryLiteral:
      return { kind: 'imaginary', start, end: p.end, value: takeNumber(p, 2) };
    case TokenKind.timingLiteral:
      return parseTiming(p);
    case TokenKind.true:
    case TokenKind.false:
      p.advance();
      return { kind: 'boolean', start, end: p.previousEnd, value: kind === TokenKind.true };
    case TokenKind.hardwareQubit:
      return parseHardwareQubit(p);
    case TokenKind.string:
    case TokenKind.unterminatedString:
      return parseBitstring(p);
    case TokenKind.malformedNumber:
      p.advance();
      return { kind: 'missing', start, end: p.previousEnd };
    case TokenKind.leftParenthesis:
      return parseParenthesized(p);
    case TokenKind.durationof:
      return parseDurationOf(p);
    case TokenKind.plus:
      p.report('unary-plus', "OpenQASM has no '+' before a value: remove it.");
      p.advance();
      return parsePostfix(p);
    case TokenKind.measure:
      p.report('measure-in-expression', "'measure' cannot be part of an expression: assign its result to a bit first.");
      return parseMeasure(p);
    default:
      return isScalarType(kind) || kind === TokenKind.array ? parseCast(p) : missing(p);
  }
}

function missing(p: Cursor): MissingExpression {
  p.failHere('expected-expression', 'Expected an expression');
  return { kind: 'missing', start: p.previousEnd, end: p.previousEnd };
}

/** The current token can begin an expression. */
export function startsExpression(p: Cursor): boolean {
  const { kind } = p;
  switch (kind) {
    case TokenKind.leftParenthesis:
    case TokenKind.durationof:
    case TokenKind.true:
    case TokenKind.false:
    case TokenKind.minus:
    case TokenKind.tilde:
    case TokenKind.exclamation:
      return true;
    case TokenKind.pow:
      return p.isPowerCall();
    default:
      return (kind >= TokenKind.identifier && kind <= TokenKind.unterminatedString) || isScalarType(kind);
  }
}

function parseNameOrCall(p: Cursor): Expression {
  const callee = p.identifier();
  return p.at(TokenKind.leftParenthesis) ? finishCall(p, callee) : callee;
}

function finishCall(p: Cursor, callee: Identifier): Expression {
  const args = parseArguments(p);
  return { kind: 'call', start: callee.start, end: p.previousEnd, callee, arguments: args };
}

/** `(a, b)` */
export function parseArguments(p: Cursor): Expression[] {
  p.advance();
  const list = parseExpressions(p, TokenKind.rightParenthesis, parseConcatenation);
  p.close(TokenKind.rightParenthesis, "')' after the arguments");
  return list;
}

/** Expressions between commas up to a bracket, which stays; none is allowed, and so is a comma after the last. */
export function parseExpressions(p: Cursor, closer: number, parseOne = parseExpression): Expression[] {
  const mark = p.mark();
  while (!p.at(closer)) {
    p.push(parseOne(p));
    if (!p.take(TokenKind.comma)) break;
  }
  return p.list(mark);
}

function parseParenthesized(p: Cursor): Expression {
  const { start } = p;
  p.advance();
  const expression = parseExpression(p);
  p.close(TokenKind.rightParenthesis, "')'");
  return { kind: 'parenthesized', start, end: p.previousEnd, expression };
}

function parseDurationOf(p: Cursor): Expression {
  const { start } = p;
  p.advance();
  p.expect(TokenKind.leftParenthesis, "'(' after 'durationof'");
  const body = parseBlock(p, 'the block to measure the duration of');
  p.close(TokenKind.rightParenthesis, "')' after the block");
  return { kind: 'durationof', start, end: p.previousEnd, body };
}

function parseCast(p: Cursor): Expression {
  const type = parseType(p);
  return finishCast(p, type);
}

/** A cast whose type has been read. */
export function finishCast(p: Cursor, type: ReturnType<typeof parseType>): Expression {
  const isOpen = p.expect(TokenKind.leftParenthesis, "'(' and the value to convert");
  const operand = isOpen ? parseExpression(p) : missing(p);
  if (isOpen) p.close(TokenKind.rightParenthesis, "')' after the value to convert");
  return { kind: 'cast', start: type.start, end: p.previousEnd, type, operand };
}

// --- Indices ----------------------------------------------------------------------------------------------------

/** The index operators that follow an expression. */
export function parseIndices(p: Cursor, base: Expression): Expression {
  let expression = base;
  while (p.at(TokenKind.leftBracket)) {
    // One level for the index, and one for a range in it.
    if (!p.sink() || !p.enter()) {
      p.skipNestedExpression();
      break;
    }
    expression = parseIndex(p, expression);
    p.leave();
  }
  return expression;
}

function parseIndex(p: Cursor, base: Expression): IndexExpression {
  p.advance();
  const mark = p.mark();
  if (p.at(TokenKind.leftBrace)) {
    p.push(parseSet(p));
  } else {
    do p.push(parseRangeOrExpression(p));
    while (p.take(TokenKind.comma) && !p.at(TokenKind.rightBracket));
  }
  const indices = p.list<Expression>(mark);
  p.close(TokenKind.rightBracket, "']' after the index");
  return { kind: 'index', start: base.start, end: p.previousEnd, base, indices };
}

function parseRangeOrExpression(p: Cursor): Expression {
  const { start } = p;
  if (p.at(TokenKind.colon)) return finishRange(p, start, undefined);
  const first = parseExpression(p);
  return p.at(TokenKind.colon) ? finishRange(p, first.start, first) : first;
}

/** `first:last` or `first:step:last`, from the first colon on. */
function finishRange(p: Cursor, start: number, first: Expression | undefined): RangeExpression {
  p.advance();
  const second = startsRangePart(p) ? parseExpression(p) : undefined;
  if (!p.take(TokenKind.colon)) {
    return { kind: 'range', start, end: p.previousEnd, first, step: undefined, last: second };
  }
  const last = parseExpression(p);
  return { kind: 'range', start, end: p.previousEnd, first, step: second, last };
}

const startsRangePart = (p: Cursor): boolean =>
  !p.at(TokenKind.colon) && !p.at(TokenKind.rightBracket) && !p.at(TokenKind.comma) && !p.startsStatementOnNewLine();

/** `[0:n]` after `in`; the brackets are the statement's. */
function parseBracketedRange(p: Cursor): Expression {
  p.advance();
  const range = parseRangeOrExpression(p);
  if (range.kind !== 'range' && p.at(TokenKind.rightBracket)) {
    p.report('missing-token', "Expected a range such as '[0:3]'; a set is written in braces.", range.start, range.end);
  }
  p.close(TokenKind.rightBracket, "']' after the range");
  return range;
}

function parseSet(p: Cursor): SetExpression {
  const { start } = p;
  const elements = parseBraced(p, parseExpression);
  if (elements.length === 0) p.report('expected-expression', 'A set has at least one element.', start, p.previousEnd);
  return { kind: 'set', start, end: p.previousEnd, elements };
}

function parseBraced(p: Cursor, parseElement: (p: Cursor) => Expression): Expression[] {
  p.advance();
  const mark = p.mark();
  while (!p.at(TokenKind.rightBrace)) {
    p.push(parseElement(p));
    if (!p.take(TokenKind.comma)) break;
  }
  p.close(TokenKind.rightBrace, "'}' after the last element");
  return p.list(mark);
}

/** What `for` runs over. */
export function parseIterable(p: Cursor): Expression {
  if (p.at(TokenKind.leftBrace)) return parseSet(p);
  return p.at(TokenKind.leftBracket) ? parseBracketedRange(p) : parseExpression(p);
}

// --- Values and operands ----------------------------------------------------------------------------------------

/**
 * `a ++ b`, of registers or arrays. The grammar has it in aliases alone, but the text of the standard also in values and
 * arguments (types.rst, Array concatenation and slicing; subroutines.rst).
 */
export function parseConcatenation(p: Cursor): Expression {
  const first = parseExpression(p);
  // `i++;` adds 1 in other languages.
  if (!p.at(TokenKind.plusPlus) || p.peek() === TokenKind.semicolon) return first;
  const mark = p.mark();
  p.push(first);
  while (p.take(TokenKind.plusPlus)) p.push(parseExpression(p));
  const parts = p.list<Expression>(mark);
  return { kind: 'concatenation', start: first.start, end: p.previousEnd, parts };
}

/** The value of an assignment, a declaration or a `return`: also a measurement or a call that takes qubits. */
export function parseValue(p: Cursor): Expression {
  if (p.at(TokenKind.measure)) return parseMeasure(p);
  if (p.at(TokenKind.leftBrace)) {
    const array = parseArrayLiteral(p);
    p.report('misplaced-array', 'Only a declaration takes a list of values in braces.', array.start, array.end);
    return array;
  }
  const value = parseConcatenation(p);
  const isCall = (value.kind === 'identifier' && value.name !== '') || value.kind === 'call';
  if (!isCall || !startsOperand(p)) return value;
  const callee = value.kind === 'call' ? value.callee : value;
  const args = value.kind === 'call' ? value.arguments : undefined;
  const operands = parseOperands(p);
  return { kind: 'quantumCall', start: value.start, end: p.previousEnd, callee, arguments: args, operands };
}

/** The value of a declaration, which also may be a list in braces. */
export const parseInitializer = (p: Cursor): Expression =>
  p.at(TokenKind.leftBrace) ? parseArrayLiteral(p) : parseValue(p);

function parseArrayLiteral(p: Cursor): ArrayLiteral | MissingExpression {
  if (!p.enter()) return skipped(p);
  const { start } = p;
  const elements = parseBraced(p, parseArrayElement);
  p.leave();
  return { kind: 'array', start, end: p.previousEnd, elements };
}

const parseArrayElement = (p: Cursor): Expression =>
  p.at(TokenKind.leftBrace) ? parseArrayLiteral(p) : parseExpression(p);

export function parseMeasure(p: Cursor): MeasureExpression {
  const { start } = p;
  p.advance();
  const operand = parseOperand(p, "a qubit after 'measure'");
  return { kind: 'measure', start, end: p.previousEnd, operand };
}

/** The current token begins an operand, and not the statement after a half-typed one. */
export function startsOperand(p: Cursor): boolean {
  const isName = p.kind === TokenKind.identifier || p.kind === TokenKind.hardwareQubit;
  return isName && !p.startsStatementOnNewLine();
}

/** A register, an element or a slice of it, or a hardware qubit. */
export function parseOperand(p: Cursor, what: string): Expression {
  if (!startsOperand(p)) {
    p.failHere('expected-operand', `Expected ${what}`);
    return p.missingIdentifier();
  }
  if (p.kind === TokenKind.hardwareQubit) return parseHardwareQubit(p);
  const name = p.identifier();
  if (!p.at(TokenKind.leftBracket)) return name;
  const deepest = p.deepest;
  p.deepest = p.depth;
  const operand = parseIndices(p, name);
  if (deepest > p.deepest) p.deepest = deepest;
  return operand;
}

/** Operands between commas, from the first on; a comma may follow the last. */
export function parseOperands(p: Cursor): Expression[] {
  const mark = p.mark();
  for (;;) {
    p.push(parseOperand(p, 'a qubit'));
    if (!p.take(TokenKind.comma)) break;
    if (startsOperand(p)) continue;
    if (!p.at(TokenKind.semicolon) && !p.at(TokenKind.arrow))
      p.failHere('expected-operand', "Expected a qubit after ','");
    break;
  }
  return p.list(mark);
}

// --- Literals ---------------------------------------------------------------------------------------------------

/** The small numbers that indices and sizes are: made once, as making a bigint takes longer than reading it. */
const smallIntegers: readonly bigint[] = Array.from({ length: 1024 }, (_, value) => BigInt(value));

/** Longer numbers take longer than linear time to convert, and nothing can be done with them. */
const longestInteger = 1000;

function parseInteger(p: Cursor): Expression {
  const { start, end } = p;
  const value = integerValue(p);
  p.advance();
  return { kind: 'integer', start, end, value };
}

function integerValue(p: Cursor): bigint {
  const { text, start, end } = p;
  if (end - start <= 3) {
    let value = 0;
    for (let at = start; at < end; at++) value = value * 10 + text.charCodeAt(at) - 48;
    const hasDigitsOnly = end - start === 1 || (text.charCodeAt(start + 1) <= 57 && text.charCodeAt(end - 1) <= 57);
    if (hasDigitsOnly) return smallIntegers[value]!;
  }
  if (end - start > longestInteger) {
    p.report('number-too-large', `A number has at most ${longestInteger} digits.`);
    return 0n;
  }
  return BigInt(text.slice(start, end).replaceAll('_', ''));
}

/** The value of the number whose last `suffix` characters are a unit; passes over it. */
function takeNumber(p: Cursor, suffix: number): number {
  const text = p.text.slice(p.start, p.end - suffix);
  p.advance();
  return Number(text.includes('_') ? text.replaceAll('_', '') : text);
}

const timeUnits: Readonly<Record<string, TimeUnit>> = { dt: 'dt', ns: 'ns', us: 'us', µs: 'us', μs: 'us', ms: 'ms' };

function parseTiming(p: Cursor): Expression {
  const { start, end } = p;
  const unit = timeUnits[p.text.slice(end - 2, end)] ?? 's';
  return { kind: 'timing', start, end, value: takeNumber(p, unit === 's' ? 1 : 2), unit };
}

export function parseHardwareQubit(p: Cursor): Expression {
  const { start, end } = p;
  p.advance();
  return { kind: 'hardwareQubit', start, end, index: Number(p.text.slice(start + 1, end)) };
}

function parseBitstring(p: Cursor): Expression {
  const { start, end } = p;
  const isClosed = p.at(TokenKind.string);
  const value = p.text.slice(start + 1, isClosed ? end - 1 : end);
  if (isClosed && p.text.charCodeAt(start) === 34 && /^(?:[01]_?)*[01]$/.test(value)) {
    p.advance();
    return { kind: 'bitstring', start, end, value: value.replaceAll('_', '') };
  }
  if (isClosed) p.report('malformed-bitstring', `A bit string is written with 0 and 1 in double quotes, like "0110".`);
  return parseString(p);
}

/** Any quoted text. Where its end is missing, the rest of the line is in it, and all else would be a follow-up. */
export function parseString(p: Cursor): StringLiteral {
  const { start, end } = p;
  const isClosed = p.at(TokenKind.string);
  p.advance();
  if (!isClosed) p.broken = true;
  return { kind: 'string', start, end, value: p.text.slice(start + 1, isClosed ? end - 1 : end) };
}
