/** What stands above a program: the way to run it, and how large it is. Knows no protocol and no editor. */
import type { Circuit } from '../circuit/circuit.ts';
import { scheduleMoments } from '../circuit/moments.ts';
import type { Span } from '../diagnostic.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

export interface CodeLens extends Span {
  readonly title: string;
  /** What a click does; absent: the lens only informs. */
  readonly action?: 'run' | 'mitigate' | 'budget';
}

/** Above the first statement; none where there is nothing to run, as in a file of gate definitions. */
export function codeLenses({ program }: SyntaxTree, circuit: Circuit): readonly CodeLens[] {
  const first = program.statements[0];
  if (!first || circuit.qubitCount === 0) return [];
  const { start, end } = first;
  return [
    { start, end, title: 'Run', action: 'run' },
    { start, end, title: 'Mitigate', action: 'mitigate' },
    { start, end, title: sizeOf(circuit) },
  ];
}

function sizeOf({ qubitCount, operations }: Circuit): string {
  const { depth } = scheduleMoments(operations);
  return `${count(qubitCount, 'qubit')} · ${count(operations.length, 'operation')} · depth ${depth}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
