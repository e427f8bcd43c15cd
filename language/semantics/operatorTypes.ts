/** Which type the operators of OpenQASM give for operands of which types (specification, "Classical instructions"). */
import type { BinaryOperator, UnaryOperator } from '../syntax/tree.ts';
import { isTime } from './conversions.ts';
import { FLOAT, sizeOf, type Type, UNKNOWN } from './types.ts';

const BOOL: Type = { kind: 'bool' };

/** One of the four operations that most expressions are made of. */
export const isElementary = (operator: BinaryOperator): boolean =>
  operator === '/' || operator === '*' || operator === '+' || operator === '-';

export const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=']);
export const LOGICAL: ReadonlySet<string> = new Set(['&&', '||']);
export const BITWISE: ReadonlySet<string> = new Set(['&', '|', '^', '<<', '>>']);

/** The type of `left operator right`; `unknown` where one of them is. */
export function binaryType(operator: BinaryOperator, left: Type, right: Type): Type {
  if (left === FLOAT && right === FLOAT && isElementary(operator)) return FLOAT;
  if (COMPARISONS.has(operator) || LOGICAL.has(operator)) return BOOL;
  if (left.kind === 'unknown' || right.kind === 'unknown') return UNKNOWN;
  if (operator === '<<' || operator === '>>') return left;
  if (BITWISE.has(operator)) return left.kind === 'bool' && right.kind === 'bool' ? BOOL : wider(left, right);
  if (isTime(left)) return operator === '/' && isTime(right) ? { kind: 'float' } : left;
  if (isTime(right)) return right;
  if (left.kind === 'complex' || right.kind === 'complex') return realType('complex', left, right);
  if (left.kind === 'angle' || right.kind === 'angle') return angleType(operator, left, right);
  if (!isIntegral(left) || !isIntegral(right)) return realType('float', left, right);
  return integerType(left, right);
}

/** Sums of angles with real numbers are angles, products are real numbers. */
function angleType(operator: BinaryOperator, left: Type, right: Type): Type {
  if (left.kind === 'angle' && right.kind === 'angle') {
    if (operator !== '/') return operator === '*' || operator === '**' ? { kind: 'float' } : wider(left, right);
    const size = sizeOf(wider(left, right));
    return size === undefined ? { kind: 'uint' } : { kind: 'uint', size };
  }
  const [angle, other] = left.kind === 'angle' ? [left, right] : [right, left];
  if (operator === '+' || operator === '-') return angle;
  return isIntegral(other) && (operator === '*' || (operator === '/' && angle === left)) ? angle : { kind: 'float' };
}

/** The wider of the real operands decides; a real number without a size has that of the machine. */
function realType(kind: 'float' | 'complex', left: Type, right: Type): Type {
  const sizes = [left, right].filter(({ kind }) => kind === 'float' || kind === 'complex').map(sizeOf);
  let widest = 0;
  for (const size of sizes) {
    if (size === undefined) return { kind };
    widest = Math.max(widest, size);
  }
  return sizes.length > 0 ? { kind, size: widest } : { kind };
}

const isIntegral = (type: Type): boolean =>
  type.kind === 'int' || type.kind === 'uint' || type.kind === 'bit' || type.kind === 'bool';

/** Registers of bits count as unsigned integers in arithmetic, truth values as 0 and 1. */
function integerType(left: Type, right: Type): Type {
  const [a, b] = [left, right].map((type): Type | undefined => {
    if (type.kind === 'bit') return type.size === undefined ? undefined : { kind: 'uint', size: type.size };
    return type.kind === 'bool' ? undefined : type;
  });
  return a && b ? wider(a, b) : (a ?? b ?? { kind: 'int' });
}

function wider(left: Type, right: Type): Type {
  const [leftSize, rightSize] = [sizeOf(left), sizeOf(right)];
  if (left.kind === right.kind) {
    if (leftSize === undefined) return left.kind === 'bit' ? right : left;
    if (rightSize === undefined) return right.kind === 'bit' ? left : right;
    return leftSize >= rightSize ? left : right;
  }
  if (left.kind === 'bit' || left.kind === 'bool') return right;
  if (right.kind === 'bit' || right.kind === 'bool') return left;
  // int with uint: signed, wide enough for both unless one has no size.
  if (leftSize === undefined || rightSize === undefined) return { kind: 'int' };
  return { kind: 'int', size: Math.max(leftSize, rightSize) };
}

export function unaryType(operator: UnaryOperator, operand: Type): Type {
  if (operator === '!') return BOOL;
  if (operator === '-' && (operand.kind === 'bit' || operand.kind === 'bool' || operand.kind === 'uint')) {
    return { kind: 'int' };
  }
  return operand;
}
