/** Checks that a value may stand where a type is expected: assignments, initial values, arguments, results. */
import type { ArrayLiteral, Expression } from '../syntax/tree.ts';
import { type Analyzer, count } from './analyzer.ts';
import { constantInteger } from './constants.ts';
import { conversion } from './conversions.ts';
import { elementType, formatType, sizeOf, type Type, withArticle } from './types.ts';

/**
 * Reports what is wrong with using `expression`, a value of the type `from`, as one of the type `to`. `isConstant`: the
 * value of a `const`, of which no digit may be lost.
 */
export function checkConversion(
  analyzer: Analyzer,
  expression: Expression,
  from: Type,
  to: Type,
  isConstant = false,
): void {
  if (from.kind === 'void') {
    analyzer.report('void-value', expression, 'This call returns nothing, so that there is no value to use.');
    return;
  }
  switch (conversion(from, to)) {
    case 'implicit':
      return;
    case 'lossy': {
      // OpenQASM 2 has no type for integers: what is wrong there was said already.
      if (analyzer.version === 2) return;
      const cast = to.kind === 'complex' || from.kind !== 'complex' ? `${castName(to)}(…)` : 'real(…) or imag(…)';
      const message = `Digits can be lost from ${formatType(from)} to ${formatType(to)}. Write ${cast} to say that this is meant.`;
      analyzer.report('lossy-conversion', expression, message, isConstant ? 'error' : 'warning');
      return;
    }
    case 'explicit': {
      if (analyzer.hasReported(expression, 'implicit-cast')) return;
      const message = `The standard asks for a cast from ${formatType(from)} to ${formatType(to)}: write ${castName(to)}(…).`;
      analyzer.report('implicit-cast', expression, message, isConstant ? 'error' : 'warning');
      return;
    }
    case 'size':
      analyzer.report(
        'size-mismatch',
        expression,
        `This has ${count(sizeOf(from) ?? 1, 'bit')}, but ${sizeOf(to) ?? 1} ${sizeOf(to) === 1 ? 'is' : 'are'} expected. Select the bits by their indices.`,
      );
      return;
    case 'none':
      if (to.kind === 'angle' && isIntegerValue(analyzer, expression, from)) return;
      analyzer.report('type-mismatch', expression, mismatch(from, to));
  }
}

const castName = (type: Type): string => formatType(type);

/** A constant integer is as good as the real number: `angle a = 0;`. */
function isIntegerValue(analyzer: Analyzer, expression: Expression, type: Type): boolean {
  return (type.kind === 'int' || type.kind === 'uint') && constantInteger(expression, analyzer) !== undefined;
}

function mismatch(from: Type, to: Type): string {
  const types = `${withArticle(from)} cannot become ${withArticle(to)}`;
  const what = `${types.charAt(0).toUpperCase()}${types.slice(1)}`;
  if (from.kind === 'array' && to.kind === 'array') {
    return `${what}: elements and dimensions of arrays must be the same. Assign element by element.`;
  }
  if (from.kind === 'array') return `${what}. Name an element by its index.`;
  if (to.kind === 'duration' || to.kind === 'stretch') return `${what}. Give the number a unit, as in 100ns.`;
  if (from.kind === 'duration' || from.kind === 'stretch') return `${what}. Divide it by a duration, as in t / 1ns.`;
  if (to.kind === 'angle') return `${what}. Multiply it with pi or cast it to a float first.`;
  return `${what}. Use a value of that type.`;
}

/** Checks `{…}` as the initial value of an array: as many elements as declared in each dimension, each of its type. */
export function checkArrayLiteral(analyzer: Analyzer, literal: ArrayLiteral, type: Type, check: CheckElement): void {
  if (type.kind === 'unknown') {
    for (const element of literal.elements) check(element, type);
    return;
  }
  if (type.kind !== 'array') {
    const message = `A list in braces is the value of an array, but ${withArticle(type)} is expected here.`;
    analyzer.report('type-mismatch', literal, message);
    return;
  }
  const [size = -1] = type.dimensions;
  const given = literal.elements.length;
  if (size >= 0 && given !== size) {
    const message = `The array has ${count(size, 'element')} here, but ${given === 1 ? '1 value is' : `${given} values are`} given.`;
    analyzer.report('size-mismatch', literal, message);
  }
  const inner = elementType(type);
  for (const element of literal.elements) {
    if (element.kind === 'array') checkArrayLiteral(analyzer, element, inner, check);
    else check(element, inner);
  }
}

/** Checks one element that is no list itself, given the type it must have. */
export type CheckElement = (element: Expression, type: Type) => void;
