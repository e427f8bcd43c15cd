/**
 * Places that are edited together: all uses of a name that means something in one small scope alone, such as a
 * parameter of a gate or the variable of a loop.
 */
import type { Span } from '../diagnostic.ts';
import type { Program, ProgramSymbol } from '../semantics/program.ts';
import { usesOf } from './references.ts';
import { isDeclared, symbolAt } from './symbolAt.ts';

/** In the order of the text, the declaration among them; `undefined` where a name is not local to its scope. */
export function linkedEditingRanges(program: Program, offset: number): readonly Span[] | undefined {
  const symbol = symbolAt(program, offset);
  if (!symbol || !isLocal(symbol) || !isDeclared(symbol) || symbol.source !== 0) return undefined;
  const uri = program.sources[0];
  const uses = usesOf(program, symbol).filter((use) => use.uri === uri);
  return [symbol.span, ...uses].map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start);
}

function isLocal(symbol: ProgramSymbol): boolean {
  switch (symbol.kind) {
    case 'gateParameter':
      return true;
    case 'qubit':
      return symbol.role !== 'register';
    case 'variable':
      return symbol.role !== 'global';
    default:
      return false;
  }
}
