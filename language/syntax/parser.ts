/** From text to tree. Any text gives a tree that prints back to exactly that text, and the list of its problems. */
import type { Diagnostic } from '../diagnostic.ts';
import { finish, type Steps, statementsPerStep } from '../steps.ts';
import { Cursor } from './cursor.ts';
import { lex } from './lexer.ts';
import { parseStatement } from './statements.ts';
import { TokenKind } from './tokens.ts';
import type { ErrorStatement, Program, Statement, SyntaxTree } from './tree.ts';

/** @param version of OpenQASM that counts where the text does not say its own: that of the program that includes it */
export const parse = (text: string, version?: number): SyntaxTree => finish(parseInSteps(text, version));

export function* parseInSteps(text: string, version?: number): Steps<SyntaxTree> {
  const lexed = lex(text, version);
  yield;
  const p = new Cursor(text, lexed);
  const program = yield* parseProgram(p);
  return { text, tokens: lexed.tokens, program, diagnostics: inOrder(p.diagnostics) };
}

function* parseProgram(p: Cursor): Steps<Program> {
  const { start } = p;
  const statements: Statement[] = [];
  while (!p.at(TokenKind.endOfText)) {
    statements.push(p.at(TokenKind.rightBrace) ? parseStrayBraces(p) : parseStatement(p));
    p.hasStatements = true;
    if (statements.length % statementsPerStep === 0) yield;
  }
  const [first] = statements;
  const version = first?.kind === 'version' ? first : undefined;
  return { kind: 'program', start, end: Math.max(start, p.previousEnd), version, statements };
}

function parseStrayBraces(p: Cursor): ErrorStatement {
  const { start } = p;
  p.broken = false;
  p.report('unexpected-brace', "This '}' closes nothing: remove it.");
  while (p.take(TokenKind.rightBrace));
  return { kind: 'error', start, end: p.previousEnd };
}

const inOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.slice().sort((a, b) => a.start - b.start || a.end - b.end);
