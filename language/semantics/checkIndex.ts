/** Checks indices, ranges and index sets, and says which type a selection has. */
import type { Severity } from '../diagnostic.ts';
import type { Expression, IndexExpression, RangeExpression } from '../syntax/tree.ts';
import { type Analyzer, count } from './analyzer.ts';
import { checkExpression } from './checkExpression.ts';
import { constantInteger, constantRange } from './constants.ts';
import { isRegister } from './conversions.ts';
import { normalizeIndex, rangeIndices } from './indices.ts';
import { elementType, sizeOf, type Type, UNKNOWN, withArticle } from './types.ts';

export function checkIndex(analyzer: Analyzer, expression: IndexExpression): Type {
  let type = checkExpression(analyzer, expression.base);
  let dimensions = 0;
  for (const index of expression.indices) {
    // After a slice, the next index selects from the next dimension, not from the slice.
    if (type.kind === 'array' && dimensions > 0) {
      type = sliceRest(analyzer, type, index, dimensions);
      if (isSelection(index)) dimensions++;
      continue;
    }
    const isSlice = type.kind === 'array' && isSelection(index);
    type = indexedType(analyzer, type, index);
    if (isSlice) dimensions = 1;
  }
  return type;
}

const isSelection = (index: Expression): boolean => index.kind === 'range' || index.kind === 'set';

/** `a[1:2, index]`: the first `kept` dimensions are slices already. */
function sliceRest(analyzer: Analyzer, type: Type & { kind: 'array' }, index: Expression, kept: number): Type {
  const inner = { ...type, dimensions: type.dimensions.slice(kept) };
  if (inner.dimensions.length === 0) {
    analyzer.report('not-indexable', index, 'The array has no further dimension: leave out the index.');
    return UNKNOWN;
  }
  const selected = indexedType(analyzer, inner, index);
  if (selected.kind === 'unknown') return UNKNOWN;
  const rest = selected.kind === 'array' ? selected.dimensions : [];
  return { ...type, dimensions: [...type.dimensions.slice(0, kept), ...rest] };
}

/** The type of one element, or of a selection, after checking that the index is within the register. */
function indexedType(analyzer: Analyzer, base: Type, index: Expression): Type {
  if (index.kind !== 'integer') checkIndexValue(analyzer, index);
  switch (base.kind) {
    case 'qubit':
    case 'bit':
      if (base.size === undefined) {
        analyzer.report('not-indexable', index, `A single ${base.kind} has no elements: leave out the index.`);
        return base;
      }
      return selectedType(base.kind, selectionSize(analyzer, index, base.size));
    case 'int':
    case 'uint':
    case 'angle':
      // The text of the standard has such a slice of a number itself: its bits can be none, as those of a register cannot.
      return selectedType('bit', selectionSize(analyzer, index, base.size ?? -1, 'warning'));
    case 'array': {
      if (index.kind === 'set') {
        analyzer.report('not-indexable', index, 'An array cannot be indexed by a set. Use a range or a single index.');
        return UNKNOWN;
      }
      const [size = -1, ...rest] = base.dimensions;
      const width = selectionSize(analyzer, index, size);
      return width === undefined ? elementType(base) : { ...base, dimensions: [width, ...rest] };
    }
    case 'unknown':
      return UNKNOWN;
    default:
      analyzer.report('not-indexable', index, `A ${base.kind} value has no elements: leave out the index.`);
      return UNKNOWN;
  }
}

const selectedType = (kind: 'qubit' | 'bit', size: number | undefined): Type =>
  size === undefined ? { kind } : { kind, size };

/** An index, or each part of a range or set, must be an integer. */
function checkIndexValue(analyzer: Analyzer, index: Expression): void {
  switch (index.kind) {
    case 'range':
      for (const part of [index.first, index.step, index.last]) if (part) checkInteger(analyzer, part, 'An index');
      return;
    case 'set':
      for (const element of index.elements) checkInteger(analyzer, element, 'An index');
      return;
    default:
      checkInteger(analyzer, index, 'An index');
  }
}

/** Checks an expression whose value must be an integer; `what` names it in messages. */
export function checkInteger(analyzer: Analyzer, expression: Expression, what: string): void {
  if (expression.kind === 'integer') return;
  const type = checkExpression(analyzer, expression);
  switch (type.kind) {
    case 'int':
    case 'uint':
    case 'bool':
    case 'unknown':
      return;
    case 'bit':
      if (!isRegister(type)) return;
      analyzer.report(
        'implicit-cast',
        expression,
        `${what} is an integer: write uint[${sizeOf(type)}](…) to read the bits as one.`,
        'warning',
      );
      return;
    default:
      if (analyzer.version === 2 && type.kind === 'float') return;
      analyzer.report('type-mismatch', expression, `${what} must be an integer, but this is ${withArticle(type)}.`);
  }
}

/** How many elements an index selects: `undefined` a single one, -1 an unknown number. */
function selectionSize(
  analyzer: Analyzer,
  index: Expression,
  size: number,
  emptiness: Severity = 'error',
): number | undefined {
  switch (index.kind) {
    case 'range':
      return rangeSize(analyzer, index, size, emptiness);
    case 'set':
      for (const element of index.elements) checkElement(analyzer, element, size);
      return index.elements.length;
    default:
      checkElement(analyzer, index, size);
      return undefined;
  }
}

function checkElement(analyzer: Analyzer, index: Expression, size: number): void {
  if (size < 0) return;
  const value = constantInteger(index, analyzer);
  if (value === undefined || normalizeIndex(value, size) !== undefined) return;
  analyzer.report('index-out-of-range', index, outOfRange(value, size));
}

/** For people: what is wrong with an index, and which ones are right. */
export function outOfRange(index: number, size: number): string {
  const right =
    size === 0 ? 'there is none to select' : size === 1 ? 'the only index is 0' : `indices go from 0 to ${size - 1}`;
  return `Index ${index} is out of range: the register has ${count(size, 'element')}, ${right}.`;
}

function rangeSize(analyzer: Analyzer, range: RangeExpression, size: number, emptiness: Severity): number {
  const ends = constantRange(range, analyzer);
  if (!ends) return -1;
  if (ends.step === 0) {
    analyzer.report('index-out-of-range', range, 'The step of a range cannot be 0.');
    return -1;
  }
  if (size < 0) return -1;
  const run = rangeIndices(ends, size);
  if (run?.count === 0) {
    const mend = ends.step === undefined ? "For descending indices, give the step: 'first:-1:last'." : 'Swap its ends.';
    analyzer.report('empty-range', range, `This range selects nothing. ${mend}`, emptiness);
    return -1;
  }
  if (run) return run.count;
  const { first, last } = ends;
  const end = first !== undefined && normalizeIndex(first, size) === undefined ? first : (last ?? 0);
  analyzer.report('index-out-of-range', range, outOfRange(end, size));
  return -1;
}
