/** What undoes the gates of the standard libraries. */
import type { Expression } from '../../syntax/tree.ts';

/** Undone by themselves. */
export const SELF_INVERSE_GATES: readonly string[] = [
  'id',
  'x',
  'y',
  'z',
  'h',
  'cx',
  'CX',
  'cy',
  'cz',
  'ch',
  'swap',
  'ccx',
  'cswap',
  'c3x',
  'c4x',
];

export const INVERSE_GATES: Readonly<Record<string, string>> = {
  s: 'sdg',
  sdg: 's',
  t: 'tdg',
  tdg: 't',
  sx: 'sxdg',
  sxdg: 'sx',
};

/** Undone by the opposite angle. */
export const ROTATION_GATES: readonly string[] = [
  ...['rx', 'ry', 'rz', 'p', 'u1', 'phase', 'gphase', 'crx', 'cry', 'crz', 'cp', 'cu1', 'cphase', 'rxx', 'rzz'],
];

/** U(θ, φ, λ) is undone by U(-θ, -λ, -φ). */
export const EULER_GATES: readonly string[] = ['U', 'u', 'u3', 'cu3'];

/** An angle with a minus sign where it has none, and without one where it has; `text` is how it is written. */
export function negatedText(text: string, expression: Expression): string {
  if (/^0(?:\.0*)?$/.test(text)) return text;
  const isSum = expression.kind === 'binary' && !['*', '/', '**'].includes(expression.operator);
  if (isSum) return `-(${text})`;
  return text.startsWith('-') ? text.slice(1).trimStart() : `-${text}`;
}
