/** The constants and functions that are part of the language itself (specification, "Built-in constants/functions"). */
import { applyBinary } from './operators.ts';
import type { Type } from './types.ts';
import { convert, EvaluationError, isArray, isComplex, toComplex, toInteger, toNumber, type Value } from './values.ts';

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
  resultType(arguments_: readonly Type[]): Type;
  /** `type` is the result's, `first` that of the first argument. */
  apply(arguments_: readonly Value[], type: Type, first: Type): Value;
}

const FLOAT: Type = { kind: 'float' };

const realFunction = (name: string, compute: (x: number) => number): BuiltinFunction => ({
  name,
  arity: [1, 1],
  resultType: () => FLOAT,
  apply: ([x]) => {
    const result = compute(toNumber(x ?? 0));
    if (Number.isNaN(result)) throw new EvaluationError(`${name} is not defined for ${toNumber(x ?? 0)}.`);
    return result;
  },
});

/** `exp` and `sqrt` keep complex arguments complex. */
const complexFunction = (
  name: string,
  real: (x: number) => number,
  complex: (re: number, im: number) => Value,
): BuiltinFunction => ({
  name,
  arity: [1, 1],
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
  const size = 'size' in type && type.size !== undefined ? type.size : 1;
  const width = BigInt(size);
  const bits = BigInt.asUintN(size, toInteger(value));
  const by = (((direction * toInteger(distance)) % width) + width) % width;
  return convert((bits << by) | (bits >> (width - by)), type);
}

function popcount(value: bigint): bigint {
  let count = 0n;
  for (let rest = value < 0n ? BigInt.asUintN(64, value) : value; rest > 0n; rest >>= 1n) count += rest & 1n;
  return count;
}

const FUNCTIONS: readonly BuiltinFunction[] = [
  realFunction('arccos', Math.acos),
  realFunction('arcsin', Math.asin),
  realFunction('arctan', Math.atan),
  realFunction('ceiling', Math.ceil),
  realFunction('floor', Math.floor),
  realFunction('cos', Math.cos),
  realFunction('sin', Math.sin),
  realFunction('tan', Math.tan),
  realFunction('log', Math.log),
  realFunction('ln', Math.log),
  complexFunction('exp', Math.exp, (re, im) => ({ re: Math.exp(re) * Math.cos(im), im: Math.exp(re) * Math.sin(im) })),
  complexFunction('sqrt', Math.sqrt, (re, im) => applyBinary('**', { re, im }, 0.5, { kind: 'complex' })),
  {
    name: 'mod',
    arity: [2, 2],
    resultType: ([a, b]) => (a?.kind === 'float' || b?.kind === 'float' ? FLOAT : (a ?? FLOAT)),
    apply: ([a, b]) => modulo(a ?? 0n, b ?? 0n),
  },
  {
    name: 'pow',
    arity: [2, 2],
    resultType: ([a, b]) => {
      if (a?.kind === 'complex' || b?.kind === 'complex') return { kind: 'complex' };
      return a && (a.kind === 'int' || a.kind === 'uint') && b?.kind === 'uint' ? a : FLOAT;
    },
    apply: ([a, b], type) => applyBinary('**', a ?? 0, b ?? 0, type),
  },
  {
    name: 'popcount',
    arity: [1, 1],
    resultType: () => ({ kind: 'uint' }),
    apply: ([a]) => popcount(toInteger(a ?? 0n)),
  },
  ...(['rotl', 'rotr'] as const).map(
    (name): BuiltinFunction => ({
      name,
      arity: [2, 2],
      resultType: ([a]) => a ?? { kind: 'unknown' },
      apply: ([a, b], type) => rotate(a ?? 0n, b ?? 0n, type, name === 'rotl' ? 1n : -1n),
    }),
  ),
  {
    name: 'real',
    arity: [1, 1],
    resultType: () => FLOAT,
    apply: ([a]) => toComplex(a ?? 0).re,
  },
  {
    name: 'imag',
    arity: [1, 1],
    resultType: () => FLOAT,
    apply: ([a]) => toComplex(a ?? 0).im,
  },
  {
    name: 'sizeof',
    arity: [1, 2],
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
