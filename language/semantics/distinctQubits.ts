/** Whether two operands name the same qubit, or the same array, as far as names and constant indices tell. */
import type { Expression } from '../syntax/tree.ts';
import type { Analyzer } from './analyzer.ts';
import { constantInteger } from './constants.ts';
import { normalizeIndex } from './indices.ts';

/** Reports the first operand that is named twice; `message` says why that is wrong. */
export function checkDistinct(
  analyzer: Analyzer,
  operands: readonly Expression[],
  message: string,
  code: 'duplicate-qubit' | 'overlapping-arrays' = 'duplicate-qubit',
): void {
  for (let later = 1; later < operands.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const [a, b] = [operands[earlier], operands[later]];
      if (a && b && isSameQubit(analyzer, a, b)) {
        analyzer.report(code, b, message);
        return;
      }
    }
  }
}

function isSameQubit(analyzer: Analyzer, a: Expression, b: Expression): boolean {
  if (a.kind === 'hardwareQubit') return b.kind === 'hardwareQubit' && a.index === b.index;
  const [nameA, nameB] = [nameOf(a), nameOf(b)];
  if (nameA === undefined || nameA !== nameB) return false;
  // A whole register and one of its own qubits meet when the gate is broadcast.
  if (a.kind === 'identifier' || b.kind === 'identifier') return true;
  const [indexA, indexB] = [singleIndex(analyzer, a), singleIndex(analyzer, b)];
  return indexA !== undefined && indexA === indexB;
}

function nameOf(operand: Expression): string | undefined {
  const base = operand.kind === 'index' ? operand.base : operand;
  return base.kind === 'identifier' && base.name !== '' ? base.name : undefined;
}

function singleIndex(analyzer: Analyzer, operand: Expression): number | undefined {
  if (operand.kind !== 'index' || operand.indices.length !== 1) return undefined;
  const index = operand.indices[0];
  const value = index ? constantInteger(index, analyzer) : undefined;
  if (value === undefined || operand.base.kind !== 'identifier') return value;
  const symbol = analyzer.scope.find(operand.base.name);
  const type = symbol?.kind === 'qubit' || symbol?.kind === 'alias' ? symbol.type : undefined;
  return type?.kind === 'qubit' && type.size !== undefined && type.size >= 0 ? normalizeIndex(value, type.size) : value;
}
