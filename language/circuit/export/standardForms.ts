/**
 * The standard gates in a few plain ones: `cu1(λ)` is `p(λ)` under a control. What all targets but OpenQASM itself are
 * written from. The plain gates have the matrices that Qiskit and OpenQASM 2 give them; `u` is the textbook's.
 */
import type { Parameter } from '../expression.ts';
import type { GateLibrary } from '../standardGates.ts';
import { negated, scaled, sum } from './parameterAlgebra.ts';

export type PlainName =
  | 'id'
  | 'x'
  | 'y'
  | 'z'
  | 'h'
  | 's'
  | 'sdg'
  | 't'
  | 'tdg'
  | 'sx'
  | 'sxdg'
  | 'swap'
  | 'p'
  | 'rx'
  | 'ry'
  | 'rz'
  | 'u'
  | 'rxx'
  | 'rzz'
  | 'rccx'
  | 'rc3x'
  /** On no qubit: times exp(iγ). */
  | 'gphase';

/** A plain gate under `controls` controls that must be 1, and a phase γ that the controls get: exp(iγ). */
export interface StandardForm {
  readonly name: PlainName;
  readonly controls: number;
  readonly parameters: readonly Parameter[];
  readonly phase?: Parameter;
}

const PLAIN: ReadonlySet<string> = new Set<PlainName>([
  'id',
  'x',
  'y',
  'z',
  'h',
  's',
  'sdg',
  't',
  'tdg',
  'sx',
  'sxdg',
  'swap',
  'p',
  'rx',
  'ry',
  'rz',
  'u',
  'rxx',
  'rzz',
  'rccx',
  'rc3x',
]);

const RENAMED: Readonly<Record<string, readonly [PlainName, number]>> = {
  u0: ['id', 0],
  phase: ['p', 0],
  u1: ['p', 0],
  cx: ['x', 1],
  CX: ['x', 1],
  cy: ['y', 1],
  cz: ['z', 1],
  ch: ['h', 1],
  csx: ['sx', 1],
  cswap: ['swap', 1],
  ccx: ['x', 2],
  c3x: ['x', 3],
  c4x: ['x', 4],
  c3sqrtx: ['sx', 3],
  cp: ['p', 1],
  cphase: ['p', 1],
  cu1: ['p', 1],
  crx: ['rx', 1],
  cry: ['ry', 1],
  crz: ['rz', 1],
  cu3: ['u', 1],
};

/** `undefined` for names that are not standard gates. */
export function standardForm(
  name: string,
  parameters: readonly Parameter[],
  library: GateLibrary,
): StandardForm | undefined {
  if (PLAIN.has(name)) return { name: name as PlainName, controls: 0, parameters };
  const renamed = Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined;
  if (renamed) return { name: renamed[0], controls: renamed[1], parameters: name === 'u0' ? [] : parameters };
  const [first = 0, second = 0, third = 0, fourth = 0] = parameters;
  switch (name) {
    case 'u2':
      return generalGate(Math.PI / 2, first, second, library);
    case 'u3':
      return generalGate(first, second, third, library);
    case 'cu':
      return { name: 'u', controls: 1, parameters: [first, second, third], phase: fourth };
    default:
      return undefined;
  }
}

/** `stdgates.inc` wants `u2` and `u3` with determinant 1. */
function generalGate(theta: Parameter, phi: Parameter, lambda: Parameter, library: GateLibrary): StandardForm {
  const form = { name: 'u', controls: 0, parameters: [theta, phi, lambda] } as const;
  return library === 'stdgates' ? { ...form, phase: scaled(-0.5, sum(phi, lambda)) } : form;
}

const INVERSE_NAMES: Readonly<Record<string, PlainName>> = {
  s: 'sdg',
  sdg: 's',
  t: 'tdg',
  tdg: 't',
  sx: 'sxdg',
  sxdg: 'sx',
};

/** The inverse of a plain gate; `undefined` where it is no plain gate. */
export function inverseForm(
  name: PlainName,
  parameters: readonly Parameter[],
): { readonly name: PlainName; readonly parameters: readonly Parameter[] } | undefined {
  if (name === 'rc3x') return undefined;
  if (name === 'u') {
    const [theta = 0, phi = 0, lambda = 0] = parameters;
    return { name, parameters: [negated(theta), negated(lambda), negated(phi)] };
  }
  return { name: INVERSE_NAMES[name] ?? name, parameters: parameters.map(negated) };
}
