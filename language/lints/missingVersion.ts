/** Programs that do not say which version of OpenQASM they are in. Files that only define names are no programs. */
import type { LintContext } from './lint.ts';
import { isExecuted } from './statements.ts';

export function missingVersion({ program, report }: LintContext): void {
  const { statements } = program.tree.program;
  if (statements.some(({ kind }) => kind === 'version') || !statements.some(isExecuted)) return;
  const [first] = statements;
  if (!first || first.kind === 'error') return;
  const { start, end } = first;
  const isOld = statements.some((statement) => statement.kind === 'include' && statement.path.value === 'qelib1.inc');
  const message = `The program does not say its version and counts as OpenQASM 3. Begin with 'OPENQASM ${isOld ? 2 : 3}.0;'.`;
  report('missing-version', { start, end }, message);
}
