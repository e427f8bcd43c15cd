/** Elaborates applications of gates: modifiers, broadcasting over registers, and the definitions of the gates. */
import type { GateSymbol, ProgramSymbol } from '../../semantics/program.ts';
import type { GateCallStatement, GateModifier } from '../../syntax/tree.ts';
import type { GateDefinition, GateOperation } from '../circuit.ts';
import type { Parameter } from '../expression.ts';
import { Broken, type Elaboration, Unsupported } from './elaboration.ts';
import { knownInteger, lowerParameter } from './lower.ts';
import { wiresOf } from './select.ts';
import { elaborateStatements } from './statements.ts';
import { run, type Wires, wireAt, wireCount } from './wires.ts';

const NO_PARAMETERS: readonly Parameter[] = [];

interface LoweredModifiers {
  readonly controls: readonly (0 | 1)[];
  readonly powers: readonly Parameter[];
}

const NO_MODIFIERS: LoweredModifiers = { controls: [], powers: [] };

/** `symbol` is what the name of the call refers to. */
export function elaborateGateCall(
  elaboration: Elaboration,
  call: GateCallStatement,
  symbol: ProgramSymbol | undefined,
): void {
  if (symbol?.kind !== 'gate') {
    throw !symbol && elaboration.program.calibrations.has(call.name.name)
      ? new Unsupported(`The gate '${call.name.name}' is only known by its calibration.`)
      : new Broken();
  }
  const gate = gateIndex(elaboration, symbol);
  const given = call.arguments ?? [];
  if (given.length !== symbol.parameters.length) throw new Broken();
  const parameters =
    given.length === 0 ? NO_PARAMETERS : given.map((argument) => lowerParameter(elaboration, argument));
  const { controls, powers } = call.modifiers.length === 0 ? NO_MODIFIERS : lowerModifiers(elaboration, call.modifiers);
  const operands = call.operands.map((operand) => wiresOf(elaboration, operand, 'qubits'));
  if (operands.length !== symbol.qubits.length + controls.length) throw new Broken();
  const width = broadcastWidth(elaboration, call, operands);
  const { start, end } = call;
  for (let position = 0; position < width; position++) {
    const qubits = operands.map((operand) => wireAt(operand, wireCount(operand) === 1 ? 0 : position));
    checkDistinct(elaboration, call, qubits);
    const operation: GateOperation = { kind: 'gate', start, end, gate, parameters, qubits };
    elaboration.emit(
      controls.length === 0 && powers.length === 0
        ? operation
        : { ...operation, ...(controls.length > 0 ? { controls } : {}), ...(powers.length > 0 ? { powers } : {}) },
    );
  }
}

/** How often the gate is applied: once, or once for each qubit of the registers among its operands. */
function broadcastWidth(elaboration: Elaboration, call: GateCallStatement, operands: readonly Wires[]): number {
  let width = 1;
  for (let index = 0; index < operands.length; index++) {
    const operand = operands[index];
    const size = operand ? wireCount(operand) : 1;
    if (size === 1 || size === width) continue;
    if (width === 1) width = size;
    else {
      const message = `This register has ${size} qubits, but another operand has ${width}: the sizes must be equal.`;
      elaboration.report('size-mismatch', call.operands[index] ?? call, message, 'error');
      throw new Broken();
    }
  }
  elaboration.checkSize(width);
  return width;
}

function checkDistinct(elaboration: Elaboration, call: GateCallStatement, qubits: readonly number[]): void {
  for (let later = 1; later < qubits.length; later++) {
    const earlier = qubits.indexOf(qubits[later] ?? -1);
    if (earlier === later) continue;
    const operand = call.operands[later] ?? call;
    elaboration.report(
      'duplicate-qubit',
      operand,
      'A gate cannot act on the same qubit twice. Name another qubit here.',
      'error',
    );
    throw new Broken();
  }
}

/**
 * The controls, first to last, and the powers, innermost first. Controls and powers commute, so their order among
 * each other does not matter; a power of a power is one power where the outer one is an integer.
 */
function lowerModifiers(elaboration: Elaboration, modifiers: readonly GateModifier[]): LoweredModifiers {
  const controls: (0 | 1)[] = [];
  for (const { name, argument } of modifiers) {
    if (name !== 'ctrl' && name !== 'negctrl') continue;
    const number = argument ? knownInteger(elaboration, argument) : 1;
    if (number === undefined || number < 1 || number > 1000) throw new Broken();
    for (let index = 0; index < number; index++) controls.push(name === 'ctrl' ? 1 : 0);
  }
  const powers: Parameter[] = [];
  for (let index = modifiers.length - 1; index >= 0; index--) {
    const modifier = modifiers[index];
    if (modifier?.name === 'inv') addPower(powers, -1);
    else if (modifier?.name === 'pow' && modifier.argument)
      addPower(powers, lowerParameter(elaboration, modifier.argument));
    else if (modifier?.name === 'pow') throw new Broken();
  }
  return { controls, powers: powers.length === 1 && powers[0] === 1 ? [] : powers };
}

function addPower(powers: Parameter[], outer: Parameter): void {
  const inner = powers.at(-1);
  if (typeof outer === 'number' && typeof inner === 'number' && Number.isInteger(outer))
    powers[powers.length - 1] = inner * outer;
  else powers.push(outer);
}

// --- Definitions ---

/** The index of a gate in the circuit, which gets its definition on first use. */
function gateIndex(elaboration: Elaboration, symbol: GateSymbol): number {
  const key = symbol.definition ?? symbol.name;
  const known = elaboration.gateIndices.get(key);
  if (known !== undefined) return known;
  if (elaboration.gatesInProgress.has(key as object)) {
    elaboration.report(
      'recursion',
      symbol.span,
      `'${symbol.name}' applies itself: gates cannot be recursive.`,
      'error',
    );
    throw new Broken();
  }
  const definition = defineGate(elaboration, symbol);
  elaboration.gates.push(definition);
  elaboration.gateIndices.set(key, elaboration.gates.length - 1);
  return elaboration.gates.length - 1;
}

function defineGate(elaboration: Elaboration, symbol: GateSymbol): GateDefinition {
  const { name, parameters, qubits, primitive, standard, span, definition } = symbol;
  // Symbols inside a library name themselves as its first source: there the file of the gate around counts.
  const source =
    symbol.references === elaboration.program.references || symbol.source !== 0 ? symbol.source : elaboration.source;
  const gate = { name, parameters, qubits, standard, source, span };
  if (primitive) return { ...gate, primitive };
  if (definition?.kind !== 'gate') return gate;
  const outer = { ...snapshot(elaboration) };
  Object.assign(elaboration, {
    references: symbol.references,
    source,
    origin: undefined,
    gateWidth: qubits.length,
    loop: undefined,
    call: undefined,
    dynamicDepth: 0,
    realArithmetic: false,
  });
  elaboration.gatesInProgress.add(definition);
  try {
    definition.parameters.forEach((parameter, index) => {
      bind(elaboration, parameter, { kind: 'parameter', index });
    });
    definition.qubits.forEach((qubit, index) => {
      bind(elaboration, qubit, { kind: 'qubits', wires: run(index, 1), scalar: true });
    });
    const body = elaboration.collect(() => elaborateStatements(elaboration, definition.body.statements));
    return { ...gate, body };
  } finally {
    elaboration.gatesInProgress.delete(definition);
    Object.assign(elaboration, outer);
  }
}

function bind(
  elaboration: Elaboration,
  name: GateCallStatement['name'],
  binding:
    | { readonly kind: 'parameter'; readonly index: number }
    | { readonly kind: 'qubits'; readonly wires: Wires; readonly scalar: boolean },
): void {
  const symbol = elaboration.references.get(name);
  if (symbol) elaboration.bindings.set(symbol, binding);
}

/** What the body of a definition must not see or change of the place that uses it. */
function snapshot(elaboration: Elaboration) {
  const { references, source, origin, gateWidth, loop, call, dynamicDepth, realArithmetic } = elaboration;
  return { references, source, origin, gateWidth, loop, call, dynamicDepth, realArithmetic };
}
