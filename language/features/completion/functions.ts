/** Constants, functions of the language and subroutines. */
import { BUILTIN_FUNCTIONS } from '../../semantics/builtins.ts';
import type { ExternSymbol, ProgramSymbol, SubroutineSymbol } from '../../semantics/program.ts';
import { formatType } from '../../semantics/types.ts';
import { constantHelp, functionHelp } from '../builtinHelp.ts';
import { documentationOf } from '../symbolDocumentation.ts';
import { functionSignature, parameterNames } from '../symbolSignature.ts';
import { type CompletionItem, item } from './item.ts';
import type { Scenery } from './scenery.ts';

export const isFunction = (symbol: ProgramSymbol): symbol is SubroutineSymbol | ExternSymbol =>
  symbol.kind === 'subroutine' || symbol.kind === 'extern';

export function constantItems(version: 2 | 3): readonly CompletionItem[] {
  return (version === 2 ? ['pi'] : ['pi', 'tau', 'euler']).map((name) => {
    const help = constantHelp(name);
    return item(name, 'constant', help?.signature ?? '', { documentation: help?.description, sort: '4' });
  });
}

const FUNCTIONS_2 = ['sin', 'cos', 'tan', 'exp', 'ln', 'sqrt'];

export function functionItems(version: 2 | 3): readonly CompletionItem[] {
  const names = version === 2 ? FUNCTIONS_2 : [...BUILTIN_FUNCTIONS.keys()].filter((name) => name !== 'ln');
  return names.map((name) => {
    const help = functionHelp(name);
    const holes = (BUILTIN_FUNCTIONS.get(name)?.arity[0] ?? 1) > 1 ? '‹a›, ‹b›' : '‹x›';
    return item(name, 'function', help?.signature.replaceAll('\n', ', ') ?? '', {
      documentation: help?.description,
      insertText: `${name}(${holes})`,
      sort: '5',
    });
  });
}

export function callItem(scene: Scenery, symbol: SubroutineSymbol | ExternSymbol, end: '' | ';'): CompletionItem {
  const names = parameterNames(symbol);
  const qubits = scene.plausibleQubits.values();
  const holes = symbol.parameterTypes.map((type, index) => {
    const qubit = type.kind === 'qubit' && type.size === undefined ? qubits.next().value : undefined;
    return `‹${qubit ?? names[index] ?? formatType(type)}›`;
  });
  return item(symbol.name, 'function', functionSignature(symbol), {
    documentation: documentationOf(scene.program, symbol),
    insertText: scene.isLineEnd || end === '' ? `${symbol.name}(${holes.join(', ')})${end}` : symbol.name,
    sort: '2',
  });
}
