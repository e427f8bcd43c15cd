/**
 * The layout of a program: which white space stands between two tokens. Only white space changes, never a token, and
 * none at all in and around statements with a syntax error, so that half-typed text stays as it is. Knows no protocol
 * and no editor.
 */
import type { Span } from '../diagnostic.ts';
import { isKeyword, TokenKind } from '../syntax/tokens.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { type Layout, layoutOf, Role } from './layout.ts';

export interface FormattingOptions {
  /** Columns of one step of indentation; 2 where not given. */
  readonly indentSize?: number;
  /** Indent with tabs, one for each step. */
  readonly useTabs?: boolean;
}

export interface TextEdit extends Span {
  readonly newText: string;
}

/**
 * The edits that lay out a text, in the order of their places; they replace white space alone.
 *
 * @param range only white space that touches this part of the text is changed; all of it where not given
 */
export function format(tree: SyntaxTree, options: FormattingOptions = {}, range?: Span): readonly TextEdit[] {
  return new Formatter(tree, options).edits(range);
}

/** The text with edits made; the edits are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const edit of edits) {
    parts.push(text.slice(end, edit.start), edit.newText);
    end = edit.end;
  }
  parts.push(text.slice(end));
  return parts.join('');
}

/** The white space between two tokens, and what is around it. */
interface Gap extends Span {
  readonly text: string;
  /** Kind of the token before; -1 at the beginning of the text. */
  readonly before: number;
  readonly beforeStart: number;
  /** Kind of the token behind; `endOfText` at its end. */
  readonly after: number;
  /** Line ends in it. */
  readonly lines: number;
}

const BEGINNING = -1;
const onlyBlanks = /^[ \t\r\n]*$/;

const binaryOperators: ReadonlySet<number> = new Set([
  TokenKind.plusPlus,
  TokenKind.plus,
  TokenKind.minus,
  TokenKind.asterisk,
  TokenKind.asteriskAsterisk,
  TokenKind.slash,
  TokenKind.percent,
  TokenKind.pipe,
  TokenKind.pipePipe,
  TokenKind.ampersand,
  TokenKind.ampersandAmpersand,
  TokenKind.caret,
  TokenKind.equalsEquals,
  TokenKind.exclamationEquals,
  TokenKind.less,
  TokenKind.lessEquals,
  TokenKind.greater,
  TokenKind.greaterEquals,
  TokenKind.lessLess,
  TokenKind.greaterGreater,
]);

const isBinary = (kind: number) => binaryOperators.has(kind) || isAssignment(kind) || kind === TokenKind.arrow;

const isAssignment = (kind: number) => kind >= TokenKind.equals && kind <= TokenKind.asteriskAsteriskEquals;

const isComment = (kind: number) => kind === TokenKind.lineComment || kind === TokenKind.blockComment;

const isOpening = (kind: number) =>
  kind === TokenKind.leftBracket || kind === TokenKind.leftParenthesis || kind === TokenKind.leftBrace;

const isClosing = (kind: number) =>
  kind === TokenKind.rightBracket || kind === TokenKind.rightParenthesis || kind === TokenKind.rightBrace;

/** Keywords that a parenthesis or a bracket follows without a space, as it follows a name. */
const callLike: ReadonlySet<number> = new Set([
  TokenKind.box,
  TokenKind.delay,
  TokenKind.gphase,
  TokenKind.inv,
  TokenKind.pow,
  TokenKind.ctrl,
  TokenKind.negctrl,
  TokenKind.durationof,
  TokenKind.qubit,
  TokenKind.bool,
  TokenKind.bit,
  TokenKind.int,
  TokenKind.uint,
  TokenKind.float,
  TokenKind.angle,
  TokenKind.complex,
  TokenKind.duration,
  TokenKind.stretch,
  TokenKind.array,
  TokenKind.void,
]);

class Formatter {
  readonly #tree: SyntaxTree;
  readonly #layout: Layout;
  readonly #step: string;
  readonly #lineEnd: string;
  readonly #edits: TextEdit[] = [];
  /** How many brackets are open in the statement at hand; an entry for each block around. */
  readonly #brackets: number[] = [0];
  /** Steps of indentation of the statement at hand; an entry for each block around. */
  readonly #levels: number[] = [0];
  /** Steps of indentation in the block at hand and those around it. */
  readonly #bases: number[] = [0];
  /** Whether the last token that is no comment ended a statement or began a block. */
  #isBetweenStatements = true;

  constructor(tree: SyntaxTree, { indentSize = 2, useTabs = false }: FormattingOptions) {
    this.#tree = tree;
    this.#layout = layoutOf(tree);
    this.#step = useTabs ? '\t' : ' '.repeat(Math.min(Math.max(Math.trunc(indentSize), 0), 16));
    this.#lineEnd = tree.text.includes('\r\n') ? '\r\n' : '\n';
  }

  edits(range: Span | undefined): readonly TextEdit[] {
    const { text, tokens } = this.#tree;
    let before = BEGINNING;
    let beforeStart = 0;
    // A byte-order mark stays.
    let start = text.startsWith('\uFEFF') ? 1 : 0;
    for (let i = 0; i <= tokens.count; i++) {
      const after = tokens.kinds[i]!;
      if (after === TokenKind.whitespace || after === TokenKind.newline) continue;
      const end = tokens.starts[i]!;
      this.#enter(after, end);
      const blank = text.slice(start, end);
      this.#lay({ start, end, text: blank, before, beforeStart, after, lines: lineEnds(blank) }, range);
      this.#leave(after, end);
      before = after;
      beforeStart = end;
      start = i < tokens.count ? tokens.starts[i + 1]! : end;
    }
    return this.#edits;
  }

  /** What a token changes for the gap before it. */
  #enter(kind: number, at: number): void {
    if (this.#layout.is(at, Role.statement)) this.#levels[this.#levels.length - 1] = this.#layout.level(at);
    if (this.#layout.is(at, Role.blockEnd)) {
      if (this.#levels.length > 1) {
        this.#levels.pop();
        this.#brackets.pop();
        this.#bases.pop();
      }
    } else if (isClosing(kind)) {
      this.#brackets.push(Math.max(this.#brackets.pop()! - 1, 0));
    }
  }

  /** What a token changes for the gap behind it. */
  #leave(kind: number, at: number): void {
    const layout = this.#layout;
    if (!isComment(kind)) {
      const isEdge = layout.is(at, Role.blockStart | Role.blockEnd) || kind === TokenKind.semicolon;
      this.#isBetweenStatements = isEdge || kind === TokenKind.lineContent;
    }
    if (layout.is(at, Role.blockStart)) {
      this.#bases.push(layout.level(at) + 1);
      this.#levels.push(layout.level(at) + 1);
      this.#brackets.push(0);
    } else if (isOpening(kind)) {
      this.#brackets.push(this.#brackets.pop()! + 1);
    }
  }

  #lay(gap: Gap, range: Span | undefined): void {
    if (range && (gap.end < range.start || gap.start > range.end)) return;
    if (!onlyBlanks.test(gap.text) || this.#isFrozen(gap)) return;
    const newText = this.#space(gap);
    if (newText !== gap.text) this.#edits.push({ start: gap.start, end: gap.end, newText });
  }

  #isFrozen(gap: Gap): boolean {
    const { start, end, before, after } = gap;
    if (before === TokenKind.unknown || after === TokenKind.unknown) return true;
    if (after === TokenKind.endOfText && this.#isOpenComment(gap)) return true;
    if (before === TokenKind.calibrationBody || after === TokenKind.calibrationBody) return true;
    if (after === TokenKind.lineContent) return true;
    if (before !== BEGINNING && this.#layout.isFrozen(start - 1)) return true;
    return after !== TokenKind.endOfText && this.#layout.isFrozen(end);
  }

  /** A comment that is not closed would take a line end as its own. */
  #isOpenComment({ start, before, beforeStart }: Gap): boolean {
    if (before !== TokenKind.blockComment) return false;
    return start - beforeStart < 4 || !this.#tree.text.endsWith('*/', start);
  }

  #space(gap: Gap): string {
    if (gap.before === BEGINNING) return gap.after === TokenKind.endOfText ? '' : this.#indentation(gap, true);
    if (gap.after === TokenKind.endOfText) return this.#lineEnd;
    if (isComment(gap.after)) return this.#beforeComment(gap);
    if (endsLine(gap.before)) return this.#newLine(gap);
    if (gap.before === TokenKind.blockComment) return this.#afterBlockComment(gap);
    return this.#betweenWords(gap);
  }

  #beforeComment(gap: Gap): string {
    if (gap.lines > 0) return this.#newLine(gap);
    if (endsLine(gap.before)) return this.#newLine(gap);
    if (gap.after === TokenKind.lineComment) return gap.text === '' ? ' ' : gap.text;
    return gap.text === '' ? '' : ' ';
  }

  #afterBlockComment(gap: Gap): string {
    if (gap.lines > 0) return this.#newLine(gap);
    if (this.#startsLine(gap) && !this.#isFirstOnLine(gap.beforeStart)) return this.#newLine(gap);
    return gap.text === '' ? '' : ' ';
  }

  /** Whether nothing but white space and comments stands before an offset on its line. */
  #isFirstOnLine(offset: number): boolean {
    const { text } = this.#tree;
    const line = text.slice(
      Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1,
      offset,
    );
    return /^\s*(?:\/\*.*?\*\/\s*)*$/.test(line);
  }

  #betweenWords(gap: Gap): string {
    if (this.#startsLine(gap)) return this.#newLine(gap);
    if (this.#layout.is(gap.end, Role.body) && gap.lines > 0) return this.#newLine(gap);
    if (gap.after === TokenKind.else && gap.before !== TokenKind.rightBrace && gap.lines > 0) return this.#newLine(gap);
    if (gap.lines > 0 && this.#mayBreak(gap)) return this.#newLine(gap);
    return this.#isTight(gap) ? '' : ' ';
  }

  /** Whether what follows has a line of its own wherever it stands now. */
  #startsLine({ before, beforeStart, after, end }: Gap): boolean {
    if (this.#layout.is(end, Role.statement) && !this.#layout.is(end, Role.body)) return true;
    if (this.#layout.is(end, Role.blockEnd)) {
      return before !== TokenKind.leftBrace || !this.#layout.is(beforeStart, Role.blockStart);
    }
    // The line of a pragma or an annotation ends with its content.
    return before === TokenKind.annotation && after !== TokenKind.lineContent;
  }

  /** Places in a statement where a line end is kept: after commas and operators, and inside of brackets. */
  #mayBreak({ before, beforeStart, after, end }: Gap): boolean {
    if (this.#layout.is(end, Role.blockStart) || this.#layout.is(end, Role.prefix)) return false;
    if (this.#layout.is(beforeStart, Role.prefix)) return false;
    if (after === TokenKind.comma || after === TokenKind.semicolon) return false;
    if (isOpening(before)) return !isClosing(after);
    return before === TokenKind.comma || isClosing(after) || isBinary(before) || isBinary(after);
  }

  #newLine(gap: Gap): string {
    const isInStatement = !this.#startsLine(gap) && !isComment(gap.after) && !isComment(gap.before);
    const afterOpening = gap.before === TokenKind.leftBrace && this.#layout.is(gap.beforeStart, Role.blockStart);
    const mayBlank = gap.lines > 1 && !isInStatement && !afterOpening && !this.#layout.is(gap.end, Role.blockEnd);
    return `${this.#lineEnd}${mayBlank ? this.#lineEnd : ''}${this.#indentation(gap, false)}`;
  }

  #indentation({ end, after }: Gap, isBeginning: boolean): string {
    return this.#step.repeat(isBeginning ? 0 : this.#depth(end, after));
  }

  #depth(at: number, kind: number): number {
    const layout = this.#layout;
    if (layout.is(at, Role.statement) || layout.is(at, Role.blockEnd) || layout.is(at, Role.blockStart)) {
      return layout.level(at);
    }
    if (isComment(kind) && this.#isBetweenStatements) return this.#bases.at(-1)!;
    const level = this.#levels.at(-1)!;
    const brackets = this.#brackets.at(-1)!;
    if (kind === TokenKind.else || layout.is(at, Role.between)) return layout.level(at);
    if (isClosing(kind)) return level + brackets;
    return level + Math.max(brackets, 1);
  }

  #isTight({ before, beforeStart, after, end }: Gap): boolean {
    const layout = this.#layout;
    if (after === TokenKind.semicolon || after === TokenKind.comma || after === TokenKind.colon) return true;
    if (before === TokenKind.colon || before === TokenKind.dot || after === TokenKind.dot) return true;
    if (layout.is(end, Role.blockStart)) return before === TokenKind.leftParenthesis;
    if (isOpening(before) || layout.is(beforeStart, Role.prefix)) return true;
    if (isClosing(after)) return true;
    if (before === TokenKind.comma || isBinary(before) || isBinary(after)) return false;
    if (after === TokenKind.leftParenthesis || after === TokenKind.leftBracket) return this.#holdsBracket(before);
    return false;
  }

  /** Whether an opening bracket belongs to the token before it, as in `rx(` and `q[`. */
  #holdsBracket(before: number): boolean {
    if (isKeyword(before)) return callLike.has(before);
    return before !== TokenKind.at && before !== TokenKind.semicolon;
  }
}

/** What follows these stands on the next line. */
function endsLine(kind: number): boolean {
  return kind === TokenKind.lineComment || kind === TokenKind.lineContent;
}

function lineEnds(blank: string): number {
  let count = 0;
  for (let i = 0; i < blank.length; i++) {
    const code = blank.charCodeAt(i);
    if (code === 10 || (code === 13 && blank.charCodeAt(i + 1) !== 10)) count++;
  }
  return count;
}
