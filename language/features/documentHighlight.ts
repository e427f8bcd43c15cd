/** The uses of the name at a place, within the same file, and which of them write to it. */
import type { Span } from '../diagnostic.ts';
import type { Program } from '../semantics/program.ts';
import type { Expression, Identifier, Node } from '../syntax/tree.ts';
import { children } from '../syntax/walk.ts';
import { isDeclaration, symbolAt } from './symbolAt.ts';

export interface DocumentHighlight extends Span {
  /** `write`: the declaration, an assignment, the bit of a measurement, the qubit of a reset. */
  readonly kind: 'read' | 'write';
}

/** In the order of the text. Gates read their qubits: almost every use of a qubit would be a write otherwise. */
export function documentHighlights(program: Program, offset: number): readonly DocumentHighlight[] {
  const symbol = symbolAt(program, offset);
  if (!symbol) return [];
  const found: DocumentHighlight[] = [];
  const written = new Set<Identifier>();
  const waiting: Node[] = [program.tree.program];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const target = writtenBy(node);
    if (target) written.add(target);
    if (node.kind === 'identifier' && program.references.get(node) === symbol) {
      const isWrite = written.has(node) || isDeclaration(node, symbol);
      found.push({ start: node.start, end: node.end, kind: isWrite ? 'write' : 'read' });
    }
    const inner = children(node);
    for (let index = inner.length - 1; index >= 0; index--) waiting.push(inner[index]!);
  }
  return found;
}

function writtenBy(node: Node): Identifier | undefined {
  switch (node.kind) {
    case 'assignment':
      return baseName(node.target);
    case 'measureStatement':
      return baseName(node.target);
    case 'reset':
      return baseName(node.operand);
    default:
      return undefined;
  }
}

/** The register of `c` and of `c[0]`. */
function baseName(expression: Expression | undefined): Identifier | undefined {
  let base = expression;
  while (base?.kind === 'index') base = base.base;
  return base?.kind === 'identifier' ? base : undefined;
}
