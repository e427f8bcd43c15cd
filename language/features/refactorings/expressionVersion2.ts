/** Angles as OpenQASM 2 writes them: of real numbers, pi, parameters, and six functions. */
import { constantValue } from '../../semantics/constants.ts';
import type { Program } from '../../semantics/program.ts';
import type { Expression, Identifier } from '../../syntax/tree.ts';
import { Inexpressible } from './inexpressible.ts';
import { contextOf } from './operands.ts';

const CONSTANTS: Readonly<Record<string, string>> = {
  pi: 'pi',
  π: 'pi',
  tau: '(2 * pi)',
  τ: '(2 * pi)',
  euler: 'exp(1)',
  ℇ: 'exp(1)',
};

const FUNCTIONS: Readonly<Record<string, string>> = {
  sin: 'sin',
  cos: 'cos',
  tan: 'tan',
  exp: 'exp',
  log: 'ln',
  sqrt: 'sqrt',
};

/** @param nameOf what a parameter of a gate is called */
export function expressionVersion2(
  program: Program,
  expression: Expression,
  nameOf: (name: Identifier) => string,
): string {
  const { text } = program.tree;
  const convert = (inner: Expression): string => {
    switch (inner.kind) {
      case 'integer':
        return String(inner.value);
      case 'float':
        return text.slice(inner.start, inner.end).replaceAll('_', '');
      case 'parenthesized':
        return `(${convert(inner.expression)})`;
      case 'unary':
        if (inner.operator === '-') return `-${convert(inner.operand)}`;
        break;
      case 'identifier':
        return convertName(inner);
      case 'binary':
        return binary(inner);
      case 'call': {
        const name = program.references.has(inner.callee) ? undefined : FUNCTIONS[inner.callee.name];
        if (name !== undefined) return `${name}(${inner.arguments.map(convert).join(', ')})`;
        break;
      }
    }
    return computed(inner);
  };
  const binary = (inner: Extract<Expression, { kind: 'binary' }>): string => {
    const { operator, left, right } = inner;
    const value = constantValue(inner, contextOf(program))?.value;
    // Whole numbers divide into whole numbers in OpenQASM 3 alone.
    if (typeof value === 'bigint' && operator !== '+' && operator !== '-' && operator !== '*') return computed(inner);
    if (!['+', '-', '*', '/', '**'].includes(operator)) return computed(inner);
    const between = text.slice(left.end, right.start).replace('**', '^');
    return `${convert(left)}${between}${convert(right)}`;
  };
  const convertName = (name: Identifier): string => {
    const symbol = program.references.get(name);
    if (symbol?.kind === 'gateParameter') return nameOf(name);
    if (!symbol && Object.hasOwn(CONSTANTS, name.name)) return CONSTANTS[name.name]!;
    return computed(name);
  };
  const computed = (inner: Expression): string => {
    const value = constantValue(inner, contextOf(program))?.value;
    if (typeof value !== 'bigint' && typeof value !== 'number') {
      throw new Inexpressible('OpenQASM 2 has no word for this value.', inner);
    }
    return value < 0 ? `(${value})` : String(value);
  };
  return convert(expression);
}
