/**
 * Classical expressions that are known only when a circuit runs: conditions, gate angles that depend on `input`
 * parameters or measured bits, values of assignments. Plain JSON data; `evaluate.ts` computes them.
 */

import type { Type } from '../semantics/types.ts';
import type { BinaryOperator, UnaryOperator } from '../syntax/tree.ts';

/** A literal's value in JSON: integers as decimal text (they can exceed 2^53), complex numbers and times as pairs. */
export type LiteralValue =
  | number
  | boolean
  | string
  | { readonly re: number; readonly im: number }
  | { readonly seconds: number; readonly dt: number };

export type ClassicalExpression =
  /** `bit`, `int`, `uint`: decimal text. `float`, `angle`: number. `bool`: boolean. */
  | { readonly kind: 'literal'; readonly type: Type; readonly value: LiteralValue }
  /** Index into the circuit's `variables`. */
  | { readonly kind: 'variable'; readonly variable: number; readonly type: Type }
  /** A parameter of the gate whose body this stands in. */
  | { readonly kind: 'parameter'; readonly index: number }
  /** Bits of the circuit as one unsigned value, least significant first; one bit where there is one. */
  | { readonly kind: 'bits'; readonly bits: readonly number[]; readonly type: Type }
  /** One bit of a register, chosen when it runs; negative indices count from the end. */
  | { readonly kind: 'bitAt'; readonly bits: readonly number[]; readonly index: ClassicalExpression }
  /** An element of an array, or a bit of an integer. */
  | {
      readonly kind: 'element';
      readonly base: ClassicalExpression;
      readonly indices: readonly ClassicalExpression[];
      readonly type: Type;
    }
  | { readonly kind: 'array'; readonly elements: readonly ClassicalExpression[]; readonly type: Type }
  | {
      readonly kind: 'unary';
      readonly operator: UnaryOperator;
      readonly operand: ClassicalExpression;
      readonly type: Type;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: ClassicalExpression;
      readonly right: ClassicalExpression;
      readonly type: Type;
    }
  /** A function of the language, such as `sin` or `popcount`. */
  | {
      readonly kind: 'call';
      readonly function: string;
      readonly arguments: readonly ClassicalExpression[];
      readonly type: Type;
    }
  | { readonly kind: 'cast'; readonly operand: ClassicalExpression; readonly type: Type };

/** A gate parameter: radians where known, an expression where it waits for an `input` or a measured bit. */
export type Parameter = number | ClassicalExpression;
