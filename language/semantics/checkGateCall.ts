/** Checks applications of gates: the name, the numbers of parameters and qubits, widths, and qubits used twice. */
import type { Expression, GateCallStatement, Identifier } from '../syntax/tree.ts';
import { type Analyzer, count } from './analyzer.ts';
import { checkDraftCall } from './checkCall.ts';
import { checkConversion } from './checkConversion.ts';
import { checkOperand, checkValue } from './checkExpression.ts';
import { checkInteger } from './checkIndex.ts';
import { checkDuration } from './checkTiming.ts';
import { constantInteger } from './constants.ts';
import { checkDistinct } from './distinctQubits.ts';
import { standardLibrary } from './libraries.ts';
import { describeSymbol, type GateSymbol, type ProgramSymbol } from './program.ts';
import { nearestName } from './suggestions.ts';
import { type Type, withArticle } from './types.ts';

export function checkGateCall(analyzer: Analyzer, call: GateCallStatement): void {
  const symbol = call.name.name === '' ? undefined : analyzer.resolve(call.name);
  if (symbol?.kind === 'subroutine' || symbol?.kind === 'extern') {
    checkDraftCall(analyzer, symbol, call.name, [...(call.arguments ?? []), ...call.operands]);
    return;
  }
  const controls = call.modifiers.length > 0 ? checkModifiers(analyzer, call) : 0;
  for (const argument of call.arguments ?? []) checkParameter(analyzer, argument);
  if (call.duration) checkDuration(analyzer, call.duration, 'a gate');
  const types = call.operands.map((operand) => checkOperand(analyzer, operand));
  checkWidths(analyzer, call, types);
  checkDistinct(analyzer, call.operands, 'A gate cannot act on the same qubit twice. Name another qubit here.');
  if (call.name.name === '') return;
  if (symbol?.kind !== 'gate') {
    reportUnknownGate(analyzer, call.name, symbol);
    return;
  }
  checkParameterCount(analyzer, call, symbol);
  if (controls !== undefined) checkQubitCount(analyzer, call, symbol, controls);
}

/** A parameter of a gate is an angle in radians: of that type, or a real number. */
function checkParameter(analyzer: Analyzer, argument: Expression): void {
  if (argument.kind === 'float' || argument.kind === 'integer') return;
  const type = checkValue(analyzer, argument);
  switch (type.kind) {
    case 'float':
    case 'angle':
    case 'int':
    case 'uint':
    case 'bool':
    case 'unknown':
      return;
    case 'bit':
      if (type.size !== undefined) checkConversion(analyzer, argument, type, { kind: 'uint', size: type.size });
      return;
    default: {
      const message = `A parameter of a gate is an angle or a real number, but this is ${withArticle(type)}.`;
      analyzer.report('type-mismatch', argument, message);
    }
  }
}

/** The number of control qubits; `undefined` where it cannot be known. */
function checkModifiers(analyzer: Analyzer, call: GateCallStatement): number | undefined {
  let controls: number | undefined = 0;
  for (const { name, argument } of call.modifiers) {
    if (name === 'pow' || name === 'inv') {
      if (argument) checkParameter(analyzer, argument);
      continue;
    }
    const number = argument ? controlCount(analyzer, name, argument) : 1;
    controls = controls === undefined || number === undefined ? undefined : controls + number;
  }
  return controls;
}

function controlCount(analyzer: Analyzer, name: 'ctrl' | 'negctrl', argument: Expression): number | undefined {
  checkInteger(analyzer, argument, 'The number of controls');
  const number = constantInteger(argument, analyzer);
  if (number === undefined) {
    if (argument.kind !== 'missing' && !analyzer.hasReported(argument)) {
      const message = `The number of controls must be known before the program runs. Use a literal or a 'const' in ${name}(…).`;
      analyzer.report('not-constant', argument, message);
    }
    return undefined;
  }
  if (number >= 1) return number;
  analyzer.report('invalid-modifier', argument, `The number of controls must be at least 1, not ${number}.`);
  return undefined;
}

function reportUnknownGate(analyzer: Analyzer, name: Identifier, symbol: ProgramSymbol | undefined): void {
  if (symbol) {
    const message = `'${name.name}' is ${describeSymbol(symbol)}, not a gate.`;
    analyzer.report('not-a-gate', name, message, 'error', analyzer.placeOf(symbol));
    return;
  }
  if (analyzer.calibrations.has(name.name)) return;
  const library = analyzer.version === 2 ? 'qelib1.inc' : 'stdgates.inc';
  if (definesGate(library, name.name)) {
    const mend = `Add include "${library}"; at the top of the file to use it.`;
    analyzer.report('unknown-gate', name, `The gate '${name.name}' is part of the standard library. ${mend}`);
    return;
  }
  const gates = [...analyzer.scope.visible()].filter(({ kind }) => kind === 'gate' || kind === 'subroutine');
  const nearest = nearestName(
    name.name,
    gates.map((gate) => gate.name),
  );
  const mend = nearest ? `Did you mean '${nearest}'?` : "Define it with 'gate' or include the file that does.";
  analyzer.report('unknown-gate', name, `There is no gate '${name.name}'. ${mend}`);
}

function definesGate(library: string, name: string): boolean {
  const text = standardLibrary(library)?.text ?? '';
  return text.includes(`\ngate ${name} `) || text.includes(`\ngate ${name}(`);
}

function checkParameterCount(analyzer: Analyzer, call: GateCallStatement, gate: GateSymbol): void {
  const given = call.arguments?.length ?? 0;
  const wanted = gate.parameters.length;
  if (given === wanted) return;
  const names = wanted === 0 ? '' : ` (${gate.parameters.join(', ')})`;
  const at = given > wanted ? (call.arguments?.[wanted] ?? call.name) : call.name;
  const takes = wanted === 0 ? 'no parameters' : `${count(wanted, 'parameter')}${names}`;
  const message = `'${gate.name}' takes ${takes}, but ${areGiven(given)}.`;
  analyzer.report('parameter-count', at, message, 'error', analyzer.placeOf(gate));
}

function checkQubitCount(analyzer: Analyzer, call: GateCallStatement, gate: GateSymbol, controls: number): void {
  const given = call.operands.length;
  const wanted = gate.qubits.length + controls;
  if (given === wanted || call.operands.some((operand) => operand.kind === 'missing')) return;
  const parts = controls > 0 ? ` (${count(controls, 'control')} and ${gate.qubits.length} of its own)` : '';
  const at = given > wanted ? (call.operands[wanted] ?? call.name) : call.name;
  const message = `'${gate.name}' acts on ${count(wanted, 'qubit')}${parts}, but ${areGiven(given)}.`;
  analyzer.report('qubit-count', at, message, 'error', analyzer.placeOf(gate));
}

const areGiven = (number: number): string =>
  number === 0 ? 'none is given' : `${number} ${number === 1 ? 'is' : 'are'} given`;

/** Registers in one call must have the same width; single qubits go with any. */
function checkWidths(analyzer: Analyzer, call: GateCallStatement, types: readonly Type[]): void {
  let width: number | undefined;
  types.forEach((type, index) => {
    if (type.kind !== 'qubit' || type.size === undefined || type.size < 0) return;
    const operand = call.operands[index];
    if (width === undefined) width = type.size;
    else if (type.size !== width && operand) {
      analyzer.report(
        'size-mismatch',
        operand,
        `This register has ${count(type.size, 'qubit')}, but another operand has ${width}: the sizes must be equal.`,
      );
    }
  });
}
