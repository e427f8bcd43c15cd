/** The name at a place in the text, and what it refers to. */
import type { Program, ProgramSymbol } from '../semantics/program.ts';
import type { Identifier, Node } from '../syntax/tree.ts';
import { nodesAt } from '../syntax/walk.ts';

export interface NameAt {
  readonly identifier: Identifier;
  /** The nodes around the name, from the program down to the one that holds it. */
  readonly around: readonly Node[];
  /** `undefined` for what is not declared: built-in functions and constants, and unknown names. */
  readonly symbol: ProgramSymbol | undefined;
}

/** The name under an offset, or just before it; declarations count as well as uses. */
export function nameAt(program: Program, offset: number): NameAt | undefined {
  const path = nodesAt(program.tree, offset);
  const identifier = path.at(-1);
  if (identifier?.kind !== 'identifier' || identifier.name === '') return undefined;
  return { identifier, around: path.slice(0, -1), symbol: program.references.get(identifier) };
}

export function symbolAt(program: Program, offset: number): ProgramSymbol | undefined {
  return nameAt(program, offset)?.symbol;
}

/** Whether a text declares the symbol; what the language itself defines stands in none. */
export const isDeclared = ({ span }: ProgramSymbol): boolean => span.end > span.start;

/** Whether this very name is the symbol's declaration. `source` is the file that the name stands in. */
export function isDeclaration({ start, end }: Identifier, symbol: ProgramSymbol, source = 0): boolean {
  return symbol.source === source && symbol.span.start === start && symbol.span.end === end;
}
