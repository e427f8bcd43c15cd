/** Computes expressions whose value is known before the program runs: sizes, constants, indices. */
import type { Expression, Identifier, Type as TypeNode } from '../syntax/tree.ts';
import { BUILTIN_FUNCTIONS, CONSTANTS } from './builtins.ts';
import { applyBinary, applyUnary, binaryType, unaryType } from './operators.ts';
import type { ProgramSymbol } from './program.ts';
import type { Type } from './types.ts';
import { convert, EvaluationError, isArray, type Value } from './values.ts';

export interface TypedValue {
  readonly type: Type;
  readonly value: Value;
}

/** What the evaluation of constants needs to know of the program. */
export interface ConstantContext {
  readonly version: 2 | 3;
  /** What a name refers to where the expression stands. */
  resolve(identifier: Identifier): ProgramSymbol | undefined;
  /** The type a type node stands for. */
  resolveType(node: TypeNode): Type;
}

/** The value of an expression; `undefined` where it is not a constant or has no value. */
export function constantValue(expression: Expression, context: ConstantContext): TypedValue | undefined {
  try {
    return evaluate(expression, context);
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** The value as an integer that is safe as a size or index. */
export function constantInteger(expression: Expression, context: ConstantContext): number | undefined {
  if (expression.kind === 'integer') {
    const small = Number(expression.value);
    return Number.isSafeInteger(small) ? small : undefined;
  }
  const constant = constantValue(expression, context);
  if (constant === undefined || typeof constant.value !== 'bigint') return undefined;
  const value = Number(constant.value);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Type and value of a literal. */
export function literalValue(expression: Expression, version: 2 | 3): TypedValue | undefined {
  switch (expression.kind) {
    case 'integer':
      // OpenQASM 2 knows only real numbers in expressions: 1/2 is a half there.
      return version === 2
        ? { type: { kind: 'float' }, value: Number(expression.value) }
        : { type: { kind: 'int' }, value: expression.value };
    case 'float':
      return { type: { kind: 'float' }, value: expression.value };
    case 'imaginary':
      return { type: { kind: 'complex' }, value: { re: 0, im: expression.value } };
    case 'boolean':
      return { type: { kind: 'bool' }, value: expression.value };
    case 'bitstring':
      return { type: { kind: 'bit', size: expression.value.length }, value: BigInt(`0b${expression.value || '0'}`) };
    case 'timing':
      return {
        type: { kind: 'duration' },
        value:
          expression.unit === 'dt'
            ? { seconds: 0, dt: expression.value }
            : { seconds: expression.value * SECONDS[expression.unit], dt: 0 },
      };
    default:
      return undefined;
  }
}

const SECONDS = { ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1 } as const;

function evaluate(expression: Expression, context: ConstantContext): TypedValue | undefined {
  switch (expression.kind) {
    case 'identifier':
      return namedConstant(expression, context);
    case 'parenthesized':
      return evaluate(expression.expression, context);
    case 'unary': {
      const operand = evaluate(expression.operand, context);
      if (!operand) return undefined;
      const type = unaryType(expression.operator, operand.type);
      return { type, value: applyUnary(expression.operator, operand.value, type) };
    }
    case 'binary': {
      const left = evaluate(expression.left, context);
      if (!left) return undefined;
      const right = evaluate(expression.right, context);
      if (!right) return undefined;
      const type = binaryType(expression.operator, left.type, right.type);
      return { type, value: applyBinary(expression.operator, left.value, right.value, type) };
    }
    case 'cast': {
      const operand = evaluate(expression.operand, context);
      if (!operand) return undefined;
      const type = context.resolveType(expression.type);
      return type.kind === 'unknown' ? undefined : { type, value: convert(operand.value, type) };
    }
    case 'call': {
      const definition = BUILTIN_FUNCTIONS.get(expression.callee.name);
      if (!definition || context.resolve(expression.callee)) return undefined;
      if (definition.name === 'sizeof') return arraySize(expression.arguments, context);
      const values: TypedValue[] = [];
      for (const argument of expression.arguments) {
        const value = evaluate(argument, context);
        if (!value) return undefined;
        values.push(value);
      }
      const [fewest, most] = definition.arity;
      const first = values[0];
      if (values.length < fewest || values.length > most || !first) return undefined;
      const type = definition.resultType(values.map((value) => value.type));
      return {
        type,
        value: definition.apply(
          values.map((value) => value.value),
          type,
          first.type,
        ),
      };
    }
    case 'index':
      return indexed(expression.base, expression.indices, context);
    default:
      return literalValue(expression, context.version);
  }
}

/** `sizeof` of an array: its declaration says it, whatever the array holds. */
function arraySize([array, dimension]: readonly Expression[], context: ConstantContext): TypedValue | undefined {
  const symbol = array?.kind === 'identifier' ? context.resolve(array) : undefined;
  if (symbol?.kind !== 'variable' || symbol.type.kind !== 'array') return undefined;
  const index = dimension ? constantInteger(dimension, context) : 0;
  const size = index === undefined ? undefined : symbol.type.dimensions[index];
  return size === undefined || size < 0 ? undefined : { type: { kind: 'uint' }, value: BigInt(size) };
}

function namedConstant(identifier: Identifier, context: ConstantContext): TypedValue | undefined {
  const symbol = context.resolve(identifier);
  if (!symbol) {
    const value = CONSTANTS.get(identifier.name);
    return value === undefined ? undefined : { type: { kind: 'float' }, value };
  }
  if (symbol.kind !== 'variable' || symbol.value === undefined) return undefined;
  return { type: symbol.type, value: symbol.value };
}

/** An element of a constant array, or a bit of a constant integer or register. */
function indexed(base: Expression, indices: readonly Expression[], context: ConstantContext): TypedValue | undefined {
  let current = evaluate(base, context);
  for (const index of indices) {
    if (!current) return undefined;
    const at = constantInteger(index, context);
    if (at === undefined) return undefined;
    current = elementOf(current, at);
  }
  return current;
}

function elementOf({ type, value }: TypedValue, index: number): TypedValue | undefined {
  if (isArray(value) && type.kind === 'array') {
    const element = value[index < 0 ? index + value.length : index];
    const rest = type.dimensions.slice(1);
    if (element === undefined) return undefined;
    return { type: rest.length > 0 ? { ...type, dimensions: rest } : type.element, value: element };
  }
  if (typeof value === 'bigint') {
    const size = 'size' in type && type.size !== undefined ? type.size : 64;
    const at = index < 0 ? index + size : index;
    if (at < 0 || at >= size) return undefined;
    return { type: { kind: 'bit' }, value: (BigInt.asUintN(size, value) >> BigInt(at)) & 1n };
  }
  return undefined;
}

/** Number of values of an inclusive range; 0 where the step is 0. */
export const rangeCount = (first: number, step: number, last: number): number =>
  step === 0 ? 0 : Math.max(Math.floor((last - first) / step) + 1, 0);
