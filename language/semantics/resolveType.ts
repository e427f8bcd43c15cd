/** From type nodes to types: sizes are computed and checked. */
import type { ArrayType as ArrayTypeNode, Expression, Type as TypeNode } from '../syntax/tree.ts';
import type { Analyzer } from './analyzer.ts';
import { checkValue } from './checkExpression.ts';
import { constantInteger, constantValue } from './constants.ts';
import { formatType, type Type } from './types.ts';

/** The most qubits or bits a register can have: indices stay exact integers. */
const LARGEST_REGISTER = 2 ** 31 - 1;

export function resolveType(analyzer: Analyzer, node: TypeNode): Type {
  switch (node.kind) {
    case 'missingType':
      return { kind: 'unknown' };
    case 'qubitType':
      return sizedType(analyzer, 'qubit', node.size);
    case 'arrayType':
      return arrayType(analyzer, node);
    case 'scalarType':
      switch (node.name) {
        case 'bool':
        case 'duration':
        case 'stretch':
          return { kind: node.name };
        case 'complex':
          if (node.element && node.element.name !== 'float') {
            const message = `The parts of a complex number are of the type float, not ${node.element.name}.`;
            analyzer.report('invalid-element-type', node.element, message);
            return { kind: 'complex' };
          }
          return sizedType(analyzer, 'complex', node.element?.size);
        default:
          return sizedType(analyzer, node.name, node.size);
      }
  }
}

/** The most dimensions an array can have. */
const MOST_DIMENSIONS = 7;

function arrayType(analyzer: Analyzer, node: ArrayTypeNode): Type {
  const element = resolveType(analyzer, node.element);
  if (element.kind === 'bit' || element.kind === 'stretch') {
    const mend = element.kind === 'bit' ? "Use 'bool', or a uint for a register." : "Use 'duration'.";
    const message = `The elements of an array cannot be ${formatType(element)}. ${mend}`;
    analyzer.report('invalid-element-type', node.element, message);
  }
  const rank = node.rank ? constantSize(analyzer, node.rank, 1, MOST_DIMENSIONS) : undefined;
  if (node.dimensions.length > MOST_DIMENSIONS) {
    const message = `An array has at most ${MOST_DIMENSIONS} dimensions, not ${node.dimensions.length}.`;
    analyzer.report('invalid-size', node, message);
  }
  const dimensions = node.rank
    ? Array.from({ length: rank ?? 1 }, () => -1)
    : node.dimensions.map((dimension) => constantSize(analyzer, dimension, 0, LARGEST_REGISTER) ?? -1);
  return node.access
    ? { kind: 'array', element, dimensions, access: node.access }
    : { kind: 'array', element, dimensions };
}

export function sizedType(
  analyzer: Analyzer,
  kind: 'bit' | 'int' | 'uint' | 'float' | 'angle' | 'complex' | 'qubit',
  size: Expression | undefined,
): Type {
  if (!size) return { kind };
  const value = constantSize(analyzer, size, 1, LARGEST_REGISTER);
  // A size that is not known makes a register of unknown size, not a single bit or qubit.
  if (value === undefined) return kind === 'bit' || kind === 'qubit' ? { kind, size: -1 } : { kind };
  return { kind, size: value };
}

function constantSize(analyzer: Analyzer, expression: Expression, least: number, most: number): number | undefined {
  if (expression.kind !== 'integer') checkValue(analyzer, expression);
  const size = constantInteger(expression, analyzer);
  if (size !== undefined && (size < least || size > most)) {
    analyzer.report('invalid-size', expression, `A size must be between ${least} and ${most} here, not ${size}.`);
    return undefined;
  }
  if (size === undefined && expression.kind !== 'missing' && !analyzer.hasReported(expression)) {
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
