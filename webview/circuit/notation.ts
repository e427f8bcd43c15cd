/**
 * Angles and classical expressions as people write them: `π/2`, `θ₁`, `c[0] == 1`. Strings only: knows nothing of
 * where or how they are drawn.
 */
import { type Circuit, type Register, wireName } from '../../language/circuit/circuit.ts';
import type { ClassicalExpression, LiteralValue, Parameter } from '../../language/circuit/expression.ts';
import { formatType, type Type } from '../../language/semantics/types.ts';

const MINUS = '−';
const DENOMINATORS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 24, 32, 64, 128, 256, 512, 1024];

/** Radians as a multiple of π where they are one (`3π/4`, `π/2⁴⁰`), else with four significant digits. */
export function formatAngle(radians: number): string {
  return multipleOfPi(radians) ?? formatReal(radians, 4);
}

function multipleOfPi(radians: number): string | undefined {
  if (!Number.isFinite(radians) || radians === 0) return undefined;
  const sign = radians < 0 ? MINUS : '';
  const turns = Math.abs(radians) / Math.PI;
  for (const denominator of DENOMINATORS) {
    const numerator = Math.round(turns * denominator);
    if (numerator > 0 && numerator < 1000 && Math.abs(turns * denominator - numerator) < 1e-10 * numerator) {
      return `${sign}${numerator === 1 ? '' : numerator}π${denominator === 1 ? '' : `/${denominator}`}`;
    }
  }
  const exponent = Math.round(-Math.log2(turns));
  if (exponent > 10 && Math.abs(turns * 2 ** exponent - 1) < 1e-10) return `${sign}π/2${superscript(exponent)}`;
  return undefined;
}

/** Plain decimal digits where they are short, else `1.2e−7`. */
function formatReal(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits))).replaceAll('-', MINUS);
}

/** `12` as `¹²`. */
export function superscript(value: number): string {
  return Array.from(String(value), (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '⁻').join('');
}

/** `12` as `₁₂`. */
export function subscript(digits: string): string {
  return Array.from(digits, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? digit).join('');
}

const GREEK: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alpha: 'α',
    beta: 'β',
    gamma: 'γ',
    delta: 'δ',
    epsilon: 'ε',
    eta: 'η',
    theta: 'θ',
    kappa: 'κ',
    lambda: 'λ',
    lam: 'λ',
    mu: 'μ',
    nu: 'ν',
    xi: 'ξ',
    rho: 'ρ',
    sigma: 'σ',
    tau: 'τ',
    phi: 'φ',
    chi: 'χ',
    psi: 'ψ',
    omega: 'ω',
  }),
);

/** `theta` as `θ`, `theta_1` as `θ₁`; other names as they are. */
export function symbolName(name: string): string {
  const parts = /^([a-z]+?)_?(\d*)$/.exec(name);
  const letter = GREEK.get(parts?.[1] ?? '');
  return letter === undefined ? name : letter + subscript(parts?.[2] ?? '');
}

/** A gate parameter in mathematical notation: `π/4`, `2θ`, `φ₀ + π`. */
export function formatParameter(circuit: Circuit, parameter: Parameter): string {
  return typeof parameter === 'number' ? formatAngle(parameter) : format(parameter, { circuit, mathematical: true });
}

/** An expression as the program would write it: `c[0] == 1`, `n < 3 && flag`. */
export function formatExpression(circuit: Circuit, expression: ClassicalExpression): string {
  return format(expression, { circuit, mathematical: false });
}

interface Style {
  readonly circuit: Circuit;
  /** Greek letters and implied products instead of the program's spelling. */
  readonly mathematical: boolean;
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  '**': 12,
};
const UNARY_PRECEDENCE = 11;

function format(expression: ClassicalExpression, style: Style, outer = 0): string {
  const inner = (operand: ClassicalExpression) => format(operand, style);
  switch (expression.kind) {
    case 'literal':
      return formatLiteral(expression.value, expression.type);
    case 'variable': {
      const name = style.circuit.variables[expression.variable]?.name ?? '?';
      return style.mathematical ? symbolName(name) : name;
    }
    case 'parameter':
      return `p${subscript(String(expression.index))}`;
    case 'bits':
      return formatBits(style.circuit.bits, expression.bits);
    case 'bitAt':
      return `${formatBits(style.circuit.bits, expression.bits)}[${inner(expression.index)}]`;
    case 'element':
      return `${format(expression.base, style, UNARY_PRECEDENCE + 2)}[${expression.indices.map(inner).join(', ')}]`;
    case 'array':
      return `{${expression.elements.map(inner).join(', ')}}`;
    case 'unary': {
      const sign = style.mathematical && expression.operator === '-' ? MINUS : expression.operator;
      return parenthesize(`${sign}${format(expression.operand, style, UNARY_PRECEDENCE)}`, UNARY_PRECEDENCE, outer);
    }
    case 'binary':
      return formatBinary(expression, style, outer);
    case 'call':
      return `${expression.function}(${expression.arguments.map(inner).join(', ')})`;
    case 'cast':
      // Conversions to bool and between floats are implied by the place the value stands in.
      return isImplied(expression.type)
        ? format(expression.operand, style, outer)
        : `${formatType(expression.type)}(${inner(expression.operand)})`;
  }
}

const isImplied = (type: Type): boolean =>
  type.kind === 'bool' || type.kind === 'float' || type.kind === 'unknown' || type.kind === 'angle';

function formatBinary(
  expression: Extract<ClassicalExpression, { kind: 'binary' }>,
  style: Style,
  outer: number,
): string {
  const { operator } = expression;
  const precedence = PRECEDENCE[operator] ?? 0;
  const rightAssociative = operator === '**';
  const left = format(expression.left, style, precedence + (rightAssociative ? 1 : 0));
  const right = format(expression.right, style, precedence + (rightAssociative ? 0 : 1));
  return parenthesize(joinOperands(left, operator, right, style.mathematical), precedence, outer);
}

function joinOperands(left: string, operator: string, right: string, mathematical: boolean): string {
  if (!mathematical) return operator === '**' ? `${left}${operator}${right}` : `${left} ${operator} ${right}`;
  if (operator === '*') return /^[\d.]+$/.test(left) && /^[^\d.(−]/.test(right) ? left + right : `${left}·${right}`;
  if (operator === '/') return `${left}/${right}`;
  if (operator === '**') return `${left}^${right}`;
  return `${left} ${operator === '-' ? MINUS : operator} ${right}`;
}

const parenthesize = (text: string, precedence: number, outer: number) => (precedence < outer ? `(${text})` : text);

function formatLiteral(value: LiteralValue, type: Type): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    if (type.kind === 'float' || type.kind === 'angle') return multipleOfPi(value) ?? formatReal(value, 6);
    return String(value);
  }
  if ('re' in value) {
    if (value.im === 0) return formatReal(value.re, 6);
    if (value.re === 0) return `${formatReal(value.im, 6)}im`;
    return `${formatReal(value.re, 6)} ${value.im < 0 ? MINUS : '+'} ${formatReal(Math.abs(value.im), 6)}im`;
  }
  return formatDuration(value);
}

/** `100 ns`, `16 dt`, `1.5 µs + 4 dt`. */
export function formatDuration({ seconds, dt }: { readonly seconds: number; readonly dt: number }): string {
  const parts: string[] = [];
  if (seconds !== 0 || dt === 0) {
    const [unit, size] = TIME_UNITS.find(([, limit]) => Math.abs(seconds) >= limit * 0.9999999) ?? ['ns', 1e-9];
    parts.push(`${formatReal(seconds / size, 6)} ${unit}`);
  }
  if (dt !== 0) parts.push(`${formatReal(dt, 6)} dt`);
  return parts.join(' + ');
}

const TIME_UNITS: readonly (readonly [string, number])[] = [
  ['s', 1],
  ['ms', 1e-3],
  ['µs', 1e-6],
  ['ns', 1e-9],
];

/** Bits by the shortest name the source could give them: `c`, `c[2]`, `c[0:3]`, `{c[0], d[1]}`. */
export function formatBits(registers: readonly Register[], bits: readonly number[]): string {
  const first = bits[0];
  if (first === undefined) return '{}';
  const register = registers.find(({ start, size }) => first >= start && first < start + size);
  const consecutive = bits.every((bit, index) => bit === first + index);
  if (register && consecutive && bits.length > 1 && first + bits.length <= register.start + register.size) {
    if (bits.length === register.size) return register.name;
    const offset = first - register.start;
    return `${register.name}[${offset}:${offset + bits.length - 1}]`;
  }
  if (bits.length === 1) {
    // A register of one bit compared as a whole reads as its name.
    return wireName(registers, first);
  }
  return `{${bits.map((bit) => wireName(registers, bit)).join(', ')}}`;
}
