/**
 * Cuts a text into tokens in one pass. Every character belongs to exactly one token; what is no token of the
 * language is kept as `unknown` and reported, so that the parser never has to stop.
 */
import type { Diagnostic } from '../diagnostic.ts';
import type { DiagnosticCode } from '../diagnosticCodes.ts';
import {
  CharClass,
  charClasses,
  hasRadix,
  isBlank,
  isDigit,
  isLineEnd,
  isOperatorCharacter,
  isUnicodeLetter,
  isWord,
  operators,
  punctuation,
  singleOperators,
} from './characters.ts';
import { nextHash, wordKind } from './keywordTable.ts';
import { numberProblem, radixProblem, unknownProblem } from './lexicalProblems.ts';
import { TokenKind, type Tokens } from './tokens.ts';

/** A file with more problems than this is no program; showing them all would only cost time. */
export const diagnosticLimit = 1000;

/** What the lexer knows about a text. */
export interface LexedText {
  readonly tokens: Tokens;
  readonly diagnostics: readonly Diagnostic[];
  /** The first number of the version that the text says it is written in, or that it has from elsewhere. */
  readonly version: number | undefined;
  /** How many more `{` than `}` the text has; negative where it has fewer. */
  readonly openBraces: number;
}

/** What the grammar's lexer modes make of the tokens to come. */
const Expecting = { nothing: 0, calibrationBody: 1, versionNumber: 2 } as const;

/** Words that may stand between `defcal` and its body. */
const defcalPreludeWords: ReadonlySet<number> = new Set([
  TokenKind.measure,
  TokenKind.reset,
  TokenKind.delay,
  TokenKind.qreg,
  TokenKind.qubit,
  TokenKind.creg,
  TokenKind.bool,
  TokenKind.bit,
  TokenKind.int,
  TokenKind.uint,
  TokenKind.float,
  TokenKind.angle,
  TokenKind.complex,
  TokenKind.array,
  TokenKind.duration,
  TokenKind.readonly,
  TokenKind.mutable,
]);

const radixPattern = /^(?:0[bB](?:[01]_?)*[01]|0o(?:[0-7]_?)*[0-7]|0[xX](?:[0-9a-fA-F]_?)*[0-9a-fA-F])$/;

const timeUnits: ReadonlySet<string> = new Set(['dt', 'ns', 'us', 'µs', 'μs', 'ms', 's']);

class Lexer {
  private readonly text: string;
  private readonly kinds: Uint8Array;
  private readonly starts: Uint32Array;
  private readonly diagnostics: Diagnostic[] = [];
  private count = 0;
  private expecting: number = Expecting.nothing;
  private version: number | undefined;
  private saysVersion = false;
  private braces = 0;
  private hasUnclosedCalibration = false;
  /** The kind of the number last scanned. */
  private numberKind: number = TokenKind.integerLiteral;

  constructor(text: string, version: number | undefined) {
    this.text = text;
    this.version = version;
    this.kinds = new Uint8Array(text.length + 1);
    this.starts = new Uint32Array(text.length + 1);
  }

  run(): LexedText {
    const { text } = this;
    const length = text.length;
    for (let at = 0; at < length; ) {
      const code = text.charCodeAt(at);
      switch (code < 128 ? charClasses[code] : CharClass.unknown) {
        case CharClass.letter:
          at = this.word(at);
          break;
        case CharClass.digit:
          at = this.expecting === Expecting.versionNumber ? this.versionNumber(at) : this.number(at);
          break;
        case CharClass.punctuation:
          if (code === 59) this.expecting = Expecting.nothing;
          this.push(punctuation[code]!, at++);
          break;
        case CharClass.space:
          this.push(TokenKind.whitespace, at);
          do at++;
          while (isBlank(text.charCodeAt(at)));
          break;
        case CharClass.newline:
          this.push(TokenKind.newline, at);
          do at++;
          while (isLineEnd(text.charCodeAt(at)));
          break;
        case CharClass.operator:
          at = this.operatorOrComment(at, code);
          break;
        case CharClass.special:
          at = this.special(at, code);
          break;
        default:
          at = this.other(at);
      }
    }
    return this.result();
  }

  private result(): LexedText {
    const { count, text } = this;
    this.push(TokenKind.endOfText, text.length);
    return {
      tokens: { count, kinds: this.kinds.slice(0, count + 1), starts: this.starts.slice(0, count + 1) },
      diagnostics: this.diagnostics,
      version: this.version,
      openBraces: this.braces,
    };
  }

  private push(kind: number, start: number): void {
    this.kinds[this.count] = kind;
    this.starts[this.count++] = start;
  }

  private report(code: DiagnosticCode, start: number, end: number, message: string): void {
    if (this.diagnostics.length < diagnosticLimit)
      this.diagnostics.push({ code, severity: 'error', message, start, end });
  }

  /** Where the run of blanks that begins at `at` ends. */
  private afterBlanks(at: number): number {
    while (isBlank(this.text.charCodeAt(at))) at++;
    return at;
  }

  private lineEnd(at: number): number {
    const { text } = this;
    while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
    return at;
  }

  // --- Words ---

  private word(start: number): number {
    const { text } = this;
    let hash = 0;
    let end = start;
    let code = text.charCodeAt(end);
    do {
      hash = nextHash(hash, code);
      code = text.charCodeAt(++end);
    } while (isWord(code));
    if (code > 127 && end < text.length) {
      const wordEnd = this.unicodeWordEnd(end);
      if (wordEnd > end) {
        this.push(TokenKind.identifier, start);
        return wordEnd;
      }
    }
    const kind = wordKind(text, start, end, hash);
    if (kind === TokenKind.identifier) {
      if (this.expecting === Expecting.versionNumber) this.expecting = Expecting.nothing;
      this.push(kind, start);
      return end;
    }
    return this.keyword(kind, start, end);
  }

  private unicodeWordEnd(at: number): number {
    const { text } = this;
    while (at < text.length) {
      const codePoint = text.codePointAt(at)!;
      if (codePoint < 128 ? !isWord(codePoint) : !isUnicodeLetter(codePoint)) break;
      at += codePoint > 0xffff ? 2 : 1;
    }
    return at;
  }

  private keyword(kind: number, start: number, end: number): number {
    if (kind === TokenKind.pragma && this.version !== 2) return this.directive(kind, start, end);
    if (this.version === 2 && this.isNameInVersion2(kind, end)) {
      this.push(TokenKind.identifier, start);
      return end;
    }
    this.push(kind, start);
    if (kind === TokenKind.openqasm) this.expecting = Expecting.versionNumber;
    else if (kind === TokenKind.cal || kind === TokenKind.defcal) this.expecting = Expecting.calibrationBody;
    else if (!defcalPreludeWords.has(kind)) this.expecting = Expecting.nothing;
    return end;
  }

  /** Words whose tokens would swallow text, in programs that may use them as names. */
  private isNameInVersion2(kind: number, end: number): boolean {
    if (kind === TokenKind.pragma || kind === TokenKind.defcal) return true;
    return kind === TokenKind.cal && this.text.charCodeAt(this.afterBlanks(end)) !== 123;
  }

  // --- Numbers ---

  private number(start: number): number {
    const { text } = this;
    let end = start + 1;
    while (isDigit(text.charCodeAt(end))) end++;
    const code = text.charCodeAt(end);
    // Most numbers are indices and sizes: digits, and then punctuation.
    if (code < 128 && charClasses[code] === CharClass.punctuation) {
      this.push(TokenKind.integerLiteral, start);
      return end;
    }
    end = hasRadix(text, start) ? this.radixNumber(start) : this.decimalNumber(start);
    this.push(this.numberKind, start);
    return end;
  }

  /** `.5` */
  private fraction(start: number): number {
    const end = this.decimalNumber(start);
    this.push(this.numberKind, start);
    return end;
  }

  private decimalNumber(start: number): number {
    const end = this.decimalEnd(start);
    const suffixStart = this.afterBlanks(end);
    const suffixEnd = this.unicodeWordEnd(suffixStart);
    const suffix = suffixEnd - suffixStart <= 2 ? this.text.slice(suffixStart, suffixEnd) : '';
    if (suffix === 'im' || timeUnits.has(suffix)) {
      this.numberKind = suffix === 'im' ? TokenKind.imaginaryLiteral : TokenKind.timingLiteral;
      return suffixEnd;
    }
    const malformedEnd = this.malformedEnd(end);
    return malformedEnd === end ? end : this.malformedNumber(start, malformedEnd, numberProblem);
  }

  /** Where digits, fraction and exponent end. */
  private decimalEnd(start: number): number {
    const { text } = this;
    this.numberKind = TokenKind.integerLiteral;
    let end = this.digitsEnd(start);
    if (text.charCodeAt(end) === 46) {
      this.numberKind = TokenKind.floatLiteral;
      end = this.digitsEnd(end + 1);
    }
    if ((text.charCodeAt(end) | 32) !== 101) return end;
    const sign = text.charCodeAt(end + 1);
    const exponent = sign === 43 || sign === 45 ? end + 2 : end + 1;
    if (!isDigit(text.charCodeAt(exponent))) return end;
    this.numberKind = TokenKind.floatLiteral;
    return this.digitsEnd(exponent);
  }

  /** Digits with single underscores between them. */
  private digitsEnd(at: number): number {
    const { text } = this;
    if (!isDigit(text.charCodeAt(at))) return at;
    do at++;
    while (isDigit(text.charCodeAt(at)) || (text.charCodeAt(at) === 95 && isDigit(text.charCodeAt(at + 1))));
    return at;
  }

  private radixNumber(start: number): number {
    const end = this.malformedEnd(start);
    this.numberKind = TokenKind.integerLiteral;
    return radixPattern.test(this.text.slice(start, end)) ? end : this.malformedNumber(start, end, radixProblem);
  }

  private malformedNumber(start: number, end: number, problem: (number: string) => string): number {
    this.report('malformed-number', start, end, problem(this.text.slice(start, end)));
    this.numberKind = TokenKind.malformedNumber;
    return end;
  }

  /** Where letters, digits and dots end: what a reader would take for one number. */
  private malformedEnd(at: number): number {
    const { text } = this;
    for (;;) {
      at = this.unicodeWordEnd(at);
      if (text.charCodeAt(at) !== 46) return at;
      at++;
    }
  }

  private versionNumber(start: number): number {
    this.expecting = Expecting.nothing;
    const { text } = this;
    let end = start;
    while (isDigit(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) === 46 && isDigit(text.charCodeAt(end + 1))) {
      end++;
      while (isDigit(text.charCodeAt(end))) end++;
    }
    const malformedEnd = this.malformedEnd(end);
    if (malformedEnd > end) {
      this.report('malformed-version', start, malformedEnd, "A version is written like '3.0' or '2.0'.");
      this.push(TokenKind.malformedNumber, start);
    } else {
      this.push(TokenKind.versionNumber, start);
      if (!this.saysVersion) this.version = Number.parseInt(text.slice(start, end), 10);
      this.saysVersion = true;
    }
    return malformedEnd;
  }

  // --- Operators, comments and the rest ---

  private operatorOrComment(start: number, code: number): number {
    const { text } = this;
    const next = text.charCodeAt(start + 1);
    if (!isOperatorCharacter(next)) {
      this.push(singleOperators[code]!, start);
      return start + 1;
    }
    if (code === 47 && next === 47) {
      this.push(TokenKind.lineComment, start);
      return this.lineEnd(start);
    }
    if (code === 47 && next === 42) return this.blockComment(start);
    for (let length = 3; length > 1; length--) {
      const kind = operators.get(text.slice(start, start + length));
      if (kind !== undefined && start + length <= text.length) {
        this.push(kind, start);
        return start + length;
      }
    }
    this.push(singleOperators[code]!, start);
    return start + 1;
  }

  private blockComment(start: number): number {
    this.push(TokenKind.blockComment, start);
    const close = this.text.indexOf('*/', start + 2);
    if (close >= 0) return close + 2;
    this.report('unterminated-comment', start, start + 2, "This comment is never closed: expected '*/'.");
    return this.text.length;
  }

  private special(start: number, code: number): number {
    const next = this.text.charCodeAt(start + 1);
    switch (code) {
      case 123:
        return this.leftBrace(start);
      case 125:
        this.braces--;
        this.push(TokenKind.rightBrace, start);
        return start + 1;
      case 46:
        return isDigit(next) ? this.fraction(start) : this.dot(start);
      case 36:
        return isDigit(next) ? this.hardwareQubit(start) : this.unknown(start);
      case 35:
        return this.hash(start);
      case 64:
        return this.annotationOrAt(start);
      default:
        return this.string(start, code);
    }
  }

  private dot(start: number): number {
    this.push(TokenKind.dot, start);
    return start + 1;
  }

  private leftBrace(start: number): number {
    this.push(TokenKind.leftBrace, start);
    this.braces++;
    if (this.expecting !== Expecting.calibrationBody) return start + 1;
    this.expecting = Expecting.nothing;
    const end = this.calibrationBodyEnd(start);
    if (end > start + 1) this.push(TokenKind.calibrationBody, start + 1);
    return end;
  }

  /** Where the brace stands that closes a calibration, or where an unclosed one is taken to end. */
  private calibrationBodyEnd(brace: number): number {
    const end = this.hasUnclosedCalibration ? -1 : this.balancedEnd(brace, this.text.length);
    if (end >= 0) return end;
    // It ends before the next line that is not indented, so that it does not swallow the file.
    this.hasUnclosedCalibration = true;
    const limit = this.nextUnindented(brace);
    const closeBefore = this.balancedEnd(brace, limit);
    return closeBefore >= 0 ? closeBefore : limit;
  }

  private balancedEnd(brace: number, limit: number): number {
    const { text } = this;
    let open = 1;
    for (let at = brace + 1; at < limit; at++) {
      const code = text.charCodeAt(at);
      if (code === 123) open++;
      else if (code === 125 && --open === 0) return at;
    }
    return -1;
  }

  private nextUnindented(at: number): number {
    const { text } = this;
    for (at = this.lineEnd(at); at < text.length; at = this.lineEnd(at)) {
      while (isLineEnd(text.charCodeAt(at))) at++;
      if (isWord(text.charCodeAt(at))) return at;
    }
    return text.length;
  }

  private hardwareQubit(start: number): number {
    let end = start + 1;
    while (isDigit(this.text.charCodeAt(end))) end++;
    this.push(TokenKind.hardwareQubit, start);
    return end;
  }

  private hash(start: number): number {
    const end = this.unicodeWordEnd(start + 1);
    const word = this.text.slice(start + 1, Math.min(end, start + 8));
    if (word === 'pragma') return this.directive(TokenKind.pragma, start, end);
    if (word !== 'dim') return this.unknown(start);
    this.push(TokenKind.dimension, start);
    return end;
  }

  /** `@` followed by a name is an annotation, unless a gate modifier stands before it. */
  private annotationOrAt(start: number): number {
    const { text } = this;
    let end = this.nameEnd(start + 1);
    if (end === start + 1 || this.followsModifier()) {
      this.push(TokenKind.at, start);
      return start + 1;
    }
    while (text.charCodeAt(end) === 46) {
      const next = this.nameEnd(end + 1);
      if (next === end + 1) break;
      end = next;
    }
    return this.directive(TokenKind.annotation, start, end);
  }

  private nameEnd(at: number): number {
    return isDigit(this.text.charCodeAt(at)) ? at : this.unicodeWordEnd(at);
  }

  /** The last tokens are `inv`, or `pow`, `ctrl` or `negctrl` with or without an argument. */
  private followsModifier(): boolean {
    const { kinds } = this;
    let index = this.count - 1;
    let open = 0;
    for (const last = Math.max(0, index - 64); index >= last; index--) {
      const kind = kinds[index]!;
      if (kind === TokenKind.rightParenthesis) open++;
      else if (kind === TokenKind.leftParenthesis) open--;
      else if (open === 0 && kind > TokenKind.unknown) break;
    }
    const kind = index < 0 ? TokenKind.endOfText : kinds[index]!;
    return open === 0 && kind >= TokenKind.inv && kind <= TokenKind.negctrl;
  }

  /** A pragma or an annotation and the rest of its line. */
  private directive(kind: number, start: number, end: number): number {
    this.push(kind, start);
    const content = this.afterBlanks(end);
    if (content > end) this.push(TokenKind.whitespace, end);
    const lineEnd = this.lineEnd(content);
    let contentEnd = lineEnd;
    while (contentEnd > content && isBlank(this.text.charCodeAt(contentEnd - 1))) contentEnd--;
    if (contentEnd > content) this.push(TokenKind.lineContent, content);
    if (lineEnd > contentEnd) this.push(TokenKind.whitespace, contentEnd);
    return lineEnd;
  }

  private string(start: number, quote: number): number {
    const { text } = this;
    let end = start + 1;
    while (end < text.length && text.charCodeAt(end) !== quote && !isLineEnd(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) === quote) {
      this.push(TokenKind.string, start);
      return end + 1;
    }
    const closing = String.fromCharCode(quote);
    this.report(
      'unterminated-string',
      start,
      end,
      `This text is never closed: expected ${closing} before the line ends.`,
    );
    this.push(TokenKind.unterminatedString, start);
    return end;
  }

  /** Characters outside ASCII, and those of ASCII that begin no token. */
  private other(start: number): number {
    const end = this.unicodeWordEnd(start);
    if (end > start) {
      this.push(TokenKind.identifier, start);
      return end;
    }
    if (start === 0 && this.text.charCodeAt(0) === 0xfeff) {
      this.push(TokenKind.whitespace, 0);
      return 1;
    }
    return this.unknown(start);
  }

  /** A run of characters that begin no token is one token and one problem. */
  private unknown(start: number): number {
    const { text } = this;
    let end = start;
    do end += text.codePointAt(end)! > 0xffff ? 2 : 1;
    while (end < text.length && this.isUnknownAt(end));
    const { count } = this;
    const joins = count > 0 && this.kinds[count - 1] === TokenKind.unknown;
    if (joins) return end;
    this.push(TokenKind.unknown, start);
    this.report('unexpected-character', start, end, unknownProblem(text.slice(start, end)));
    return end;
  }

  private isUnknownAt(at: number): boolean {
    const codePoint = this.text.codePointAt(at)!;
    return codePoint < 128 ? charClasses[codePoint] === CharClass.unknown : !isUnicodeLetter(codePoint);
  }
}

/** @param version of OpenQASM, where the text does not say its own */
export const lex = (text: string, version?: number): LexedText => new Lexer(text, version).run();
