/** Derivatives of gate parameters with respect to the inputs they depend on. */
import { toNumber } from '../semantics/values.ts';
import { type EvaluationContext, evaluate } from './evaluate.ts';
import type { ClassicalExpression, Parameter } from './expression.ts';

/** A parameter whose derivative there is no rule for; the message says why, for people. */
export class DerivativeError extends Error {}

/**
 * The derivative of a parameter by each variable it depends on smoothly, by index of the variable.
 *
 * @throws {DerivativeError} where it depends on one by an operation that is not smooth
 * @throws {EvaluationError} where it has no value
 */
export function derivatives(parameter: Parameter, context: EvaluationContext): ReadonlyMap<number, number> {
  return typeof parameter === 'number' ? NONE : differentiate(parameter, context);
}

type Gradient = ReadonlyMap<number, number>;

const NONE: Gradient = new Map();

function differentiate(expression: ClassicalExpression, context: EvaluationContext): Gradient {
  switch (expression.kind) {
    case 'literal':
    case 'bits':
    case 'parameter':
      return NONE;
    case 'variable':
      return isSmooth(expression) ? new Map([[expression.variable, 1]]) : NONE;
    case 'cast':
      return differentiate(expression.operand, context);
    case 'unary': {
      const inner = differentiate(expression.operand, context);
      if (inner.size === 0 || expression.operator === '-') return scale(inner, -1);
      throw notSmooth(expression.operator);
    }
    case 'binary':
      return differentiateBinary(expression, context);
    case 'call':
      return differentiateCall(expression, context);
    case 'element':
      if (isSmooth(expression)) throw new DerivativeError('An angle that is an element of an array has no derivative.');
      return NONE;
    default:
      return NONE;
  }
}

const isSmooth = ({ type }: { readonly type: { readonly kind: string } }): boolean =>
  type.kind === 'float' || type.kind === 'angle';

const notSmooth = (what: string) =>
  new DerivativeError(`An angle depends on an input by '${what}', which has no derivative.`);

function differentiateBinary(
  { operator, left, right }: Extract<ClassicalExpression, { kind: 'binary' }>,
  context: EvaluationContext,
): Gradient {
  const byLeft = differentiate(left, context);
  const byRight = differentiate(right, context);
  if (byLeft.size === 0 && byRight.size === 0) return NONE;
  if (operator === '+') return sum(byLeft, byRight);
  if (operator === '-') return sum(byLeft, scale(byRight, -1));
  const [a, b] = [toNumber(evaluate(left, context)), toNumber(evaluate(right, context))];
  switch (operator) {
    case '*':
      return sum(scale(byLeft, b), scale(byRight, a));
    case '/':
      return sum(scale(byLeft, 1 / b), scale(byRight, -a / (b * b)));
    case '**':
      return sum(
        scale(byLeft, b === 0 ? 0 : b * a ** (b - 1)),
        byRight.size === 0 ? NONE : scale(byRight, a ** b * Math.log(a)),
      );
    default:
      throw notSmooth(operator);
  }
}

/** f'(x), in terms of x. */
const RULES: Readonly<Record<string, (x: number) => number>> = {
  sin: Math.cos,
  cos: (x) => -Math.sin(x),
  tan: (x) => 1 / Math.cos(x) ** 2,
  arcsin: (x) => 1 / Math.sqrt(1 - x * x),
  arccos: (x) => -1 / Math.sqrt(1 - x * x),
  arctan: (x) => 1 / (1 + x * x),
  exp: Math.exp,
  log: (x) => 1 / x,
  ln: (x) => 1 / x,
  sqrt: (x) => 1 / (2 * Math.sqrt(x)),
};

function differentiateCall(
  { function: name, arguments: arguments_ }: Extract<ClassicalExpression, { kind: 'call' }>,
  context: EvaluationContext,
): Gradient {
  const [first, second] = arguments_;
  const inner = arguments_.map((argument) => differentiate(argument, context));
  if (!first || inner.every(({ size }) => size === 0)) return NONE;
  if (name === 'pow' && second) {
    return differentiateBinary(
      { kind: 'binary', operator: '**', left: first, right: second, type: { kind: 'float' } },
      context,
    );
  }
  const rule = RULES[name];
  if (!rule) throw notSmooth(name);
  return scale(inner[0]!, rule(toNumber(evaluate(first, context))));
}

function scale(gradient: Gradient, factor: number): Gradient {
  return new Map([...gradient].map(([variable, value]) => [variable, factor * value]));
}

function sum(a: Gradient, b: Gradient): Gradient {
  const result = new Map(a);
  for (const [variable, value] of b) result.set(variable, (result.get(variable) ?? 0) + value);
  return result;
}
