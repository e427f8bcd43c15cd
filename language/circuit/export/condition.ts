/**
 * Conditions on measured bits in the one form that all targets can be written from: patterns of bits, any of which must
 * match. `c == 2` of a two-bit register is the one pattern c[0] = 0, c[1] = 1.
 */
import { type EvaluationContext, isTrue } from '../evaluate.ts';
import type { ClassicalExpression } from '../expression.ts';
import { CannotExpress } from './problem.ts';

/** These bits are in these states, all of them. */
export type BitPattern = readonly (readonly [bit: number, state: 0 | 1])[];

export interface Condition {
  /** True where any matches; none: never. An empty pattern always matches. */
  readonly patterns: readonly BitPattern[];
  /** True where none matches, rather. */
  readonly negated: boolean;
}

/** More bits have too many patterns to try. */
const MAX_BITS = 10;

/** @throws {CannotExpress} for conditions on anything but bits, or on too many of them */
export function conditionOf(expression: ClassicalExpression): Condition {
  const equality = bitsEqual(expression);
  if (equality) return equality;
  const bits = [...bitsIn(expression)].sort((a, b) => a - b);
  if (bits.length > MAX_BITS)
    throw new CannotExpress(`a condition on ${bits.length} bits, unless it is that they equal a number`);
  const matching: BitPattern[] = [];
  const others: BitPattern[] = [];
  for (let value = 0; value < 2 ** bits.length; value++) {
    const pattern = patternOf(bits, value);
    (isTrue(expression, contextOf(pattern)) ? matching : others).push(pattern);
  }
  return others.length < matching.length && matching.length > 1
    ? { patterns: others, negated: true }
    : { patterns: matching, negated: false };
}

/** The bits in the states that `value` has, the first bit its least significant. */
function patternOf(bits: readonly number[], value: number): BitPattern {
  return bits.map((bit, index) => [bit, ((value >> index) & 1) as 0 | 1] as const);
}

/** The opposite condition. */
export const opposite = ({ patterns, negated }: Condition): Condition => ({ patterns, negated: !negated });

/** Its value where it does not depend on any bit. */
export function constantOf({ patterns, negated }: Condition): boolean | undefined {
  if (patterns.length === 0) return negated;
  return patterns.some((pattern) => pattern.length === 0) ? !negated : undefined;
}

/** The condition where all bits are still 0 that `isSet` says no to. */
export function withUnsetBits({ patterns, negated }: Condition, isSet: (bit: number) => boolean): Condition {
  const possible = patterns.filter((pattern) => pattern.every(([bit, state]) => state === 0 || isSet(bit)));
  return { patterns: possible.map((pattern) => pattern.filter(([bit]) => isSet(bit))), negated };
}

/** Bits a condition depends on. */
export function conditionBits({ patterns }: Condition): Set<number> {
  return new Set(patterns.flatMap((pattern) => pattern.map(([bit]) => bit)));
}

/** Whether the condition holds where exactly these bits are 1. */
function holds({ patterns, negated }: Condition, ones: ReadonlySet<number>): boolean {
  const matches = patterns.some((pattern) => pattern.every(([bit, state]) => ones.has(bit) === (state === 1)));
  return matches !== negated;
}

/** The patterns of all bits of the condition under which it holds: no two of them at once. */
export function exclusivePatterns(condition: Condition): readonly BitPattern[] {
  if (!condition.negated) return condition.patterns;
  return assignments(condition).flatMap(({ pattern, ones }) => (holds(condition, ones) ? [pattern] : []));
}

/** A condition that is a sum modulo 2: `constant` plus these bits; `undefined` where it is none. */
export function asParity(
  condition: Condition,
): { readonly constant: 0 | 1; readonly bits: readonly number[] } | undefined {
  const constant = holds(condition, new Set()) ? 1 : 0;
  const bits = [...conditionBits(condition)].filter((bit) => holds(condition, new Set([bit])) !== (constant === 1));
  const isParity = assignments(condition).every(({ ones }) => {
    const odd = (bits.filter((bit) => ones.has(bit)).length + constant) % 2 === 1;
    return holds(condition, ones) === odd;
  });
  return isParity ? { constant, bits } : undefined;
}

/** All states of the bits of a condition. @throws {CannotExpress} where they are too many */
function assignments(condition: Condition): { readonly pattern: BitPattern; readonly ones: ReadonlySet<number> }[] {
  const bits = [...conditionBits(condition)];
  if (bits.length > MAX_BITS) throw new CannotExpress(`a condition on ${bits.length} bits`);
  return Array.from({ length: 2 ** bits.length }, (_, value) => {
    const pattern = patternOf(bits, value);
    return { pattern, ones: new Set(pattern.flatMap(([bit, state]) => (state === 1 ? [bit] : []))) };
  });
}

/** `c == 5` of any number of bits, without trying them all. */
function bitsEqual(expression: ClassicalExpression): Condition | undefined {
  if (expression.kind !== 'binary' || (expression.operator !== '==' && expression.operator !== '!=')) return undefined;
  const { left, right, operator } = expression;
  const [bits, literal] = left.kind === 'literal' ? [right, left] : [left, right];
  if (bits.kind !== 'bits' || literal.kind !== 'literal' || typeof literal.value !== 'string') return undefined;
  const value = BigInt(literal.value);
  const fits = value >= 0n && value < 1n << BigInt(bits.bits.length);
  const pattern = bits.bits.map((bit, index) => [bit, Number((value >> BigInt(index)) & 1n) as 0 | 1] as const);
  return { patterns: fits ? [pattern] : [], negated: operator === '!=' };
}

function contextOf(pattern: BitPattern): EvaluationContext {
  const states = new Map(pattern);
  return { variable: () => undefined, bit: (bit) => states.get(bit) ?? 0 };
}

function* bitsIn(expression: ClassicalExpression): Generator<number> {
  switch (expression.kind) {
    case 'bits':
      yield* expression.bits;
      return;
    case 'bitAt':
      yield* expression.bits;
      yield* bitsIn(expression.index);
      return;
    case 'unary':
    case 'cast':
      yield* bitsIn(expression.operand);
      return;
    case 'binary':
      yield* bitsIn(expression.left);
      yield* bitsIn(expression.right);
      return;
    case 'call':
      for (const argument of expression.arguments) yield* bitsIn(argument);
      return;
    case 'array':
      for (const element of expression.elements) yield* bitsIn(element);
      return;
    case 'element':
      yield* bitsIn(expression.base);
      for (const index of expression.indices) yield* bitsIn(index);
      return;
    case 'literal':
      return;
    default:
      throw new CannotExpress('a condition on values other than measured bits');
  }
}
