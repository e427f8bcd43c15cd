/** Which variables a statement may assign to. */
import type { ProgramSymbol, References } from '../../semantics/program.ts';
import type { Expression, Statement } from '../../syntax/tree.ts';

/** Every name the statement, or one within it, writes to. */
export function assignedSymbols(statement: Statement, references: References): Set<ProgramSymbol> {
  const symbols = new Set<ProgramSymbol>();
  const pending: Statement[] = [statement];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const name of writtenNames(next)) {
      const symbol = references.get(name);
      if (symbol) symbols.add(symbol);
    }
    pending.push(...nestedStatements(next));
  }
  return symbols;
}

function writtenNames(statement: Statement): (Expression & { readonly kind: 'identifier' })[] {
  switch (statement.kind) {
    case 'assignment':
      return baseName(statement.target);
    case 'measureStatement':
      return statement.target ? baseName(statement.target) : [];
    case 'classicalDeclaration':
      return [statement.name];
    case 'for':
      return [statement.variable];
    default:
      return [];
  }
}

function baseName(target: Expression): (Expression & { readonly kind: 'identifier' })[] {
  const base = target.kind === 'index' ? target.base : target;
  return base.kind === 'identifier' ? [base] : [];
}

function nestedStatements(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'block':
      return statement.statements;
    case 'box':
      return statement.body.statements;
    case 'if':
      return statement.otherwise ? [statement.then, statement.otherwise] : [statement.then];
    case 'while':
    case 'for':
      return [statement.body];
    case 'switch':
      return statement.cases.map((item) => item.body);
    default:
      return [];
  }
}
