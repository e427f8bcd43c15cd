/**
 * Which values may stand where a type is expected (specification, "Casting specifics"): what is converted silently, what
 * needs a cast, and what has no meaning.
 */
import { sizeOf, type Type } from './types.ts';

/**
 * - `implicit`: no value is lost; nothing need be written.
 * - `lossy`: C99 converts silently, but digits can be lost.
 * - `explicit`: the standard asks for a cast, which keeps the bits.
 * - `size`: the same kind of bits, but not as many.
 * - `none`: one has no meaning as the other.
 */
export type Conversion = 'implicit' | 'lossy' | 'explicit' | 'size' | 'none';

/** The types that C has too: they mix freely. A single bit is one of them, as it is interchangeable with `bool`. */
export function isStandard(type: Type): boolean {
  switch (type.kind) {
    case 'bool':
    case 'int':
    case 'uint':
    case 'float':
    case 'complex':
      return true;
    case 'bit':
      return type.size === undefined;
    default:
      return false;
  }
}

export const isRegister = (type: Type): boolean => type.kind === 'bit' && type.size !== undefined;

export const isTime = (type: Type): boolean => type.kind === 'duration' || type.kind === 'stretch';

/** A diagnostic said so where the size is. */
const isOfUnknownSize = (type: Type): boolean => (sizeOf(type) ?? 0) < 0;

/** How much a standard type can hold: a value of a lower rank fits into one of a higher. */
const RANKS: Readonly<Record<string, number>> = { bit: 0, bool: 0, int: 1, uint: 1, float: 2, complex: 3 };

/** What it takes to use a value of the type `from` as one of the type `to`. */
export function conversion(from: Type, to: Type): Conversion {
  if (from.kind === 'unknown' || to.kind === 'unknown') return 'implicit';
  if (isOfUnknownSize(from) || isOfUnknownSize(to)) return 'implicit';
  if (isStandard(from) && isStandard(to)) return standardConversion(from, to);
  if (isTime(from) && isTime(to)) return 'implicit';
  if (from.kind === 'array' || to.kind === 'array') return arrayConversion(from, to);
  if (from.kind === 'angle' && to.kind === 'angle') return 'implicit';
  if (isRegister(from) || isRegister(to)) return registerConversion(from, to);
  if (to.kind === 'angle') return from.kind === 'float' ? 'implicit' : 'none';
  if (from.kind === 'angle')
    return to.kind === 'bool' || to.kind === 'bit' || to.kind === 'float' ? 'explicit' : 'none';
  return 'none';
}

function standardConversion(from: Type, to: Type): Conversion {
  const [low, high] = [RANKS[from.kind] ?? 0, RANKS[to.kind] ?? 0];
  // An integer is read as "not zero" where a truth value is expected.
  return low <= high || (low === 1 && high === 0) ? 'implicit' : 'lossy';
}

function registerConversion(from: Type, to: Type): Conversion {
  const [given, wanted] = [sizeOf(from), sizeOf(to)];
  const isSameSize = given === undefined || wanted === undefined || given === wanted;
  if (from.kind === 'bit' && to.kind === 'bit') {
    // A register of one bit and a single bit are different types, but nobody can tell their values apart.
    if ((given ?? 1) === (wanted ?? 1)) return 'implicit';
    return given === undefined || wanted === undefined ? 'explicit' : 'size';
  }
  switch (isRegister(from) ? to.kind : from.kind) {
    case 'bool':
      return 'explicit';
    case 'int':
    case 'uint':
    case 'angle':
      return isSameSize ? 'explicit' : 'size';
    default:
      return 'none';
  }
}

/** Arrays are never converted: elements and dimensions must be the same. */
function arrayConversion(from: Type, to: Type): Conversion {
  if (from.kind !== 'array' || to.kind !== 'array') return 'none';
  return isSameElement(from.element, to.element) && haveSameShape(from.dimensions, to.dimensions) ? 'implicit' : 'none';
}

const isSameElement = (a: Type, b: Type): boolean =>
  a.kind === 'unknown' || b.kind === 'unknown' || (a.kind === b.kind && sizeOf(a) === sizeOf(b));

const haveSameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, index) => size < 0 || (b[index] ?? -1) < 0 || size === b[index]);

/** Whether `to(value)` has a meaning for a value of the type `from`. */
export function canCast(from: Type, to: Type): boolean {
  if (to.kind === 'array') return false;
  const needed = conversion(from, to);
  return needed !== 'none' && needed !== 'size';
}
