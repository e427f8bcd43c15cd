/** Finding declarations by a few letters of their name, over many files. Knows no protocol and no editor. */
import type { SyntaxTree } from '../syntax/tree.ts';
import { type DocumentSymbol, documentSymbols } from './documentSymbols.ts';

/** More of them help nobody; one more letter does. */
const MOST_SYMBOLS = 500;

export type WorkspaceSymbol = Omit<DocumentSymbol, 'children'>;

/** What a file declares for others to find: all but what is local to a subroutine. */
export function declaredSymbols(tree: SyntaxTree): readonly WorkspaceSymbol[] {
  return documentSymbols(tree).map(({ children, ...symbol }) => symbol);
}

/** Those whose names hold the letters of the query in their order, closer matches first. */
export function matchingSymbols<S extends { readonly name: string }>(
  symbols: Iterable<S>,
  query: string,
): readonly S[] {
  const found: { readonly symbol: S; readonly rank: number }[] = [];
  for (const symbol of symbols) {
    const rank = rankOf(symbol.name.toLowerCase(), query.toLowerCase());
    if (rank !== undefined) found.push({ symbol, rank });
  }
  found.sort((a, b) => a.rank - b.rank || (a.symbol.name < b.symbol.name ? -1 : 1));
  return found.slice(0, MOST_SYMBOLS).map(({ symbol }) => symbol);
}

/** 0: the name itself, 1: its beginning, 2: a part of it, 3: letters here and there; `undefined`: no match. */
function rankOf(name: string, query: string): number | undefined {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  if (name.includes(query)) return 2;
  let at = 0;
  for (const letter of query) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return undefined;
  }
  return 3;
}
