/** Angles of a circuit as polynomials of what its inputs hold, so that they cost little each time. */
import type { Circuit } from '../../../language/circuit/circuit.ts';
import type { Parameter } from '../../../language/circuit/expression.ts';
import { JobError, type Place } from '../errors.ts';

/** `coefficient` times what the slots hold. */
interface Monomial {
  readonly coefficient: number;
  readonly slots: readonly number[];
}

export type Polynomial = readonly Monomial[];

/** Where the inputs of a circuit stand in one list of numbers: an array takes as many slots as it has elements. */
export interface Slots {
  readonly count: number;
  /** By variable of the circuit, its first slot; `undefined`: it is no input of numbers. */
  readonly starts: readonly (number | undefined)[];
  readonly sizes: readonly number[];
}

/** Inputs of the types `float`, `angle` and one-dimensional arrays of them. */
export function slotsOf({ variables }: Circuit): Slots {
  let count = 0;
  const sizes = variables.map(({ type, input }) => {
    if (!input) return 0;
    if (type.kind === 'float' || type.kind === 'angle') return 1;
    const isList = type.kind === 'array' && type.dimensions.length === 1;
    return isList && (type.element.kind === 'float' || type.element.kind === 'angle') ? type.dimensions[0]! : 0;
  });
  const starts = sizes.map((size) => {
    const start = count;
    count += size;
    return size > 0 ? start : undefined;
  });
  return { count, starts, sizes };
}

/** @throws {JobError} where the angle is no polynomial of inputs */
export function polynomialOf(parameter: Parameter, slots: Slots, place: Place): Polynomial {
  const refuse = (what: string): never => {
    throw new JobError(`Training takes angles that are sums of products of inputs; this one has ${what}.`, place);
  };
  const read = (expression: Parameter): Polynomial => {
    if (typeof expression === 'number') return [{ coefficient: expression, slots: [] }];
    switch (expression.kind) {
      case 'literal':
        return [{ coefficient: Number(expression.value), slots: [] }];
      case 'cast':
        return read(expression.operand);
      case 'unary':
        return expression.operator === '-' ? times(read(expression.operand), -1) : refuse(`'${expression.operator}'`);
      case 'variable':
        return slot(slots.starts[expression.variable], 0, slots.sizes[expression.variable]);
      case 'element': {
        const { base, indices } = expression;
        const [index] = indices;
        if (base.kind !== 'variable' || index?.kind !== 'literal') return refuse('an index that is not known');
        return slot(slots.starts[base.variable], Number(index.value), slots.sizes[base.variable]);
      }
      case 'binary': {
        const [left, right] = [read(expression.left), read(expression.right)];
        switch (expression.operator) {
          case '+':
            return [...left, ...right];
          case '-':
            return [...left, ...times(right, -1)];
          case '*':
            return left.flatMap((one) =>
              right.map((other) => ({
                coefficient: one.coefficient * other.coefficient,
                slots: [...one.slots, ...other.slots],
              })),
            );
          case '/':
            return right.every(({ slots: own }) => own.length === 0)
              ? times(left, 1 / right.reduce((sum, { coefficient }) => sum + coefficient, 0))
              : refuse('a quotient by an input');
          default:
            return refuse(`'${expression.operator}'`);
        }
      }
      default:
        return refuse(expression.kind === 'call' ? `'${expression.function}'` : 'something else');
    }
  };
  const slot = (start: number | undefined, index: number, size = 0): Polynomial => {
    const at = index < 0 ? index + size : index;
    if (start === undefined || at < 0 || at >= size) return refuse('a variable that is no input of numbers');
    return [{ coefficient: 1, slots: [start + at] }];
  };
  return read(parameter);
}

const times = (polynomial: Polynomial, factor: number): Polynomial =>
  polynomial.map(({ coefficient, slots }) => ({ coefficient: factor * coefficient, slots }));

export function valueAt(polynomial: Polynomial, values: Float64Array): number {
  let sum = 0;
  for (const { coefficient, slots } of polynomial) {
    let product = coefficient;
    for (const slot of slots) product *= values[slot]!;
    sum += product;
  }
  return sum;
}

/** Adds `slope` times the derivative by each slot to `gradient`. */
export function addDerivatives(
  polynomial: Polynomial,
  values: Float64Array,
  slope: number,
  gradient: Float64Array,
): void {
  for (const { coefficient, slots } of polynomial) {
    for (let at = 0; at < slots.length; at++) {
      let product = coefficient * slope;
      for (let other = 0; other < slots.length; other++) if (other !== at) product *= values[slots[other]!]!;
      gradient[slots[at]!]! += product;
    }
  }
}
