/** Durations that are known before the circuit runs. */

import { isDuration } from '../../semantics/values.ts';
import { evaluate, NO_CONTEXT } from '../evaluate.ts';
import type { ClassicalExpression } from '../expression.ts';
import { CannotExpress } from './problem.ts';

/** @throws {CannotExpress} where the duration is not known */
export function durationOf(expression: ClassicalExpression): { readonly seconds: number; readonly dt: number } {
  const value = evaluate(expression, NO_CONTEXT);
  if (!isDuration(value)) throw new CannotExpress('a duration that is not known in advance');
  // Multiples of units, such as 100 * 1e-9, without their rounding errors.
  return { seconds: Number(value.seconds.toPrecision(15)), dt: value.dt };
}

/** Seconds, for targets that know no `dt`. @throws {CannotExpress} */
export function secondsOf(expression: ClassicalExpression): number {
  const { seconds, dt } = durationOf(expression);
  if (dt !== 0) throw new CannotExpress("a duration in 'dt'");
  return seconds;
}
