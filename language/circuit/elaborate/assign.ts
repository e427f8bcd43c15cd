/** Elaborates assignments to variables, bits and elements, and keeps track of the values that are known. */
import type { Span } from '../../diagnostic.ts';
import { sizeOf, type Type, typeAtDepth } from '../../semantics/types.ts';
import { EvaluationError, type Value } from '../../semantics/values.ts';
import type { Expression } from '../../syntax/tree.ts';
import type { AssignTarget } from '../circuit.ts';
import { withElement } from '../evaluate.ts';
import type { ClassicalExpression } from '../expression.ts';
import { Broken, type Elaboration, Unsupported } from './elaboration.ts';
import { bitsIfRegister, cast, knownInteger, knownValue, lower } from './lower.ts';
import { checkedWires, wiresOf } from './select.ts';
import { element, integer, positions } from './selection.ts';
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
    }
  /** Elements of an array, or bits of an integer, each a target of its own. */
  | { readonly kind: 'slice'; readonly parts: readonly Target[]; readonly type: Type };

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
  const base = assignTarget(elaboration, target.base);
  if (base.kind !== 'variable') throw new Broken();
  return target.indices.length === 0 ? base : selectTargets(elaboration, base, target.indices);
}

/** The elements or bits that indices select; where one is a range or a set, all of them. */
function selectTargets(
  elaboration: Elaboration,
  base: Target & { readonly kind: 'variable' },
  [index, ...rest]: readonly Expression[],
): Target {
  if (!index) return base;
  const select = (at: ClassicalExpression): Target =>
    selectTargets(elaboration, { ...base, indices: [...base.indices, at] }, rest);
  if (index.kind !== 'range' && index.kind !== 'set') return select(lower(elaboration, index));
  const type = typeAtDepth(base.type, base.indices.length);
  const size = type.kind === 'array' ? (type.dimensions[0] ?? -1) : (sizeOf(type) ?? 64);
  const parts = positions(elaboration, index, size).map((position) => select(integer(position)));
  const first = parts[0];
  if (type.kind !== 'array' || !first) return { kind: 'slice', parts, type: { kind: 'bit', size: parts.length } };
  const inner = targetType(first);
  const dimensions = [parts.length, ...(inner.kind === 'array' ? inner.dimensions : [])];
  return { kind: 'slice', parts, type: { ...type, dimensions } };
}

function targetType(target: Target): Type {
  if (target.kind === 'variable') return typeAtDepth(target.type, target.indices.length);
  if (target.kind === 'slice') return target.type;
  return target.kind === 'bits' && !target.scalar ? { kind: 'bit', size: wireCount(target.wires) } : { kind: 'bit' };
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
  if (target.kind === 'slice') {
    assignSlice(elaboration, target, value, source, at);
    return;
  }
  const converted = cast(elaboration, value, targetType(target), source);
  if (target.kind === 'variable') {
    remember(elaboration, target, converted, at);
    const written: AssignTarget =
      target.indices.length > 0
        ? { kind: 'variable', variable: target.variable, indices: target.indices }
        : { kind: 'variable', variable: target.variable };
    elaboration.emit({ kind: 'assign', start, end, target: written, value: converted });
    return;
  }
  const bits = wireList(checkedWires(elaboration, target.wires));
  const written: AssignTarget =
    target.kind === 'bitAt' ? { kind: 'bitAt', bits, index: target.index } : { kind: 'bits', bits };
  elaboration.emit({ kind: 'assign', start, end, target: written, value: converted });
}

/** Each element or bit in turn, as values that the first of these assignments cannot change. */
function assignSlice(
  elaboration: Elaboration,
  target: Target & { readonly kind: 'slice' },
  value: ClassicalExpression,
  source: Expression,
  at: Span,
): void {
  const converted = cast(elaboration, value, target.type, source);
  if (readsVariable(converted)) {
    throw new Unsupported(
      'An assignment to a slice of a value that is only known when the circuit runs is not supported.',
    );
  }
  for (const [position, part] of target.parts.entries()) {
    assign(elaboration, part, element(elaboration, converted, integer(position), source), source, at);
  }
}

function readsVariable(value: ClassicalExpression): boolean {
  switch (value.kind) {
    case 'variable':
      return true;
    case 'array':
      return value.elements.some(readsVariable);
    case 'element':
      return readsVariable(value.base) || value.indices.some(readsVariable);
    case 'unary':
    case 'cast':
      return readsVariable(value.operand);
    case 'binary':
      return readsVariable(value.left) || readsVariable(value.right);
    case 'call':
      return value.arguments.some(readsVariable);
    case 'bitAt':
      return readsVariable(value.index);
    default:
      return false;
  }
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
