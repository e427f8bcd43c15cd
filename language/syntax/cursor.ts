/**
 * The place in the tokens where the parser stands, with the ways forward after a mistake. One mistake is reported
 * once: after it the statement is `broken` and silent until a token it waits for, or the next statement, is reached.
 */
import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { DiagnosticCode } from '../diagnosticCodes.ts';
import { diagnosticLimit, type LexedText } from './lexer.ts';
import { isKeyword, isKeywordSinceVersion3, isTrivia, TokenKind, type Tokens, tokenKindCount } from './tokens.ts';
import type { Identifier, Node } from './tree.ts';

/** How many nodes of a tree may stand inside each other; it keeps every recursion over a tree off the stack's end. */
export const depthLimit = 500;

/** How many tokens are looked at, at most, to find out how to go on after a mistake. */
const lookaheadLimit = 200;

const nameSlots = 1024;

const flags = (...kinds: number[]): Uint8Array => {
  const table = new Uint8Array(tokenKindCount);
  for (const kind of kinds) table[kind] = 1;
  return table;
};

/** Keywords that begin a statement or, as `else` and `case`, a part of one. */
const statementKeywords = flags(TokenKind.annotation);
for (let kind: number = TokenKind.openqasm; kind < tokenKindCount; kind++) statementKeywords[kind] = 1;
for (const kind of [
  TokenKind.in,
  TokenKind.void,
  TokenKind.durationof,
  TokenKind.true,
  TokenKind.false,
  TokenKind.im,
]) {
  statementKeywords[kind] = 0;
}

/** Statements that stand outside all braces in any sensible program. */
const outermostKeywords = flags(
  TokenKind.openqasm,
  TokenKind.include,
  TokenKind.defcalgrammar,
  TokenKind.def,
  TokenKind.defcal,
  TokenKind.gate,
  TokenKind.extern,
  TokenKind.input,
  TokenKind.output,
  TokenKind.qreg,
  TokenKind.creg,
  TokenKind.qubit,
);

const isTypeKeyword = (kind: number): boolean => kind >= TokenKind.bool && kind <= TokenKind.array;

const isOpening = (kind: number): boolean =>
  kind === TokenKind.leftParenthesis || kind === TokenKind.leftBracket || kind === TokenKind.leftBrace;

const isClosing = (kind: number): boolean =>
  kind === TokenKind.rightParenthesis || kind === TokenKind.rightBracket || kind === TokenKind.rightBrace;

export const isAssignment = (kind: number): boolean =>
  kind >= TokenKind.equals && kind <= TokenKind.asteriskAsteriskEquals;

export class Cursor {
  readonly text: string;
  readonly isVersion2: boolean;
  readonly saysVersion3: boolean;
  readonly diagnostics: Diagnostic[];

  /** Kind, start and end of the current token, which never is trivia. */
  kind: number = TokenKind.endOfText;
  start = 0;
  end = 0;
  /** The current token is the first of its line. */
  onNewLine = true;
  /** Where the token before the current one ends. */
  previousEnd = 0;
  /** The program has a statement before the current one. */
  hasStatements = false;
  /** A mistake of the current statement has been reported. */
  broken = false;
  /** How many nodes are open, and the largest number of them below the expression being built. */
  depth = 0;
  deepest = 0;

  /** Which token is the current one. */
  index = -1;

  private readonly kinds: Uint8Array;
  private readonly starts: Uint32Array;
  /** OpenQASM 2: keywords of OpenQASM 3 that the program has declared as names. */
  private readonly namesOfVersion2 = new Uint8Array(tokenKindCount);
  /** The text has more opening than closing braces. */
  readonly hasUnclosedBrace: boolean;
  private hasReportedBrace = false;
  private hasReportedDepth = false;
  private readonly names: string[] = new Array<string>(nameSlots).fill('');
  private readonly nodes: Node[] = [];
  private nodeCount = 0;

  constructor(text: string, lexed: LexedText) {
    const tokens: Tokens = lexed.tokens;
    this.text = text;
    this.kinds = tokens.kinds;
    this.starts = tokens.starts;
    this.isVersion2 = lexed.version === 2;
    this.saysVersion3 = lexed.version === 3;
    this.hasUnclosedBrace = lexed.openBraces > 0;
    this.diagnostics = lexed.diagnostics.slice();
    this.advance();
    this.previousEnd = 0;
  }

  // --- Reading ---

  /** Passes over the current token; at the end of the text it stays there. */
  advance(): void {
    const { kinds, starts } = this;
    if (this.index >= 0) {
      if (this.kind === TokenKind.endOfText) return;
      this.previousEnd = this.end;
    }
    let index = this.index + 1;
    let kind = kinds[index]!;
    let onNewLine = this.index < 0;
    while (kind <= TokenKind.unknown) {
      if (kind === TokenKind.newline) onNewLine = true;
      kind = kinds[++index]!;
    }
    this.index = index;
    this.onNewLine = onNewLine;
    this.start = starts[index]!;
    this.end = kind === TokenKind.endOfText ? this.start : starts[index + 1]!;
    this.kind = kind >= TokenKind.openqasm && this.namesOfVersion2[kind] === 1 ? TokenKind.identifier : kind;
  }

  at(kind: number): boolean {
    return this.kind === kind;
  }

  /** Passes over the current token if it is of this kind. */
  take(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** The kind of the token after the current one. */
  peek(): number {
    return this.kindAt(this.after(this.index));
  }

  /** The kind of the token after the brackets or parentheses that follow the current token, if any follow. */
  peekAfterGroups(): number {
    let index = this.after(this.index);
    while (this.kinds[index] === TokenKind.leftParenthesis || this.kinds[index] === TokenKind.leftBracket) {
      const close = this.closeOf(index);
      if (close < 0) return TokenKind.endOfText;
      index = this.after(close);
    }
    return this.isFirstOfLine(index) ? TokenKind.endOfText : this.kindAt(index);
  }

  /** The text of the current token, one string for all its occurrences in the program. */
  name(): string {
    const { text, start, end } = this;
    const length = end - start;
    if (length === 1) return text.charAt(start);
    let hash = length;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    const slot = (hash ^ (hash >>> 10)) & (nameSlots - 1);
    const known = this.names[slot]!;
    if (known.length === length && text.startsWith(known, start)) return known;
    const name = text.slice(start, end);
    this.names[slot] = name;
    return name;
  }

  /** The current token as a name. */
  identifier(): Identifier {
    const node: Identifier = { kind: 'identifier', start: this.start, end: this.end, name: this.name() };
    this.advance();
    return node;
  }

  missingIdentifier(): Identifier {
    return { kind: 'identifier', start: this.previousEnd, end: this.previousEnd, name: '' };
  }

  /** A name that the program declares here; the words that only OpenQASM 3 reserves are names in OpenQASM 2. */
  declaredName(what: string): Identifier {
    if (this.kind === TokenKind.identifier && !this.startsStatementOnNewLine()) return this.identifier();
    const isWord = isKeyword(this.kind) && this.kind !== TokenKind.in && !this.onNewLine;
    if (!isWord) {
      this.failHere('expected-name', `Expected ${what}`);
      return this.missingIdentifier();
    }
    if (this.isVersion2 && isKeywordSinceVersion3(this.kind)) this.namesOfVersion2[this.kind] = 1;
    else this.report('keyword-as-name', `'${this.name()}' is a word of the language and cannot be a name.`);
    return this.identifier();
  }

  /** The current token and the one after it are names, and a third or a parenthesis follows. */
  startsWithThreeNames(): boolean {
    const second = this.after(this.index);
    const third = this.kindAt(this.after(second));
    const isThird = third === TokenKind.identifier || third === TokenKind.leftParenthesis;
    return this.kindAt(second) === TokenKind.identifier && isThird;
  }

  // --- Lists: nodes are collected on one stack, so that each list is allocated once and with its exact length ---

  /** Begins a list. */
  mark(): number {
    return this.nodeCount;
  }

  push(node: Node): void {
    this.nodes[this.nodeCount++] = node;
  }

  /** Ends the list begun at `mark`. */
  list<T extends Node>(mark: number): T[] {
    const list = this.nodes.slice(mark, this.nodeCount);
    this.nodeCount = mark;
    return list as Node[] as T[];
  }

  // --- Reporting ---

  /** Reports a mistake that does not keep the parser from going on as if it were not there. */
  report(
    code: DiagnosticCode,
    message: string,
    start = this.start,
    end = this.end,
    severity: Severity = 'error',
  ): void {
    if (this.broken || this.diagnostics.length >= diagnosticLimit) return;
    this.diagnostics.push({ code, severity, message, start, end });
  }

  /** Reports a mistake; the statement is silent from then on. */
  fail(code: DiagnosticCode, message: string, start: number, end: number): void {
    this.report(code, message, start, end);
    this.broken = true;
  }

  /** Reports that something is missing here: before the current token or, on a new line, after the one before. */
  failHere(code: DiagnosticCode, expected: string): void {
    if (this.kind === TokenKind.endOfText || this.onNewLine) {
      this.fail(code, `${expected}.`, this.previousEnd, this.previousEnd);
    } else {
      this.fail(code, `${expected} but found ${this.found()}.`, this.start, this.end);
    }
  }

  /** The current token, in quotes, for a message. */
  found(): string {
    const text = this.text.slice(this.start, Math.min(this.end, this.start + 24));
    return `'${text}${this.end > this.start + 24 ? '…' : ''}'`;
  }

  /** Opens a node. False where that would be too deep; the caller then skips it. */
  enter(): boolean {
    if (this.depth >= depthLimit) {
      this.reportDepth();
      return false;
    }
    if (++this.depth > this.deepest) this.deepest = this.depth;
    return true;
  }

  leave(): void {
    this.depth--;
  }

  /** Puts what has been built since `deepest` was set one level down. False where that would be too deep. */
  sink(): boolean {
    if (this.deepest >= depthLimit) {
      this.reportDepth();
      return false;
    }
    this.deepest++;
    return true;
  }

  private reportDepth(): void {
    if (!this.hasReportedDepth) {
      const message = `This is nested too deeply: more than ${depthLimit} levels. Split it into smaller parts.`;
      this.fail('nested-too-deeply', message, this.start, this.end);
    }
    this.hasReportedDepth = true;
    this.broken = true;
  }

  /** Reports a brace that nothing closes; only the innermost one, as the others may well be closed. */
  reportUnclosedBrace(start: number): void {
    if (this.hasReportedBrace || this.hasReportedDepth) return;
    this.hasReportedBrace = true;
    this.broken = false;
    this.report('unclosed-brace', "This '{' is never closed: expected '}'.", start, start + 1);
  }

  // --- Going on after a mistake ---

  /** Passes over a token that must stand here. */
  expect(kind: number, expected: string): boolean {
    if (this.kind === kind) {
      this.broken = false;
      this.advance();
      return true;
    }
    this.failHere('missing-token', `Expected ${expected}`);
    return false;
  }

  /** Passes over the bracket that must stand here; where it stands further on in the line, what is between is lost. */
  close(kind: number, expected: string): void {
    if (this.expect(kind, expected) || this.onNewLine) return;
    const index = this.findCloser(kind);
    if (index < 0) return;
    this.advanceTo(index);
    this.expect(kind, expected);
  }

  /** Passes over all tokens of the line up to one of this kind, if there is one. */
  skipTo(kind: number): void {
    if (this.onNewLine || this.kind === kind) return;
    const { kinds } = this;
    const limit = this.index + lookaheadLimit;
    for (let index = this.index; index < limit; index++) {
      const next = kinds[index]!;
      if (next === kind) {
        this.advanceTo(index);
        return;
      }
      if (endsLine(next) || isOpening(next) || isClosing(next)) return;
    }
  }

  /** Passes over all tokens of the line up to the brace that opens a body, if there is one. */
  skipToBody(): void {
    if (this.onNewLine || this.kind === TokenKind.leftBrace) return;
    const { kinds } = this;
    const limit = this.index + lookaheadLimit;
    let body = -1;
    let open = 0;
    for (let index = this.index; index < limit && open >= 0; index++) {
      const kind = kinds[index]!;
      if (endsLine(kind) && (open === 0 || kind !== TokenKind.semicolon)) break;
      if (kind === TokenKind.leftBrace && open === 0) body = index;
      if (isOpening(kind)) open++;
      else if (isClosing(kind)) open--;
    }
    if (body >= 0) this.advanceTo(body);
  }

  /** Passes over the semicolon of a statement, or over what stands in its place. */
  endStatement(): void {
    if (this.kind === TokenKind.semicolon) {
      this.advance();
      return;
    }
    const startsNext = this.startsStatement();
    if (!this.broken) {
      const isPlain = startsNext || this.onNewLine || this.kind === TokenKind.rightBrace;
      if (isPlain && (this.onNewLine || this.kind !== TokenKind.annotation)) {
        this.fail('missing-semicolon', "Expected ';' after the statement.", this.previousEnd, this.previousEnd);
        return;
      }
      this.failHere('missing-semicolon', "Expected ';' after the statement");
    }
    if (!(this.onNewLine && startsNext)) this.skipStatement();
  }

  /** Passes over the rest of a statement that could not be understood. */
  skipStatement(): void {
    do {
      if (this.kind === TokenKind.endOfText || this.kind === TokenKind.rightBrace) return;
      if (this.take(TokenKind.semicolon)) return;
      if (this.kind === TokenKind.leftBrace) {
        const close = this.closeOf(this.index);
        if (close < 0 || this.hasNewLine(this.index, close)) return;
        this.advanceTo(close);
      }
      this.advance();
    } while (!this.startsStatementOnNewLine());
  }

  /** Passes over a statement, however deep, without building anything of it. */
  skipNestedStatement(): void {
    let open = 0;
    while (this.kind !== TokenKind.endOfText) {
      const { kind } = this;
      if (isOpening(kind)) open++;
      else if (isClosing(kind)) open--;
      if (open < 0) return;
      this.advance();
      const isOver = open === 0 && (kind === TokenKind.semicolon || kind === TokenKind.rightBrace);
      if (isOver && this.kind !== TokenKind.else) return;
    }
  }

  /** Passes over an expression, however deep, without building anything of it. */
  skipNestedExpression(): void {
    let open = 0;
    let braces = 0;
    while (this.kind !== TokenKind.endOfText) {
      const { kind } = this;
      if (open === 0 && (isClosing(kind) || kind === TokenKind.comma)) return;
      if (kind === TokenKind.semicolon && braces === 0) return;
      if (isOpening(kind)) open++;
      else if (isClosing(kind)) open--;
      if (kind === TokenKind.leftBrace) braces++;
      else if (kind === TokenKind.rightBrace) braces--;
      this.advance();
    }
  }

  /** The current token begins a statement, or what looks like one. */
  startsStatement(): boolean {
    const { kind } = this;
    if (kind === TokenKind.identifier) return this.looksLikeStatement();
    if (statementKeywords[kind] === 0) return false;
    if (isTypeKeyword(kind)) return !this.isCast();
    return kind !== TokenKind.pow || !this.isPowerCall();
  }

  /** `pow(a, b)`, the function, and not `pow(a) @`, the modifier. */
  isPowerCall(): boolean {
    return this.peek() === TokenKind.leftParenthesis && this.peekAfterGroups() !== TokenKind.at;
  }

  /** `int(…)` or `int[8](…)` */
  isCast(): boolean {
    let index = this.after(this.index);
    if (this.kinds[index] === TokenKind.leftBracket) {
      const close = this.closeOf(index);
      if (close < 0) return false;
      index = this.after(close);
    }
    return this.kinds[index] === TokenKind.leftParenthesis;
  }

  /** The same, at the beginning of a line: there half-typed text ends and the next statement begins. */
  startsStatementOnNewLine(): boolean {
    return this.onNewLine && this.startsStatement();
  }

  /** `h q`, `rx(a) q`, `c = …`, `c[0] = …`: more than an operand can be. */
  private looksLikeStatement(): boolean {
    const next = this.peekAfterGroups();
    const isOperand = next === TokenKind.identifier || next === TokenKind.hardwareQubit;
    return isOperand || next === TokenKind.arrow || isAssignment(next);
  }

  /** A declaration that is not indented stands here, in a block of a text in which some block is never closed. */
  endsUnclosedBlock(): boolean {
    if (!this.hasUnclosedBrace || !this.onNewLine || outermostKeywords[this.kind] === 0) return false;
    const before = this.start === 0 ? 10 : this.text.charCodeAt(this.start - 1);
    return before === 10 || before === 13;
  }

  /** `int n;` or `int n =` on a line of its own: no parameter of a half-typed list. */
  startsDeclarationOnNewLine(): boolean {
    if (!this.onNewLine) return false;
    let index = this.after(this.index);
    if (this.kinds[index] === TokenKind.leftBracket) index = this.after(Math.max(index, this.closeOf(index)));
    if (this.kindAt(index) !== TokenKind.identifier) return false;
    const next = this.kinds[this.after(index)];
    return next === TokenKind.semicolon || next === TokenKind.equals;
  }

  // --- Looking ahead, by indices of tokens ---

  private kindAt(index: number): number {
    const kind = this.kinds[index]!;
    return kind >= TokenKind.openqasm && this.namesOfVersion2[kind] === 1 ? TokenKind.identifier : kind;
  }

  private after(index: number): number {
    const { kinds } = this;
    if (kinds[index] === TokenKind.endOfText) return index;
    do index++;
    while (kinds[index]! <= TokenKind.unknown);
    return index;
  }

  private isFirstOfLine(index: number): boolean {
    while (--index >= 0 && isTrivia(this.kinds[index]!)) if (this.kinds[index] === TokenKind.newline) return true;
    return false;
  }

  private hasNewLine(from: number, to: number): boolean {
    for (let index = from; index < to; index++) if (this.kinds[index] === TokenKind.newline) return true;
    return false;
  }

  /** The index of the bracket that closes the one at `index`; -1 where none is near. */
  private closeOf(index: number): number {
    const { kinds } = this;
    const limit = index + lookaheadLimit;
    let open = 0;
    for (; index < limit; index++) {
      const kind = kinds[index]!;
      if (kind === TokenKind.endOfText) return -1;
      if (isOpening(kind)) open++;
      else if (isClosing(kind) && --open === 0) return index;
    }
    return -1;
  }

  /** The index of the next bracket of this kind in the line, outside of others; -1 where none is. */
  private findCloser(kind: number): number {
    const { kinds } = this;
    const limit = this.index + lookaheadLimit;
    let open = 0;
    for (let index = this.index; index < limit; index++) {
      const next = kinds[index]!;
      if (open === 0 && next === kind) return index;
      if (endsLine(next) && (next !== TokenKind.semicolon || kind !== TokenKind.rightBrace)) return -1;
      if (next === TokenKind.leftBrace && kind !== TokenKind.rightBrace) return -1;
      if (isOpening(next)) open++;
      else if (isClosing(next) && --open < 0) return -1;
    }
    return -1;
  }

  private advanceTo(index: number): void {
    while (this.index < index) this.advance();
  }
}

const endsLine = (kind: number): boolean =>
  kind === TokenKind.newline || kind === TokenKind.semicolon || kind === TokenKind.endOfText;
