/**
 * What can stand at a place, by the tokens before it in the same statement: typed text is rarely whole, so the grammar
 * is read from the left up to the place, and whatever follows does not count.
 */

import type { Span } from '../../diagnostic.ts';
import { isKeyword, isTrivia, TokenKind } from '../../syntax/tokens.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { type StatementTokens, statementTokens, type Token, tokenIndexAt } from '../statementTokens.ts';

export type Place =
  | { readonly kind: 'nothing' }
  /** `opener`: the statement is one of a `switch`'s braces, which hold cases and nothing else. */
  | { readonly kind: 'statement'; readonly opener: 'switch' | 'other'; readonly isNested: boolean }
  /** A gate behind modifiers, which add so many controls. */
  | { readonly kind: 'modified'; readonly controls: number }
  /** Qubits, other than those that the statement names already. */
  | { readonly kind: 'qubits'; readonly used: readonly string[]; readonly gate?: string }
  /** Bits for a measurement; `measured` is the text of what is measured. */
  | { readonly kind: 'bits'; readonly measured: string }
  /** What an alias stands for: qubits or bits. */
  | { readonly kind: 'registers' }
  | { readonly kind: 'value'; readonly value: ValueKind; readonly callee?: Callee; readonly target?: string }
  | { readonly kind: 'types'; readonly types: TypeKind }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'version' }
  /** `isQuoted`: within quotes; else they are still to be written. */
  | { readonly kind: 'path'; readonly isQuoted: boolean }
  | { readonly kind: 'pragma' | 'annotation' }
  /** Behind the name of a pragma or an annotation. */
  | { readonly kind: 'setting'; readonly of: string };

/** `constant`: known before the run. `assigned`: what a measurement can stand for, too. */
export type ValueKind = 'constant' | 'any' | 'assigned' | 'index' | 'iterable' | 'duration';
export type TypeKind = 'classical' | 'constant' | 'parameter' | 'scalar' | 'loop' | 'float' | 'array' | 'input';

export interface Callee {
  readonly name: string;
  /** How many arguments stand before the place. */
  readonly argument: number;
}

export interface PlaceAt {
  readonly place: Place;
  /** The word at the place, which a completion replaces. */
  readonly word: Span;
  /** The statement's first token, or the place. */
  readonly start: number;
}

const NOTHING: Place = { kind: 'nothing' };

export function placeAt(tree: SyntaxTree, offset: number): PlaceAt {
  const index = tokenIndexAt(tree, offset);
  const { kinds, starts } = tree.tokens;
  const kind = kinds[index] ?? TokenKind.endOfText;
  const span = { start: starts[index] ?? offset, end: starts[index + 1] ?? offset };
  const isInside = offset > span.start;
  const at = (place: Place, word: Span = { start: offset, end: offset }): PlaceAt => ({ place, word, start: offset });
  if (!isInside) return classified(tree, index, { start: offset, end: offset });
  if (kind === TokenKind.identifier || isKeyword(kind)) return classified(tree, index, span);
  switch (kind) {
    case TokenKind.whitespace:
      if (kinds[index - 1] === TokenKind.lineContent) return at(contentPlace(tree, index - 1, offset));
      if (kinds[index - 1] === TokenKind.annotation) return at(settingOf(tree, index - 1));
      return classified(tree, index, { start: offset, end: offset });
    case TokenKind.newline:
      return classified(tree, index, { start: offset, end: offset });
    case TokenKind.blockComment:
      return offset === span.end && tree.text.endsWith('*/', span.end)
        ? classified(tree, index + 1, { start: offset, end: offset })
        : at(NOTHING);
    case TokenKind.lineContent:
      // `@ketlab.` is a name that is half typed.
      if (kinds[index - 1] === TokenKind.annotation && !/\s/.test(tree.text.slice(span.start, offset))) {
        return at({ kind: 'annotation' }, { start: starts[index - 1]!, end: wordAround(tree.text, offset, span).end });
      }
      return at(contentPlace(tree, index, offset), wordAround(tree.text, offset, span));
    case TokenKind.annotation:
      return at({ kind: 'annotation' }, span);
    case TokenKind.versionNumber:
      return at({ kind: 'version' }, span);
    case TokenKind.string:
    case TokenKind.unterminatedString:
      return stringPlace(tree, index, offset, span);
    case TokenKind.lineComment:
    case TokenKind.calibrationBody:
    case TokenKind.integerLiteral:
    case TokenKind.floatLiteral:
    case TokenKind.imaginaryLiteral:
    case TokenKind.timingLiteral:
    case TokenKind.malformedNumber:
    case TokenKind.hardwareQubit:
    case TokenKind.dimension:
    case TokenKind.unknown:
    case TokenKind.dot:
      return at(NOTHING);
    default:
      return offset === span.end ? classified(tree, index + 1, { start: offset, end: offset }) : at(NOTHING);
  }
}

function classified(tree: SyntaxTree, index: number, word: Span): PlaceAt {
  const statement = statementTokens(tree, index);
  return { place: classify(statement, word.start), word, start: statement.tokens[0]?.start ?? word.start };
}

// --- Pragmas, annotations and paths ---

function contentPlace(tree: SyntaxTree, index: number, offset: number): Place {
  const { kinds, starts } = tree.tokens;
  let head = index - 1;
  while (head > 0 && isTrivia(kinds[head]!)) head--;
  const before = tree.text.slice(starts[index], offset);
  if (kinds[head] !== TokenKind.pragma) return settingOf(tree, head);
  const name = /^\S*/.exec(before)?.[0] ?? '';
  return name === before ? { kind: 'pragma' } : { kind: 'setting', of: name };
}

/** Behind an annotation's name. */
function settingOf({ text, tokens: { starts } }: SyntaxTree, annotation: number): Place {
  return { kind: 'setting', of: text.slice(starts[annotation]! + 1, starts[annotation + 1]).trim() };
}

/** Letters, digits and dots around a place. */
function wordAround(text: string, offset: number, within: Span): Span {
  let { start, end } = { start: offset, end: offset };
  while (start > within.start && /[\w.]/.test(text[start - 1]!)) start--;
  while (end < within.end && /[\w.]/.test(text[end]!)) end++;
  return { start, end };
}

function stringPlace(tree: SyntaxTree, index: number, offset: number, span: Span): PlaceAt {
  const { text, tokens } = tree;
  const isTerminated = tokens.kinds[index] === TokenKind.string;
  const isBehind = isTerminated && offset === span.end;
  const statement = statementTokens(tree, index);
  const isPath = statement.tokens.length === 1 && statement.tokens[0]!.kind === TokenKind.include;
  if (isBehind || !isPath) return { place: NOTHING, word: { start: offset, end: offset }, start: offset };
  // Without its end, the string may reach into what was there before.
  const rest = isTerminated ? span.end - 1 : offset + (/^[\w./-]*/.exec(text.slice(offset, span.end))?.[0].length ?? 0);
  return { place: { kind: 'path', isQuoted: true }, word: { start: span.start + 1, end: rest }, start: span.start };
}

// --- Statements ---

function classify({ tokens, opener, isNested, text }: StatementTokens, offset: number): Place {
  const reader = new Reader(text, tokens);
  const place = statementPlace(reader, 0, opener, isNested);
  const last = tokens.at(-1);
  // A statement that could be at its end, on a line above: its `;` was forgotten.
  const isAbove = place.kind === 'nothing' && last !== undefined && /[\r\n]/.test(text.slice(last.end, offset));
  const isDone = isAbove && reader.open.length === 0 && endsValue(last.kind) && !expectsBody(reader.kind(0));
  return isDone ? { kind: 'statement', opener: 'other', isNested } : place;
}

function expectsBody(head: number): boolean {
  const isDefinition = head === TokenKind.gate || head === TokenKind.def || head === TokenKind.defcal;
  return (
    isDefinition || head === TokenKind.switch || head === TokenKind.box || head === TokenKind.case || isGovernor(head)
  );
}

/** The tokens before the place. */
class Reader {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** For each token that opens a bracket, the one that closes it, if it is closed before the place. */
  readonly #closing = new Map<number, number>();
  /** The brackets that are open at the place, outermost first. */
  readonly open: readonly number[];

  constructor(text: string, tokens: readonly Token[]) {
    this.text = text;
    this.tokens = tokens;
    const open: number[] = [];
    tokens.forEach(({ kind }, index) => {
      if (isOpening(kind)) open.push(index);
      else if (isClosing(kind)) {
        const opening = open.pop();
        if (opening !== undefined) this.#closing.set(opening, index);
      }
    });
    this.open = open;
  }

  get length(): number {
    return this.tokens.length;
  }

  kind(index: number): number {
    return this.tokens[index]?.kind ?? TokenKind.endOfText;
  }

  word(index: number): string {
    const token = this.tokens[index];
    return token ? this.text.slice(token.start, token.end) : '';
  }

  slice(from: number, to: number): string {
    const [first, last] = [this.tokens[from], this.tokens[to - 1]];
    return first && last && to > from ? this.text.slice(first.start, last.end) : '';
  }

  /** Behind the bracket that opens at `index`; `undefined` where the place is within it. */
  behind(index: number): number | undefined {
    const closing = this.#closing.get(index);
    return closing === undefined ? undefined : closing + 1;
  }

  /** The first token of one of these kinds outside of all brackets. */
  find(from: number, isWanted: (kind: number) => boolean): number | undefined {
    for (let index = from; index < this.length; index++) {
      if (isWanted(this.kind(index))) return index;
      if (isOpening(this.kind(index))) {
        const behind = this.behind(index);
        if (behind === undefined) return undefined;
        index = behind - 1;
      }
    }
    return undefined;
  }
}

const isOpening = (kind: number): boolean =>
  kind === TokenKind.leftBracket || kind === TokenKind.leftParenthesis || kind === TokenKind.leftBrace;
const isClosing = (kind: number): boolean =>
  kind === TokenKind.rightBracket || kind === TokenKind.rightParenthesis || kind === TokenKind.rightBrace;
const isAssignment = (kind: number): boolean => kind >= TokenKind.equals && kind <= TokenKind.asteriskAsteriskEquals;
const isType = (kind: number): boolean => kind >= TokenKind.bool && kind <= TokenKind.stretch;
const isModifier = (kind: number): boolean => kind >= TokenKind.inv && kind <= TokenKind.negctrl;

/** Behind such a token an expression is at its end, and no other can begin. */
function endsValue(kind: number): boolean {
  const isLiteral = kind >= TokenKind.identifier && kind <= TokenKind.unterminatedString;
  return isLiteral || isClosing(kind) || kind === TokenKind.true || kind === TokenKind.false || kind === TokenKind.im;
}

/** The place in the statement that begins with token `from`. */
function statementPlace(r: Reader, from: number, opener: 'switch' | 'other', isNested: boolean): Place {
  if (from >= r.length) return { kind: 'statement', opener, isNested };
  const innermost = r.open.at(-1);
  const head = r.kind(from);
  if (isGovernor(head)) {
    const body = bodyStart(r, from);
    if (typeof body !== 'number') return body;
    if (body > from && (innermost === undefined || innermost >= body)) return statementPlace(r, body, 'other', true);
  }
  if (innermost !== undefined && innermost >= from) return bracketPlace(r, from, innermost);
  return headPlace(r, from, head);
}

const isGovernor = (kind: number): boolean =>
  kind === TokenKind.if || kind === TokenKind.while || kind === TokenKind.for || kind === TokenKind.else;

/** Where the statement that `if`, `while`, `for` or `else` governs begins, or the place if it comes before. */
function bodyStart(r: Reader, from: number): number | Place {
  const head = r.kind(from);
  if (head === TokenKind.else) return from + 1;
  if (head !== TokenKind.for) {
    if (r.kind(from + 1) !== TokenKind.leftParenthesis) return NOTHING;
    return r.behind(from + 1) ?? from;
  }
  const within = r.find(from, (kind) => kind === TokenKind.in);
  if (within === undefined) return r.open.some((index) => index > from) ? from : forHead(r, from);
  const first = within + 1;
  if (first >= r.length) return { kind: 'value', value: 'iterable' };
  let end = isOpening(r.kind(first)) ? r.behind(first) : first + 1;
  if (end !== undefined && r.kind(first) === TokenKind.identifier && r.kind(end) === TokenKind.leftBracket) {
    end = r.behind(end);
  }
  return end ?? from;
}

function forHead(r: Reader, from: number): Place {
  const last = r.kind(r.length - 1);
  if (r.length === from + 1) return { kind: 'types', types: 'loop' };
  if (last === TokenKind.identifier) return { kind: 'words', words: ['in'] };
  return NOTHING;
}

function headPlace(r: Reader, from: number, head: number): Place {
  const last = r.kind(r.length - 1);
  const isAlone = r.length === from + 1;
  switch (head) {
    case TokenKind.openqasm:
      return isAlone ? { kind: 'version' } : NOTHING;
    case TokenKind.include:
      return isAlone ? { kind: 'path', isQuoted: false } : NOTHING;
    case TokenKind.pragma:
      return isAlone ? { kind: 'pragma' } : NOTHING;
    case TokenKind.at:
      return isAlone ? { kind: 'annotation' } : NOTHING;
    case TokenKind.reset:
      return isAlone ? qubits(r, from + 1) : NOTHING;
    case TokenKind.barrier:
    case TokenKind.nop:
      return operands(r, from + 1);
    case TokenKind.delay:
      return isAlone ? NOTHING : operands(r, r.behind(from + 1) ?? r.length);
    case TokenKind.measure:
      return measurePlace(r, from);
    case TokenKind.let:
      return last === TokenKind.equals || last === TokenKind.plusPlus ? { kind: 'registers' } : NOTHING;
    case TokenKind.const:
      return isAlone ? { kind: 'types', types: 'constant' } : valuePlace(r, from + 1, 'constant');
    case TokenKind.input:
    case TokenKind.output:
      return isAlone ? { kind: 'types', types: 'input' } : NOTHING;
    case TokenKind.readonly:
    case TokenKind.mutable:
      return isAlone ? { kind: 'words', words: ['array'] } : NOTHING;
    case TokenKind.def:
    case TokenKind.extern:
      return last === TokenKind.arrow ? { kind: 'types', types: 'scalar' } : NOTHING;
    case TokenKind.return:
      return endsValue(last) ? NOTHING : { kind: 'value', value: last === TokenKind.return ? 'assigned' : 'any' };
    case TokenKind.case:
      return endsValue(last) ? NOTHING : { kind: 'value', value: 'constant' };
    case TokenKind.array:
      return valuePlace(r, from, 'any');
    default:
      if (isType(head)) return valuePlace(r, from, 'any');
      if (isModifier(head)) return modifiedPlace(r, from);
      return head === TokenKind.identifier || head === TokenKind.gphase ? callPlace(r, from, 0) : NOTHING;
  }
}

/** Behind the `=` of a declaration or an assignment. */
function valuePlace(r: Reader, from: number, value: ValueKind): Place {
  const assignment = r.find(from, isAssignment);
  const last = r.kind(r.length - 1);
  if (assignment === undefined || endsValue(last)) return NOTHING;
  const measured = r.find(assignment, (kind) => kind === TokenKind.measure);
  if (measured !== undefined) return measured === r.length - 1 ? qubits(r, r.length) : NOTHING;
  const target = targetOf(r, from, assignment);
  const isFirst = assignment === r.length - 1 && r.kind(assignment) === TokenKind.equals;
  return { kind: 'value', value: isFirst && value === 'any' ? 'assigned' : value, target };
}

/** `bit` for a declaration of bits, the name of the variable for an assignment. */
const targetOf = (r: Reader, from: number, assignment: number): string =>
  isType(r.kind(from)) || r.kind(from) === TokenKind.array ? r.word(from) : r.slice(from, assignment);

function measurePlace(r: Reader, from: number): Place {
  const arrow = r.find(from, (kind) => kind === TokenKind.arrow);
  if (arrow !== undefined) return arrow === r.length - 1 ? bits(r.slice(from + 1, arrow)) : NOTHING;
  return r.length === from + 1 ? qubits(r, from + 1) : NOTHING;
}

const bits = (measured: string): Place => ({ kind: 'bits', measured });

function modifiedPlace(r: Reader, from: number): Place {
  let controls = 0;
  let index = from;
  while (isModifier(r.kind(index))) {
    const isControl = r.kind(index) === TokenKind.ctrl || r.kind(index) === TokenKind.negctrl;
    const argument = r.kind(index + 1) === TokenKind.leftParenthesis ? r.behind(index + 1) : index + 1;
    if (argument === undefined || r.kind(argument) !== TokenKind.at) return NOTHING;
    if (isControl) controls += Math.min(Number.parseInt(r.word(index + 2), 10) || 1, 16);
    index = argument + 1;
  }
  if (index >= r.length) return { kind: 'modified', controls };
  return r.kind(index) === TokenKind.identifier || r.kind(index) === TokenKind.gphase
    ? callPlace(r, index, controls)
    : NOTHING;
}

/** Behind the name that a statement begins with: operands of a gate call, or the value of an assignment. */
function callPlace(r: Reader, from: number, controls: number): Place {
  if (r.word(from) === 'opaque') return NOTHING;
  if (r.find(from, isAssignment) !== undefined) return valuePlace(r, from, 'any');
  if (r.find(from, (kind) => kind === TokenKind.arrow) !== undefined) {
    return r.kind(r.length - 1) === TokenKind.arrow ? bits('') : NOTHING;
  }
  let index = from + 1;
  if (r.kind(index) === TokenKind.leftParenthesis) index = r.behind(index) ?? r.length;
  if (r.kind(index) === TokenKind.leftBracket) index = r.behind(index) ?? r.length;
  if (r.kind(from) === TokenKind.gphase && controls === 0) return NOTHING;
  return operands(r, index, r.word(from));
}

/** Behind the head of a statement, or behind a comma. */
function operands(r: Reader, from: number, gate?: string): Place {
  const last = r.kind(r.length - 1);
  return from === r.length || last === TokenKind.comma ? qubits(r, from, gate) : NOTHING;
}

function qubits(r: Reader, from: number, gate?: string): Place {
  const used: string[] = [];
  let start = from;
  for (let index = from; index < r.length; index++) {
    const behind = isOpening(r.kind(index)) ? r.behind(index) : undefined;
    if (behind !== undefined) index = behind - 1;
    else if (r.kind(index) === TokenKind.comma) {
      used.push(r.slice(start, index).replace(/\s/g, ''));
      start = index + 1;
    }
  }
  return gate === undefined ? { kind: 'qubits', used } : { kind: 'qubits', used, gate };
}

// --- Within brackets ---

function bracketPlace(r: Reader, from: number, bracket: number): Place {
  const last = r.kind(r.length - 1);
  const isFirst = bracket === r.length - 1;
  const isNext = isFirst || last === TokenKind.comma;
  const before = r.kind(bracket - 1);
  const head = r.kind(from);
  switch (r.kind(bracket)) {
    case TokenKind.leftParenthesis:
      if (head === TokenKind.gate || head === TokenKind.defcal || r.word(from) === 'opaque') return NOTHING;
      if (head === TokenKind.def && bracket === from + 2) return parameterPlace(r, isNext, 'parameter');
      if (head === TokenKind.extern && bracket === from + 2) return parameterPlace(r, isNext, 'classical');
      if (endsValue(last) || before === TokenKind.durationof) return NOTHING;
      return argumentPlace(r, from, bracket, isNext);
    case TokenKind.leftBracket:
      if (before === TokenKind.array) return isFirst ? { kind: 'types', types: 'array' } : constantPlace(last);
      if (before === TokenKind.complex) return isFirst ? { kind: 'types', types: 'float' } : NOTHING;
      if (isSize(before, head)) return constantPlace(last);
      if (endsValue(last)) return NOTHING;
      if (before === TokenKind.delay || before === TokenKind.box) return { kind: 'value', value: 'duration' };
      return before === TokenKind.identifier
        ? { kind: 'value', value: 'index', target: r.word(bracket - 1) }
        : { kind: 'value', value: 'any' };
    default:
      return endsValue(last) ? NOTHING : { kind: 'value', value: 'any' };
  }
}

const isSize = (before: number, head: number): boolean =>
  isType(before) || before === TokenKind.qubit || head === TokenKind.qreg || head === TokenKind.creg;

const constantPlace = (last: number): Place => (endsValue(last) ? NOTHING : { kind: 'value', value: 'constant' });

/** Types of parameters, at the beginning of each. */
function parameterPlace(r: Reader, isNext: boolean, types: TypeKind): Place {
  const last = r.kind(r.length - 1);
  if (last === TokenKind.readonly || last === TokenKind.mutable) return { kind: 'words', words: ['array'] };
  return isNext ? { kind: 'types', types } : NOTHING;
}

function argumentPlace(r: Reader, from: number, bracket: number, isNext: boolean): Place {
  const before = r.kind(bracket - 1);
  const isConstant = r.kind(from) === TokenKind.const || isModifier(before);
  const value: ValueKind = isConstant ? 'constant' : 'any';
  const isCall = before === TokenKind.identifier || before === TokenKind.gphase;
  if (!isCall || bracket === from) return { kind: 'value', value };
  if (!isNext) return { kind: 'value', value, callee: { name: r.word(bracket - 1), argument: -1 } };
  return { kind: 'value', value, callee: { name: r.word(bracket - 1), argument: argumentsBefore(r, bracket) } };
}

function argumentsBefore(r: Reader, bracket: number): number {
  let count = 0;
  for (let index = bracket + 1; index < r.length; index++) {
    const behind = isOpening(r.kind(index)) ? r.behind(index) : undefined;
    if (behind !== undefined) index = behind - 1;
    else if (r.kind(index) === TokenKind.comma) count++;
  }
  return count;
}
