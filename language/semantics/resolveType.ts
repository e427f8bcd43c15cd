/** From type nodes to types: sizes are computed and checked. */
import type { Expression, Type as TypeNode } from '../syntax/tree.ts';
import type { Analyzer } from './analyzer.ts';
import { checkExpression } from './checkExpression.ts';
import { constantInteger, constantValue } from './constants.ts';
import type { Type } from './types.ts';

/** The most qubits or bits a register can have: indices stay exact integers. */
const LARGEST_REGISTER = 2 ** 31 - 1;

export function resolveType(analyzer: Analyzer, node: TypeNode): Type {
  switch (node.kind) {
    case 'missingType':
      return { kind: 'unknown' };
    case 'qubitType':
      return sizedType(analyzer, 'qubit', node.size);
    case 'arrayType': {
      const element = resolveType(analyzer, node.element);
      const rank = node.rank ? constantInteger(node.rank, analyzer) : undefined;
      if (node.rank) checkExpression(analyzer, node.rank);
      const dimensions = node.rank
        ? Array.from({ length: Math.min(Math.max(rank ?? 1, 1), 7) }, () => -1)
        : node.dimensions.map((dimension) => constantSize(analyzer, dimension) ?? -1);
      return node.access
        ? { kind: 'array', element, dimensions, access: node.access }
        : { kind: 'array', element, dimensions };
    }
    case 'scalarType':
      switch (node.name) {
        case 'bool':
        case 'duration':
        case 'stretch':
          return { kind: node.name };
        case 'complex':
          return sizedType(analyzer, 'complex', node.element?.size);
        default:
          return sizedType(analyzer, node.name, node.size);
      }
  }
}

export function sizedType(
  analyzer: Analyzer,
  kind: 'bit' | 'int' | 'uint' | 'float' | 'angle' | 'complex' | 'qubit',
  size: Expression | undefined,
): Type {
  if (!size) return { kind };
  const value = constantSize(analyzer, size);
  // A size that is not known makes a register of unknown size, not a single bit or qubit.
  if (value === undefined) return kind === 'bit' || kind === 'qubit' ? { kind, size: -1 } : { kind };
  return { kind, size: value };
}

function constantSize(analyzer: Analyzer, expression: Expression): number | undefined {
  checkExpression(analyzer, expression);
  const size = constantInteger(expression, analyzer);
  if (size !== undefined && (size < 1 || size > LARGEST_REGISTER)) {
    analyzer.report('invalid-size', expression, `A size must be between 1 and ${LARGEST_REGISTER}, not ${size}.`);
    return undefined;
  }
  if (size === undefined && expression.kind !== 'missing' && !isUnknownName(analyzer, expression)) {
    const constant = constantValue(expression, analyzer);
    analyzer.report(
      'invalid-size',
      expression,
      constant
        ? 'A size must be a whole number.'
        : "A size must be known before the program runs: use a literal or a 'const' declared above.",
    );
  }
  return size;
}

/** Whether an expression already was reported for an unknown name. */
export function isUnknownName(analyzer: Analyzer, expression: Expression): boolean {
  return expression.kind === 'identifier' && !analyzer.scope.find(expression.name);
}
