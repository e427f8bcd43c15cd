/**
 * Names that hide another one that could have been used at the place. What is not visible there anyway, such as a
 * global qubit inside of a gate, is not hidden. Nobody takes a value for a gate: only names of the same use count.
 */
import { describeSymbol, type ProgramSymbol } from '../semantics/program.ts';
import { Scope } from '../semantics/scope.ts';
import type { Identifier, Statement } from '../syntax/tree.ts';
import type { LintContext } from './lint.ts';
import { bodiesOf } from './statements.ts';

export function shadowedName({ program, report }: LintContext): void {
  const declare = (scope: Scope, name: Identifier) => {
    const symbol = program.references.get(name);
    if (!symbol || symbol.span.start !== name.start) return;
    const hidden = scope.parent?.find(name.name);
    const isMixup = hidden && isCalled(hidden) === isCalled(symbol);
    if (isMixup && hidden !== symbol && isOwn(hidden) && scope.canSee(hidden)) {
      const message = `'${name.name}' hides ${describeSymbol(hidden)} of the same name. Choose another name.`;
      const related = [{ ...hidden.span, message: `The other '${name.name}' is declared here.` }];
      report('shadowed-name', name, message, { related });
    }
    scope.names.set(name.name, symbol);
  };
  const visit = (scope: Scope, statements: readonly Statement[]) => {
    for (const statement of statements) {
      if (isDeclaration(statement)) declare(scope, statement.name);
      const bodies = bodiesOf(statement);
      if (bodies.length === 0) continue;
      const outer = new Scope(scope, statement.kind === 'gate' || statement.kind === 'def');
      for (const name of parametersOf(statement)) declare(outer, name);
      // The parameters of a definition and its body are one scope; a loop's variable may be hidden by its body.
      const isDefinition = statement.kind === 'gate' || statement.kind === 'def';
      for (const body of bodies) visit(isDefinition ? outer : new Scope(outer), body);
    }
  };
  visit(new Scope(undefined), program.tree.program.statements);
}

const isOwn = (symbol: ProgramSymbol): boolean => symbol.source === 0 && symbol.span.end > 0;

/** Gates and subroutines are applied to something, everything else is a value or a place. */
const isCalled = ({ kind }: ProgramSymbol): boolean => kind === 'gate' || kind === 'subroutine' || kind === 'extern';

type Declaration = Extract<Statement, { readonly name: Identifier }>;

function isDeclaration(statement: Statement): statement is Declaration {
  switch (statement.kind) {
    case 'classicalDeclaration':
    case 'qubitDeclaration':
    case 'alias':
    case 'gate':
    case 'opaque':
    case 'def':
    case 'extern':
      return true;
    default:
      return false;
  }
}

function parametersOf(statement: Statement): readonly Identifier[] {
  switch (statement.kind) {
    case 'gate':
      return [...statement.parameters, ...statement.qubits];
    case 'def':
      return statement.parameters.map(({ name }) => name);
    case 'for':
      return [statement.variable];
    default:
      return [];
  }
}
