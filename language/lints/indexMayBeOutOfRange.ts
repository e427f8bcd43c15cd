/**
 * Indices that go with a loop or a parameter beyond the end of a register, where the circuit alone does not show it:
 * in loops that are only unrolled when they run, and in subroutines that nothing calls. The index is computed as an
 * interval. What stands behind a condition within the loop is not judged: it may be the check that keeps it in range.
 */
import { constantInteger } from '../semantics/constants.ts';
import type { ProgramSymbol } from '../semantics/program.ts';
import type { Expression, ForStatement, IndexExpression, Node, Statement } from '../syntax/tree.ts';
import { children } from '../syntax/walk.ts';
import type { LintContext } from './lint.ts';
import { forEachList } from './statements.ts';

/** Both ends included. */
interface Interval {
  readonly low: number;
  readonly high: number;
}

type Intervals = ReadonlyMap<ProgramSymbol, Interval>;

export function indexMayBeOutOfRange({ program, report }: LintContext): void {
  const known = new Set(program.diagnostics.map(({ start }) => start));
  const constant = {
    version: program.version,
    resolve: (name: Extract<Expression, { kind: 'identifier' }>) => program.references.get(name),
    resolveType: () => ({ kind: 'unknown' }) as const,
  };

  const intervalOf = (expression: Expression, intervals: Intervals): Interval | undefined => {
    const value = constantInteger(expression, constant);
    if (value !== undefined) return { low: value, high: value };
    switch (expression.kind) {
      case 'parenthesized':
        return intervalOf(expression.expression, intervals);
      case 'identifier': {
        const symbol = program.references.get(expression);
        return symbol && intervals.get(symbol);
      }
      case 'unary': {
        const operand = expression.operator === '-' ? intervalOf(expression.operand, intervals) : undefined;
        return operand && { low: -operand.high, high: -operand.low };
      }
      case 'binary': {
        const left = intervalOf(expression.left, intervals);
        const right = left && intervalOf(expression.right, intervals);
        return right && combine(expression.operator, left, right);
      }
      default:
        return undefined;
    }
  };

  const check = (node: IndexExpression, intervals: Intervals) => {
    const symbol = node.base.kind === 'identifier' ? program.references.get(node.base) : undefined;
    const [index, ...others] = node.indices;
    if (!symbol || !('type' in symbol) || !index || others.length > 0) return;
    const { type } = symbol;
    const size = type.kind === 'qubit' || type.kind === 'bit' ? type.size : undefined;
    const interval = size === undefined || size < 0 ? undefined : intervalOf(index, intervals);
    if (!interval || size === undefined || known.has(index.start) || interval.low === interval.high) return;
    const wrong = interval.high >= size ? interval.high : interval.low < -size ? interval.low : undefined;
    if (wrong === undefined) return;
    const message = `The index may be ${wrong}, but '${symbol.name}' has indices from 0 to ${size - 1}. Change the range of the loop, or the size.`;
    report('index-may-be-out-of-range', index, message);
  };

  const visit = (node: Node, intervals: Intervals): void => {
    switch (node.kind) {
      case 'for':
        visitLoop(node, intervals);
        return;
      case 'if':
      case 'while':
      case 'switch':
      case 'gate':
      case 'def':
        return;
      case 'index':
        check(node, intervals);
    }
    for (const child of children(node)) visit(child, intervals);
  };

  const visitLoop = (loop: ForStatement, intervals: Intervals) => {
    const symbol = program.references.get(loop.variable);
    const interval = symbol && !mayLeaveEarly(loop.body) ? rangeOf(loop.iterable) : undefined;
    visit(loop.body, symbol && interval ? new Map([...intervals, [symbol, interval]]) : intervals);
  };

  const rangeOf = (iterable: Expression): Interval | undefined => {
    if (iterable.kind !== 'range' || !iterable.first || !iterable.last) return undefined;
    const first = constantInteger(iterable.first, constant);
    const step = iterable.step ? constantInteger(iterable.step, constant) : 1;
    const last = constantInteger(iterable.last, constant);
    if (first === undefined || last === undefined || !step || (last - first) / step < 0) return undefined;
    const reached = first + Math.floor((last - first) / step) * step;
    return { low: Math.min(first, reached), high: Math.max(first, reached) };
  };

  forEachList(program.tree.program.statements, (list) => {
    for (const statement of list) if (statement.kind === 'for') visitLoop(statement, new Map());
  });
}

function combine(operator: string, left: Interval, right: Interval): Interval | undefined {
  const ends = (apply: (a: number, b: number) => number): Interval => {
    const values = [left.low, left.high].flatMap((a) => [right.low, right.high].map((b) => apply(a, b)));
    return { low: Math.min(...values), high: Math.max(...values) };
  };
  switch (operator) {
    case '+':
      return ends((a, b) => a + b);
    case '-':
      return ends((a, b) => a - b);
    case '*':
      return ends((a, b) => a * b);
    default:
      return undefined;
  }
}

/** Whether the loop may end before the end of its range. */
function mayLeaveEarly(body: Statement): boolean {
  let found = false;
  forEachList([body], (list) => {
    for (const { kind } of list)
      if (kind === 'break' || kind === 'continue' || kind === 'return' || kind === 'end') found = true;
  });
  return found;
}
