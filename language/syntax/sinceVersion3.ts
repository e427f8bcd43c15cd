/** What OpenQASM 3 has and OpenQASM 2 does not, in programs that say to be written in OpenQASM 2. */
import type { Cursor } from './cursor.ts';
import type { Statement } from './tree.ts';

/** Reports a statement that only OpenQASM 3 has at its first word, which ends at `wordEnd`. */
export function reportSinceVersion3(p: Cursor, statement: Statement, wordEnd: number): void {
  const word = p.text.slice(statement.start, wordEnd);
  const what = sinceVersion3(statement, word);
  if (what === undefined) return;
  p.report(
    'not-in-version-2',
    `OpenQASM 2 has no ${what}: begin the program with 'OPENQASM 3.0;' to use it.`,
    statement.start,
    wordEnd,
  );
}

/** What about a statement is new in OpenQASM 3, for people; nothing where OpenQASM 2 has it as well. */
function sinceVersion3(statement: Statement, word: string): string | undefined {
  switch (statement.kind) {
    case 'version':
    case 'include':
    case 'pragma':
    case 'gate':
    case 'opaque':
    case 'barrier':
    case 'reset':
    case 'expressionStatement':
    case 'error':
      return undefined;
    case 'qubitDeclaration':
    case 'classicalDeclaration':
      return statement.oldStyle ? undefined : `'${word}'`;
    case 'gateCall':
      return statement.modifiers.length > 0 ? 'gate modifiers' : undefined;
    case 'measureStatement':
      return statement.target ? undefined : "'measure' without '->'";
    case 'assignment':
      return 'assignments';
    case 'block':
      return 'blocks';
    case 'if':
      if (statement.then.kind === 'block') return "blocks after 'if'";
      return statement.otherwise ? "'else'" : sinceVersion3(statement.then, word);
    default:
      return `'${word}'`;
  }
}
