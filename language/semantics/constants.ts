/** Computes expressions whose value is known before the program runs: sizes, constants, indices. */
import type { Expression, Identifier, RangeExpression, SetExpression, Type as TypeNode } from '../syntax/tree.ts';
import { BUILTIN_FUNCTIONS, CONSTANTS } from './builtins.ts';
import { normalizeIndex, rangeIndices } from './indices.ts';
import { applyBinary, applyUnary } from './operators.ts';
import { binaryType, unaryType } from './operatorTypes.ts';
import type { ProgramSymbol } from './program.ts';
import { elementType, FLOAT, sizeOf, type Type } from './types.ts';
import { angleBits, convert, EvaluationError, isArray, unsigned, type Value } from './values.ts';

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
    return evaluateConstant(expression, context);
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

const INT: Type = { kind: 'int' };

/** Type of a literal; `undefined` for other expressions. */
export function literalType(expression: Expression, version: 2 | 3): Type | undefined {
  switch (expression.kind) {
    case 'integer':
      // OpenQASM 2 knows only real numbers in expressions: 1/2 is a half there.
      return version === 2 ? FLOAT : INT;
    case 'float':
      return FLOAT;
    case 'imaginary':
      return { kind: 'complex' };
    case 'boolean':
      return { kind: 'bool' };
    case 'bitstring':
      return { kind: 'bit', size: expression.value.length };
    case 'timing':
      return { kind: 'duration' };
    default:
      return undefined;
  }
}

/** Type and value of a literal. */
export function literalValue(expression: Expression, version: 2 | 3): TypedValue | undefined {
  const type = literalType(expression, version);
  if (type === undefined) return undefined;
  switch (expression.kind) {
    case 'integer':
      return { type, value: version === 2 ? Number(expression.value) : expression.value };
    case 'float':
    case 'boolean':
      return { type, value: expression.value };
    case 'imaginary':
      return { type, value: { re: 0, im: expression.value } };
    case 'bitstring':
      return { type, value: BigInt(`0b${expression.value || '0'}`) };
    case 'timing': {
      const { value, unit } = expression;
      return { type, value: unit === 'dt' ? { seconds: 0, dt: value } : { seconds: value * SECONDS[unit], dt: 0 } };
    }
    default:
      return undefined;
  }
}

const SECONDS = { ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1 } as const;

/** Like {@link constantValue}, but throws an `EvaluationError` where a constant has no value, such as `1 / 0`. */
export function evaluateConstant(expression: Expression, context: ConstantContext): TypedValue | undefined {
  switch (expression.kind) {
    case 'identifier':
      return namedConstant(expression, context);
    case 'parenthesized':
      return evaluateConstant(expression.expression, context);
    case 'unary': {
      const operand = evaluateConstant(expression.operand, context);
      if (!operand) return undefined;
      const type = unaryType(expression.operator, operand.type);
      return { type, value: applyUnary(expression.operator, operand.value, type) };
    }
    case 'binary': {
      const left = evaluateConstant(expression.left, context);
      if (!left) return undefined;
      const right = evaluateConstant(expression.right, context);
      if (!right) return undefined;
      // In OpenQASM 2, ^ is the power.
      const operator = expression.operator === '^' && context.version === 2 ? '**' : expression.operator;
      const type = binaryType(operator, left.type, right.type);
      return { type, value: applyBinary(operator, left.value, right.value, type) };
    }
    case 'cast': {
      const operand = evaluateConstant(expression.operand, context);
      if (!operand) return undefined;
      const type = context.resolveType(expression.type);
      return type.kind === 'unknown' ? undefined : { type, value: convert(operand.value, type, operand.type) };
    }
    case 'call': {
      const definition = BUILTIN_FUNCTIONS.get(expression.callee.name);
      if (!definition || context.resolve(expression.callee)) return undefined;
      if (definition.name === 'sizeof') return arraySize(expression.arguments, context);
      const values: TypedValue[] = [];
      for (const argument of expression.arguments) {
        const value = evaluateConstant(argument, context);
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

/** `sizeof` of an array, or of a part of one: declarations say it, whatever the array holds. */
function arraySize([array, dimension]: readonly Expression[], context: ConstantContext): TypedValue | undefined {
  const type = array && arrayType(array, context);
  const index = dimension ? constantInteger(dimension, context) : 0;
  const size = index === undefined ? undefined : type?.dimensions[index];
  return size === undefined || size < 0 ? undefined : { type: { kind: 'uint' }, value: BigInt(size) };
}

function arrayType(expression: Expression, context: ConstantContext): (Type & { kind: 'array' }) | undefined {
  if (expression.kind === 'index') {
    const base = arrayType(expression.base, context);
    if (!base || expression.indices.some(({ kind }) => kind === 'range' || kind === 'set')) return undefined;
    return { ...base, dimensions: base.dimensions.slice(expression.indices.length) };
  }
  const symbol = expression.kind === 'identifier' ? context.resolve(expression) : undefined;
  return symbol?.kind === 'variable' && symbol.type.kind === 'array' ? symbol.type : undefined;
}

function namedConstant(identifier: Identifier, context: ConstantContext): TypedValue | undefined {
  const symbol = context.resolve(identifier);
  if (!symbol) {
    const value = CONSTANTS.get(identifier.name);
    return value === undefined ? undefined : { type: FLOAT, value };
  }
  if (symbol.kind !== 'variable' || symbol.value === undefined) return undefined;
  return { type: symbol.type, value: symbol.value };
}

/** An element of a constant array, or bits of a constant integer or register. */
function indexed(base: Expression, indices: readonly Expression[], context: ConstantContext): TypedValue | undefined {
  let current = evaluateConstant(base, context);
  for (const index of indices) {
    if (!current) return undefined;
    if (index.kind === 'range' || index.kind === 'set') current = selectedBits(current, index, context);
    else {
      const at = constantInteger(index, context);
      current = at === undefined ? undefined : elementOf(current, at);
    }
  }
  return current;
}

function elementOf({ type, value }: TypedValue, index: number): TypedValue | undefined {
  if (isArray(value) && type.kind === 'array') {
    const element = value[index < 0 ? index + value.length : index];
    return element === undefined ? undefined : { type: elementType(type), value: element };
  }
  const bits = bitsOf({ type, value });
  const at = bits && normalizeIndex(index, bits.size);
  return at === undefined || !bits ? undefined : { type: { kind: 'bit' }, value: (bits.value >> BigInt(at)) & 1n };
}

function selectedBits(
  base: TypedValue,
  index: RangeExpression | SetExpression,
  context: ConstantContext,
): TypedValue | undefined {
  const bits = bitsOf(base);
  const positions = bits && selectedPositions(index, bits.size, context);
  if (!bits || !positions) return undefined;
  const value = positions.reduceRight((all, at) => (all << 1n) | ((bits.value >> BigInt(at)) & 1n), 0n);
  return { type: { kind: 'bit', size: positions.length }, value };
}

/** The most bits that a constant slice is computed for. */
const WIDEST_SLICE = 4096;

function selectedPositions(
  index: RangeExpression | SetExpression,
  size: number,
  context: ConstantContext,
): readonly number[] | undefined {
  if (index.kind === 'set') {
    const positions = index.elements.map((element) => normalizeIndex(constantInteger(element, context) ?? size, size));
    return positions.every((position) => position !== undefined) ? positions : undefined;
  }
  const range = constantRange(index, context);
  const run = range && rangeIndices(range, size);
  if (!run || run.count > WIDEST_SLICE) return undefined;
  return Array.from({ length: run.count }, (_, position) => run.first + position * run.step);
}

/** The ends and the step of a range, where all that are given are known. */
export function constantRange(
  range: RangeExpression,
  context: ConstantContext,
): Readonly<Record<'first' | 'step' | 'last', number | undefined>> | undefined {
  const [first, step, last] = [range.first, range.step, range.last].map((end) => end && constantInteger(end, context));
  const isKnown =
    (!range.first || first !== undefined) && (!range.step || step !== undefined) && (!range.last || last !== undefined);
  return isKnown ? { first, step, last } : undefined;
}

/** The bits of an integer, an angle or a register, and how many they are. */
function bitsOf({ type, value }: TypedValue): { readonly value: bigint; readonly size: number } | undefined {
  const size = sizeOf(type) ?? 64;
  if (typeof value === 'bigint') return { value: unsigned(value, size), size };
  return typeof value === 'number' && type.kind === 'angle' ? { value: angleBits(value, type.size), size } : undefined;
}

/** Number of values of an inclusive range; 0 where the step is 0. */
export const rangeCount = (first: number, step: number, last: number): number =>
  step === 0 ? 0 : Math.max(Math.floor((last - first) / step) + 1, 0);
