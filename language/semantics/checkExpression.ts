/** Checks names, indices and calls in expressions, and says which type an expression has. */
import type {
  CallExpression,
  Expression,
  Identifier,
  IndexExpression,
  QuantumCallExpression,
  RangeExpression,
} from '../syntax/tree.ts';
import { type Analyzer, count } from './analyzer.ts';
import { BUILTIN_FUNCTIONS, CONSTANTS } from './builtins.ts';
import { checkStatement } from './checkStatement.ts';
import { constantInteger, literalValue } from './constants.ts';
import { normalizeIndex, rangeIndices } from './indices.ts';
import { binaryType, unaryType } from './operators.ts';
import { describeSymbol, type ProgramSymbol } from './program.ts';
import { nearestName } from './suggestions.ts';
import type { Type } from './types.ts';

const UNKNOWN: Type = { kind: 'unknown' };
const QUBIT: Type = { kind: 'qubit' };

/** The type of an expression after its names, indices and calls were checked. */
export function checkExpression(analyzer: Analyzer, expression: Expression): Type {
  switch (expression.kind) {
    case 'identifier':
      return checkName(analyzer, expression);
    case 'hardwareQubit':
      return QUBIT;
    case 'parenthesized':
      return checkExpression(analyzer, expression.expression);
    case 'index':
      return checkIndex(analyzer, expression);
    case 'unary':
      return unaryType(expression.operator, checkValue(analyzer, expression.operand));
    case 'binary': {
      const left = checkValue(analyzer, expression.left);
      return binaryType(expression.operator, left, checkValue(analyzer, expression.right));
    }
    case 'cast':
      checkValue(analyzer, expression.operand);
      return analyzer.resolveType(expression.type);
    case 'call':
      return checkCall(analyzer, expression);
    case 'quantumCall':
      return checkQuantumCall(analyzer, expression);
    case 'measure': {
      const type = checkOperand(analyzer, expression.operand);
      if (type.kind !== 'qubit') return UNKNOWN;
      return type.size === undefined ? { kind: 'bit' } : { kind: 'bit', size: type.size };
    }
    case 'durationof':
      checkStatement(analyzer, expression.body);
      return { kind: 'duration' };
    case 'concatenation':
      return concatenationType(expression.parts.map((part) => checkExpression(analyzer, part)));
    case 'range':
      for (const part of [expression.first, expression.step, expression.last]) if (part) checkValue(analyzer, part);
      return UNKNOWN;
    case 'set':
    case 'array':
      for (const element of expression.elements) checkValue(analyzer, element);
      return UNKNOWN;
    default:
      return literalValue(expression, analyzer.version)?.type ?? UNKNOWN;
  }
}

/** Checks an operand of a gate, `measure`, `reset`, `barrier` or `delay`: it must be qubits. */
export function checkOperand(analyzer: Analyzer, operand: Expression): Type {
  const type = checkExpression(analyzer, operand);
  if (type.kind === 'qubit' || type.kind === 'unknown') return type;
  analyzer.report('not-a-qubit', operand, `A qubit is expected here, but this is ${article(type)} value.`);
  return UNKNOWN;
}

/** Checks an expression that must not be qubits. */
function checkValue(analyzer: Analyzer, expression: Expression): Type {
  const type = checkExpression(analyzer, expression);
  if (type.kind !== 'qubit') return type;
  analyzer.report('qubit-as-value', expression, "A qubit has no value. Use 'measure' and the resulting bit.");
  return UNKNOWN;
}

const article = (type: Type): string => `${/^[aeiou]/.test(type.kind) ? 'an' : 'a'} ${type.kind}`;

function checkName(analyzer: Analyzer, identifier: Identifier): Type {
  if (identifier.name === '') return UNKNOWN;
  const symbol = analyzer.resolve(identifier);
  if (!symbol) {
    if (CONSTANTS.has(identifier.name)) return { kind: 'float' };
    reportUnknown(analyzer, identifier);
    return UNKNOWN;
  }
  if (!analyzer.scope.canSee(symbol)) {
    const what = symbol.kind === 'qubit' ? 'Qubits' : 'Variables';
    analyzer.report(
      'not-visible',
      identifier,
      `${what} from outside are not visible in a definition. Pass '${identifier.name}' as a parameter.`,
    );
    return UNKNOWN;
  }
  switch (symbol.kind) {
    case 'qubit':
    case 'variable':
    case 'alias':
      return symbol.type;
    case 'gateParameter':
      return { kind: 'float' };
    default:
      analyzer.report('not-a-value', identifier, `'${identifier.name}' is ${describeSymbol(symbol)}, not a value.`);
      return UNKNOWN;
  }
}

function reportUnknown(analyzer: Analyzer, identifier: Identifier): void {
  const nearest = nearestName(identifier.name, variableNames(analyzer));
  const mend = nearest ? `Did you mean '${nearest}'?` : 'Declare it first.';
  analyzer.report('unknown-name', identifier, `Nothing named '${identifier.name}' is declared. ${mend}`);
}

function* variableNames(analyzer: Analyzer): Iterable<string> {
  for (const symbol of analyzer.scope.visible()) if (symbol.kind !== 'gate') yield symbol.name;
  yield* CONSTANTS.keys();
}

// --- Indices ---

function checkIndex(analyzer: Analyzer, expression: IndexExpression): Type {
  let type = checkExpression(analyzer, expression.base);
  for (const index of expression.indices) type = indexedType(analyzer, type, index);
  return type;
}

/** The type of one element, or of a selection, after checking that the index is within the register. */
function indexedType(analyzer: Analyzer, base: Type, index: Expression): Type {
  if (index.kind !== 'integer') checkExpression(analyzer, index);
  switch (base.kind) {
    case 'qubit':
    case 'bit':
      if (base.size === undefined) {
        analyzer.report('not-indexable', index, `A single ${base.kind} has no elements: leave out the index.`);
        return base;
      }
      return selected(base.kind, selectionSize(analyzer, index, base.size));
    case 'int':
    case 'uint':
    case 'angle':
      return selected('bit', selectionSize(analyzer, index, base.size ?? -1));
    case 'array': {
      const [size, ...rest] = base.dimensions;
      const width = selectionSize(analyzer, index, size ?? -1);
      if (width !== undefined) return { ...base, dimensions: [width, ...rest] };
      return rest.length > 0 ? { ...base, dimensions: rest } : base.element;
    }
    case 'unknown':
      return UNKNOWN;
    default:
      analyzer.report('not-indexable', index, `A ${base.kind} value has no elements: leave out the index.`);
      return UNKNOWN;
  }
}

const selected = (kind: 'qubit' | 'bit', size: number | undefined): Type =>
  size === undefined ? { kind } : { kind, size };

/** How many elements an index selects: `undefined` a single one, -1 an unknown number. */
function selectionSize(analyzer: Analyzer, index: Expression, size: number): number | undefined {
  switch (index.kind) {
    case 'range':
      return rangeSize(analyzer, index, size);
    case 'set':
      for (const element of index.elements) checkElement(analyzer, element, size);
      return index.elements.length;
    default:
      checkElement(analyzer, index, size);
      return undefined;
  }
}

function checkElement(analyzer: Analyzer, index: Expression, size: number): void {
  if (size < 0) return;
  const value = constantInteger(index, analyzer);
  if (value === undefined || normalizeIndex(value, size) !== undefined) return;
  analyzer.report('index-out-of-range', index, outOfRange(value, size));
}

/** For people: what is wrong with an index, and which ones are right. */
export function outOfRange(index: number, size: number): string {
  const right = size === 1 ? 'the only index is 0' : `indices go from 0 to ${size - 1}`;
  return `Index ${index} is out of range: the register has ${count(size, 'element')}, ${right}.`;
}

function rangeSize(analyzer: Analyzer, range: RangeExpression, size: number): number {
  if (size < 0) return -1;
  const ends = [range.first, range.step, range.last].map((end) => (end ? constantInteger(end, analyzer) : undefined));
  const [first, step, last] = ends;
  if (
    (range.first && first === undefined) ||
    (range.step && step === undefined) ||
    (range.last && last === undefined)
  ) {
    return -1;
  }
  const run = rangeIndices({ first, step, last }, size);
  if (run) return run.count;
  if (step === 0) analyzer.report('index-out-of-range', range, 'The step of a range cannot be 0.');
  else {
    const end = first !== undefined && normalizeIndex(first, size) === undefined ? first : (last ?? 0);
    analyzer.report('index-out-of-range', range, outOfRange(end, size));
  }
  return -1;
}

function concatenationType(parts: readonly Type[]): Type {
  const [first] = parts;
  if (!first || (first.kind !== 'qubit' && first.kind !== 'bit')) return first ?? UNKNOWN;
  if (parts.length === 1) return first;
  let size = 0;
  for (const part of parts) {
    if (part.kind !== first.kind) return UNKNOWN;
    const width = part.size ?? 1;
    size = size < 0 || width < 0 ? -1 : size + width;
  }
  return { kind: first.kind, size };
}

// --- Calls ---

function checkCall(analyzer: Analyzer, call: CallExpression): Type {
  const { callee } = call;
  const symbol = callee.name === '' ? undefined : analyzer.resolve(callee);
  if (symbol?.kind === 'subroutine' || symbol?.kind === 'extern') {
    for (const argument of call.arguments) checkExpression(analyzer, argument);
    checkArgumentCount(analyzer, call, symbol.name, symbol.parameterTypes.length, symbol.parameterTypes.length);
    return symbol.returnType;
  }
  const types = call.arguments.map((argument) =>
    callee.name === 'sizeof' ? checkExpression(analyzer, argument) : checkValue(analyzer, argument),
  );
  const definition = symbol ? undefined : BUILTIN_FUNCTIONS.get(callee.name);
  if (definition) {
    checkArgumentCount(analyzer, call, callee.name, ...definition.arity);
    return definition.resultType(types);
  }
  if (callee.name !== '') reportUnknownFunction(analyzer, callee, symbol);
  return UNKNOWN;
}

function reportUnknownFunction(analyzer: Analyzer, callee: Identifier, symbol: ProgramSymbol | undefined): void {
  if (symbol) {
    const mend = symbol.kind === 'gate' ? ' Name the qubits it acts on after the parentheses.' : '';
    analyzer.report('not-a-function', callee, `'${callee.name}' is ${describeSymbol(symbol)}, not a function.${mend}`);
    return;
  }
  const names = [...analyzer.scope.visible()].filter(({ kind }) => kind === 'subroutine' || kind === 'extern');
  const nearest = nearestName(callee.name, [...names.map(({ name }) => name), ...BUILTIN_FUNCTIONS.keys()]);
  const mend = nearest ? `Did you mean '${nearest}'?` : "Define it with 'def' or declare it with 'extern'.";
  analyzer.report('unknown-function', callee, `There is no function '${callee.name}'. ${mend}`);
}

function checkArgumentCount(
  analyzer: Analyzer,
  call: CallExpression,
  name: string,
  fewest: number,
  most: number,
): void {
  const given = call.arguments.length;
  if (given >= fewest && given <= most) return;
  const wanted = fewest === most ? count(fewest, 'argument') : `${fewest} to ${most} arguments`;
  const at = given > most ? (call.arguments[most] ?? call) : call.callee;
  analyzer.report('argument-count', at, `'${name}' takes ${wanted}, but ${given} ${given === 1 ? 'is' : 'are'} given.`);
}

function checkQuantumCall(analyzer: Analyzer, call: QuantumCallExpression): Type {
  for (const argument of call.arguments ?? []) checkExpression(analyzer, argument);
  for (const operand of call.operands) checkOperand(analyzer, operand);
  if (call.callee.name === '') return UNKNOWN;
  const symbol = analyzer.resolve(call.callee);
  if (symbol?.kind === 'subroutine' || symbol?.kind === 'extern') return symbol.returnType;
  reportUnknownFunction(analyzer, call.callee, symbol);
  return UNKNOWN;
}
