/** Checks calls of subroutines, extern functions and the functions of the language. */
import type { CallExpression, Expression, Identifier } from '../syntax/tree.ts';
import { type Analyzer, count } from './analyzer.ts';
import { arrayAccess } from './assignable.ts';
import { BUILTIN_FUNCTIONS } from './builtins.ts';
import { checkConversion } from './checkConversion.ts';
import { checkExpression, checkValue } from './checkExpression.ts';
import { constantInteger } from './constants.ts';
import { checkDistinct } from './distinctQubits.ts';
import { describeSymbol, type ExternSymbol, type ProgramSymbol, type SubroutineSymbol } from './program.ts';
import { nearestName } from './suggestions.ts';
import { sizeOf, type Type, UNKNOWN, withArticle } from './types.ts';
import { checkFunctionVersion } from './versionRules.ts';

/** `f(a, b)`: the type of its value. */
export function checkCall(analyzer: Analyzer, call: CallExpression): Type {
  const { callee } = call;
  const symbol = callee.name === '' ? undefined : analyzer.resolve(callee);
  if (symbol?.kind === 'subroutine' || symbol?.kind === 'extern') {
    return checkSubroutineCall(analyzer, symbol, call.arguments, callee);
  }
  const types = call.arguments.map((argument) => checkValue(analyzer, argument));
  const definition = symbol ? undefined : BUILTIN_FUNCTIONS.get(callee.name);
  if (definition) {
    checkFunctionVersion(analyzer, callee);
    const [fewest, most] = definition.arity;
    if (!checkArgumentCount(analyzer, call.arguments, callee, fewest, most)) return definition.resultType(types);
    if (!definition.accepts(types)) {
      const given = types.map(withArticle).join(' and ');
      const message = `'${callee.name}' takes ${definition.takes}, but this is ${given}.`;
      analyzer.report('argument-type', call.arguments[0] ?? callee, message);
    }
    if (callee.name === 'sizeof') checkDimension(analyzer, types[0] ?? UNKNOWN, call.arguments[1]);
    return definition.resultType(types);
  }
  if (callee.name !== '') reportUnknownFunction(analyzer, callee, symbol);
  return UNKNOWN;
}

/** `sizeof(array, dimension)` */
function checkDimension(analyzer: Analyzer, array: Type, dimension: Expression | undefined): void {
  const value = dimension && constantInteger(dimension, analyzer);
  if (!dimension || value === undefined || array.kind !== 'array') return;
  const { length } = array.dimensions;
  if (value >= 0 && value < length) return;
  const message = `The array has ${count(length, 'dimension')}, counted from 0: there is no dimension ${value}.`;
  analyzer.report('index-out-of-range', dimension, message);
}

/** A call with all its arguments in one list, checked against the declaration: the type of its value. */
export function checkSubroutineCall(
  analyzer: Analyzer,
  symbol: SubroutineSymbol | ExternSymbol,
  arguments_: readonly Expression[],
  callee: Identifier,
): Type {
  const wanted = symbol.parameterTypes;
  for (const [index, argument] of arguments_.entries()) {
    checkArgument(analyzer, symbol, argument, wanted[index] ?? UNKNOWN);
  }
  checkArgumentCount(analyzer, arguments_, callee, wanted.length, wanted.length, analyzer.placeOf(symbol));
  const qubits = arguments_.filter((_, index) => wanted[index]?.kind === 'qubit');
  checkDistinct(analyzer, qubits, 'A subroutine cannot take the same qubit twice. Pass another qubit here.');
  const mutable = arguments_.filter((_, index) => isMutable(wanted[index]));
  const message = 'Two parameters would change the same array. Pass another array here.';
  checkDistinct(analyzer, mutable, message, 'overlapping-arrays');
  if (analyzer.body === 'gate' && wanted.some(({ kind }) => kind === 'qubit')) {
    analyzer.forbidInGate(callee, 'call a subroutine on qubits');
  }
  return symbol.returnType;
}

const isMutable = (type: Type | undefined): boolean => type?.kind === 'array' && type.access === 'mutable';

function checkArgument(
  analyzer: Analyzer,
  symbol: SubroutineSymbol | ExternSymbol,
  argument: Expression,
  wanted: Type,
): void {
  const given = checkExpression(analyzer, argument);
  if (given.kind === 'unknown' || wanted.kind === 'unknown') return;
  if (wanted.kind === 'qubit') checkQubitArgument(analyzer, symbol, argument, given, wanted);
  else if (given.kind === 'qubit') {
    const message = `'${symbol.name}' takes ${withArticle(wanted)} here, but this is a qubit. Pass its measured bit.`;
    analyzer.report('qubit-as-value', argument, message, 'error', analyzer.placeOf(symbol));
  } else if (wanted.kind === 'array') checkArrayArgument(analyzer, symbol, argument, given, wanted);
  else checkConversion(analyzer, argument, given, wanted);
}

function checkQubitArgument(
  analyzer: Analyzer,
  symbol: SubroutineSymbol | ExternSymbol,
  argument: Expression,
  given: Type,
  wanted: Type,
): void {
  if (given.kind !== 'qubit') {
    const message = `'${symbol.name}' takes ${withArticle(wanted)} here, but this is ${withArticle(given)} value.`;
    analyzer.report('not-a-qubit', argument, message, 'error', analyzer.placeOf(symbol));
    return;
  }
  const [has, needs] = [sizeOf(given) ?? 1, sizeOf(wanted) ?? 1];
  if (has < 0 || needs < 0 || has === needs) return;
  const message = `'${symbol.name}' takes ${count(needs, 'qubit')} here, but this has ${has}.`;
  analyzer.report('size-mismatch', argument, message, 'error', analyzer.placeOf(symbol));
}

/** Arrays are passed by reference: elements and dimensions must agree, and what is `mutable` must be writable. */
function checkArrayArgument(
  analyzer: Analyzer,
  symbol: SubroutineSymbol | ExternSymbol,
  argument: Expression,
  given: Type,
  wanted: Type & { readonly kind: 'array' },
): void {
  if (argument.kind === 'concatenation') {
    const message = 'Joined arrays cannot be passed. Assign them to an array first, and pass that.';
    analyzer.report('type-mismatch', argument, message);
    return;
  }
  const { access, ...plain } = wanted;
  checkConversion(analyzer, argument, given, plain);
  if (access !== 'mutable' || given.kind !== 'array' || arrayAccess(analyzer, argument) !== 'readonly') return;
  const message = `'${symbol.name}' may change this array, but it is readonly here. Declare the parameter 'mutable'.`;
  analyzer.report('not-assignable', argument, message, 'error', analyzer.placeOf(symbol));
}

/** Whether as many arguments are given as are wanted; says so if not. */
function checkArgumentCount(
  analyzer: Analyzer,
  arguments_: readonly Expression[],
  callee: Identifier,
  fewest: number,
  most: number,
  related?: ReturnType<Analyzer['placeOf']>,
): boolean {
  const given = arguments_.length;
  if (given >= fewest && given <= most) return true;
  const wanted = fewest === most ? count(fewest, 'argument') : `${fewest} to ${most} arguments`;
  const at = given > most ? (arguments_[most] ?? callee) : callee;
  const message = `'${callee.name}' takes ${wanted}, but ${given} ${given === 1 ? 'is' : 'are'} given.`;
  analyzer.report('argument-count', at, message, 'error', related);
  return false;
}

export function reportUnknownFunction(analyzer: Analyzer, callee: Identifier, symbol: ProgramSymbol | undefined): void {
  if (symbol) {
    const mend = symbol.kind === 'gate' ? ' Name the qubits it acts on after the parentheses.' : '';
    analyzer.report('not-a-function', callee, `'${callee.name}' is ${describeSymbol(symbol)}, not a function.${mend}`);
    return;
  }
  const arcus = /^a(?:rc)?(cos|sin|tan)$/.exec(callee.name)?.[1];
  if (arcus) {
    analyzer.report('unknown-function', callee, `There is no function '${callee.name}'. Write arc${arcus}(…).`);
    return;
  }
  const names = [...analyzer.scope.visible()].filter(({ kind }) => kind === 'subroutine' || kind === 'extern');
  const nearest = nearestName(callee.name, [...names.map(({ name }) => name), ...BUILTIN_FUNCTIONS.keys()]);
  const mend = nearest ? `Did you mean '${nearest}'?` : "Define it with 'def' or declare it with 'extern'.";
  analyzer.report('unknown-function', callee, `There is no function '${callee.name}'. ${mend}`);
}

/** A subroutine called as gates are, which early drafts of OpenQASM 3 had: `f(1) q;`. */
export function checkDraftCall(
  analyzer: Analyzer,
  symbol: SubroutineSymbol | ExternSymbol,
  callee: Identifier,
  arguments_: readonly Expression[],
): Type {
  const { text } = analyzer;
  const call = `${callee.name}(${arguments_.map(({ start, end }) => text.slice(start, end)).join(', ')})`;
  const message = `'${callee.name}' is a subroutine: write ${call}.`;
  analyzer.report('draft-call', callee, message, 'warning', analyzer.placeOf(symbol));
  return checkSubroutineCall(analyzer, symbol, arguments_, callee);
}
