/** Which variables a statement may assign to. */
import type { ProgramSymbol, References } from '../../semantics/program.ts';
import type { CallExpression, Expression, Identifier, Node, Statement } from '../../syntax/tree.ts';
import { children } from '../../syntax/walk.ts';

/** Every name that the statement, or one within it, writes to. */
export function assignedSymbols(statement: Statement, references: References): Set<ProgramSymbol> {
  const symbols = new Set<ProgramSymbol>();
  const pending: Node[] = [statement];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const name of node.kind === 'call' ? mutableArguments(node, references) : [writtenName(node)]) {
      const symbol = name && references.get(name);
      if (symbol) symbols.add(symbol);
    }
    pending.push(...children(node));
  }
  return symbols;
}

function writtenName(node: Node): Identifier | undefined {
  switch (node.kind) {
    case 'assignment':
      return baseName(node.target);
    case 'measureStatement':
      return node.target && baseName(node.target);
    case 'classicalDeclaration':
      return node.name;
    case 'for':
      return node.variable;
    default:
      return undefined;
  }
}

/** The arrays that a call may change. */
function mutableArguments(call: CallExpression, references: References): readonly (Identifier | undefined)[] {
  const symbol = references.get(call.callee);
  if (symbol?.kind !== 'subroutine') return [];
  return call.arguments.map((argument, index) => {
    const type = symbol.parameterTypes[index];
    return type?.kind === 'array' && type.access === 'mutable' ? baseName(argument) : undefined;
  });
}

function baseName(target: Expression): Identifier | undefined {
  let base = target;
  while (base.kind === 'index') base = base.base;
  return base.kind === 'identifier' ? base : undefined;
}
