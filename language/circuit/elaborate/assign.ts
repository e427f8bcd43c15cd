/** Elaborates assignments to variables, bits and elements, and keeps track of the values that are known. */
import type { Span } from '../../diagnostic.ts';
import type { Type } from '../../semantics/types.ts';
import { EvaluationError, type Value } from '../../semantics/values.ts';
import type { Expression } from '../../syntax/tree.ts';
import type { AssignTarget } from '../circuit.ts';
import { withElement } from '../evaluate.ts';
import type { ClassicalExpression } from '../expression.ts';
import { Broken, type Elaboration, Unsupported } from './elaboration.ts';
import { bitsIfRegister, cast, knownInteger, knownValue, lower } from './lower.ts';
import { checkedWires, wiresOf } from './select.ts';
import { type Wires, wireCount, wireList } from './wires.ts';

/** What an assignment writes to. */
export type Target =
  | { readonly kind: 'bits'; readonly wires: Wires; readonly scalar: boolean }
  | { readonly kind: 'bitAt'; readonly wires: Wires; readonly index: ClassicalExpression }
  | {
      readonly kind: 'variable';
      readonly variable: number;
      readonly type: Type;
      readonly indices: readonly ClassicalExpression[];
    };

export function assignTarget(elaboration: Elaboration, target: Expression): Target {
  if (target.kind === 'identifier') {
    const binding = elaboration.binding(target);
    if (binding.kind === 'bits') return { kind: 'bits', wires: binding.wires, scalar: binding.scalar };
    if (binding.kind === 'variable') return { ...binding, indices: [] };
    throw new Unsupported(`'${target.name}' cannot change here: its value was taken when the loop was unrolled.`);
  }
  if (target.kind !== 'index') throw new Broken();
  const register = bitsIfRegister(elaboration, target.base);
  if (register) return bitTarget(elaboration, register, target);
  if (target.base.kind !== 'identifier') throw new Unsupported('Only variables and their elements can be assigned to.');
  const binding = elaboration.binding(target.base);
  if (binding.kind !== 'variable') throw new Broken();
  const indices = target.indices.map((index) => {
    if (index.kind === 'range' || index.kind === 'set') {
      throw new Unsupported('Assignments to slices of arrays and integers are not supported.');
    }
    return lower(elaboration, index);
  });
  return { ...binding, indices };
}

function bitTarget(elaboration: Elaboration, register: Wires, target: Expression & { readonly kind: 'index' }): Target {
  const [index, ...more] = target.indices;
  if (!index || more.length > 0) throw new Broken();
  if (index.kind !== 'range' && index.kind !== 'set' && knownInteger(elaboration, index) === undefined) {
    return { kind: 'bitAt', wires: checkedWires(elaboration, register), index: lower(elaboration, index) };
  }
  const scalar = index.kind !== 'range' && index.kind !== 'set';
  return { kind: 'bits', wires: wiresOf(elaboration, target, 'bits'), scalar };
}

/** Writes a value; `source` is the expression it came from, for messages. */
export function assign(
  elaboration: Elaboration,
  target: Target,
  value: ClassicalExpression,
  source: Expression,
  at: Span,
): void {
  const { start, end } = at;
  if (target.kind === 'variable') {
    const type = target.indices.length > 0 ? elementOf(target.type, target.indices.length) : target.type;
    const converted = cast(elaboration, value, type, source);
    remember(elaboration, target, converted, at);
    const written: AssignTarget =
      target.indices.length > 0
        ? { kind: 'variable', variable: target.variable, indices: target.indices }
        : { kind: 'variable', variable: target.variable };
    elaboration.emit({ kind: 'assign', start, end, target: written, value: converted });
    return;
  }
  const bits = wireList(checkedWires(elaboration, target.wires));
  const type: Type =
    target.kind === 'bitAt' || target.scalar ? { kind: 'bit' } : { kind: 'bit', size: wireCount(target.wires) };
  const converted = cast(elaboration, value, type, source);
  const written: AssignTarget =
    target.kind === 'bitAt' ? { kind: 'bitAt', bits, index: target.index } : { kind: 'bits', bits };
  elaboration.emit({ kind: 'assign', start, end, target: written, value: converted });
}

function elementOf(type: Type, depth: number): Type {
  if (type.kind !== 'array') return { kind: 'bit' };
  const dimensions = type.dimensions.slice(depth);
  if (dimensions.length > 0) return { ...type, dimensions };
  return depth > type.dimensions.length ? { kind: 'bit' } : type.element;
}

function remember(
  elaboration: Elaboration,
  target: Target & { readonly kind: 'variable' },
  value: ClassicalExpression,
  at: Span,
): void {
  const { variable } = target;
  const known = knownValue(value);
  const before = elaboration.known.get(variable);
  const indices = target.indices.map(knownValue);
  if (known === undefined) elaboration.known.delete(variable);
  else if (indices.length === 0) elaboration.known.set(variable, known);
  else if (before === undefined || indices.some((index) => index === undefined)) elaboration.known.delete(variable);
  else elaboration.known.set(variable, updated(elaboration, before, at, target, indices as Value[], known));
}

function updated(
  elaboration: Elaboration,
  before: Value,
  at: Span,
  target: Target & { readonly kind: 'variable' },
  indices: readonly Value[],
  value: Value,
): Value {
  try {
    return withElement(before, target.type, indices, value);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    elaboration.known.delete(target.variable);
    elaboration.report('index-out-of-range', at, error.message, 'warning');
    throw new Broken();
  }
}
