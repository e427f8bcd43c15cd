/** From text to tree. Any text gives a tree that prints back to exactly that text, and the list of its problems. */
import type { Diagnostic } from '../diagnostic.ts';
import { Cursor } from './cursor.ts';
import { lex } from './lexer.ts';
import { parseStatement } from './statements.ts';
import { TokenKind } from './tokens.ts';
import type { ErrorStatement, Program, Statement, SyntaxTree } from './tree.ts';

export function parse(text: string): SyntaxTree {
  const lexed = lex(text);
  const p = new Cursor(text, lexed);
  const program = parseProgram(p);
  return { text, tokens: lexed.tokens, program, diagnostics: inOrder(p.diagnostics) };
}

function parseProgram(p: Cursor): Program {
  const { start } = p;
  const statements: Statement[] = [];
  while (!p.at(TokenKind.endOfText)) {
    statements.push(p.at(TokenKind.rightBrace) ? parseStrayBraces(p) : parseStatement(p));
    p.hasStatements = true;
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
