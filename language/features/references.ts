/** All uses of a name: in the program, and in the files that it includes. */
import type { Program, ProgramSymbol } from '../semantics/program.ts';
import { identifiersOf, type Location, programFiles, sourceText } from './programFiles.ts';
import { isDeclaration, isDeclared, symbolAt } from './symbolAt.ts';

/** Of the symbol at an offset: its declaration first, where wanted, then its uses, file by file in text order. */
export function referencesAt(program: Program, offset: number, includeDeclaration: boolean): readonly Location[] {
  const symbol = symbolAt(program, offset);
  if (!symbol) return [];
  const declaration = includeDeclaration ? declarationOf(program, symbol) : [];
  return [...declaration, ...usesOf(program, symbol)];
}

function declarationOf(program: Program, symbol: ProgramSymbol): readonly Location[] {
  const uri = program.sources[symbol.source];
  const text = sourceText(program, symbol.source);
  if (!isDeclared(symbol) || uri === undefined || text === undefined) return [];
  return [{ uri, text, start: symbol.span.start, end: symbol.span.end }];
}

/** Without the declaration. */
export function usesOf(program: Program, symbol: ProgramSymbol): readonly Location[] {
  return programFiles(program).flatMap(({ source, uri, tree }) =>
    identifiersOf(tree)
      .filter((name) => program.references.get(name) === symbol && !isDeclaration(name, symbol, source))
      .map(({ start, end }) => ({ uri, text: tree.text, start, end })),
  );
}
