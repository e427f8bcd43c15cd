/** Quick fixes for what a program begins with: its version and its includes. */
import { insertion, newline, nextLine, removal, replacement } from '../sourceEdits.ts';
import { around, mend, type Problem, type QuickFix, type QuickFixes, written } from './quickFix.ts';

export const headerFixes: QuickFixes = {
  'unknown-version': changeVersion,
  'malformed-version': changeVersion,
  'expected-version': ({ text, diagnostic }) => {
    const blank = text[diagnostic.start - 1] === ' ' ? '' : ' ';
    return mend('Insert the version 3.0', insertion(diagnostic.start, `${blank}3.0`));
  },
  'misplaced-version': moveVersion,
  'not-in-version-2': ({ program }) => {
    const { version } = program.tree.program;
    return version ? mend('Change the program to OpenQASM 3', replacement(version, 'OPENQASM 3.0;')) : [];
  },
  'include-twice': removeInclude,
  'include-not-found': ({ diagnostic }) => {
    const library = /Did you mean ("[^"]+")/.exec(diagnostic.message)?.[1];
    return library === undefined ? [] : mend(`Change to ${library}`, replacement(diagnostic, library));
  },
};

function changeVersion(problem: Problem): readonly QuickFix[] {
  const meant = /^[^0-9]*2/.test(written(problem)) ? '2.0' : written(problem).startsWith('3.0') ? '3.0' : '3.1';
  return mend(`Change to ${meant}`, replacement(problem.diagnostic, meant));
}

function moveVersion(problem: Problem): readonly QuickFix[] {
  const { text, program } = problem;
  const statement = around(problem, 'version');
  const [first] = program.tree.program.statements;
  if (!statement || !first) return [];
  const away = removal(text, statement);
  if (first.kind === 'version') return mend('Remove this version', away);
  const line = `${text.slice(statement.start, statement.end)}${newline(text)}`;
  return mend('Move the version to the top', insertion(first.start, line), away);
}

function removeInclude(problem: Problem): readonly QuickFix[] {
  const statement = around(problem, 'include');
  if (!statement) return [];
  const { text } = problem;
  const edit = removal(text, statement);
  // What stands behind the include in its line stays.
  return mend('Remove this include', edit.end > nextLine(text, statement.end) ? replacement(statement, '') : edit);
}
