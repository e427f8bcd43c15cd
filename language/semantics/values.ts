/**
 * Values of OpenQASM's classical types while a program is checked, elaborated or run, and conversions between types.
 * Integers and bit registers are `bigint` (a register as the unsigned value of its bits), `bool` is `boolean`,
 * `float` and `angle` are `number` (radians).
 */
import type { Type } from './types.ts';

export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** A time: seconds plus a multiple of the device's sample time `dt`, which the language leaves open. */
export interface Duration {
  readonly seconds: number;
  readonly dt: number;
}

export type Value = number | bigint | boolean | Complex | Duration | readonly Value[];

/** A classical computation that has no value, such as a division by zero. The message is for people. */
export class EvaluationError extends Error {}

/** Width of `int` and `uint` written without one. */
const DEFAULT_INTEGER_SIZE = 64;

export const isComplex = (value: Value): value is Complex => typeof value === 'object' && 're' in value;

export const isDuration = (value: Value): value is Duration => typeof value === 'object' && 'seconds' in value;

export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);

export function toBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value !== 0n;
  if (typeof value === 'number') return value !== 0;
  throw new EvaluationError(`${describe(value)} cannot be read as true or false.`);
}

/** Truncates floats toward zero, as C99 does. */
export function toInteger(value: Value): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number' && Number.isFinite(value)) return BigInt(Math.trunc(value));
  throw new EvaluationError(`${describe(value)} cannot be read as an integer.`);
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isComplex(value) && value.im === 0) return value.re;
  throw new EvaluationError(`${describe(value)} cannot be read as a number.`);
}

export function toComplex(value: Value): Complex {
  return isComplex(value) ? value : { re: toNumber(value), im: 0 };
}

export function toDuration(value: Value): Duration {
  if (isDuration(value)) return value;
  throw new EvaluationError(`${describe(value)} is not a duration.`);
}

/** The angle in [0, 2π), rounded to `size` bits of a turn where a size is given. */
function toAngle(value: Value, size: number | undefined): number {
  const turn = 2 * Math.PI;
  const angle = toNumber(value);
  if (size === undefined || size > 52) return angle;
  const steps = 2 ** size;
  const step = Math.round((angle / turn) * steps) % steps;
  return ((step < 0 ? step + steps : step) / steps) * turn;
}

/** Integers of more bits are not computed: they would take the memory that the editor needs. */
export const MOST_BITS = 2 ** 20;

/** An integer as one without a sign that has so many bits. */
export function unsigned(value: bigint, size: number): bigint {
  if (size < 0) throw new EvaluationError('The size of this value is not known.');
  if (size > MOST_BITS) throw new EvaluationError(`A value of ${size} bits is too large to compute with.`);
  return BigInt.asUintN(size, value);
}

/** The integer that stands for an angle of `size` bits: it counts steps of 2π/2^size. */
export function angleBits(angle: Value, size: number | undefined): bigint {
  if (size === undefined) throw new EvaluationError('An angle without a size has no bits: write angle[size].');
  const steps = Math.round((toNumber(angle) / (2 * Math.PI)) * 2 ** size);
  if (!Number.isFinite(steps)) throw new EvaluationError(`An angle of ${size} bits is too fine to compute with.`);
  return unsigned(BigInt(steps), size);
}

/** The inverse of {@link angleBits}. */
export function angleOfBits(bits: bigint, size: number): number {
  return (Number(unsigned(bits, size)) / 2 ** size) * 2 * Math.PI;
}

/**
 * Casts a value to a type, as an assignment or an explicit cast does; integers wrap around. `from`, where known, is the
 * type of the value: bits become an angle bit by bit, numbers by their value in radians.
 */
export function convert(value: Value, type: Type, from?: Type): Value {
  switch (type.kind) {
    case 'bit':
      if (type.size === undefined) return toBoolean(value) ? 1n : 0n;
      return typeof value === 'number' ? angleBits(value, type.size) : unsigned(toInteger(value), type.size);
    case 'uint':
      return unsigned(toInteger(value), type.size ?? DEFAULT_INTEGER_SIZE);
    case 'int':
      return BigInt.asIntN(type.size ?? DEFAULT_INTEGER_SIZE, toInteger(value));
    case 'bool':
      return toBoolean(value);
    case 'float':
      return isComplex(value) ? value.re : toNumber(value);
    case 'angle':
      if (from?.kind === 'bit' && from.size !== undefined) return angleOfBits(toInteger(value), from.size);
      return toAngle(value, type.size);
    case 'complex':
      return toComplex(value);
    case 'duration':
    case 'stretch':
      return toDuration(value);
    case 'array':
      return convertArray(value, type.element, type.dimensions);
    default:
      return value;
  }
}

function convertArray(value: Value, element: Type, dimensions: readonly number[]): Value {
  if (dimensions.length === 0) return convert(value, element);
  if (!isArray(value)) throw new EvaluationError(`${describe(value)} is not an array.`);
  const [size, ...rest] = dimensions;
  if (size !== undefined && size >= 0 && value.length !== size) {
    throw new EvaluationError(`The array has ${value.length} elements where ${size} are expected.`);
  }
  return value.map((item) => convertArray(item, element, rest));
}

/** What a variable holds before anything was assigned: zero of its type (the language leaves it open). */
export function defaultValue(type: Type): Value {
  switch (type.kind) {
    case 'bool':
      return false;
    case 'float':
    case 'angle':
      return 0;
    case 'complex':
      return { re: 0, im: 0 };
    case 'duration':
    case 'stretch':
      return { seconds: 0, dt: 0 };
    case 'array':
      return defaultArray(type.element, type.dimensions);
    default:
      return 0n;
  }
}

function defaultArray(element: Type, dimensions: readonly number[]): Value {
  const [size, ...rest] = dimensions;
  if (size === undefined) return defaultValue(element);
  return Array.from({ length: Math.max(size, 0) }, () => defaultArray(element, rest));
}

function describe(value: Value): string {
  if (isArray(value)) return 'An array';
  if (isComplex(value)) return `${value.re} + ${value.im}im`;
  if (isDuration(value)) return 'A duration';
  return String(value);
}
