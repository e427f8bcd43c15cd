/** Declarations of variables, registers, gates, subroutines and calibrations. */

import { parseBlock } from './controlFlow.ts';
import type { Cursor } from './cursor.ts';
import {
  continueBinary,
  finishCast,
  parseExpression,
  parseHardwareQubit,
  parseIndices,
  parseInitializer,
} from './expressions.ts';
import { finishExpressionStatement } from './namedStatements.ts';
import { TokenKind } from './tokens.ts';
import type {
  ClassicalDeclaration,
  Expression,
  HardwareQubit,
  Identifier,
  Node,
  Parameter,
  QubitDeclaration,
  Statement,
  Type,
} from './tree.ts';
import {
  bitType,
  isScalarType,
  missingType,
  parseArrayReference,
  parseMisplacedDesignator,
  parseOldBitType,
  parseOptionalDesignator,
  parseQubitType,
  parseReturnType,
  parseScalarType,
  parseType,
} from './types.ts';

// --- Variables --------------------------------------------------------------------------------------------------

/** A type begins a declaration or, where a parenthesis follows it, an expression. */
export function parseTypedStatement(p: Cursor): Statement {
  const { start } = p;
  const type = parseType(p);
  if (!p.at(TokenKind.leftParenthesis)) return finishClassical(p, start, undefined, type);
  const deepest = p.deepest;
  p.deepest = p.depth;
  const cast = finishCast(p, type);
  const expression = continueBinary(p, p.at(TokenKind.leftBracket) ? parseIndices(p, cast) : cast);
  if (deepest > p.deepest) p.deepest = deepest;
  return finishExpressionStatement(p, expression);
}

/** A declaration of an array; `readonly` and `mutable` belong to parameters. */
export function parseClassicalDeclaration(p: Cursor): Statement {
  if (p.at(TokenKind.array)) return parseTypedStatement(p);
  const { start } = p;
  p.report('misplaced-access', `'${p.name()}' belongs to array parameters of 'def': remove it.`);
  const type = parseArrayReference(p);
  return finishClassical(p, start, undefined, type);
}

export function parseConst(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const type = parseNamedType(p, 'const');
  return finishClassical(p, start, 'const', type);
}

export function parseInputOrOutput(p: Cursor): Statement {
  const { start } = p;
  const qualifier = p.at(TokenKind.input) ? 'input' : 'output';
  p.advance();
  const type = parseNamedType(p, qualifier);
  return finishClassical(p, start, qualifier, type);
}

/** The type after a qualifier; where a name stands in its place, only the type is missing. */
function parseNamedType(p: Cursor, qualifier: string): Type {
  if (p.at(TokenKind.array) && qualifier === 'const') p.report('misplaced-array', "An array cannot be 'const'.");
  if (!p.at(TokenKind.identifier) || p.startsStatementOnNewLine()) return parseType(p);
  p.report('expected-type', `Expected a type after '${qualifier}', as in '${qualifier} int ${p.name()}'.`);
  return missingType(p);
}

type Qualifier = ClassicalDeclaration['qualifier'];

function finishClassical(p: Cursor, start: number, qualifier: Qualifier, writtenType: Type): ClassicalDeclaration {
  const name = p.declaredName('a name for the variable');
  const type = p.at(TokenKind.leftBracket) ? parseTypeOfSize(p, writtenType, name) : writtenType;
  const initializer = parseOptionalInitializer(p);
  checkInitializer(p, qualifier, initializer);
  endDeclaration(p);
  return {
    kind: 'classicalDeclaration',
    start,
    end: p.previousEnd,
    qualifier,
    type,
    name,
    initializer,
    oldStyle: false,
  };
}

/** `int n[8]`, as C has it: the size counts, and the type is where the size is. */
function parseMisplacedSize(p: Cursor, name: Identifier): Expression {
  return parseMisplacedDesignator(p, 'misplaced-size', `The size belongs to the type: write it before '${name.name}'.`);
}

function parseTypeOfSize(p: Cursor, type: Type, name: Identifier): Type {
  const { start } = p;
  const size = parseMisplacedSize(p, name);
  return type.kind === 'scalarType' ? { ...type, start, end: p.previousEnd, size } : type;
}

const parseOptionalInitializer = (p: Cursor): Expression | undefined =>
  p.take(TokenKind.equals) ? parseInitializer(p) : undefined;

function checkInitializer(p: Cursor, qualifier: Qualifier, initializer: Expression | undefined): void {
  if (qualifier === 'const' && initializer === undefined) {
    p.failHere('expected-initializer', "Expected '=' and the value of the constant");
  } else if ((qualifier === 'input' || qualifier === 'output') && initializer !== undefined) {
    const message = `An ${qualifier} has no value in the program: remove it.`;
    p.report('unexpected-initializer', message, initializer.start, initializer.end);
  }
}

function endDeclaration(p: Cursor): void {
  if (p.at(TokenKind.comma)) p.failHere('missing-semicolon', "Expected ';', as each variable has its own declaration,");
  p.endStatement();
}

export function parseQubit(p: Cursor): QubitDeclaration {
  const { start } = p;
  p.advance();
  const typeSize = parseOptionalDesignator(p);
  const name = p.at(TokenKind.hardwareQubit) ? parseDeclaredHardware(p) : p.declaredName('a name for the qubits');
  const size = p.at(TokenKind.leftBracket) ? parseMisplacedSize(p, name) : typeSize;
  endDeclaration(p);
  return { kind: 'qubitDeclaration', start, end: p.previousEnd, name, size, oldStyle: false };
}

function parseDeclaredHardware(p: Cursor): Identifier {
  p.fail('declared-hardware-qubit', `'${p.name()}' exists without a declaration: remove this.`, p.start, p.end);
  const name = p.missingIdentifier();
  p.advance();
  return name;
}

export function parseQreg(p: Cursor): QubitDeclaration {
  const { start } = p;
  p.advance();
  const misplacedSize = parseSizeBeforeName(p, 'qreg');
  const name = p.declaredName('a name for the register');
  const size = parseOptionalDesignator(p) ?? misplacedSize;
  endDeclaration(p);
  return { kind: 'qubitDeclaration', start, end: p.previousEnd, name, size, oldStyle: true };
}

export function parseCreg(p: Cursor): ClassicalDeclaration {
  const { start } = p;
  p.advance();
  const sizeStart = p.start;
  const misplacedSize = parseSizeBeforeName(p, 'creg');
  const misplacedType = misplacedSize && bitType(sizeStart, p.previousEnd, misplacedSize);
  const name = p.declaredName('a name for the register');
  const type = misplacedType ?? parseOldBitType(p);
  const initializer = parseOptionalInitializer(p);
  if (initializer !== undefined) {
    const message = "'creg' takes no value: write 'bit[…] name = …' instead.";
    p.report('unexpected-initializer', message, initializer.start, initializer.end);
  }
  endDeclaration(p);
  return {
    kind: 'classicalDeclaration',
    start,
    end: p.previousEnd,
    qualifier: undefined,
    type,
    name,
    initializer,
    oldStyle: true,
  };
}

/** `qreg[2] q` is a mistake that shares its form with `qubit[2] q`. */
const parseSizeBeforeName = (p: Cursor, word: 'qreg' | 'creg'): Expression | undefined =>
  p.at(TokenKind.leftBracket)
    ? parseMisplacedDesignator(p, 'misplaced-size', `The size follows the name: '${word} name[2];'.`)
    : undefined;

// --- Gates and subroutines --------------------------------------------------------------------------------------

export function parseGate(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const name = p.declaredName('a name for the gate');
  const parameters = parseGateParameters(p);
  const qubits = parseGateQubits(p);
  const body = parseBlock(p, 'the statements of the gate');
  return { kind: 'gate', start, end: p.previousEnd, name, parameters, qubits, body };
}

/** OpenQASM 2: a gate without a body. */
export function parseOpaque(p: Cursor): Statement {
  const { start } = p;
  if (p.saysVersion3) {
    p.report(
      'opaque-in-version-3',
      "'opaque' belongs to OpenQASM 2: define the gate, or its calibration with 'defcal'.",
    );
  }
  p.advance();
  const name = p.declaredName('a name for the gate');
  const parameters = parseGateParameters(p);
  const qubits = parseGateQubits(p);
  p.endStatement();
  return { kind: 'opaque', start, end: p.previousEnd, name, parameters, qubits };
}

function parseGateParameters(p: Cursor): readonly Identifier[] {
  if (!p.take(TokenKind.leftParenthesis)) return [];
  const names = p.at(TokenKind.rightParenthesis) ? [] : parseNames(p, 'a name for the parameter', skipParameterType);
  p.close(TokenKind.rightParenthesis, "')' after the parameters");
  return names;
}

function parseGateQubits(p: Cursor): readonly Identifier[] {
  return parseNames(p, 'names for the qubits of the gate');
}

/** Names between commas, at least one; a comma may follow the last. */
function parseNames(p: Cursor, what: string, skipPrefix?: (p: Cursor) => void): Identifier[] {
  const mark = p.mark();
  do {
    skipPrefix?.(p);
    const name = p.declaredName(what);
    if (name.name !== '') p.push(name);
  } while (p.take(TokenKind.comma) && !endsNames(p));
  return p.list(mark);
}

/** A type before a gate's parameter, which OpenQASM does not have; in version 2 it is the parameter's name. */
function skipParameterType(p: Cursor): void {
  const hasMore = p.peek() === TokenKind.identifier || p.peek() === TokenKind.leftBracket;
  if (p.isVersion2 || !isScalarType(p.kind) || !hasMore || p.startsDeclarationOnNewLine()) return;
  const type = parseType(p);
  p.report('unexpected-type', "A gate's parameter has no type: write only its name.", type.start, type.end);
}

const endsNames = (p: Cursor): boolean =>
  p.at(TokenKind.leftBrace) || p.at(TokenKind.rightParenthesis) || p.at(TokenKind.semicolon);

export function parseDef(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const name = p.declaredName('a name for the subroutine');
  const parameters = parseParameters(p, parseParameter, 'parameters');
  const returnType = parseReturnType(p);
  const body = parseBlock(p, 'the statements of the subroutine');
  return { kind: 'def', start, end: p.previousEnd, name, parameters, returnType, body };
}

function parseParameters<T extends Node>(p: Cursor, parse: (p: Cursor) => T, what: string): readonly T[] {
  if (!p.expect(TokenKind.leftParenthesis, `'(' and the ${what}`)) return [];
  const mark = p.mark();
  while (!p.at(TokenKind.rightParenthesis) && !p.startsDeclarationOnNewLine()) {
    p.push(parse(p));
    if (!p.take(TokenKind.comma)) break;
  }
  const list = p.list<T>(mark);
  p.close(TokenKind.rightParenthesis, `')' after the ${what}`);
  return list;
}

function parseParameter(p: Cursor): Parameter {
  const { start } = p;
  if (p.at(TokenKind.creg) || p.at(TokenKind.qreg)) return parseOldParameter(p);
  const type = parseParameterType(p);
  const name = p.declaredName('a name for the parameter');
  return { kind: 'parameter', start: Math.min(start, type.start), end: p.previousEnd, type, name };
}

/** `creg c[2]` and `qreg q[2]`: the type follows the name. */
function parseOldParameter(p: Cursor): Parameter {
  const { start } = p;
  const isQubit = p.at(TokenKind.qreg);
  p.advance();
  const name = p.declaredName('a name for the parameter');
  const type = parseOldBitType(p);
  const { start: typeStart, end, size } = type;
  if (!isQubit) return { kind: 'parameter', start, end: p.previousEnd, type, name };
  return {
    kind: 'parameter',
    start,
    end: p.previousEnd,
    type: { kind: 'qubitType', start: typeStart, end, size },
    name,
  };
}

function parseParameterType(p: Cursor): Type {
  if (p.at(TokenKind.qubit)) return parseQubitType(p);
  if (p.at(TokenKind.readonly) || p.at(TokenKind.mutable)) return parseArrayReference(p);
  if (!p.at(TokenKind.array)) return parseScalarType(p);
  p.report('missing-access', "Expected 'readonly' or 'mutable' before an array parameter.");
  return parseType(p);
}

export function parseExtern(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const name = p.declaredName('a name for the external function');
  const parameterTypes = parseParameters(p, parseExternType, 'types of the parameters');
  const returnType = parseReturnType(p);
  p.endStatement();
  return { kind: 'extern', start, end: p.previousEnd, name, parameterTypes, returnType };
}

function parseExternType(p: Cursor): Type {
  if (p.at(TokenKind.qubit)) p.report('misplaced-qubit', "An 'extern' function takes no qubits.");
  const type = p.at(TokenKind.creg) ? parseUnnamedCreg(p) : parseParameterType(p);
  if (p.at(TokenKind.identifier) && !p.startsStatementOnNewLine()) {
    p.report('unexpected-name', "A parameter of 'extern' has only a type: remove the name.");
    p.advance();
  }
  return type;
}

function parseUnnamedCreg(p: Cursor): Type {
  const { start } = p;
  p.advance();
  return { ...parseOldBitType(p), start };
}

// --- Calibrations -----------------------------------------------------------------------------------------------

export function parseDefcal(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const isWord = p.at(TokenKind.measure) || p.at(TokenKind.reset) || p.at(TokenKind.delay);
  const name = isWord ? p.identifier() : p.declaredName('the name of a gate, or measure, reset or delay');
  const args = p.at(TokenKind.leftParenthesis) ? parseParameters(p, parseDefcalArgument, 'arguments') : undefined;
  const operands = parseDefcalOperands(p);
  const returnType = parseReturnType(p);
  const body = parseCalibrationBody(p);
  return { kind: 'defcal', start, end: p.previousEnd, name, arguments: args, operands, returnType, body };
}

/** A parameter where a type begins, unless it is that of a cast; else the value that the calibration is for. */
function parseDefcalArgument(p: Cursor): Expression | Parameter {
  const isParameter = isScalarType(p.kind) ? !p.isCast() : startsParameter(p.kind);
  return isParameter ? parseParameter(p) : parseExpression(p);
}

const startsParameter = (kind: number): boolean =>
  kind === TokenKind.qubit ||
  kind === TokenKind.qreg ||
  kind === TokenKind.creg ||
  kind === TokenKind.readonly ||
  kind === TokenKind.mutable;

function parseDefcalOperands(p: Cursor): readonly (Identifier | HardwareQubit)[] {
  const mark = p.mark();
  do {
    if (p.at(TokenKind.hardwareQubit)) p.push(parseHardwareQubit(p));
    else {
      const name = p.declaredName('a qubit');
      if (name.name !== '') p.push(name);
    }
  } while (p.take(TokenKind.comma) && !p.at(TokenKind.leftBrace) && !p.at(TokenKind.arrow));
  return p.list(mark);
}

/** `cal { … }` */
export function parseCal(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const body = parseCalibrationBody(p);
  return { kind: 'cal', start, end: p.previousEnd, body };
}

/** The braces of `cal` and `defcal` and what is between them. */
function parseCalibrationBody(p: Cursor): { readonly start: number; readonly end: number } {
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
