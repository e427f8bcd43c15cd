/**
 * What the names of a program are, for colours: what only the semantics know. Keywords, numbers and the like are left to
 * the grammar file, except where it cannot know them. Knows no protocol and no editor.
 */
import type { Span } from '../diagnostic.ts';
import { lineIndex } from '../lineIndex.ts';
import { BUILTIN_FUNCTIONS, CONSTANTS } from '../semantics/builtins.ts';
import type { Program, ProgramSymbol } from '../semantics/program.ts';
import type { Identifier, Node } from '../syntax/tree.ts';
import { children } from '../syntax/walk.ts';

/** Their places in this list are their numbers. */
export const semanticTokenTypes = ['function', 'variable', 'parameter', 'keyword'] as const;

/** Their places in this list are the numbers of their bits. */
export const semanticTokenModifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;

export type SemanticTokenType = (typeof semanticTokenTypes)[number];
export type SemanticTokenModifier = (typeof semanticTokenModifiers)[number];

export interface SemanticToken extends Span {
  readonly type: SemanticTokenType;
  readonly modifiers: readonly SemanticTokenModifier[];
}

/** In the order of the text, each on one line. @param range only tokens that touch this part of the text */
export function semanticTokens(program: Program, range?: Span): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  const visit = (node: Node) => {
    if (range && (node.end < range.start || node.start > range.end)) return;
    const token = tokenOf(program, node);
    if (token) tokens.push(token);
    // Names that are declared stand in their declaration alone.
    for (const child of children(node)) visit(child);
  };
  visit(program.tree.program);
  return tokens;
}

function tokenOf(program: Program, node: Node): SemanticToken | undefined {
  switch (node.kind) {
    case 'identifier':
      return node.name === '' ? undefined : nameToken(program, node);
    case 'modifier':
      // The grammar file sees an `@` on the same line only, and no nested parentheses before it.
      return { start: node.start, end: node.start + node.name.length, type: 'keyword', modifiers: [] };
    default:
      return undefined;
  }
}

function nameToken({ references }: Program, identifier: Identifier): SemanticToken | undefined {
  const { start, end, name } = identifier;
  const symbol = references.get(identifier);
  if (!symbol) return builtinToken(start, end, name);
  const modifiers: SemanticTokenModifier[] = [];
  if (symbol.source === 0 && symbol.span.start === start && symbol.span.end === end) modifiers.push('declaration');
  if (isReadonly(symbol)) modifiers.push('readonly');
  if (symbol.kind === 'gate' && symbol.standard) modifiers.push('defaultLibrary');
  return { start, end, type: typeOf(symbol), modifiers };
}

function builtinToken(start: number, end: number, name: string): SemanticToken | undefined {
  if (BUILTIN_FUNCTIONS.has(name)) return { start, end, type: 'function', modifiers: ['defaultLibrary'] };
  if (CONSTANTS.has(name)) return { start, end, type: 'variable', modifiers: ['readonly', 'defaultLibrary'] };
  return undefined;
}

function typeOf(symbol: ProgramSymbol): SemanticTokenType {
  switch (symbol.kind) {
    case 'gate':
    case 'subroutine':
    case 'extern':
      return 'function';
    case 'gateParameter':
      return 'parameter';
    case 'qubit':
      return symbol.role === 'register' ? 'variable' : 'parameter';
    case 'variable':
      return symbol.role === 'parameter' ? 'parameter' : 'variable';
    case 'alias':
      return 'variable';
  }
}

function isReadonly(symbol: ProgramSymbol): boolean {
  if (symbol.kind === 'gateParameter') return true;
  return symbol.kind === 'variable' && (symbol.qualifier === 'const' || symbol.qualifier === 'input');
}

/** The protocol's form: five numbers a token, lines and columns as steps from the token before. */
export function encodeSemanticTokens(text: string, tokens: readonly SemanticToken[]): number[] {
  const lines = lineIndex(text);
  const data: number[] = [];
  let before = { line: 0, column: 0 };
  for (const { start, end, type, modifiers } of tokens) {
    const place = lines.position(start);
    const column = place.line === before.line ? place.column - before.column : place.column;
    let bits = 0;
    for (const modifier of modifiers) bits |= 1 << semanticTokenModifiers.indexOf(modifier);
    data.push(place.line - before.line, column, end - start, semanticTokenTypes.indexOf(type), bits);
    before = place;
  }
  return data;
}

/** Replaces `deleteCount` numbers from `start` on. */
export interface SemanticTokensEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data: readonly number[];
}

/** What makes `after` of `before`: at most one edit, without the beginning and the end that are the same. */
export function semanticTokensDelta(before: ArrayLike<number>, after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const deleteCount = before.length - start - end;
  const data = after.slice(start, after.length - end);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}
