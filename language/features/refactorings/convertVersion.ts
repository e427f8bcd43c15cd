/**
 * Refactoring: a whole program from OpenQASM 2 to 3, or from 3 to 2, as edits of its text: comments, layout and
 * structure stay. A program that the other version cannot express is not converted, and the reason is told.
 */
import type { Program } from '../../semantics/program.ts';
import type { TextEdit } from '../formatting.ts';
import { toVersion2 } from './convertToVersion2.ts';
import { toVersion3 } from './convertToVersion3.ts';
import { Inexpressible } from './inexpressible.ts';
import type { FindRefactorings } from './refactoring.ts';

/**
 * The edits that make a program one of the other version, in order of place. It should have no errors.
 *
 * @throws {Inexpressible}
 */
export function conversionEdits(program: Program): readonly TextEdit[] {
  const edits = program.version === 2 ? toVersion3(program) : toVersion2(program);
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Offered at the version, where one would look for it. */
export const convertVersion: FindRefactorings = ({ program, selection }) => {
  const [statement] = selection?.statements ?? [];
  if (statement?.kind !== 'version' || program.diagnostics.some(({ severity }) => severity === 'error')) return [];
  const title = `Convert to OpenQASM ${program.version === 2 ? 3 : 2}`;
  try {
    const edits = conversionEdits(program);
    return [{ title, kind: 'refactor.rewrite', edits: () => edits }];
  } catch (error) {
    if (error instanceof Inexpressible)
      return [{ title, kind: 'refactor.rewrite', edits: () => [], disabled: error.message }];
    throw error;
  }
};
