/** Programs that do not say which version of OpenQASM they are in. Files that only define names are no programs. */
import type { LintContext } from './lint.ts';
import { isExecuted } from './statements.ts';

export function missingVersion({ program, report }: LintContext): void {
  const { statements, version } = program.tree.program;
  if (version || !statements.some(isExecuted)) return;
  const [first] = statements;
  if (!first || first.kind === 'error') return;
  const { start, end } = first;
  report(
    'missing-version',
    { start, end },
    "The program does not say its version and counts as OpenQASM 3. Begin with 'OPENQASM 3.0;'.",
  );
}
