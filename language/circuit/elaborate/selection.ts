/** Elements and slices of arrays, and bits of integers and angles, as expressions of the circuit. */
import { elementType, sizeOf, type Type } from '../../semantics/types.ts';
import type { Expression } from '../../syntax/tree.ts';
import { literal, typeOf } from '../evaluate.ts';
import type { ClassicalExpression } from '../expression.ts';
import { Broken, type Elaboration } from './elaboration.ts';
import { fold, knownValue, lower } from './lower.ts';
import { checkedWires, selectWires } from './select.ts';
import { run, wireList } from './wires.ts';

const isSlice = (index: Expression): boolean => index.kind === 'range' || index.kind === 'set';

/** `base[indices]`, where at least one index is a range or a set. */
export function selectSlice(
  elaboration: Elaboration,
  base: ClassicalExpression,
  indices: readonly Expression[],
  at: Expression,
): ClassicalExpression {
  const [index, ...rest] = indices;
  if (!index) return base;
  const type = typeOf(base);
  if (type.kind !== 'array') return selectBits(elaboration, base, index, at);
  if (!isSlice(index))
    return selectSlice(elaboration, element(elaboration, base, lower(elaboration, index), at), rest, at);
  const elements = positions(elaboration, index, type.dimensions[0] ?? 0).map((position) =>
    selectSlice(elaboration, element(elaboration, base, integer(position), at), rest, at),
  );
  return arrayOf(elements, type);
}

/** The positions that an index selects among `size`; an index out of range is reported. */
export function positions(elaboration: Elaboration, index: Expression, size: number): readonly number[] {
  if (size < 0) throw new Broken();
  return wireList(checkedWires(elaboration, selectWires(elaboration, run(0, size), index)));
}

/** An array of expressions; `like` is an array with the same innermost elements. */
export function arrayOf(
  elements: readonly ClassicalExpression[],
  like: Type & { readonly kind: 'array' },
): ClassicalExpression {
  const first = elements[0] && typeOf(elements[0]);
  const inner = first?.kind === 'array' ? first.dimensions : [];
  return { kind: 'array', elements, type: { ...like, dimensions: [elements.length, ...inner] } };
}

/** The elements of an array one by one. */
export function elementsOf(
  elaboration: Elaboration,
  array: ClassicalExpression,
  at: Expression,
): readonly ClassicalExpression[] {
  const type = typeOf(array);
  const size = type.kind === 'array' ? (type.dimensions[0] ?? -1) : -1;
  if (array.kind === 'array') return array.elements;
  if (size < 0) throw new Broken();
  elaboration.checkSize(size);
  return Array.from({ length: size }, (_, position) => element(elaboration, array, integer(position), at));
}

/** One element of an array, or one bit of an integer. */
export function element(
  elaboration: Elaboration,
  base: ClassicalExpression,
  index: ClassicalExpression,
  at: Expression,
): ClassicalExpression {
  const known = knownValue(index);
  const chosen = base.kind === 'array' && typeof known === 'bigint' ? base.elements[Number(known)] : undefined;
  if (chosen) return chosen;
  const type = typeOf(base);
  const inner: Type = type.kind === 'array' ? elementType(type) : { kind: 'bit' };
  return fold(elaboration, { kind: 'element', base, indices: [index], type: inner }, at, [base, index]);
}

function selectBits(
  elaboration: Elaboration,
  base: ClassicalExpression,
  index: Expression,
  at: Expression,
): ClassicalExpression {
  const type = typeOf(base);
  const size = sizeOf(type) ?? 64;
  if (!isSlice(index)) return element(elaboration, base, lower(elaboration, index), at);
  const chosen = positions(elaboration, index, size);
  const bits = cast(elaboration, base, { kind: 'bit', size }, at);
  const result: Type = { kind: 'bit', size: chosen.length };
  const first = chosen[0] ?? 0;
  const isRun = chosen.every((position, place) => position === first + place);
  if (isRun) return cast(elaboration, shift(elaboration, '>>', bits, first, at), result, at);
  return chosen
    .map((position, place) => {
      const bit = cast(elaboration, element(elaboration, bits, integer(position), at), result, at);
      return shift(elaboration, '<<', bit, place, at);
    })
    .reduce((left, right) =>
      fold(elaboration, { kind: 'binary', operator: '|', left, right, type: result }, at, [left, right]),
    );
}

function shift(
  elaboration: Elaboration,
  operator: '<<' | '>>',
  left: ClassicalExpression,
  distance: number,
  at: Expression,
): ClassicalExpression {
  if (distance === 0) return left;
  const right = integer(distance);
  return fold(elaboration, { kind: 'binary', operator, left, right, type: typeOf(left) }, at, [left, right]);
}

const cast = (
  elaboration: Elaboration,
  operand: ClassicalExpression,
  type: Type,
  at: Expression,
): ClassicalExpression => fold(elaboration, { kind: 'cast', operand, type }, at, [operand]);

export const integer = (value: number): ClassicalExpression => literal(BigInt(value), { kind: 'int' });
