/** What the functions, constants and gates that are part of the language do, for people. */
import { CONSTANTS } from '../semantics/builtins.ts';

export interface BuiltinHelp {
  /** As it would be declared; a line for each of its variants. */
  readonly signature: string;
  readonly description: string;
}

const real = (name: string, description: string): BuiltinHelp => ({
  signature: `${name}(float x) -> float`,
  description,
});

const FUNCTIONS: Readonly<Record<string, BuiltinHelp>> = {
  arccos: real('arccos', 'The angle in [0, π] with this cosine; x is from -1 to 1.'),
  arcsin: real('arcsin', 'The angle in [-π/2, π/2] with this sine; x is from -1 to 1.'),
  arctan: real('arctan', 'The angle in (-π/2, π/2) with this tangent.'),
  ceiling: real('ceiling', 'The smallest integer that is not below x.'),
  floor: real('floor', 'The largest integer that is not above x.'),
  cos: real('cos', 'The cosine of an angle in radians.'),
  sin: real('sin', 'The sine of an angle in radians.'),
  tan: real('tan', 'The tangent of an angle in radians.'),
  log: real('log', 'The natural logarithm, of base e.'),
  ln: real('ln', 'The natural logarithm, of base e (OpenQASM 2).'),
  exp: { signature: 'exp(float x) -> float\nexp(complex x) -> complex', description: 'e to the power of x.' },
  sqrt: { signature: 'sqrt(float x) -> float\nsqrt(complex x) -> complex', description: 'The principal square root.' },
  mod: {
    signature: 'mod(int a, int b) -> int\nmod(float a, float b) -> float',
    description: 'The remainder of a divided by b, with the sign of b.',
  },
  pow: {
    signature: 'pow(int a, uint b) -> int\npow(float a, float b) -> float\npow(complex a, complex b) -> complex',
    description: 'a to the power of b.',
  },
  popcount: { signature: 'popcount(bit[n] x) -> uint', description: 'How many bits of x are 1.' },
  rotl: { signature: 'rotl(bit[n] x, int d) -> bit[n]', description: 'The bits of x rotated by d places to the left.' },
  rotr: {
    signature: 'rotr(bit[n] x, int d) -> bit[n]',
    description: 'The bits of x rotated by d places to the right.',
  },
  real: { signature: 'real(complex z) -> float', description: 'The real part of z.' },
  imag: { signature: 'imag(complex z) -> float', description: 'The imaginary part of z.' },
  sizeof: {
    signature: 'sizeof(array a, const int dimension = 0) -> const uint',
    description: 'How many elements the array has in this dimension, counted from 0.',
  },
};

const GATES: Readonly<Record<string, string>> = {
  U: 'Every gate on one qubit, up to a phase, by three Euler angles. Part of the language.',
  gphase: 'Multiplies the state by exp(iγ), which shows once it is controlled. Part of the language.',
  CX: 'Flips the target where the control is 1. Part of the language.',
};

/** A function of the language. */
export function functionHelp(name: string): BuiltinHelp | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

/** A constant of the language; its value is to the last digit that a float of 64 bits can hold. */
export function constantHelp(name: string): BuiltinHelp | undefined {
  const value = CONSTANTS.get(name);
  if (value === undefined) return undefined;
  return { signature: `const float ${name} = ${value}`, description: describeConstant(value) };
}

function describeConstant(value: number): string {
  if (value === Math.PI) return 'Half a turn in radians, π.';
  return value === Math.E ? "Euler's number, the base of the natural logarithm." : 'A whole turn in radians, 2π.';
}

/** What a gate that the language itself defines does. */
export function primitiveHelp(name: 'U' | 'gphase' | 'CX'): string {
  return GATES[name] ?? '';
}
