/** `qreg` and `creg`, which OpenQASM 3 keeps for OpenQASM 2's sake, in programs that say they are OpenQASM 3. */
import type { LintContext } from './lint.ts';

export function deprecatedSyntax({ program, report }: LintContext): void {
  const { text, program: root } = program.tree;
  if (!root.version || program.version !== 3) return;
  for (const statement of root.statements) {
    const isOld =
      (statement.kind === 'qubitDeclaration' || statement.kind === 'classicalDeclaration') && statement.oldStyle;
    if (!isOld) continue;
    const [old, type] = statement.kind === 'qubitDeclaration' ? ['qreg', 'qubit'] : ['creg', 'bit'];
    const start = text.indexOf(old, statement.start);
    const { name } = statement.name;
    const span = { start, end: start + old.length };
    report('deprecated-syntax', span, `'${old}' is how OpenQASM 2 declares ${type}s. Write '${type}[…] ${name};'.`, {
      tag: 'deprecated',
    });
  }
}
