/** Elaborates calls of subroutines by putting their bodies in place of the calls. */
import type { SubroutineSymbol } from '../../semantics/program.ts';
import type { Expression, Identifier } from '../../syntax/tree.ts';
import { typeOf } from '../evaluate.ts';
import type { ClassicalExpression } from '../expression.ts';
import { assign } from './assign.ts';
import { type Binding, Broken, type Call, type Elaboration, Unsupported } from './elaboration.ts';
import { lower } from './lower.ts';
import { wiresOf } from './select.ts';
import { elaborateStatements } from './statements.ts';
import { wireCount } from './wires.ts';

/** A recursion that no known value ends goes this far. */
const DEEPEST_CALL = 64;

/** Steps that a call within itself counts for: their number can grow as fast as that of rabbits. */
const COST_OF_RECURSION = 10;

/** Elaborates a call and returns its value; a call without a value gives an empty array. */
export function inlineCall(
  elaboration: Elaboration,
  callee: Identifier,
  arguments_: readonly Expression[],
  at: Expression,
): ClassicalExpression {
  const symbol = elaboration.symbol(callee);
  if (symbol.kind === 'extern') {
    throw new Unsupported(`'${callee.name}' is an extern function: what it computes is not known here.`);
  }
  if (symbol.kind !== 'subroutine') throw new Broken();
  const { definition } = symbol;
  if (arguments_.length !== definition.parameters.length) throw new Broken();
  const outer = { call: elaboration.call, loop: elaboration.loop };
  const depth = (outer.call?.depth ?? 0) + 1;
  if (depth > DEEPEST_CALL) throw new Unsupported(`Subroutines call each other more than ${DEEPEST_CALL} deep.`);
  // A subroutine that calls itself has names of its own in each call.
  const isRecursive = elaboration.subroutinesInProgress.has(definition);
  const bindings = isRecursive ? [...elaboration.bindings] : undefined;
  if (isRecursive) elaboration.steps += COST_OF_RECURSION;
  const firstVariable = elaboration.variables.length;
  bindArguments(elaboration, symbol, arguments_, at);
  const call: Call = { dynamicDepth: elaboration.dynamicDepth, depth, declared: new Set(), result: undefined };
  elaboration.call = call;
  elaboration.loop = undefined;
  elaboration.subroutinesInProgress.add(definition);
  try {
    elaboration.withOrigin('call', callee.name, at, () => elaborateStatements(elaboration, definition.body.statements));
    return call.result ?? { kind: 'array', elements: [], type: { kind: 'void' } };
  } finally {
    if (!isRecursive) elaboration.subroutinesInProgress.delete(definition);
    // Its variables end with the call: what is known of them would only weigh on what follows.
    for (let variable = firstVariable; variable < elaboration.variables.length; variable++) {
      elaboration.known.delete(variable);
    }
    for (const [name, binding] of bindings ?? []) elaboration.bindings.set(name, binding);
    elaboration.call = outer.call;
    elaboration.loop = outer.loop;
  }
}

function bindArguments(
  elaboration: Elaboration,
  symbol: SubroutineSymbol,
  arguments_: readonly Expression[],
  at: Expression,
): void {
  const bindings = arguments_.map((argument, index) => bindArgument(elaboration, symbol, argument, index, at));
  symbol.definition.parameters.forEach((parameter, index) => {
    const declared = elaboration.references.get(parameter.name);
    const binding = bindings[index];
    if (declared && binding) elaboration.bindings.set(declared, binding);
  });
}

/** Qubits and whole arrays are passed by reference, everything else by value. */
function bindArgument(
  elaboration: Elaboration,
  symbol: SubroutineSymbol,
  argument: Expression,
  index: number,
  at: Expression,
): Binding {
  const type = symbol.parameterTypes[index];
  const parameter = symbol.definition.parameters[index];
  if (!type || !parameter || type.kind === 'unknown') throw new Broken();
  if (type.kind === 'qubit') {
    const wires = wiresOf(elaboration, argument, 'qubits');
    if (wireCount(wires) !== (type.size ?? 1) && type.size !== -1) {
      elaboration.report(
        'size-mismatch',
        argument,
        `'${symbol.name}' expects ${type.size ?? 1} qubits here, but this has ${wireCount(wires)}.`,
        'error',
      );
      throw new Broken();
    }
    return { kind: 'qubits', wires, scalar: type.size === undefined };
  }
  const array = type.kind === 'array' && argument.kind === 'identifier' ? elaboration.binding(argument) : undefined;
  if (array?.kind === 'variable') return array;
  if (type.kind === 'array' && type.access === 'mutable') {
    throw new Unsupported('Only whole arrays can be passed to a subroutine that changes them.');
  }
  const value = lower(elaboration, argument);
  const { name, start, end } = parameter.name;
  const binding = elaboration.addVariable(name, type.kind === 'array' ? typeOf(value) : type, false, { start, end });
  if (binding.kind !== 'variable') throw new Broken();
  assign(elaboration, { ...binding, indices: [] }, value, argument, at);
  return binding;
}

/** `return value;`: from here on, the call stands for the value. */
export function setResult(elaboration: Elaboration, value: Expression | undefined): void {
  const { call } = elaboration;
  if (!call) throw new Broken();
  if (elaboration.dynamicDepth > call.dynamicDepth) {
    throw new Unsupported('A return inside a branch that is decided when the circuit runs is not supported.');
  }
  if (!value) return;
  call.result = lower(elaboration, value);
}
