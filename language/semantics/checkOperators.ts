/** Checks that operators are defined for their operands (specification, "Classical instructions"). */
import type { BinaryExpression, BinaryOperator, Expression, UnaryExpression } from '../syntax/tree.ts';
import type { Analyzer } from './analyzer.ts';
import { isRegister, isStandard, isTime } from './conversions.ts';
import { BITWISE, binaryType, COMPARISONS, isElementary, LOGICAL, unaryType } from './operatorTypes.ts';
import { formatType, sizeOf, type Type, UNKNOWN, withArticle } from './types.ts';

export function checkUnary(analyzer: Analyzer, expression: UnaryExpression, operand: Type): Type {
  const { operator } = expression;
  if (operand.kind === 'unknown') return operator === '!' ? { kind: 'bool' } : UNKNOWN;
  const isDefined =
    operator === '!'
      ? isTruth(operand)
      : operator === '~'
        ? isBits(operand) || operand.kind === 'bool'
        : isStandard(operand) || isTime(operand) || operand.kind === 'angle';
  if (isDefined) return unaryType(operator, operand);
  if (operator === '-' && isRegister(operand)) {
    reportUncast(analyzer, expression.operand, operand);
    return unaryType(operator, operand);
  }
  const what = `'${operator}' is not defined for ${withArticle(operand)}.`;
  analyzer.report('operand-type', expression, `${what} ${UNARY_MENDS[operator]}`);
  return UNKNOWN;
}

const UNARY_MENDS = {
  '!': 'Compare it with something first.',
  '~': "Only bits, integers and angles have bits to flip; for numbers, use '-'.",
  '-': 'Only numbers, angles and durations have a negative.',
} as const;

/** Checks `left operator right`; `at` is the whole expression, or the statement of a compound assignment. */
export function checkBinary(
  analyzer: Analyzer,
  operator: BinaryOperator,
  left: Type,
  right: Type,
  at: Pick<BinaryExpression, 'left' | 'right' | 'start' | 'end'>,
): Type {
  if (left.kind === 'float' && right.kind === 'float' && isElementary(operator))
    return binaryType(operator, left, right);
  if (left.kind === 'unknown' || right.kind === 'unknown') return binaryType(operator, left, right);
  const mend = undefinedBecause(operator, left, right);
  if (mend !== undefined) {
    const types = `${withArticle(left)} and ${withArticle(right)}`;
    analyzer.report('operand-type', at, `'${operator}' is not defined for ${types}. ${mend}`);
    return COMPARISONS.has(operator) || LOGICAL.has(operator) ? { kind: 'bool' } : UNKNOWN;
  }
  if (hasOtherSize(operator, left, right)) {
    const sizes = `${sizeOf(left)} and ${sizeOf(right)}`;
    analyzer.report(
      'size-mismatch',
      at,
      `'${operator}' needs registers of the same size, but these have ${sizes} bits.`,
    );
  } else if (isArithmetic(operator)) {
    if (isRegister(left)) reportUncast(analyzer, at.left, left);
    if (isRegister(right)) reportUncast(analyzer, at.right, right);
    if (isMixedProduct(operator, left, right)) {
      const message = `The standard defines '${operator}' of an angle with an unsigned integer only. Use a float instead.`;
      analyzer.report('implicit-cast', at, message, 'warning');
    }
  }
  return binaryType(operator, left, right);
}

const isArithmetic = (operator: BinaryOperator): boolean =>
  !COMPARISONS.has(operator) && !LOGICAL.has(operator) && !BITWISE.has(operator);

const isNumber = (type: Type): boolean => isStandard(type) || isRegister(type);

/** What can be a condition, if need be by a cast. */
const isTruth = (type: Type): boolean => isNumber(type) || type.kind === 'angle';

const isBits = (type: Type): boolean =>
  type.kind === 'bit' || type.kind === 'int' || type.kind === 'uint' || type.kind === 'angle';

const isReal = (type: Type): boolean => isNumber(type) && type.kind !== 'complex';

/** `undefined` where the operator is defined; otherwise how to mend it. */
function undefinedBecause(operator: BinaryOperator, left: Type, right: Type): string | undefined {
  if (left.kind === 'array' || right.kind === 'array') return 'Name the elements by their indices.';
  if (LOGICAL.has(operator)) return isTruth(left) && isTruth(right) ? undefined : 'Compare them with something first.';
  if (BITWISE.has(operator)) return bitwiseMend(operator, left, right);
  if (isTime(left) || isTime(right)) return timeMend(operator, left, right);
  if (COMPARISONS.has(operator)) {
    const isOrdered = operator !== '==' && operator !== '!=';
    const hasComplex = left.kind === 'complex' || right.kind === 'complex';
    return isOrdered && hasComplex
      ? 'Complex numbers have no order: compare their real or imaginary parts.'
      : undefined;
  }
  if (left.kind === 'angle' || right.kind === 'angle') return angleMend(operator, left, right);
  if (operator !== '%') return undefined;
  const isWhole = (type: Type): boolean => type.kind !== 'float' && type.kind !== 'complex';
  return isWhole(left) && isWhole(right) ? undefined : 'Use the function mod(a, b).';
}

function bitwiseMend(operator: BinaryOperator, left: Type, right: Type): string | undefined {
  const isShift = operator === '<<' || operator === '>>';
  if (isShift) {
    if (!isBits(left) && left.kind !== 'bool') return 'Only bits, integers and angles can be shifted.';
    return right.kind === 'uint' || right.kind === 'int' || right.kind === 'bool' || right.kind === 'bit'
      ? undefined
      : 'The distance of a shift is an unsigned integer.';
  }
  const isAngle = left.kind === 'angle' || right.kind === 'angle';
  if (isAngle && left.kind !== right.kind) return 'Both must be angles.';
  const isDefined = (isBits(left) || left.kind === 'bool') && (isBits(right) || right.kind === 'bool');
  return isDefined ? undefined : 'It is an operation on bits, integers or angles.';
}

function timeMend(operator: BinaryOperator, left: Type, right: Type): string | undefined {
  if (isTime(left) && isTime(right)) {
    if (operator === '+' || operator === '-' || operator === '/' || COMPARISONS.has(operator)) return undefined;
    return 'Durations are added, subtracted, divided and compared.';
  }
  const isScaled = isTime(left) ? operator === '*' || operator === '/' : operator === '*';
  const other = isTime(left) ? right : left;
  if (isScaled && isReal(other)) return undefined;
  if (isScaled) return 'A duration is multiplied with a real number.';
  return isReal(other) ? 'Give the number a unit, as in 100ns.' : 'A duration goes with durations and numbers.';
}

function angleMend(operator: BinaryOperator, left: Type, right: Type): string | undefined {
  if (left.kind === 'complex' || right.kind === 'complex') return 'An angle is not a complex number.';
  if (operator === '%') return 'Angles are reduced by whole turns already.';
  if (operator === '*' && left.kind === right.kind) return 'Angles are multiplied with unsigned integers.';
  if (operator === '/' && left.kind !== 'angle') return 'Only an angle can be divided by an angle.';
  return undefined;
}

/** An angle times or divided by a real number: common, but only defined for unsigned integers. */
function isMixedProduct(operator: BinaryOperator, left: Type, right: Type): boolean {
  if (operator !== '*' && operator !== '/') return false;
  return (left.kind === 'angle' && right.kind === 'float') || (left.kind === 'float' && right.kind === 'angle');
}

function hasOtherSize(operator: BinaryOperator, left: Type, right: Type): boolean {
  if (!isRegister(left) || !isRegister(right)) return false;
  const [a, b] = [sizeOf(left) ?? -1, sizeOf(right) ?? -1];
  if (a < 0 || b < 0 || a === b) return false;
  return COMPARISONS.has(operator) || operator === '&' || operator === '|' || operator === '^';
}

/** A register of bits where a number is expected: read as an unsigned integer. */
function reportUncast(analyzer: Analyzer, at: Expression, type: Type): void {
  const integer = formatType({ kind: 'uint', size: sizeOf(type) ?? 1 });
  const message = `Bits are no numbers: the standard asks for a cast here, ${integer}(…).`;
  analyzer.report('implicit-cast', at, message, 'warning');
}
