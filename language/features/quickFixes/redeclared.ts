/** Quick fixes for a name that is declared twice, and for what must not change. */
import { nodesAt } from '../../syntax/walk.ts';
import { freeName } from '../freeName.ts';
import { removal, replacement } from '../sourceEdits.ts';
import { around, mend, type Problem, type QuickFix, type QuickFixes, written } from './quickFix.ts';

export const redeclarationFixes: QuickFixes = {
  redeclared: rename,
  'not-assignable': makeVariable,
};

function rename(problem: Problem): readonly QuickFix[] {
  const { text, program, diagnostic } = problem;
  const name = freeName(program, written(problem));
  const renaming = { title: `Rename this to '${name}'`, edits: [replacement(diagnostic, name)] };
  const [previous] = diagnostic.related ?? [];
  const statement = around(problem, 'qubitDeclaration', 'classicalDeclaration', 'gate');
  const first =
    previous && previous.uri === undefined
      ? nodesAt(program.tree, previous.start).find(({ kind }) => kind === statement?.kind)
      : undefined;
  const isSame =
    statement && first && text.slice(statement.start, statement.end) === text.slice(first.start, first.end);
  if (!isSame) return [{ ...renaming, preferred: true }];
  return [...mend('Remove this declaration', removal(text, statement)), renaming];
}

/** A constant that is assigned to becomes a variable. */
function makeVariable(problem: Problem): readonly QuickFix[] {
  const { text, program } = problem;
  const name = around(problem, 'identifier');
  const symbol = name && program.references.get(name);
  if (symbol?.kind !== 'variable' || symbol.qualifier !== 'const' || symbol.source !== 0) return [];
  const declaration = nodesAt(program.tree, symbol.span.start).find(({ kind }) => kind === 'classicalDeclaration');
  if (declaration?.kind !== 'classicalDeclaration') return [];
  const word = { start: text.lastIndexOf('const', declaration.type.start), end: declaration.type.start };
  return [{ title: `Make '${symbol.name}' a variable`, edits: [replacement(word, '')] }];
}
