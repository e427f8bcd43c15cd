/** Computes classical expressions of a circuit while it runs, given what the variables and bits hold. */

import { BUILTIN_FUNCTIONS } from '../semantics/builtins.ts';
import { applyBinary, applyUnary } from '../semantics/operators.ts';
import { elementType, sizeOf, type Type } from '../semantics/types.ts';
import { convert, EvaluationError, isArray, toBoolean, toInteger, toNumber, type Value } from '../semantics/values.ts';
import type { ClassicalExpression, LiteralValue, Parameter } from './expression.ts';

/** What an expression can refer to. */
export interface EvaluationContext {
  /** Value of the circuit's variable; `undefined`: it has none yet. */
  variable(index: number): Value | undefined;
  bit(index: number): 0 | 1;
  /** Value of a parameter of the gate whose body the expression stands in. */
  parameter?(index: number): number;
}

/** A context in which nothing but literals has a value. */
export const NO_CONTEXT: EvaluationContext = {
  variable: () => undefined,
  bit: () => {
    throw new EvaluationError('The value of a bit is only known when the circuit runs.');
  },
};

/** @throws {EvaluationError} where the expression has no value. */
export function evaluate(expression: ClassicalExpression, context: EvaluationContext): Value {
  switch (expression.kind) {
    case 'literal':
      return readLiteral(expression.value, expression.type);
    case 'variable': {
      const value = context.variable(expression.variable);
      if (value === undefined) throw new EvaluationError('A variable is read before it has a value.');
      return value;
    }
    case 'parameter': {
      const value = context.parameter?.(expression.index);
      if (value === undefined) throw new EvaluationError('A gate parameter has no value here.');
      return value;
    }
    case 'bits':
      return readBits(expression.bits, context);
    case 'bitAt': {
      const { bits } = expression;
      const index = wrapIndex(evaluate(expression.index, context), bits.length);
      return BigInt(context.bit(bits[index] ?? 0));
    }
    case 'element':
      return element(
        evaluate(expression.base, context),
        expression.indices.map((index) => evaluate(index, context)),
        typeOf(expression.base),
      );
    case 'array':
      return expression.elements.map((item) => evaluate(item, context));
    case 'unary':
      return applyUnary(expression.operator, evaluate(expression.operand, context), expression.type);
    case 'binary': {
      const left = evaluate(expression.left, context);
      if (expression.operator === '&&' && !toBoolean(left)) return false;
      if (expression.operator === '||' && toBoolean(left)) return true;
      return applyBinary(expression.operator, left, evaluate(expression.right, context), expression.type);
    }
    case 'call': {
      const definition = BUILTIN_FUNCTIONS.get(expression.function);
      if (!definition) throw new EvaluationError(`Nothing is known of the function ${expression.function}.`);
      const values = expression.arguments.map((argument) => evaluate(argument, context));
      const first = expression.arguments[0];
      return definition.apply(values, expression.type, first ? typeOf(first) : expression.type);
    }
    case 'cast':
      return convert(evaluate(expression.operand, context), expression.type, typeOf(expression.operand));
  }
}

/** A gate parameter in radians, or a power. @throws {EvaluationError} where it has no finite value. */
export function evaluateParameter(parameter: Parameter, context: EvaluationContext): number {
  const value = typeof parameter === 'number' ? parameter : toNumber(evaluate(parameter, context));
  if (!Number.isFinite(value)) throw new EvaluationError(`A gate parameter must be a finite number, not ${value}.`);
  return value;
}

/** @throws {EvaluationError} where the condition has no value. */
export function isTrue(condition: ClassicalExpression, context: EvaluationContext): boolean {
  return toBoolean(evaluate(condition, context));
}

export function typeOf(expression: ClassicalExpression): Type {
  switch (expression.kind) {
    case 'parameter':
      return { kind: 'float' };
    case 'bitAt':
      return { kind: 'bit' };
    default:
      return expression.type;
  }
}

/** The value a literal stands for. */
export function readLiteral(value: LiteralValue, type: Type): Value {
  if (typeof value === 'string') return BigInt(value);
  return typeof value === 'number' && (type.kind === 'int' || type.kind === 'uint' || type.kind === 'bit')
    ? BigInt(value)
    : value;
}

/** A value as an expression of a type. */
export function literal(value: Value, type: Type): ClassicalExpression {
  if (isArray(value)) {
    const element: Type = type.kind === 'array' ? elementType(type) : { kind: 'unknown' };
    return { kind: 'array', elements: value.map((item) => literal(item, element)), type };
  }
  return { kind: 'literal', type, value: typeof value === 'bigint' ? String(value) : (value as LiteralValue) };
}

function readBits(bits: readonly number[], context: EvaluationContext): bigint {
  let value = 0n;
  for (let index = bits.length - 1; index >= 0; index--) value = (value << 1n) | BigInt(context.bit(bits[index] ?? 0));
  return value;
}

/** Negative indices count from the end. */
function wrapIndex(value: Value, size: number): number {
  const index = Number(toInteger(value));
  const wrapped = index < 0 ? index + size : index;
  if (wrapped < 0 || wrapped >= size) throw new EvaluationError(`Index ${index} is out of range for ${size} elements.`);
  return wrapped;
}

/** A copy of an array or integer in which the element or bit at `indices` is `item`. */
export function withElement(base: Value, type: Type, indices: readonly Value[], item: Value): Value {
  const [index, ...rest] = indices;
  if (index === undefined) return item;
  if (isArray(base) && type.kind === 'array') {
    const at = wrapIndex(index, base.length);
    const inner = elementType(type);
    return base.map((old, position) => (position === at ? withElement(old, inner, rest, item) : old));
  }
  const bits: Type = { kind: 'bit', size: sizeOf(type) ?? 64 };
  const mask = 1n << BigInt(wrapIndex(index, bits.size ?? 0));
  const before = toInteger(convert(base, bits));
  return convert(toBoolean(item) ? before | mask : before & ~mask, type, bits);
}

function element(base: Value, indices: readonly Value[], type: Type): Value {
  let current = base;
  let currentType = type;
  for (const index of indices) {
    if (isArray(current)) {
      current = current[wrapIndex(index, current.length)] ?? 0n;
      currentType = currentType.kind === 'array' ? elementType(currentType) : currentType;
    } else {
      const size = sizeOf(currentType) ?? 64;
      const bits = toInteger(convert(current, { kind: 'bit', size }));
      current = (bits >> BigInt(wrapIndex(index, size))) & 1n;
    }
  }
  return current;
}
