/** Arithmetic on gate parameters that may not be known yet: numbers where all is known, expressions elsewhere. */
import type { Type } from '../../semantics/types.ts';
import type { ClassicalExpression, Parameter } from '../expression.ts';

const FLOAT: Type = { kind: 'float' };

export function negated(parameter: Parameter): Parameter {
  if (typeof parameter === 'number') return 0 - parameter;
  if (parameter.kind === 'unary' && parameter.operator === '-') return parameter.operand;
  return { kind: 'unary', operator: '-', operand: parameter, type: FLOAT };
}

export function sum(left: Parameter, right: Parameter): Parameter {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (left === 0) return right;
  if (right === 0) return left;
  return { kind: 'binary', operator: '+', left: expression(left), right: expression(right), type: FLOAT };
}

export function scaled(factor: number, parameter: Parameter): Parameter {
  if (typeof parameter === 'number') return factor * parameter + 0;
  if (factor === 1) return parameter;
  if (factor < 0) return negated(scaled(-factor, parameter));
  const [operator, value] =
    factor < 1 && Number.isInteger(1 / factor) ? (['/', 1 / factor] as const) : (['*', factor] as const);
  return { kind: 'binary', operator, left: parameter, right: expression(value), type: FLOAT };
}

function expression(parameter: Parameter): ClassicalExpression {
  return typeof parameter === 'number' ? { kind: 'literal', type: FLOAT, value: parameter } : parameter;
}
