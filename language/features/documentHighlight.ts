/** The uses of the name at a place, within the same file, and which of them write to it. */
import type { Span } from '../diagnostic.ts';
import type { Program } from '../semantics/program.ts';
import type { Expression, Identifier, Node } from '../syntax/tree.ts';
import { nodesAt } from '../syntax/walk.ts';
import { isDeclaration, symbolAt } from './symbolAt.ts';

export interface DocumentHighlight extends Span {
  /** `write`: the declaration, an assignment, the bit of a measurement, the qubit of a reset. */
  readonly kind: 'read' | 'write';
}

/**
 * In the order of the text. Gates read their qubits: almost every use of a qubit would be a write otherwise.
 * Editors ask at each move of the cursor, so the tree is only looked into where the name stands.
 */
export function documentHighlights(program: Program, offset: number): readonly DocumentHighlight[] {
  const symbol = symbolAt(program, offset);
  if (!symbol) return [];
  const found: DocumentHighlight[] = [];
  for (const [identifier, meaning] of program.references) {
    if (meaning !== symbol) continue;
    const path = nodesAt(program.tree, identifier.start);
    // Names of included files are not in this tree.
    if (path.at(-1) !== identifier) continue;
    const isWrite = isDeclaration(identifier, symbol) || path.some((node) => writtenBy(node) === identifier);
    found.push({ start: identifier.start, end: identifier.end, kind: isWrite ? 'write' : 'read' });
  }
  return found.sort((a, b) => a.start - b.start);
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
