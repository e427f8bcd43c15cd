/** Gate parameters as text: the arithmetic of real numbers that every target with symbols has. */

import { typeOf } from '../evaluate.ts';
import type { ClassicalExpression, Parameter } from '../expression.ts';
import { angleText, numberText } from './numberText.ts';
import { CannotExpress } from './problem.ts';

/** How a target spells real arithmetic. Throwing `CannotExpress` says that it has no such thing. */
export interface ArithmeticDialect {
  readonly pi: string;
  /** `**` or `^`. */
  readonly power: string;
  /** The target's names of `sin`, `cos`, `tan`, `arcsin`, `arccos`, `arctan`, `exp`, `ln`, `sqrt`, as far as it has them. */
  readonly functions: Readonly<Record<string, string>>;
  /** An `input` or other variable, by its index into the circuit's `variables`. */
  variable(index: number): string;
  /** A parameter of the gate that is being defined. */
  parameter(index: number): string;
}

const SUM = 1;
const PRODUCT = 2;
const SIGN = 3;
const POWER = 4;
const PRECEDENCE: Readonly<Record<string, number>> = { '+': SUM, '-': SUM, '*': PRODUCT, '/': PRODUCT, '**': POWER };

/** @throws {CannotExpress} for what is not arithmetic of real numbers, or what the dialect does not have */
export function parameterText(parameter: Parameter, dialect: ArithmeticDialect): string {
  return typeof parameter === 'number' ? angleText(parameter, dialect.pi) : text(parameter, dialect, 0);
}

function text(expression: ClassicalExpression, dialect: ArithmeticDialect, outer: number): string {
  const enclose = (inner: string, precedence: number) => (precedence < outer ? `(${inner})` : inner);
  switch (expression.kind) {
    case 'literal':
      return literalText(expression, dialect, enclose);
    case 'variable':
      if (!isNumeric(expression)) throw new CannotExpress('an angle computed from anything but numbers');
      return dialect.variable(expression.variable);
    case 'parameter':
      return dialect.parameter(expression.index);
    case 'unary':
      if (expression.operator !== '-') break;
      return enclose(`-${text(expression.operand, dialect, SIGN)}`, SIGN);
    case 'binary': {
      const { operator, left, right } = expression;
      const precedence = PRECEDENCE[operator];
      if (precedence === undefined || (operator === '/' && isInteger(left) && isInteger(right))) break;
      const sign = operator === '**' ? dialect.power : operator;
      const first = text(left, dialect, precedence + (operator === '**' ? 1 : 0));
      const second = text(right, dialect, precedence + (operator === '**' ? 0 : 1));
      return enclose(precedence === SUM ? `${first} ${sign} ${second}` : `${first}${sign}${second}`, precedence);
    }
    case 'call': {
      const name = Object.hasOwn(dialect.functions, expression.function) && dialect.functions[expression.function];
      const [argument] = expression.arguments;
      if (!name || !argument) throw new CannotExpress(`the function '${expression.function}' in an angle`);
      return `${name}(${text(argument, dialect, 0)})`;
    }
    case 'cast':
      // Reading an integer as a real number changes nothing.
      if (expression.type.kind !== 'float' || !isNumeric(expression.operand)) break;
      return text(expression.operand, dialect, outer);
    case 'bits':
    case 'bitAt':
      throw new CannotExpress('an angle that depends on a measurement');
  }
  throw new CannotExpress('an angle computed in other ways than by the arithmetic of real numbers');
}

function literalText(
  { value }: Extract<ClassicalExpression, { kind: 'literal' }>,
  dialect: ArithmeticDialect,
  enclose: (inner: string, precedence: number) => string,
): string {
  if (typeof value === 'string') return enclose(value, value.startsWith('-') ? SIGN : POWER + 1);
  if (typeof value !== 'number') throw new CannotExpress('an angle computed from anything but numbers');
  const number = angleText(value, dialect.pi);
  if (number !== numberText(value)) return enclose(number, number === dialect.pi ? POWER + 1 : PRODUCT);
  return enclose(number, value < 0 ? SIGN : POWER + 1);
}

function isNumeric(expression: ClassicalExpression): boolean {
  const { kind } = typeOf(expression);
  return kind === 'float' || kind === 'angle' || kind === 'int' || kind === 'uint';
}

function isInteger(expression: ClassicalExpression): boolean {
  const { kind } = typeOf(expression);
  return kind === 'int' || kind === 'uint';
}
