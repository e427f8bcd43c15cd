/** Registers of qubits and bits, and their elements. */
import type { ProgramSymbol, VariableSymbol } from '../../semantics/program.ts';
import type { Type } from '../../semantics/types.ts';

/** More elements of one register are of no help. */
export const MOST_ELEMENTS = 32;

export type Register = ProgramSymbol & { readonly type: Type };

export const isQubits = (symbol: ProgramSymbol): symbol is Register =>
  (symbol.kind === 'qubit' || symbol.kind === 'alias') && symbol.type.kind === 'qubit';

export const isBits = (symbol: ProgramSymbol): symbol is Register =>
  (symbol.kind === 'alias' || (symbol.kind === 'variable' && isAssignable(symbol))) && symbol.type.kind === 'bit';

export const isAssignable = (symbol: ProgramSymbol): symbol is VariableSymbol =>
  symbol.kind === 'variable' && symbol.qualifier !== 'const' && symbol.qualifier !== 'input' && symbol.role !== 'loop';

export const sizeOf = (type: Type): number | undefined => ('size' in type ? type.size : undefined);

/** `q` of a single one; `q[0]`, `q[1]`… of a register. */
export function elements({ name, type }: Register): readonly string[] {
  const size = sizeOf(type);
  if (size === undefined) return [name];
  const length = size < 0 ? 1 : Math.min(size, MOST_ELEMENTS);
  return Array.from({ length }, (_, index) => `${name}[${index}]`);
}

export const inOrderOfText = <T extends ProgramSymbol>(symbols: readonly T[]): readonly T[] =>
  [...symbols].sort((a, b) => a.span.start - b.span.start);
