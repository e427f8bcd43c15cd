/** Types: of variables, parameters, casts and results. */
import type { DiagnosticCode } from '../diagnosticCodes.ts';
import type { Cursor } from './cursor.ts';
import { parseExpression, parseExpressions } from './expressions.ts';
import { TokenKind } from './tokens.ts';
import type { ArrayType, Expression, MissingType, QubitType, ScalarType, ScalarTypeName, Type } from './tree.ts';

const scalarTypeNames: ReadonlyMap<number, ScalarTypeName> = new Map<number, ScalarTypeName>([
  [TokenKind.bool, 'bool'],
  [TokenKind.bit, 'bit'],
  [TokenKind.int, 'int'],
  [TokenKind.uint, 'uint'],
  [TokenKind.float, 'float'],
  [TokenKind.angle, 'angle'],
  [TokenKind.complex, 'complex'],
  [TokenKind.duration, 'duration'],
  [TokenKind.stretch, 'stretch'],
]);

export const isScalarType = (kind: number): boolean => kind >= TokenKind.bool && kind <= TokenKind.stretch;

/** A scalar or an array: the types of classical variables. */
export const parseType = (p: Cursor): Type => (p.at(TokenKind.array) ? parseArrayType(p) : parseScalarType(p));

export function missingType(p: Cursor): MissingType {
  return { kind: 'missingType', start: p.previousEnd, end: p.previousEnd };
}

function expectedType(p: Cursor): MissingType {
  p.failHere('expected-type', "Expected a type such as 'int' or 'float'");
  return missingType(p);
}

export const parseScalarType = (p: Cursor): ScalarType | MissingType =>
  isScalarType(p.kind) ? readScalarType(p) : expectedType(p);

function readScalarType(p: Cursor): ScalarType {
  const { start } = p;
  const name = scalarTypeNames.get(p.kind)!;
  p.advance();
  if (!p.at(TokenKind.leftBracket)) {
    return { kind: 'scalarType', start, end: p.previousEnd, name, size: undefined, element: undefined };
  }
  if (name === 'complex') return finishComplex(p, start);
  const hasSize = name !== 'bool' && name !== 'duration' && name !== 'stretch';
  const size = hasSize
    ? parseDesignator(p)
    : parseMisplacedDesignator(p, 'unexpected-size', `'${name}' takes no size: remove it.`);
  return { kind: 'scalarType', start, end: p.previousEnd, name, size, element: undefined };
}

/** `[float[64]]` after `complex` */
function finishComplex(p: Cursor, start: number): ScalarType {
  p.advance();
  const element = parseComplexElement(p);
  p.close(TokenKind.rightBracket, "']' after the type of the parts");
  return { kind: 'scalarType', start, end: p.previousEnd, name: 'complex', size: undefined, element };
}

function parseComplexElement(p: Cursor): ScalarType | undefined {
  if (!isScalarType(p.kind)) {
    p.failHere('expected-type', "Expected the type of the parts, as in 'complex[float[64]]'");
    return undefined;
  }
  if (!p.enter()) {
    p.skipNestedExpression();
    return undefined;
  }
  const element = readScalarType(p);
  p.leave();
  return element;
}

/** `[size]` */
export function parseDesignator(p: Cursor): Expression {
  p.advance();
  const size = parseExpression(p);
  p.close(TokenKind.rightBracket, "']' after the size");
  return size;
}

/** A size where none belongs; that is reported, unless it has a fault of its own. */
export function parseMisplacedDesignator(p: Cursor, code: DiagnosticCode, message: string): Expression {
  const { start } = p;
  const known = p.diagnostics.length;
  const size = parseDesignator(p);
  if (p.diagnostics.length === known) p.fail(code, message, start, p.previousEnd);
  return size;
}

/** A size in brackets, where one stands. */
export const parseOptionalDesignator = (p: Cursor): Expression | undefined =>
  p.at(TokenKind.leftBracket) ? parseDesignator(p) : undefined;

/** `array[int[8], 2, 3]` */
function parseArrayType(p: Cursor, access?: 'readonly' | 'mutable', start = p.start): ArrayType {
  p.advance();
  const hasBracket = p.expect(TokenKind.leftBracket, "'[' with the type and the sizes of the array");
  const element = hasBracket ? parseScalarType(p) : missingType(p);
  if (hasBracket) p.expect(TokenKind.comma, "',' and the sizes of the array");
  const rank = hasBracket && p.at(TokenKind.dimension) ? parseRank(p, access) : undefined;
  const dimensions = hasBracket && rank === undefined ? parseDimensions(p) : [];
  if (hasBracket) p.close(TokenKind.rightBracket, "']' after the sizes");
  return { kind: 'arrayType', start, end: p.previousEnd, access, element, dimensions, rank };
}

function parseDimensions(p: Cursor): readonly Expression[] {
  const dimensions = parseExpressions(p, TokenKind.rightBracket);
  if (dimensions.length === 0) p.failHere('expected-expression', 'Expected the sizes of the array');
  return dimensions;
}

/** `#dim = 2` */
function parseRank(p: Cursor, access: 'readonly' | 'mutable' | undefined): Expression {
  if (access === undefined) p.report('misplaced-dimension', "Only an array parameter of 'def' takes '#dim'.");
  p.advance();
  p.expect(TokenKind.equals, "'=' after '#dim'");
  return parseExpression(p);
}

/** `readonly array[…]` and `mutable array[…]`: parameters only. */
export function parseArrayReference(p: Cursor): Type {
  const { start } = p;
  const access = p.at(TokenKind.readonly) ? 'readonly' : 'mutable';
  p.advance();
  if (p.at(TokenKind.array)) return parseArrayType(p, access, start);
  p.failHere('expected-type', `Expected an array type after '${access}'`);
  return missingType(p);
}

/** `qubit[2]` */
export function parseQubitType(p: Cursor): QubitType {
  const { start } = p;
  p.advance();
  const size = parseOptionalDesignator(p);
  return { kind: 'qubitType', start, end: p.previousEnd, size };
}

/** The type that `creg name[size]` stands for: its span is that of the brackets. */
export function parseOldBitType(p: Cursor): ScalarType {
  const start = p.at(TokenKind.leftBracket) ? p.start : p.previousEnd;
  const size = parseOptionalDesignator(p);
  return bitType(start, p.previousEnd, size);
}

export const bitType = (start: number, end: number, size: Expression | undefined): ScalarType => ({
  kind: 'scalarType',
  start,
  end,
  name: 'bit',
  size,
  element: undefined,
});

/** `-> type` */
export const parseReturnType = (p: Cursor): Type | undefined =>
  p.take(TokenKind.arrow) ? parseScalarType(p) : undefined;
