/** Quick fixes for lints: taking away what does nothing or is not used, and what OpenQASM 3 writes in another way. */
import { documentedRemoval, insertion, newline, removal, replacement } from '../sourceEdits.ts';
import { around, mend, type Problem, type QuickFix, type QuickFixes, written } from './quickFix.ts';

const remove =
  (what: string) =>
  ({ text, diagnostic }: Problem): readonly QuickFix[] =>
    mend(`Remove ${what}`, removal(text, diagnostic));

export const lintFixes: QuickFixes = {
  'barrier-without-effect': remove('this barrier'),
  'cancelling-gates': removeBoth,
  'deprecated-syntax': writeNewDeclaration,
  'gate-without-effect': remove('this gate'),
  'missing-version': insertVersion,
  'unreachable-code': remove('the unreachable code'),
  'unused-bit': removeDeclaration,
  'unused-gate': removeDeclaration,
  'unused-qubit': removeDeclaration,
  'unused-subroutine': removeDeclaration,
  'unused-variable': removeDeclaration,
};

function removeBoth({ text, diagnostic }: Problem): readonly QuickFix[] {
  const first = diagnostic.related?.[0];
  if (!first) return [];
  const [before, after] = [removal(text, first), removal(text, diagnostic)];
  // In one line, the blanks between the two belong to the first.
  return mend('Remove both gates', before, { ...after, start: Math.max(after.start, before.end) });
}

/** `qreg q[2];` becomes `qubit[2] q;` */
function writeNewDeclaration(problem: Problem): readonly QuickFix[] {
  const { text } = problem;
  const statement = around(problem, 'qubitDeclaration', 'classicalDeclaration');
  if (!statement) return [];
  const word = written(problem) === 'qreg' ? 'qubit' : 'bit';
  const { start, end } = statement.name;
  const size = text.slice(end, statement.end).replace(/\s*;$/, '');
  if (size.includes('/')) return [];
  const declaration = `${word}${size.trim()} ${text.slice(start, end)};`;
  return mend(
    `Write '${declaration}'`,
    replacement({ start: problem.diagnostic.start, end: statement.end }, declaration),
  );
}

function insertVersion({ text, diagnostic }: Problem): readonly QuickFix[] {
  const version = /OPENQASM [\d.]+;/.exec(diagnostic.message)?.[0];
  return version ? mend(`Insert '${version}'`, insertion(diagnostic.start, `${version}${newline(text)}`)) : [];
}

/** Of a name that is not used at all; one that a call gives a value stays, as the call may do something. */
function removeDeclaration(problem: Problem): readonly QuickFix[] {
  const { text, diagnostic } = problem;
  const declaration = around(problem, 'qubitDeclaration', 'classicalDeclaration', 'alias', 'gate', 'def', 'extern');
  if (!declaration || diagnostic.tag !== 'unnecessary') return [];
  const kind = declaration.kind === 'classicalDeclaration' ? declaration.initializer?.kind : undefined;
  if (kind === 'call' || kind === 'quantumCall') return [];
  return mend(`Remove '${declaration.name.name}'`, documentedRemoval(text, declaration));
}
