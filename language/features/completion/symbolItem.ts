/** A name of the program as an item. */
import type { ProgramSymbol, VariableSymbol } from '../../semantics/program.ts';
import { formatType } from '../../semantics/types.ts';
import { documentationOf } from '../symbolDocumentation.ts';
import { type CompletionItem, type CompletionKind, item } from './item.ts';
import type { Scenery } from './scenery.ts';

export function symbolItem({ program }: Scenery, symbol: ProgramSymbol): CompletionItem {
  const detail = 'type' in symbol ? formatType(symbol.type) : symbol.kind === 'gateParameter' ? 'angle' : '';
  return item(symbol.name, kindOf(symbol), symbol.kind === 'variable' ? `${prefixOf(symbol)}${detail}` : detail, {
    documentation: documentationOf(program, symbol),
    sort: '1',
  });
}

const prefixOf = ({ qualifier }: VariableSymbol): string => (qualifier === undefined ? '' : `${qualifier} `);

function kindOf(symbol: ProgramSymbol): CompletionKind {
  switch (symbol.kind) {
    case 'gateParameter':
      return 'parameter';
    case 'qubit':
      return 'qubit';
    case 'variable':
      if (symbol.qualifier === 'const') return 'constant';
      return symbol.type.kind === 'bit' ? 'bit' : 'variable';
    default:
      return 'variable';
  }
}
