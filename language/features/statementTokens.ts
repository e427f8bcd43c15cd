/** The tokens of the statement at a place, up to the place: for features that must understand half-typed text. */
import { firstTokenFrom, isTrivia, TokenKind } from '../syntax/tokens.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

export interface Token {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
}

export interface StatementTokens {
  readonly text: string;
  /** Without trivia and annotations. */
  readonly tokens: readonly Token[];
  /** Whose braces the statement is in, as far as it matters. */
  readonly opener: 'switch' | 'other';
  /** Whether the statement is in braces. */
  readonly isNested: boolean;
}

/** The token that holds the character before the offset, or the first one. */
export function tokenIndexAt({ tokens }: SyntaxTree, offset: number): number {
  return Math.max(firstTokenFrom(tokens, offset) - 1, 0);
}

/** The statement that the token `end` belongs to, without that token and what follows. */
export function statementTokens(tree: SyntaxTree, end: number): StatementTokens {
  const { kinds, starts, count } = tree.tokens;
  const found: Token[] = [];
  let opener: StatementTokens['opener'] = 'other';
  let isNested = false;
  let index = Math.min(end, count) - 1;
  for (; index >= 0; index--) {
    const kind = kinds[index]!;
    if (isTrivia(kind)) continue;
    if (kind === TokenKind.semicolon) break;
    if (kind === TokenKind.annotation || kind === TokenKind.lineContent) break;
    if (kind === TokenKind.calibrationBody) break;
    if (kind === TokenKind.leftBrace && !isValueBrace(tree, index)) {
      isNested = true;
      if (isSwitchBrace(tree, index)) opener = 'switch';
      break;
    }
    if (kind === TokenKind.rightBrace && !isValueBrace(tree, openingBrace(tree, index))) {
      // Nothing more is wanted of a `switch` than whether the place is among its cases.
      if (found.length === 0 && isSwitchBrace(tree, outerBrace(tree, index))) opener = 'switch';
      break;
    }
    found.push({ kind, start: starts[index]!, end: starts[index + 1]! });
    if (beginsStatementSurely(kind) && isFirstOnLine(tree, index)) break;
  }
  return { text: tree.text, tokens: found.reverse(), opener, isNested };
}

function previous({ tokens: { kinds } }: SyntaxTree, index: number): number {
  let before = index - 1;
  while (before >= 0 && isTrivia(kinds[before]!)) before--;
  return before;
}

/** The brace of a set or an array, rather than that of a block. */
function isValueBrace(tree: SyntaxTree, index: number): boolean {
  let before = previous(tree, index);
  while (before >= 0 && tree.tokens.kinds[before] === TokenKind.leftBrace) before = previous(tree, before);
  const kind = tree.tokens.kinds[before];
  const isValue =
    kind === TokenKind.equals || kind === TokenKind.in || kind === TokenKind.leftBracket || kind === TokenKind.comma;
  return before >= 0 && isValue;
}

/** The brace that the one at `index` closes; -1 where there is none. */
function openingBrace(tree: SyntaxTree, index: number): number {
  return unmatchedBrace(tree, index - 1);
}

/** The brace around the block whose closing brace is at `index`. */
function outerBrace(tree: SyntaxTree, index: number): number {
  return unmatchedBrace(tree, openingBrace(tree, index) - 1);
}

/** Backwards from `from`, the first brace that is not closed before. */
function unmatchedBrace({ tokens: { kinds } }: SyntaxTree, from: number): number {
  let depth = 0;
  for (let index = from; index >= 0; index--) {
    const kind = kinds[index];
    if (kind === TokenKind.rightBrace) depth++;
    else if (kind === TokenKind.leftBrace && depth-- === 0) return index;
  }
  return -1;
}

function isSwitchBrace(tree: SyntaxTree, index: number): boolean {
  const { kinds } = tree.tokens;
  let before = previous(tree, index);
  if (index < 0 || kinds[before] !== TokenKind.rightParenthesis) return false;
  for (let depth = 0; before >= 0; before--) {
    if (kinds[before] === TokenKind.rightParenthesis) depth++;
    else if (kinds[before] === TokenKind.leftParenthesis && --depth === 0) break;
  }
  return kinds[previous(tree, before)] === TokenKind.switch;
}

/** Words that a statement begins with and that stand nowhere else. */
function beginsStatementSurely(kind: number): boolean {
  const isDefinition = kind >= TokenKind.openqasm && kind <= TokenKind.continue;
  const isControl = kind === TokenKind.if || kind === TokenKind.for || kind === TokenKind.while;
  return (
    isDefinition ||
    isControl ||
    kind === TokenKind.qreg ||
    kind === TokenKind.creg ||
    kind === TokenKind.reset ||
    kind === TokenKind.barrier ||
    kind === TokenKind.return ||
    kind === TokenKind.switch
  );
}

function isFirstOnLine({ tokens: { kinds } }: SyntaxTree, index: number): boolean {
  for (let before = index - 1; before >= 0; before--) {
    const kind = kinds[before]!;
    if (kind === TokenKind.newline) return true;
    if (!isTrivia(kind)) return false;
  }
  return true;
}
