/** The constants and functions that are part of the language itself (specification, "Built-in constants/functions"). */
import { conversion } from './conversions.ts';
import { applyBinary } from './operators.ts';
import { binaryType } from './operatorTypes.ts';
import { FLOAT, sizeOf, type Type, UNKNOWN } from './types.ts';
import {
  angleBits,
  angleOfBits,
  convert,
  EvaluationError,
  isArray,
  isComplex,
  toComplex,
  toInteger,
  toNumber,
  unsigned,
  type Value,
} from './values.ts';

/** Constants of the language by every name they have. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['π', Math.PI],
  ['tau', 2 * Math.PI],
  ['τ', 2 * Math.PI],
  ['euler', Math.E],
  ['ℇ', Math.E],
]);

export interface BuiltinFunction {
  readonly name: string;
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number];
  /** Whether some overload takes arguments of these types; their number is right. */
  accepts(arguments_: readonly Type[]): boolean;
  /** For messages: what it takes. */
  readonly takes: string;
  resultType(arguments_: readonly Type[]): Type;
  /** `type` is the result's, `first` that of the first argument. */
  apply(arguments_: readonly Value[], type: Type, first: Type): Value;
}

const COMPLEX: Type = { kind: 'complex' };

const isReal = (type: Type): boolean => conversion(type, FLOAT) === 'implicit';
const isComplexNumber = (type: Type): boolean => conversion(type, COMPLEX) === 'implicit';
const isInteger = (type: Type): boolean => conversion(type, { kind: 'int' }) === 'implicit';
const hasBits = (type: Type): boolean =>
  type.kind === 'bit' || type.kind === 'int' || type.kind === 'uint' || type.kind === 'angle';
const isRotatable = (type: Type): boolean =>
  type.kind === 'unknown' || (hasBits(type) && type.kind !== 'int' && sizeOf(type) !== undefined);

const realFunction = (name: string, compute: (x: number) => number): BuiltinFunction => ({
  name,
  arity: [1, 1],
  accepts: ([x]) => x !== undefined && isReal(x),
  takes: 'a real number',
  resultType: () => FLOAT,
  apply: ([x]) => {
    const result = compute(toNumber(x ?? 0));
    if (Number.isNaN(result)) throw new EvaluationError(`${name} is not defined for ${toNumber(x ?? 0)}.`);
    return result;
  },
});

/** Of an angle, whether that is a real number of radians or of the type `angle`. */
const trigonometricFunction = (name: string, compute: (x: number) => number): BuiltinFunction => ({
  ...realFunction(name, compute),
  accepts: ([x]) => x !== undefined && (isReal(x) || x.kind === 'angle'),
  takes: 'a real number or an angle',
});

/** `exp` and `sqrt` keep complex arguments complex. */
const complexFunction = (
  name: string,
  real: (x: number) => number,
  complex: (re: number, im: number) => Value,
): BuiltinFunction => ({
  name,
  arity: [1, 1],
  accepts: ([x]) => x !== undefined && isComplexNumber(x),
  takes: 'a real or complex number',
  resultType: ([type]) => (type?.kind === 'complex' ? type : FLOAT),
  apply: (values, type, first) => {
    const x = values[0] ?? 0;
    if (isComplex(x)) return complex(x.re, x.im);
    return realFunction(name, real).apply(values, type, first);
  },
});

function modulo(a: Value, b: Value): Value {
  if (typeof a === 'number' || typeof b === 'number') {
    const [x, y] = [toNumber(a), toNumber(b)];
    if (y === 0) throw new EvaluationError('Division by zero.');
    return x - y * Math.floor(x / y);
  }
  const [x, y] = [toInteger(a), toInteger(b)];
  if (y === 0n) throw new EvaluationError('Division by zero.');
  const remainder = x % y;
  return remainder !== 0n && remainder < 0n !== y < 0n ? remainder + y : remainder;
}

function rotate(value: Value, distance: Value, type: Type, direction: 1n | -1n): Value {
  const size = sizeOf(type) ?? 1;
  const width = BigInt(size);
  const bits = bitsOf(value, type);
  const by = (((direction * toInteger(distance)) % width) + width) % width;
  const rotated = unsigned((bits << by) | (bits >> (width - by)), size);
  return type.kind === 'angle' ? angleOfBits(rotated, size) : convert(rotated, type);
}

/** The bits behind an integer, a register or an angle, as an unsigned integer. */
const bitsOf = (value: Value, type: Type): bigint =>
  type.kind === 'angle' ? angleBits(value, type.size) : unsigned(toInteger(value), sizeOf(type) ?? 64);

function popcount(value: bigint): bigint {
  let count = 0n;
  for (let rest = value; rest > 0n; rest >>= 1n) count += rest & 1n;
  return count;
}

/** The principal square root: its real part is not negative. */
function complexRoot(re: number, im: number): Value {
  const modulus = Math.hypot(re, im);
  const imaginary = Math.sqrt(Math.max(modulus - re, 0) / 2);
  return { re: Math.sqrt(Math.max(modulus + re, 0) / 2), im: im < 0 ? -imaginary : imaginary };
}

/** The type of the parts of a complex number. */
const partType = ([type]: readonly Type[]): Type =>
  type?.kind === 'complex' && type.size !== undefined ? { kind: 'float', size: type.size } : FLOAT;

const FUNCTIONS: readonly BuiltinFunction[] = [
  realFunction('arccos', Math.acos),
  realFunction('arcsin', Math.asin),
  realFunction('arctan', Math.atan),
  realFunction('ceiling', Math.ceil),
  realFunction('floor', Math.floor),
  trigonometricFunction('cos', Math.cos),
  trigonometricFunction('sin', Math.sin),
  trigonometricFunction('tan', Math.tan),
  realFunction('log', Math.log),
  realFunction('ln', Math.log),
  complexFunction('exp', Math.exp, (re, im) => ({ re: Math.exp(re) * Math.cos(im), im: Math.exp(re) * Math.sin(im) })),
  complexFunction('sqrt', Math.sqrt, complexRoot),
  {
    name: 'mod',
    arity: [2, 2],
    accepts: (types) => types.every(isReal),
    takes: 'two integers or two real numbers',
    resultType: ([a = FLOAT, b = FLOAT]) => binaryType('-', a, b),
    apply: ([a, b]) => modulo(a ?? 0n, b ?? 0n),
  },
  {
    name: 'pow',
    arity: [2, 2],
    accepts: (types) => types.every(isComplexNumber),
    takes: 'two numbers',
    resultType: ([a, b]) => {
      if (a?.kind === 'complex' || b?.kind === 'complex') return { kind: 'complex' };
      return a && (a.kind === 'int' || a.kind === 'uint') && b?.kind === 'uint' ? a : FLOAT;
    },
    apply: ([a, b], type) => applyBinary('**', a ?? 0, b ?? 0, type),
  },
  {
    name: 'popcount',
    arity: [1, 1],
    accepts: ([x]) => x !== undefined && (x.kind === 'unknown' || hasBits(x)),
    takes: 'a register of bits or an unsigned integer',
    resultType: () => ({ kind: 'uint' }),
    apply: ([a], _, first) => popcount(bitsOf(a ?? 0n, first)),
  },
  ...(['rotl', 'rotr'] as const).map(
    (name): BuiltinFunction => ({
      name,
      arity: [2, 2],
      accepts: ([value, distance]) => isRotatable(value ?? UNKNOWN) && isInteger(distance ?? UNKNOWN),
      takes: 'a bit[n], uint[n] or angle[n] and the integer to rotate by',
      resultType: ([a]) => a ?? UNKNOWN,
      apply: ([a, b], type) => rotate(a ?? 0n, b ?? 0n, type, name === 'rotl' ? 1n : -1n),
    }),
  ),
  {
    name: 'real',
    arity: [1, 1],
    accepts: ([x]) => x !== undefined && isComplexNumber(x),
    takes: 'a complex number',
    resultType: partType,
    apply: ([a]) => toComplex(a ?? 0).re,
  },
  {
    name: 'imag',
    arity: [1, 1],
    accepts: ([x]) => x !== undefined && isComplexNumber(x),
    takes: 'a complex number',
    resultType: partType,
    apply: ([a]) => toComplex(a ?? 0).im,
  },
  {
    name: 'sizeof',
    arity: [1, 2],
    accepts: ([array = UNKNOWN, dimension = UNKNOWN]) =>
      (array.kind === 'array' || array.kind === 'unknown') && isInteger(dimension),
    takes: 'an array and the number of a dimension',
    resultType: () => ({ kind: 'uint' }),
    apply: ([array, dimension]) => {
      let value: Value | undefined = array;
      for (let depth = toInteger(dimension ?? 0n); depth > 0n && value !== undefined && isArray(value); depth--) {
        value = value[0];
      }
      if (value === undefined || !isArray(value))
        throw new EvaluationError('sizeof needs an array with that dimension.');
      return BigInt(value.length);
    },
  },
];

export const BUILTIN_FUNCTIONS: ReadonlyMap<string, BuiltinFunction> = new Map(
  FUNCTIONS.map((definition) => [definition.name, definition]),
);
