/**
 * Expansion of gate operations into the operations of the gate's body, on the circuit's own qubits: one level at a
 * time, or down to primitives. It computes no matrices.
 */
import type { Circuit, GateOperation, Operation } from './circuit.ts';
import { evaluateParameter, NO_CONTEXT } from './evaluate.ts';
import type { ClassicalExpression, Parameter } from './expression.ts';

/** An integer power repeats a body of several operations up to this often; higher ones stay unexpanded. */
export const MAX_REPETITIONS = 64;

/**
 * The operations one level below `operation`, in order, or `undefined` where it cannot be expanded: primitives,
 * opaque gates, non-integer (or very high, or not yet known) powers of bodies with several operations.
 *
 * Modifiers are distributed: every operation of the body gets the controls; an inverse reverses the body and inverts
 * each operation. The results keep the span, source and origin of `operation`: they belong to the text that called
 * the gate, and a body's text may be in a library.
 */
export function expandOperation(circuit: Circuit, operation: GateOperation): readonly Operation[] | undefined {
  const gate = circuit.gates[operation.gate];
  const body = gate?.body;
  if (!body || gate.primitive) return undefined;
  const { controls = [], powers = [] } = operation;
  const ownQubits = operation.qubits.slice(controls.length);
  const expanded = body.map((inner) => placeOperation(inner, operation, ownQubits));

  if (powers.length === 0) return expanded;
  const [only] = expanded;
  if (expanded.length === 1 && only?.kind === 'gate') {
    return [{ ...only, powers: [...(only.powers ?? []), ...powers] }];
  }
  const exponent = integerProduct(powers);
  if (exponent === undefined || Math.abs(exponent) > MAX_REPETITIONS) return undefined;
  const once = exponent < 0 ? expanded.map(invert).reverse() : expanded;
  return Array.from({ length: Math.abs(exponent) }, () => once).flat();
}

/**
 * The operations with every gate expanded as far as `expandOperation` can. Lazy: a short program can expand to more
 * operations than fit into memory. Operations of other kinds, dynamic blocks among them, are passed on as they are.
 */
export function* expandToPrimitives(circuit: Circuit, operations: readonly Operation[]): Generator<Operation, void> {
  // A stack of its own: definitions may be nested deeper than the call stack allows.
  const stack = [operations[Symbol.iterator]()];
  for (let level = stack.at(-1); level; level = stack.at(-1)) {
    const { value: operation, done } = level.next();
    if (done) {
      stack.pop();
      continue;
    }
    const expanded = operation.kind === 'gate' ? expandOperation(circuit, operation) : undefined;
    if (expanded) stack.push(expanded[Symbol.iterator]());
    else yield operation;
  }
}

/** An operation of a body, moved to the qubits, parameters, controls and place of the operation that calls it. */
function placeOperation(inner: Operation, call: GateOperation, ownQubits: readonly number[]): Operation {
  const place = {
    start: call.start,
    end: call.end,
    ...(call.source === undefined ? {} : { source: call.source }),
    ...(call.origin === undefined ? {} : { origin: call.origin }),
  };
  const qubits = 'qubits' in inner ? inner.qubits.map((qubit) => ownQubits[qubit]!) : [];
  const { source: _source, origin: _origin, ...rest } = inner;
  if (rest.kind !== 'gate') return 'qubits' in rest ? { ...rest, ...place, qubits } : { ...rest, ...place };
  const controls = [...(call.controls ?? []), ...(rest.controls ?? [])];
  return {
    ...rest,
    ...place,
    parameters: rest.parameters.map((parameter) => substitute(parameter, call.parameters)),
    ...(rest.powers ? { powers: rest.powers.map((exponent) => substitute(exponent, call.parameters)) } : {}),
    qubits: [...call.qubits.slice(0, call.controls?.length ?? 0), ...qubits],
    ...(controls.length > 0 ? { controls } : {}),
  };
}

function invert(operation: Operation): Operation {
  return operation.kind === 'gate' ? { ...operation, powers: [...(operation.powers ?? []), -1] } : operation;
}

/** The product of powers that are all integers; `undefined` where one is not, or not known yet. */
function integerProduct(powers: readonly Parameter[]): number | undefined {
  let product = 1;
  for (const exponent of powers) {
    if (typeof exponent !== 'number' || !Number.isInteger(exponent)) return undefined;
    product *= exponent;
  }
  return product;
}

/** `parameter` of a body with the body's own parameters replaced; a number where all it needs is known. */
function substitute(parameter: Parameter, values: readonly Parameter[]): Parameter {
  if (typeof parameter === 'number') return parameter;
  if (parameter.kind === 'parameter') return values[parameter.index] ?? Number.NaN;
  const used = new Set<number>();
  const replaced = replaceParameters(parameter, values, used);
  const isKnown = [...used].every((index) => typeof values[index] === 'number');
  return isKnown ? evaluateParameter(replaced, NO_CONTEXT) : replaced;
}

/** @param used collects the parameters met */
function replaceParameters(
  expression: ClassicalExpression,
  values: readonly Parameter[],
  used: Set<number>,
): ClassicalExpression {
  const replace = (inner: ClassicalExpression) => replaceParameters(inner, values, used);
  switch (expression.kind) {
    case 'parameter': {
      used.add(expression.index);
      const value = values[expression.index] ?? Number.NaN;
      return typeof value === 'number' ? { kind: 'literal', type: { kind: 'float' }, value } : value;
    }
    case 'unary':
    case 'cast':
      return { ...expression, operand: replace(expression.operand) };
    case 'binary':
      return { ...expression, left: replace(expression.left), right: replace(expression.right) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map(replace) };
    case 'array':
      return { ...expression, elements: expression.elements.map(replace) };
    case 'element':
      return { ...expression, base: replace(expression.base), indices: expression.indices.map(replace) };
    case 'bitAt':
      return { ...expression, index: replace(expression.index) };
    case 'literal':
    case 'variable':
    case 'bits':
      return expression;
  }
}
