/** Checks expressions, and says which type an expression has. */
import type { ConcatenationExpression, Expression, Identifier, QuantumCallExpression } from '../syntax/tree.ts';
import type { Analyzer } from './analyzer.ts';
import { CONSTANTS } from './builtins.ts';
import { checkCall, checkDraftCall, reportUnknownFunction } from './checkCall.ts';
import { checkIndex } from './checkIndex.ts';
import { checkBinary, checkUnary } from './checkOperators.ts';
import { checkStatement } from './checkStatement.ts';
import { constantInteger, literalType } from './constants.ts';
import { canCast, conversion } from './conversions.ts';
import { checkDistinct } from './distinctQubits.ts';
import { describeSymbol } from './program.ts';
import { nearestName } from './suggestions.ts';
import { FLOAT, formatType, sizeOf, type Type, UNKNOWN, withArticle } from './types.ts';
import { checkExpressionVersion, OPERATORS_2 } from './versionRules.ts';

const QUBIT: Type = { kind: 'qubit' };

/** The type of an expression after its names, indices, operands and calls were checked. */
export function checkExpression(analyzer: Analyzer, expression: Expression): Type {
  if (analyzer.version === 2) checkExpressionVersion(analyzer, expression);
  switch (expression.kind) {
    case 'identifier':
      return checkName(analyzer, expression);
    case 'hardwareQubit':
      if (analyzer.body === 'gate') {
        const message = 'A gate cannot name hardware qubits: it would not apply to others. Use its own qubits.';
        analyzer.report('not-visible', expression, message);
      }
      return QUBIT;
    case 'parenthesized':
      return checkExpression(analyzer, expression.expression);
    case 'index':
      return checkIndex(analyzer, expression);
    case 'unary':
      return checkUnary(analyzer, expression, checkValue(analyzer, expression.operand));
    case 'binary': {
      const left = checkValue(analyzer, expression.left);
      const right = checkValue(analyzer, expression.right);
      const { operator } = expression;
      if (analyzer.version === 2 && !OPERATORS_2.has(operator)) return UNKNOWN;
      // In OpenQASM 2, ^ is the power.
      return checkBinary(
        analyzer,
        operator === '^' && analyzer.version === 2 ? '**' : operator,
        left,
        right,
        expression,
      );
    }
    case 'cast':
      return checkCast(analyzer, expression);
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
      return checkConcatenation(analyzer, expression);
    case 'range':
      for (const part of [expression.first, expression.step, expression.last]) if (part) checkValue(analyzer, part);
      return UNKNOWN;
    case 'set':
    case 'array':
      for (const element of expression.elements) checkValue(analyzer, element);
      return UNKNOWN;
    default:
      return literalType(expression, analyzer.version) ?? UNKNOWN;
  }
}

/** Checks an operand of a gate, `measure`, `reset`, `barrier` or `delay`: it must be qubits. */
export function checkOperand(analyzer: Analyzer, operand: Expression): Type {
  const type = checkExpression(analyzer, operand);
  if (type.kind === 'qubit' || type.kind === 'unknown') return type;
  analyzer.report('not-a-qubit', operand, `A qubit is expected here, but this is ${withArticle(type)} value.`);
  return UNKNOWN;
}

/** Checks an expression that must have a value: neither qubits nor a call that returns nothing. */
export function checkValue(analyzer: Analyzer, expression: Expression): Type {
  const type = checkExpression(analyzer, expression);
  if (type.kind === 'qubit') {
    analyzer.report('qubit-as-value', expression, "A qubit has no value. Use 'measure' and the resulting bit.");
    return UNKNOWN;
  }
  if (type.kind !== 'void') return type;
  analyzer.report('void-value', expression, 'This call returns nothing, so that there is no value to use.');
  return UNKNOWN;
}

// --- Names ---

function checkName(analyzer: Analyzer, identifier: Identifier): Type {
  if (identifier.name === '') return UNKNOWN;
  const symbol = analyzer.resolve(identifier);
  if (!symbol) {
    if (CONSTANTS.has(identifier.name) && (analyzer.version === 3 || identifier.name === 'pi')) return FLOAT;
    reportUnknown(analyzer, identifier);
    return UNKNOWN;
  }
  if (!analyzer.scope.canSee(symbol)) {
    const what = symbol.kind === 'qubit' ? 'Qubits' : 'Variables';
    analyzer.report(
      'not-visible',
      identifier,
      `${what} from outside are not visible in a definition. Pass '${identifier.name}' as a parameter.`,
      'error',
      analyzer.placeOf(symbol),
    );
    return UNKNOWN;
  }
  switch (symbol.kind) {
    case 'qubit':
    case 'variable':
    case 'alias':
      return symbol.type;
    case 'gateParameter':
      return FLOAT;
    default: {
      const mend = symbol.kind === 'subroutine' || symbol.kind === 'extern' ? ' Call it with parentheses.' : '';
      const message = `'${identifier.name}' is ${describeSymbol(symbol)}, not a value.${mend}`;
      analyzer.report('not-a-value', identifier, message, 'error', analyzer.placeOf(symbol));
      return UNKNOWN;
    }
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

// --- Casts, concatenations, calls on qubits ---

function checkCast(analyzer: Analyzer, expression: Expression & { readonly kind: 'cast' }): Type {
  const from = checkValue(analyzer, expression.operand);
  const to = analyzer.resolveType(expression.type);
  if (canCast(from, to) || to.kind === 'unknown') return to;
  const isInteger = to.kind === 'angle' && constantInteger(expression.operand, analyzer) !== undefined;
  if (isInteger) return to;
  if (conversion(from, to) === 'size') {
    const message = `A cast keeps all bits: ${formatType(from)} has ${sizeOf(from)}, ${formatType(to)} has ${sizeOf(to)}. Select the bits by their indices.`;
    analyzer.report('size-mismatch', expression, message);
  } else {
    const message = `There is no cast from ${formatType(from)} to ${formatType(to)}. ${castMend(from, to)}`;
    analyzer.report('invalid-cast', expression, message);
  }
  return to;
}

function castMend(from: Type, to: Type): string {
  if (from.kind === 'duration' || from.kind === 'stretch') return 'Divide it by a duration, as in t / 1ns.';
  if (to.kind === 'duration' || to.kind === 'stretch') return 'Multiply the number with a duration, as in n * 1ns.';
  if (from.kind === 'array' || to.kind === 'array') return 'Cast the elements one by one.';
  if (from.kind === 'angle' || to.kind === 'angle') return 'Cast by way of the bits: bit[n](…) first.';
  if (from.kind === 'bit' || to.kind === 'bit') return 'Cast by way of an integer: uint[n](…) first.';
  return 'Use a value of that type.';
}

/** `a ++ b`: registers of one kind, or arrays with the same elements. */
function checkConcatenation(analyzer: Analyzer, expression: ConcatenationExpression): Type {
  const types = expression.parts.map((part) => checkExpression(analyzer, part));
  const [first = UNKNOWN] = types;
  if (types.length === 1) return first;
  let size = 0;
  for (const [index, type] of types.entries()) {
    const part = expression.parts[index] ?? expression;
    if (type.kind === 'unknown' || first.kind === 'unknown') return UNKNOWN;
    if (!isJoinable(type) || type.kind !== first.kind) {
      const message = isJoinable(type)
        ? `Registers of the same kind are joined: this is ${withArticle(type)}, the first is ${withArticle(first)}.`
        : `'++' joins registers and arrays, but this is ${withArticle(type)}.`;
      analyzer.report('type-mismatch', part, message);
      return UNKNOWN;
    }
    if (type.kind === 'array' && first.kind === 'array' && !haveSameRows(type, first)) {
      const message = `Joined arrays have the same elements and inner dimensions: this is ${withArticle(type)}, the first is ${withArticle(first)}.`;
      analyzer.report('type-mismatch', part, message);
      return UNKNOWN;
    }
    const width = type.kind === 'array' ? (type.dimensions[0] ?? -1) : (sizeOf(type) ?? 1);
    size = size < 0 || width < 0 ? -1 : size + width;
  }
  if (first.kind === 'array') return { ...first, dimensions: [size, ...first.dimensions.slice(1)] };
  checkDistinct(analyzer, expression.parts, 'A register cannot be joined with a part of itself.');
  return first.kind === 'qubit' || first.kind === 'bit' ? { kind: first.kind, size } : UNKNOWN;
}

/** Whether two arrays differ in their first dimension at most. */
function haveSameRows(a: Type & { readonly kind: 'array' }, b: Type & { readonly kind: 'array' }): boolean {
  const rows = (type: Type & { readonly kind: 'array' }): Type => ({
    ...type,
    dimensions: [-1, ...type.dimensions.slice(1)],
  });
  return conversion(rows(a), rows(b)) === 'implicit';
}

const isJoinable = (type: Type): boolean => type.kind === 'qubit' || type.kind === 'bit' || type.kind === 'array';

function checkQuantumCall(analyzer: Analyzer, call: QuantumCallExpression): Type {
  const { callee } = call;
  const symbol = callee.name === '' ? undefined : analyzer.resolve(callee);
  const arguments_ = [...(call.arguments ?? []), ...call.operands];
  if (symbol?.kind === 'subroutine' || symbol?.kind === 'extern') {
    return checkDraftCall(analyzer, symbol, callee, arguments_);
  }
  for (const argument of arguments_) checkExpression(analyzer, argument);
  if (callee.name !== '') reportUnknownFunction(analyzer, callee, symbol);
  return UNKNOWN;
}
