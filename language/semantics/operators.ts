/**
 * What the operators of OpenQASM compute (specification, "Classical instructions"). Integers are exact; `/` of two
 * integers truncates toward zero. Angles with a size compute as the integers that stand for them.
 */
import type { BinaryOperator, UnaryOperator } from '../syntax/tree.ts';
import type { Type } from './types.ts';
import {
  angleBits,
  angleOfBits,
  type Complex,
  convert,
  EvaluationError,
  isComplex,
  isDuration,
  MOST_BITS,
  toBoolean,
  toComplex,
  toDuration,
  toInteger,
  toNumber,
  type Value,
} from './values.ts';

/** `operator operand`, converted to `type` (its `unaryType`). */
export function applyUnary(operator: UnaryOperator, operand: Value, type: Type): Value {
  switch (operator) {
    case '!':
      return !toBoolean(operand);
    case '~':
      if (type.kind === 'angle') return angleOfBits(~angleBits(operand, type.size), type.size ?? 0);
      return typeof operand === 'boolean' ? !operand : convert(~toInteger(operand), type);
    case '-':
      if (typeof operand === 'number') return type.kind === 'angle' ? convert(-operand, type) : -operand;
      if (isComplex(operand)) return { re: -operand.re, im: -operand.im };
      if (isDuration(operand)) return { seconds: -operand.seconds, dt: -operand.dt };
      return -toInteger(operand);
  }
}

/** `left operator right`, converted to `type` (their `binaryType`). */
export function applyBinary(operator: BinaryOperator, left: Value, right: Value, type: Type): Value {
  switch (operator) {
    case '&&':
      return toBoolean(left) && toBoolean(right);
    case '||':
      return toBoolean(left) || toBoolean(right);
    case '==':
      return areEqual(left, right);
    case '!=':
      return !areEqual(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, left, right);
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
      if (type.kind === 'angle') return angleOperation(operator, left, right, type.size);
      return convert(bitwise(operator, toInteger(left), toInteger(right)), type);
    case '/':
      if (type.kind === 'angle' && type.size !== undefined) return angleOperation(operator, left, right, type.size);
      if (type.kind === 'uint' && typeof left === 'number' && typeof right === 'number') {
        return convert(wholeQuotient(angleBits(left, type.size ?? 52), angleBits(right, type.size ?? 52)), type);
      }
      return convert(arithmetic(operator, left, right), type);
    default:
      return convert(arithmetic(operator, left, right), type);
  }
}

// --- Angles as integers ---

/** Whatever the right operand is, an angle or an integer: what counts is the integer that stands for it. */
function angleOperation(
  operator: '&' | '|' | '^' | '<<' | '>>' | '/',
  left: Value,
  right: Value,
  size: number | undefined,
): number {
  const steps = angleBits(left, size);
  const other = typeof right === 'number' ? angleBits(right, size) : toInteger(right);
  return angleOfBits(operator === '/' ? wholeQuotient(steps, other) : bitwise(operator, steps, other), size ?? 0);
}

function wholeQuotient(left: bigint, right: bigint): bigint {
  if (right === 0n) throw new EvaluationError('Division by zero.');
  return left / right;
}

function areEqual(left: Value, right: Value): boolean {
  if (isComplex(left) || isComplex(right)) {
    const [a, b] = [toComplex(left), toComplex(right)];
    return a.re === b.re && a.im === b.im;
  }
  if (isDuration(left) && isDuration(right)) return left.seconds === right.seconds && left.dt === right.dt;
  if (typeof left === 'number' || typeof right === 'number') return toNumber(left) === toNumber(right);
  return toInteger(left) === toInteger(right);
}

function compare(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value): boolean {
  const [a, b] =
    isDuration(left) || isDuration(right)
      ? comparableDurations(left, right)
      : typeof left === 'number' || typeof right === 'number'
        ? [toNumber(left), toNumber(right)]
        : [toInteger(left), toInteger(right)];
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function comparableDurations(left: Value, right: Value): [number, number] {
  const [a, b] = [toDuration(left), toDuration(right)];
  if (a.dt === 0 && b.dt === 0) return [a.seconds, b.seconds];
  if (a.seconds === 0 && b.seconds === 0) return [a.dt, b.dt];
  throw new EvaluationError('Times in dt and in seconds cannot be compared without a device.');
}

function bitwise(operator: '&' | '|' | '^' | '<<' | '>>', left: bigint, right: bigint): bigint {
  switch (operator) {
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    default:
      if (right < 0n || right > 65536n) throw new EvaluationError(`A shift by ${right} is out of range.`);
      return operator === '<<' ? left << right : left >> right;
  }
}

type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '**';

function arithmetic(operator: ArithmeticOperator, left: Value, right: Value): Value {
  if (isDuration(left) || isDuration(right)) return durationArithmetic(operator, left, right);
  if (isComplex(left) || isComplex(right)) return complexArithmetic(operator, toComplex(left), toComplex(right));
  if (typeof left === 'number' || typeof right === 'number') {
    return floatArithmetic(operator, toNumber(left), toNumber(right));
  }
  return integerArithmetic(operator, toInteger(left), toInteger(right));
}

function integerArithmetic(operator: ArithmeticOperator, left: bigint, right: bigint): Value {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '**':
      if (right < 0n) return Number(left) ** Number(right);
      return integerPower(left, right);
    default:
      if (right === 0n) throw new EvaluationError('Division by zero.');
      return operator === '/' ? left / right : left % right;
  }
}

function integerPower(base: bigint, exponent: bigint): bigint {
  const bits = base.toString(16).length * 4;
  const isLarge = exponent * BigInt(bits) > BigInt(MOST_BITS) && base !== 0n && base !== 1n && base !== -1n;
  if (isLarge) throw new EvaluationError(`The exponent ${exponent} is too large.`);
  return base ** exponent;
}

function floatArithmetic(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '**':
      return left ** right;
    default:
      if (right === 0) throw new EvaluationError('Division by zero.');
      return operator === '/' ? left / right : left % right;
  }
}

function complexArithmetic(operator: ArithmeticOperator, left: Complex, right: Complex): Complex {
  switch (operator) {
    case '+':
      return { re: left.re + right.re, im: left.im + right.im };
    case '-':
      return { re: left.re - right.re, im: left.im - right.im };
    case '*':
      return { re: left.re * right.re - left.im * right.im, im: left.re * right.im + left.im * right.re };
    case '/': {
      const norm = right.re ** 2 + right.im ** 2;
      if (norm === 0) throw new EvaluationError('Division by zero.');
      return {
        re: (left.re * right.re + left.im * right.im) / norm,
        im: (left.im * right.re - left.re * right.im) / norm,
      };
    }
    case '**':
      return complexPower(left, right);
    default:
      throw new EvaluationError('% is not defined for complex numbers.');
  }
}

/** The principal value exp(right · log(left)). */
function complexPower(left: Complex, right: Complex): Complex {
  const modulus = Math.hypot(left.re, left.im);
  if (modulus === 0) return right.re === 0 && right.im === 0 ? { re: 1, im: 0 } : { re: 0, im: 0 };
  const logarithm = Math.log(modulus);
  const argument = Math.atan2(left.im, left.re);
  const scale = Math.exp(right.re * logarithm - right.im * argument);
  const phase = right.im * logarithm + right.re * argument;
  return { re: scale * Math.cos(phase), im: scale * Math.sin(phase) };
}

function durationArithmetic(operator: ArithmeticOperator, left: Value, right: Value): Value {
  if (operator === '+' || operator === '-') {
    const [a, b] = [toDuration(left), toDuration(right)];
    const sign = operator === '+' ? 1 : -1;
    return { seconds: a.seconds + sign * b.seconds, dt: a.dt + sign * b.dt };
  }
  if (operator === '*') {
    const [time, factor] = isDuration(left) ? [left, toNumber(right)] : [toDuration(right), toNumber(left)];
    return { seconds: time.seconds * factor, dt: time.dt * factor };
  }
  if (operator === '/' && isDuration(left)) {
    if (isDuration(right)) {
      const [a, b] = comparableDurations(left, right);
      if (b === 0) throw new EvaluationError('Division by zero.');
      return a / b;
    }
    const divisor = toNumber(right);
    if (divisor === 0) throw new EvaluationError('Division by zero.');
    return { seconds: left.seconds / divisor, dt: left.dt / divisor };
  }
  throw new EvaluationError(`${operator} is not defined for durations.`);
}
