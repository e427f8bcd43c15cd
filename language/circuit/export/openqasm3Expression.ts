/** Classical expressions of a circuit as OpenQASM 3: all of them, with explicit conversions. */
import { formatType, type Type } from '../../semantics/types.ts';
import type { Circuit } from '../circuit.ts';
import type { ClassicalExpression, LiteralValue } from '../expression.ts';
import { angleText, numberText } from './numberText.ts';
import { CannotExpress } from './problem.ts';

/** What names an expression is written with. */
export interface ExpressionNames {
  readonly circuit: Circuit;
  readonly bits: readonly string[];
  readonly variables: readonly string[];
  parameter(index: number): string;
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  '**': 12,
};
const UNARY = 11;
const ATOM = 13;

/** @throws {CannotExpress} for bits that no range of a register gives */
export function expressionText(expression: ClassicalExpression, names: ExpressionNames, outer = 0): string {
  const enclose = (text: string, precedence: number) => (precedence < outer ? `(${text})` : text);
  const inner = (operand: ClassicalExpression, precedence = 0) => expressionText(operand, names, precedence);
  switch (expression.kind) {
    case 'literal': {
      const text = literalText(expression.value, expression.type);
      return enclose(text, /^[\w."]+$/.test(text) ? ATOM : text.startsWith('-') ? UNARY : 10);
    }
    case 'variable':
      return names.variables[expression.variable] ?? '';
    case 'parameter':
      return names.parameter(expression.index);
    case 'bits':
      return bitsText(expression.bits, names);
    case 'bitAt':
      return `${registerText(expression.bits, names)}[${inner(expression.index)}]`;
    case 'element':
      return `${inner(expression.base, ATOM)}[${expression.indices.map((index) => inner(index)).join(', ')}]`;
    case 'array':
      return `{${expression.elements.map((element) => inner(element)).join(', ')}}`;
    case 'unary':
      return enclose(`${expression.operator}${inner(expression.operand, UNARY)}`, UNARY);
    case 'binary': {
      const { operator, left, right } = expression;
      const precedence = PRECEDENCE[operator] ?? 0;
      const isPower = operator === '**';
      const sides = [inner(left, precedence + (isPower ? 1 : 0)), inner(right, precedence + (isPower ? 0 : 1))];
      return enclose(sides.join(isPower ? operator : ` ${operator} `), precedence);
    }
    case 'call':
      return `${expression.function}(${expression.arguments.map((argument) => inner(argument)).join(', ')})`;
    case 'cast':
      if (expression.type.kind === 'unknown') return inner(expression.operand, outer);
      return `${formatType(expression.type)}(${inner(expression.operand)})`;
  }
}

/** Bits of one register: all of it, one, or a range. */
export function bitsText(bits: readonly number[], { circuit, bits: names }: ExpressionNames): string {
  const [first = 0, second = first + 1] = bits;
  const index = circuit.bits.findIndex(({ start, size }) => bits.every((bit) => bit >= start && bit < start + size));
  const register = circuit.bits[index];
  const step = second - first;
  if (!register || step === 0 || bits.some((bit, position) => bit !== first + position * step)) {
    throw new CannotExpress('these bits together as one value');
  }
  const name = names[index] ?? '';
  const from = first - register.start;
  if (register.scalar || (bits.length === register.size && step === 1 && !(bits.length === 1))) return name;
  if (bits.length === 1) return `${name}[${from}]`;
  const last = from + step * (bits.length - 1);
  return step === 1 ? `${name}[${from}:${last}]` : `${name}[${from}:${step}:${last}]`;
}

/** The register that an index chosen at run time goes into. */
export function registerText(bits: readonly number[], { circuit, bits: names }: ExpressionNames): string {
  const index = circuit.bits.findIndex(({ start, size }) => start === bits[0] && size === bits.length);
  if (index < 0) throw new CannotExpress('a bit chosen at run time from a part of a register');
  return names[index] ?? '';
}

function literalText(value: LiteralValue, type: Type): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    if (type.kind !== 'bit' || type.size === undefined) return value;
    return `"${BigInt(value).toString(2).padStart(type.size, '0')}"`;
  }
  if (typeof value === 'number') {
    const text = angleText(value);
    // With a point it stays a real number, and divisions stay those of real numbers.
    return /^-?\d+$/.test(text) && (type.kind === 'float' || type.kind === 'angle') ? `${text}.0` : text;
  }
  if ('re' in value) return `${numberText(value.re)} ${value.im < 0 ? '-' : '+'} ${numberText(Math.abs(value.im))}im`;
  return durationText(value);
}

/** `100ns`, `16dt`. */
export function durationText({ seconds, dt }: { readonly seconds: number; readonly dt: number }): string {
  const time = `${numberText(Number((seconds * 1e9).toPrecision(15)))}ns`;
  if (dt === 0) return time;
  return seconds === 0 ? `${numberText(dt)}dt` : `${time} + ${numberText(dt)}dt`;
}
