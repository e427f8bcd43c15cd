/** Statements: what each begins with decides what it is; and the headers, directives and mistakes among them. */

import { parseBlock, parseFor, parseIf, parseReturn, parseSimple, parseSwitch, parseWhile } from './controlFlow.ts';
import type { Cursor } from './cursor.ts';
import {
  parseCal,
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
import { parseString, startsExpression } from './expressions.ts';
import { parseAlias, parseExpressionStatement, parseNamed } from './namedStatements.ts';
import {
  parseBarrier,
  parseBox,
  parseDelay,
  parseMeasureStatement,
  parseModifiedGateCall,
  parseReset,
} from './quantumStatements.ts';
import { reportSinceVersion3 } from './sinceVersion3.ts';
import { TokenKind } from './tokens.ts';
import type { Annotation, ErrorStatement, PragmaStatement, Statement, StringLiteral } from './tree.ts';
import { isScalarType } from './types.ts';

/** Reads one statement. It always passes over a token, so that reading one after another comes to an end. */
export function parseStatement(p: Cursor): Statement {
  p.broken = false;
  if (!p.enter()) return skipped(p);
  const { index, end } = p;
  const statement = p.at(TokenKind.annotation) ? parseAnnotated(p) : parseBare(p);
  p.leave();
  // Statements within others are not reported again.
  if (p.isVersion2 && p.depth === 0) reportSinceVersion3(p, statement, end);
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
      return isOpaque(p) ? parseOpaque(p) : parseNamed(p);
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

/** `opaque` is a word of OpenQASM 2 only: elsewhere it is one where two names follow. */
function isOpaque(p: Cursor): boolean {
  if (p.end - p.start !== 6 || p.name() !== 'opaque') return false;
  return p.isVersion2 ? p.peek() === TokenKind.identifier : p.startsWithThreeNames();
}
