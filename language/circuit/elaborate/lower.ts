/** Turns expressions of the program into what the circuit needs: values, wires, and expressions left for its run. */
import { BUILTIN_FUNCTIONS, CONSTANTS } from '../../semantics/builtins.ts';
import { literalValue } from '../../semantics/constants.ts';
import { binaryType, unaryType } from '../../semantics/operatorTypes.ts';
import { sizeOf, type Type, typeAtDepth } from '../../semantics/types.ts';
import { EvaluationError, isArray, toBoolean, toInteger, type Value } from '../../semantics/values.ts';
import type {
  BinaryOperator,
  Block,
  ConcatenationExpression,
  Expression,
  IndexExpression,
  Type as TypeNode,
} from '../../syntax/tree.ts';
import type { Operation } from '../circuit.ts';
import { evaluate, literal, NO_CONTEXT, readLiteral, typeOf } from '../evaluate.ts';
import type { ClassicalExpression, Parameter } from '../expression.ts';
import { inlineCall } from './calls.ts';
import { durationOf } from './durationOf.ts';
import { Broken, type Elaboration, Unsupported } from './elaboration.ts';
import { measureWires } from './measure.ts';
import { checkedWires, isScalarOperand, selectWires, wiresOf } from './select.ts';
import { arrayOf, elementsOf, selectSlice } from './selection.ts';
import { elaborateStatements } from './statements.ts';
import { type Wires, wireList } from './wires.ts';

/** A classical expression with everything known folded into literals. */
export function lower(elaboration: Elaboration, expression: Expression): ClassicalExpression {
  switch (expression.kind) {
    case 'identifier':
      return lowerName(elaboration, expression);
    case 'parenthesized':
      return lower(elaboration, expression.expression);
    case 'unary': {
      const operand = lower(elaboration, expression.operand);
      const type = unaryType(expression.operator, typeOf(operand));
      return fold(elaboration, { kind: 'unary', operator: expression.operator, operand, type }, expression, [operand]);
    }
    case 'binary': {
      const left = lower(elaboration, expression.left);
      const decided = shortCircuit(expression.operator, left);
      if (decided !== undefined) return literal(decided, { kind: 'bool' });
      // In OpenQASM 2, ^ is the power.
      const isPower = expression.operator === '^' && elaboration.program.version === 2;
      const operator = isPower ? '**' : expression.operator;
      return binary(elaboration, operator, left, lower(elaboration, expression.right), expression);
    }
    case 'cast':
      return cast(
        elaboration,
        lower(elaboration, expression.operand),
        castType(elaboration, expression.type),
        expression,
      );
    case 'call':
      return lowerCall(elaboration, expression);
    case 'quantumCall': {
      const arguments_ = [...(expression.arguments ?? []), ...expression.operands];
      return inlineCall(elaboration, expression.callee, arguments_, expression);
    }
    case 'index':
      return lowerIndex(elaboration, expression);
    case 'measure': {
      const wires = wiresOf(elaboration, expression.operand, 'qubits');
      return measureWires(elaboration, wires, isScalarOperand(expression.operand), expression);
    }
    case 'array': {
      const elements = expression.elements.map((element) => lower(elaboration, element));
      return { kind: 'array', elements, type: { kind: 'unknown' } };
    }
    case 'durationof':
      return literal(durationOf(bodyOf(elaboration, expression.body)), { kind: 'duration' });
    case 'hardwareQubit':
    case 'missing':
    case 'range':
    case 'set':
    case 'string':
      throw new Broken();
    case 'concatenation':
      return lowerConcatenation(elaboration, expression);
    default: {
      const version = elaboration.realArithmetic ? 2 : 3;
      const constant = literalValue(expression, version);
      if (!constant) throw new Broken();
      return literal(constant.value, constant.type);
    }
  }
}

/** The operations of a block that is measured, not run. */
function bodyOf(elaboration: Elaboration, body: Block): readonly Operation[] {
  const { operationCount } = elaboration;
  const { operations } = elaboration.collectDynamic(() => elaborateStatements(elaboration, body.statements));
  elaboration.operationCount = operationCount;
  return operations;
}

/** Arrays are copied, registers of bits are named. */
function lowerConcatenation(elaboration: Elaboration, expression: ConcatenationExpression): ClassicalExpression {
  const [first] = expression.parts;
  const type = first && typeOf(lower(elaboration, first));
  if (type?.kind !== 'array') return bitsExpression(wiresOf(elaboration, expression, 'bits'), false);
  const parts = expression.parts.map((part) => elementsOf(elaboration, lower(elaboration, part), part));
  return arrayOf(parts.flat(), type);
}

/** A gate parameter: a number where it is known. */
export function lowerParameter(elaboration: Elaboration, expression: Expression): Parameter {
  if (expression.kind === 'float') return expression.value;
  elaboration.realArithmetic = elaboration.program.version === 2;
  try {
    const lowered = lower(elaboration, expression);
    if (lowered.kind !== 'literal') return lowered;
    const value = readLiteral(lowered.value, lowered.type);
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint') return Number(value);
    if (typeof value === 'boolean') return Number(value);
    throw new Broken();
  } finally {
    elaboration.realArithmetic = false;
  }
}

/** The value of an expression, where it is known without running the circuit. */
export function knownValue(expression: ClassicalExpression): Value | undefined {
  if (expression.kind === 'literal') return readLiteral(expression.value, expression.type);
  if (expression.kind !== 'array') return undefined;
  const values = expression.elements.map(knownValue);
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** An integer that is known without running the circuit. */
export function knownInteger(elaboration: Elaboration, expression: Expression): number | undefined {
  if (expression.kind === 'integer') return Number(expression.value);
  const value = knownValue(lower(elaboration, expression));
  if (value === undefined || isArray(value) || (typeof value === 'object' && !('re' in value))) return undefined;
  return typeof value === 'bigint' || typeof value === 'boolean' ? Number(toInteger(value)) : undefined;
}

/** Converts to a type; nothing is added where the expression has that type already. */
export function cast(
  elaboration: Elaboration,
  operand: ClassicalExpression,
  type: Type,
  at: Expression,
): ClassicalExpression {
  if ((sizeOf(type) ?? 0) < 0) throw new Broken();
  if (type.kind === 'unknown' || sameType(typeOf(operand), type)) return operand;
  if (operand.kind === 'array') return castArray(elaboration, operand, type, at);
  return fold(elaboration, { kind: 'cast', operand, type }, at, [operand]);
}

function castArray(
  elaboration: Elaboration,
  array: ClassicalExpression & { readonly kind: 'array' },
  type: Type,
  at: Expression,
): ClassicalExpression {
  if (type.kind !== 'array') throw new Broken();
  const [size, ...rest] = type.dimensions;
  if (size !== undefined && size >= 0 && size !== array.elements.length) {
    elaboration.report(
      'size-mismatch',
      at,
      `The array has ${size} elements, but ${array.elements.length} values are given.`,
      'error',
    );
    throw new Broken();
  }
  const inner: Type = rest.length > 0 ? { ...type, dimensions: rest } : type.element;
  return { kind: 'array', elements: array.elements.map((element) => cast(elaboration, element, inner, at)), type };
}

function sameType(a: Type, b: Type): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'array' || b.kind === 'array') return false;
  return sizeOf(a) === sizeOf(b);
}

/** Sizes of types in casts are constants: the analysis has checked them. */
function castType(elaboration: Elaboration, node: TypeNode): Type {
  if (node.kind !== 'scalarType') throw new Unsupported('Casts to arrays are not supported.');
  const size = node.name === 'complex' ? node.element?.size : node.size;
  const width = size ? knownInteger(elaboration, size) : undefined;
  if (size && width === undefined) throw new Broken();
  if (node.name === 'bool' || node.name === 'duration' || node.name === 'stretch') return { kind: node.name };
  return width === undefined ? { kind: node.name } : { kind: node.name, size: width };
}

/** `left operator right`; `at` is the place for messages. */
export function binary(
  elaboration: Elaboration,
  operator: BinaryOperator,
  left: ClassicalExpression,
  right: ClassicalExpression,
  at: Expression,
): ClassicalExpression {
  const type = binaryType(operator, typeOf(left), typeOf(right));
  return fold(elaboration, { kind: 'binary', operator, left, right, type }, at, [left, right]);
}

/** Computes an expression whose operands are all literals. */
export function fold(
  elaboration: Elaboration,
  expression: ClassicalExpression,
  at: Expression,
  operands: readonly ClassicalExpression[],
): ClassicalExpression {
  if (!operands.every((operand) => operand.kind === 'literal')) return expression;
  try {
    return literal(evaluate(expression, NO_CONTEXT), typeOf(expression));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    elaboration.report('no-value', at, error.message, 'error');
    throw new Broken();
  }
}

function shortCircuit(operator: string, left: ClassicalExpression): boolean | undefined {
  if (left.kind !== 'literal' || (operator !== '&&' && operator !== '||')) return undefined;
  const value = toBoolean(readLiteral(left.value, left.type));
  return value === (operator === '||') ? value : undefined;
}

function lowerName(
  elaboration: Elaboration,
  identifier: Expression & { readonly kind: 'identifier' },
): ClassicalExpression {
  const symbol = elaboration.references.get(identifier);
  if (!symbol) {
    const constant = CONSTANTS.get(identifier.name);
    if (constant === undefined) throw new Broken();
    return literal(constant, { kind: 'float' });
  }
  if (symbol.kind === 'variable' && symbol.value !== undefined) return literal(symbol.value, symbol.type);
  const binding = elaboration.bindings.get(symbol);
  switch (binding?.kind) {
    case 'value':
      return binding.expression;
    case 'parameter':
      return { kind: 'parameter', index: binding.index };
    case 'bits':
      return bitsExpression(checkedWires(elaboration, binding.wires), binding.scalar);
    case 'variable':
      return readVariable(elaboration, binding.variable, binding.type);
    default:
      throw new Broken();
  }
}

function readVariable(elaboration: Elaboration, variable: number, type: Type): ClassicalExpression {
  const value = elaboration.known.get(variable);
  if (value !== undefined) return literal(value, type);
  elaboration.readVariables.add(variable);
  return { kind: 'variable', variable, type };
}

/** Bits as a value: one bit, or an unsigned register. */
export function bitsExpression(wires: Wires, scalar: boolean): ClassicalExpression {
  const bits = wireList(wires);
  return { kind: 'bits', bits, type: scalar ? { kind: 'bit' } : { kind: 'bit', size: bits.length } };
}

function lowerCall(elaboration: Elaboration, call: Expression & { readonly kind: 'call' }): ClassicalExpression {
  const { callee } = call;
  if (elaboration.references.has(callee)) return inlineCall(elaboration, callee, call.arguments, call);
  const definition = BUILTIN_FUNCTIONS.get(callee.name);
  if (!definition) throw new Broken();
  const operands = call.arguments.map((argument) => lower(elaboration, argument));
  const [fewest, most] = definition.arity;
  if (operands.length < fewest || operands.length > most) throw new Broken();
  const type = definition.resultType(operands.map(typeOf));
  const expression: ClassicalExpression = { kind: 'call', function: callee.name, arguments: operands, type };
  if (callee.name === 'sizeof') return literal(arrayLength(operands), type);
  return fold(elaboration, expression, call, operands);
}

/** `sizeof` looks at the type alone, so that it is known even where the elements are not. */
function arrayLength([array, dimension]: readonly ClassicalExpression[]): bigint {
  const type = array ? typeOf(array) : undefined;
  const at = dimension ? knownValue(dimension) : 0n;
  const size = type?.kind === 'array' && typeof at === 'bigint' ? type.dimensions[Number(at)] : undefined;
  if (size === undefined || size < 0) throw new Broken();
  return BigInt(size);
}

// --- Indices ---

function lowerIndex(elaboration: Elaboration, expression: IndexExpression): ClassicalExpression {
  const bits = bitsIfRegister(elaboration, expression.base);
  if (bits) return lowerBitIndex(elaboration, bits, expression);
  const base = lower(elaboration, expression.base);
  if (expression.indices.some(({ kind }) => kind === 'range' || kind === 'set')) {
    return selectSlice(elaboration, base, expression.indices, expression);
  }
  const indices = expression.indices.map((index) => lower(elaboration, index));
  const type = typeAtDepth(typeOf(base), indices.length);
  const constant = knownValue(base);
  const known = indices.map(knownValue);
  if (constant !== undefined && known.every((index) => index !== undefined)) {
    return foldElement(elaboration, base, indices, type, expression);
  }
  return { kind: 'element', base, indices, type };
}

function foldElement(
  elaboration: Elaboration,
  base: ClassicalExpression,
  indices: readonly ClassicalExpression[],
  type: Type,
  at: Expression,
): ClassicalExpression {
  try {
    return literal(evaluate({ kind: 'element', base, indices, type }, NO_CONTEXT), type);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    elaboration.report('index-out-of-range', at, error.message, 'error');
    throw new Broken();
  }
}

/** The wires of a register of bits, where the expression names one. */
export function bitsIfRegister(elaboration: Elaboration, expression: Expression): Wires | undefined {
  if (expression.kind !== 'identifier') return undefined;
  const symbol = elaboration.references.get(expression);
  const binding = symbol ? elaboration.bindings.get(symbol) : undefined;
  return binding?.kind === 'bits' ? binding.wires : undefined;
}

function lowerBitIndex(elaboration: Elaboration, bits: Wires, expression: IndexExpression): ClassicalExpression {
  const [index, ...more] = expression.indices;
  if (!index || more.length > 0) throw new Broken();
  if (index.kind === 'range' || index.kind === 'set') {
    return bitsExpression(selectWires(elaboration, bits, index), false);
  }
  const position = lower(elaboration, index);
  if (position.kind === 'literal') return bitsExpression(selectWires(elaboration, bits, index), true);
  return { kind: 'bitAt', bits: wireList(checkedWires(elaboration, bits)), index: position };
}
