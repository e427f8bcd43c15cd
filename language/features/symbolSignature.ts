/** How gates and subroutines are declared, on one line. */
import type { ExternSymbol, GateSymbol, SubroutineSymbol } from '../semantics/program.ts';
import { formatType } from '../semantics/types.ts';

export function gateSignature({ name, parameters, qubits }: GateSymbol): string {
  const angles = parameters.length > 0 ? `(${parameters.join(', ')})` : '';
  return `gate ${name}${angles} ${qubits.join(', ')}`.trimEnd();
}

export function functionSignature(symbol: SubroutineSymbol | ExternSymbol): string {
  const { name, returnType } = symbol;
  const result = returnType.kind === 'void' ? '' : ` -> ${formatType(returnType)}`;
  return `${symbol.definition.kind} ${name}(${functionParameters(symbol).join(', ')})${result}`;
}

/** Each parameter as it is declared, such as `int i`. */
export function functionParameters(symbol: SubroutineSymbol | ExternSymbol): readonly string[] {
  const names = parameterNames(symbol);
  return symbol.parameterTypes.map((type, index) => `${formatType(type)} ${names[index] ?? ''}`.trim());
}

export const parameterNames = ({ definition }: SubroutineSymbol | ExternSymbol): readonly string[] =>
  definition.kind === 'def' ? definition.parameters.map(({ name }) => name.name) : [];
