/** Checks the times of `delay`, `box` and gates: they must be durations, and not negative. */
import type { Expression } from '../syntax/tree.ts';
import type { Analyzer } from './analyzer.ts';
import { checkValue } from './checkExpression.ts';
import { constantValue } from './constants.ts';
import { isTime } from './conversions.ts';
import { withArticle } from './types.ts';
import { isDuration } from './values.ts';

/** The time in brackets; `what` names the statement in messages. */
export function checkDuration(analyzer: Analyzer, expression: Expression, what: string): void {
  const type = checkValue(analyzer, expression);
  if (type.kind === 'unknown') return;
  if (!isTime(type)) {
    const message = `The time of ${what} is a duration, but this is ${withArticle(type)}. Give it a unit, as in 100ns or 16dt.`;
    analyzer.report('type-mismatch', expression, message);
    return;
  }
  const value = constantValue(expression, analyzer)?.value;
  if (value === undefined || !isDuration(value)) return;
  if (value.seconds < 0 || value.dt < 0) {
    if (value.seconds > 0 || value.dt > 0) return;
    analyzer.report('negative-duration', expression, `The time of ${what} cannot be negative.`);
  }
}
