/** Values of options that several commands take. */
import { readFileSync } from 'node:fs';
import { constantValueOf } from '../../language/features/constantValue.ts';
import type { SimulateParameters } from '../worker/protocol.ts';
import { UsageError } from './usage.ts';

/** @throws {UsageError} */
export function wholeNumber(option: string, text: string, least: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`--${option} must be a whole number from ${least} to 2^53 - 1, not '${text}'.`);
}

/** A number or an expression such as pi/4. @throws {UsageError} */
export function constantOption(option: string, text: string): number {
  const value = constantValueOf(text);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new UsageError(`--${option} must be a number or an expression such as pi/4; not '${text}'.`);
}

/** @throws {UsageError} */
export function positiveNumber(option: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`--${option} must be a number above 0, such as 0.01; not '${text}'.`);
}

/** A file's model is checked by the job. @throws {UsageError} */
export function readNoise(text: string): NonNullable<SimulateParameters['noise']> {
  if (!/\.json$/i.test(text)) return text;
  try {
    return JSON.parse(readFileSync(text, 'utf8'));
  } catch (error) {
    throw new UsageError(`The noise model ${text} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** `NAME=VALUE`. @throws {UsageError} */
export function parseInput(text: string): [string, number | boolean] {
  const [, name = '', expression = ''] = /^\s*([^=\s]+)\s*=(.*)$/.exec(text) ?? [];
  const value = constantValueOf(expression);
  if (name !== '' && value !== undefined) return [name, value];
  throw new UsageError(
    `--input wants NAME=VALUE with a number, an expression, true or false, such as --input theta=pi/4; not '${text}'.`,
  );
}
