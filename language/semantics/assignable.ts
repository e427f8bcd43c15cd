/** What can be assigned to: variables, their elements and bits, aliases of bits. */
import type { Expression, Identifier } from '../syntax/tree.ts';
import type { Analyzer } from './analyzer.ts';
import { describeSymbol, type VariableSymbol } from './program.ts';

/** Reports a target that cannot change; says whether it can. */
export function checkAssignable(analyzer: Analyzer, target: Expression): boolean {
  const name = baseName(target);
  if (!name) {
    if (target.kind === 'missing') return false;
    const message = 'Only variables, their elements and bits can be assigned to.';
    analyzer.report('not-assignable', target, message);
    return false;
  }
  const symbol = analyzer.scope.find(name.name);
  if (!symbol) return false;
  if (symbol.kind === 'alias') {
    if (symbol.type.kind !== 'qubit') return true;
    const message = `'${name.name}' is an alias of qubits: nothing can be assigned to it.`;
    analyzer.report('not-assignable', name, message, 'error', analyzer.placeOf(symbol));
    return false;
  }
  if (symbol.kind !== 'variable') {
    const message = `'${name.name}' is ${describeSymbol(symbol)}: nothing can be assigned to it.`;
    analyzer.report('not-assignable', name, message, 'error', analyzer.placeOf(symbol));
    return false;
  }
  const what = fixed(symbol);
  if (what === undefined) return true;
  analyzer.report('not-assignable', name, `'${name.name}' is ${what}`, 'error', analyzer.placeOf(symbol));
  return false;
}

function fixed(symbol: VariableSymbol): string | undefined {
  if (symbol.qualifier === 'const') return 'a constant and cannot change. Declare a variable instead.';
  if (symbol.qualifier === 'input') return 'an input and cannot change. Declare a variable instead.';
  if (symbol.type.kind === 'array' && symbol.type.access === 'readonly') {
    return "a readonly array and cannot change. Declare the parameter 'mutable'.";
  }
  return undefined;
}

/** `readonly` for elements and slices of what must not change. */
export function arrayAccess(analyzer: Analyzer, expression: Expression): 'readonly' | 'mutable' {
  const name = baseName(expression);
  const symbol = name && analyzer.scope.find(name.name);
  return symbol?.kind === 'variable' && fixed(symbol) !== undefined ? 'readonly' : 'mutable';
}

function baseName(target: Expression): Identifier | undefined {
  let base = target;
  while (base.kind === 'index') base = base.base;
  return base.kind === 'identifier' ? base : undefined;
}
