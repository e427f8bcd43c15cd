/** Quick fixes for marks that are missing, doubled, or those of another language. */
import type { Statement } from '../../syntax/tree.ts';
import { insertion, removal, replacement } from '../sourceEdits.ts';
import {
  around,
  endBefore,
  mend,
  nodesAround,
  type Problem,
  type QuickFix,
  type QuickFixes,
  written,
} from './quickFix.ts';

export const punctuationFixes: QuickFixes = {
  'missing-semicolon': missingSemicolon,
  'missing-token': missingToken,
  'expected-expression': missingExpression,
  'empty-statement': removeWritten,
  'unexpected-brace': removeWritten,
  'unclosed-brace': closeBrace,
  'unary-plus': removeWritten,
  'unexpected-colon': removeWritten,
  'modifier-space': (problem) => mend("Insert a space after '@'", insertion(problem.diagnostic.end, ' ')),
  'modifier-argument': modifierArgument,
};

function removeWritten(problem: Problem): readonly QuickFix[] {
  return mend(`Remove '${written(problem)}'`, removal(problem.text, problem.diagnostic));
}

function missingSemicolon(problem: Problem): readonly QuickFix[] {
  const { text, diagnostic } = problem;
  const found = written(problem);
  const place = endBefore(text, diagnostic.start);
  if (found === '++') return mend("Write '+= 1'", replacement({ start: place, end: diagnostic.end }, ' += 1'));
  if (found === ',') {
    const split = splitAtComma(problem);
    if (split) return split;
  }
  const statement = nodesAround(problem).find((node) => 'annotations' in node || node.kind === 'gateCall');
  if (/^[\p{L}_$]/u.test(found) && statement?.kind === 'gateCall') {
    return [
      { title: "Insert ','", edits: [insertion(place, ',')], preferred: true },
      { title: "Insert ';'", edits: [insertion(place, ';')] },
    ];
  }
  if (found === '(') {
    const brackets = /^\(([^()[\]\r\n;]*)\)/.exec(text.slice(diagnostic.start));
    if (brackets) {
      const span = { start: diagnostic.start, end: diagnostic.start + brackets[0].length };
      return mend(`Write the index in brackets: '[${brackets[1]}]'`, replacement(span, `[${brackets[1]}]`));
    }
  }
  return mend("Insert ';'", insertion(place, ';'));
}

/** `n--` is read as the beginning of a difference. */
function missingExpression({ text, diagnostic }: Problem): readonly QuickFix[] {
  const end = endBefore(text, diagnostic.start);
  if (!text.startsWith('--', end - 2)) return [];
  const place = endBefore(text, end - 2);
  return mend("Write '-= 1'", replacement({ start: place, end }, ' -= 1'));
}

/** `qubit a, b;`, `measure a, b;` and `let a = b, c;` */
function splitAtComma(problem: Problem): readonly QuickFix[] | undefined {
  const { text, diagnostic, program } = problem;
  const statement = statementEndingAt(program.tree.program.statements, diagnostic.start);
  if (!statement) return undefined;
  const comma = { start: diagnostic.start, end: diagnostic.end };
  if (statement.kind === 'alias') return mend("Join with '++'", replacement(comma, ' ++'));
  const prefix = repeatedPart(text, statement);
  const rest = /^(?:\s*,\s*[\p{L}_$][\p{L}\p{N}_]*(?:\[[^\]\r\n;]*\])?)+\s*;/u.exec(text.slice(diagnostic.start))?.[0];
  if (prefix === undefined || rest === undefined) return undefined;
  const separate = rest.replace(/\s*,\s*/g, `; ${prefix}`);
  const span = { start: diagnostic.start, end: diagnostic.start + rest.length };
  return mend('Split into one statement for each', replacement(span, separate));
}

/** What stands before each name. */
function repeatedPart(text: string, statement: Statement): string | undefined {
  if (statement.kind === 'measureStatement') return statement.target ? undefined : 'measure ';
  if (statement.kind === 'classicalDeclaration' && statement.initializer) return undefined;
  if (statement.kind !== 'qubitDeclaration' && statement.kind !== 'classicalDeclaration') return undefined;
  return text.slice(statement.start, statement.name.start);
}

/** The statement in which the parser stopped at an offset. */
function statementEndingAt(statements: readonly Statement[], offset: number): Statement | undefined {
  return statements.find(({ start, end }) => start < offset && offset <= end);
}

/** The message says what was expected, in quotes. */
function missingToken(problem: Problem): readonly QuickFix[] {
  const { text, diagnostic } = problem;
  const expected = /^Expected '([^']+)'/.exec(diagnostic.message)?.[1];
  if (expected === undefined) return [];
  const found = written(problem);
  if (expected === ')' && found === '=') return mend("Compare with '=='", replacement(diagnostic, '=='));
  if (expected === 'in') {
    const isSign = found === '=' || found === ':';
    return isSign ? mend(`Replace '${found}' by 'in'`, replacement(diagnostic, 'in')) : insert(diagnostic.start, 'in ');
  }
  if (expected === '(') return encloseCondition(problem);
  if (expected === '{') return [];
  if (expected === '@') return insert(endBefore(text, diagnostic.start), ' @');
  if (expected === '=') return insert(diagnostic.start, '= ');
  return insert(endBefore(text, diagnostic.start), expected);
}

const insert = (offset: number, what: string): readonly QuickFix[] =>
  mend(`Insert '${what.trim()}'`, insertion(offset, what));

/** `if c == 1 {` */
function encloseCondition(problem: Problem): readonly QuickFix[] {
  const statement = around(problem, 'if', 'while', 'switch');
  if (!statement) return [];
  const condition = statement.kind === 'switch' ? statement.subject : statement.condition;
  if (condition.kind === 'missing' || condition.start < problem.diagnostic.start) return [];
  return mend('Put the condition in parentheses', insertion(condition.start, '('), insertion(condition.end, ')'));
}

function closeBrace({ text, program }: Problem): readonly QuickFix[] {
  const end = endBefore(text, text.length);
  const isOfOneLine = program.tree.program.statements.length > 0 && !text.includes('\n');
  return mend("Insert '}' at the end", insertion(end, isOfOneLine ? ' }' : '\n}'));
}

/** `inv(2) @` loses its argument; `pow @` has none to lose. */
function modifierArgument(problem: Problem): readonly QuickFix[] {
  const modifier = around(problem, 'modifier');
  if (modifier?.name !== 'inv' || !modifier.argument) return [];
  const open = problem.text.lastIndexOf('(', modifier.argument.start);
  const close = problem.text.indexOf(')', modifier.argument.end);
  return open < 0 || close < 0 ? [] : mend('Remove the argument', replacement({ start: open, end: close + 1 }, ''));
}
