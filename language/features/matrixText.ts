/** Unitary matrices as text for people: aligned columns, common values in closed form. */
import type { Matrix } from '../circuit/matrix.ts';

const TOLERANCE = 1e-9;

/** One line a row, with brackets drawn around; for a font of fixed width. */
export function matrixText({ dimension, data }: Matrix): string {
  const entries = Array.from({ length: dimension * dimension }, (_, index) =>
    complexText(data[2 * index] ?? 0, data[2 * index + 1] ?? 0),
  );
  const widths = Array.from({ length: dimension }, (_, column) =>
    Math.max(...Array.from({ length: dimension }, (_, row) => entries[row * dimension + column]!.length)),
  );
  const rows = Array.from({ length: dimension }, (_, row) =>
    widths.map((width, column) => entries[row * dimension + column]!.padStart(width)).join('  '),
  );
  return rows.map((row, index) => bracketed(row, index, dimension)).join('\n');
}

function bracketed(row: string, index: number, count: number): string {
  if (count === 1) return `[ ${row} ]`;
  if (index === 0) return `⎡ ${row} ⎤`;
  return index === count - 1 ? `⎣ ${row} ⎦` : `⎢ ${row} ⎥`;
}

/** Moduli with a name: what stands above the fraction line, and below it. */
const MODULI: readonly (readonly [value: number, above: string, below: string])[] = [
  [1, '', ''],
  [Math.SQRT1_2, '', '√2'],
  [0.5, '', '2'],
  [Math.sqrt(3) / 2, '√3', '2'],
  [Math.SQRT1_2 / 2, '', '2√2'],
  [Math.sqrt(1 / 3), '', '√3'],
  [Math.sqrt(2 / 3), '√2', '√3'],
  [0.25, '', '4'],
];

/** `1/√2`, `-i`, `e^{iπ/4}`, `(1+i)/2`; four digits where there is no such form. */
export function complexText(re: number, im: number): string {
  const modulus = Math.hypot(re, im);
  if (modulus < TOLERANCE) return '0';
  const known = MODULI.find(([value]) => Math.abs(value - modulus) < TOLERANCE);
  return (known && (halves(re, im) ?? polar(known, Math.atan2(im, re)))) ?? decimal(re, im);
}

/** (±1 ± i)/2, which people know from the square root of X better than its polar form. */
function halves(re: number, im: number): string | undefined {
  if (Math.abs(Math.abs(re) - 0.5) > TOLERANCE || Math.abs(Math.abs(im) - 0.5) > TOLERANCE) return undefined;
  return `(${re < 0 ? '-' : ''}1${im < 0 ? '-' : '+'}i)/2`;
}

function polar([, above, below]: (typeof MODULI)[number], angle: number): string | undefined {
  const quarters = Math.round(angle / (Math.PI / 2));
  if (Math.abs(angle - (quarters * Math.PI) / 2) < TOLERANCE) {
    const imaginary = quarters % 2 === 0 ? '' : 'i';
    return fraction(quarters < 0 || quarters === 2 ? '-' : '', `${imaginary}${above}`, below);
  }
  const turn = piFraction(angle);
  return turn === undefined ? undefined : fraction('', `${above}e^{${turn.replace('π', 'iπ')}}`, below);
}

const fraction = (sign: string, above: string, below: string): string =>
  `${sign}${above || '1'}${below === '' ? '' : `/${below}`}`;

/** `π/4`, `-3π/4`, `2π`: an angle that is a multiple of π by a simple fraction. */
export function piFraction(angle: number): string | undefined {
  for (const denominator of [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64]) {
    const numerator = (angle * denominator) / Math.PI;
    const whole = Math.round(numerator);
    if (whole === 0 || Math.abs(whole) > 1000 || Math.abs(numerator - whole) > TOLERANCE * denominator) continue;
    const factor = Math.abs(whole) === 1 ? '' : String(Math.abs(whole));
    return `${whole < 0 ? '-' : ''}${factor}π${denominator === 1 ? '' : `/${denominator}`}`;
  }
  return undefined;
}

function decimal(re: number, im: number): string {
  const [real, imaginary] = [digits(re), digits(im)];
  if (imaginary === '0') return real;
  const factor = imaginary === '1' || imaginary === '-1' ? imaginary.slice(0, -1) : imaginary;
  if (real === '0') return `${factor}i`;
  return `${real}${factor.startsWith('-') ? '' : '+'}${factor}i`;
}

/** At most four digits behind the point, none of them idle. */
function digits(value: number): string {
  return String(Number(value.toFixed(4)) + 0);
}
