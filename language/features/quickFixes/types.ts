/** Quick fixes for types that are missing, too many, or at the wrong place in a declaration. */
import type { Expression } from '../../syntax/tree.ts';
import { insertion, removal, replacement } from '../sourceEdits.ts';
import { around, endBefore, mend, type Problem, type QuickFix, type QuickFixes, written } from './quickFix.ts';

export const typeFixes: QuickFixes = {
  'expected-type': insertType,
  'misplaced-size': moveSize,
  'unexpected-size': ({ diagnostic }) => mend('Remove the size', replacement(diagnostic, '')),
  'unexpected-type': (problem) => removeWord(problem, 'Remove the type'),
  'unexpected-name': removeName,
  'missing-access': ({ diagnostic }) => [
    { title: "Insert 'readonly'", edits: [insertion(diagnostic.start, 'readonly ')], preferred: true },
    { title: "Insert 'mutable'", edits: [insertion(diagnostic.start, 'mutable ')] },
  ],
  'misplaced-access': (problem) => removeWord(problem, `Remove '${written(problem)}'`),
  'unexpected-initializer': removeInitializer,
  'declared-hardware-qubit': removeDeclaration,
  'not-constant': dropConst,
};

function removeWord({ text, diagnostic }: Problem, title: string): readonly QuickFix[] {
  const blanks = /^\s*/.exec(text.slice(diagnostic.end))?.[0].length ?? 0;
  return mend(title, replacement({ start: diagnostic.start, end: diagnostic.end + blanks }, ''));
}

function removeName({ text, diagnostic }: Problem): readonly QuickFix[] {
  return mend('Remove the name', replacement({ start: endBefore(text, diagnostic.start), end: diagnostic.end }, ''));
}

/** `const n = 3;`, `input theta;` and `for i in [0:3]` */
function insertType(problem: Problem): readonly QuickFix[] {
  const { diagnostic } = problem;
  const statement = around(problem, 'classicalDeclaration', 'for');
  if (statement?.type.kind !== 'missingType') return [];
  const insert = (type: string): QuickFix => ({
    title: `Insert the type '${type}'`,
    edits: [insertion(diagnostic.start, `${type} `)],
  });
  if (statement.kind === 'for') return [{ ...insert('int'), preferred: true }, insert('uint')];
  if (statement.qualifier === 'input') return [{ ...insert('angle'), preferred: true }, insert('float'), insert('int')];
  if (statement.qualifier === 'output') return [{ ...insert('bit'), preferred: true }];
  return [{ ...insert(typeOf(statement.initializer)), preferred: true }];
}

function typeOf(initializer: Expression | undefined): string {
  switch (initializer?.kind) {
    case 'integer':
      return 'int';
    case 'boolean':
      return 'bool';
    case 'timing':
      return 'duration';
    case 'imaginary':
      return 'complex';
    case 'bitstring':
      return `bit[${initializer.value.length}]`;
    case 'unary':
      return typeOf(initializer.operand);
    default:
      return 'float';
  }
}

/** `int n[8]` becomes `int[8] n`, and `qreg[2] q` becomes `qreg q[2]`. */
function moveSize(problem: Problem): readonly QuickFix[] {
  const { text, diagnostic } = problem;
  const statement = around(problem, 'classicalDeclaration', 'qubitDeclaration');
  if (!statement || statement.name.name === '') return [];
  const size = written(problem);
  if (statement.oldStyle) {
    const edits = [replacement(diagnostic, ''), insertion(statement.name.end, size)];
    return mend('Write the size behind the name', ...edits);
  }
  const place = endBefore(text, statement.name.start);
  return mend('Write the size before the name', insertion(place, size), replacement(diagnostic, ''));
}

/** `creg c[2] = …` becomes `bit[2] c = …`; an input has no value. */
function removeInitializer(problem: Problem): readonly QuickFix[] {
  const { text, diagnostic } = problem;
  const statement = around(problem, 'classicalDeclaration');
  if (!statement) return [];
  if (statement.oldStyle) {
    const size = text.slice(statement.type.start, statement.type.end);
    const head = { start: statement.start, end: statement.type.end };
    return mend("Write 'bit' instead of 'creg'", replacement(head, `bit${size} ${statement.name.name}`));
  }
  const end = endBefore(text, text.lastIndexOf('=', diagnostic.start));
  return mend('Remove the value', replacement({ start: end, end: diagnostic.end }, ''));
}

function removeDeclaration(problem: Problem): readonly QuickFix[] {
  const statement = around(problem, 'qubitDeclaration');
  return statement ? mend('Remove the declaration', removal(problem.text, statement)) : [];
}

/** A value that is only known when the program runs makes a variable. */
function dropConst(problem: Problem): readonly QuickFix[] {
  const statement = around(problem, 'classicalDeclaration');
  if (statement?.qualifier !== 'const') return [];
  const start = problem.text.lastIndexOf('const', statement.type.start);
  return mend("Remove 'const'", replacement({ start, end: statement.type.start }, ''));
}
