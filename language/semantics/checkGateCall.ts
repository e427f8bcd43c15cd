/** Checks applications of gates: the name, the numbers of parameters and qubits, widths, and qubits used twice. */
import type { Expression, GateCallStatement, Identifier } from '../syntax/tree.ts';
import { type Analyzer, count } from './analyzer.ts';
import { checkExpression, checkOperand } from './checkExpression.ts';
import { constantInteger } from './constants.ts';
import { normalizeIndex } from './indices.ts';
import { standardLibrary } from './libraries.ts';
import { describeSymbol, type GateSymbol, type ProgramSymbol } from './program.ts';
import { nearestName } from './suggestions.ts';
import type { Type } from './types.ts';

export function checkGateCall(analyzer: Analyzer, call: GateCallStatement): void {
  const controls = checkModifiers(analyzer, call);
  for (const argument of call.arguments ?? []) checkExpression(analyzer, argument);
  if (call.duration) checkExpression(analyzer, call.duration);
  const types = call.operands.map((operand) => checkOperand(analyzer, operand));
  checkWidths(analyzer, call, types);
  checkDistinct(analyzer, call.operands);
  if (call.name.name === '') return;
  const symbol = analyzer.resolve(call.name);
  if (symbol?.kind !== 'gate') {
    if (symbol?.kind !== 'subroutine' && symbol?.kind !== 'extern') reportUnknownGate(analyzer, call.name, symbol);
    return;
  }
  checkParameterCount(analyzer, call, symbol);
  if (controls !== undefined) checkQubitCount(analyzer, call, symbol, controls);
}

/** The number of control qubits; `undefined` where it cannot be known. */
function checkModifiers(analyzer: Analyzer, call: GateCallStatement): number | undefined {
  let controls: number | undefined = 0;
  for (const { name, argument } of call.modifiers) {
    if (argument) checkExpression(analyzer, argument);
    if (name !== 'ctrl' && name !== 'negctrl') continue;
    const number = argument ? constantInteger(argument, analyzer) : 1;
    if (argument && number !== undefined && number < 1) {
      analyzer.report('invalid-modifier', argument, `The number of controls must be at least 1, not ${number}.`);
    }
    controls = controls === undefined || number === undefined || number < 1 ? undefined : controls + number;
  }
  return controls;
}

function reportUnknownGate(analyzer: Analyzer, name: Identifier, symbol: ProgramSymbol | undefined): void {
  if (symbol) {
    analyzer.report('not-a-gate', name, `'${name.name}' is ${describeSymbol(symbol)}, not a gate.`);
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
  analyzer.report('parameter-count', at, `'${gate.name}' takes ${takes}, but ${areGiven(given)}.`);
}

function checkQubitCount(analyzer: Analyzer, call: GateCallStatement, gate: GateSymbol, controls: number): void {
  const given = call.operands.length;
  const wanted = gate.qubits.length + controls;
  if (given === wanted || call.operands.some((operand) => operand.kind === 'missing')) return;
  const parts = controls > 0 ? ` (${count(controls, 'control')} and ${gate.qubits.length} of its own)` : '';
  const at = given > wanted ? (call.operands[wanted] ?? call.name) : call.name;
  analyzer.report(
    'qubit-count',
    at,
    `'${gate.name}' acts on ${count(wanted, 'qubit')}${parts}, but ${areGiven(given)}.`,
  );
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

/** Reports a qubit that one call names twice, as far as names and constant indices tell. */
function checkDistinct(analyzer: Analyzer, operands: readonly Expression[]): void {
  for (let later = 1; later < operands.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const [a, b] = [operands[earlier], operands[later]];
      if (a && b && isSameQubit(analyzer, a, b)) {
        analyzer.report('duplicate-qubit', b, 'A gate cannot act on the same qubit twice. Name another qubit here.');
        return;
      }
    }
  }
}

function isSameQubit(analyzer: Analyzer, a: Expression, b: Expression): boolean {
  if (a.kind === 'hardwareQubit') return b.kind === 'hardwareQubit' && a.index === b.index;
  const [nameA, nameB] = [nameOf(a), nameOf(b)];
  if (nameA === undefined || nameA !== nameB) return false;
  // A whole register and one of its own qubits meet when the gate is broadcast.
  if (a.kind === 'identifier' || b.kind === 'identifier') return true;
  const [indexA, indexB] = [singleIndex(analyzer, a), singleIndex(analyzer, b)];
  return indexA !== undefined && indexA === indexB;
}

function nameOf(operand: Expression): string | undefined {
  const base = operand.kind === 'index' ? operand.base : operand;
  return base.kind === 'identifier' && base.name !== '' ? base.name : undefined;
}

function singleIndex(analyzer: Analyzer, operand: Expression): number | undefined {
  if (operand.kind !== 'index' || operand.indices.length !== 1) return undefined;
  const index = operand.indices[0];
  const value = index ? constantInteger(index, analyzer) : undefined;
  if (value === undefined || operand.base.kind !== 'identifier') return value;
  const symbol = analyzer.scope.find(operand.base.name);
  const type = symbol?.kind === 'qubit' || symbol?.kind === 'alias' ? symbol.type : undefined;
  return type?.kind === 'qubit' && type.size !== undefined && type.size >= 0 ? normalizeIndex(value, type.size) : value;
}
