/**
 * Refactoring: selected statements that repeat become a loop. They are compared token by token: all are equal but
 * numbers, which grow by the same step, or double, from one repetition to the next.
 */
import { firstTokenFrom, isTrivia, TokenKind } from '../../syntax/tokens.ts';
import type { Statement } from '../../syntax/tree.ts';
import { nodesAt } from '../../syntax/walk.ts';
import { indentation, indentationStep, lineStart, newline, reindented, replacement } from '../sourceEdits.ts';
import type { FindRefactorings, Scene } from './refactoring.ts';

const REPEATABLE: readonly Statement['kind'][] = [
  ...(['gateCall', 'measureStatement', 'assignment', 'reset', 'barrier', 'nop', 'delay'] as const),
];

const MOST_STATEMENTS = 2000;

export const rollLoop: FindRefactorings = (scene) => {
  const { program, selection, text } = scene;
  if (program.version === 2 || !selection?.isRange || !selection.isInList) return [];
  const { statements } = selection;
  if (statements.length < 2 || statements.length > MOST_STATEMENTS) return [];
  const isFine = statements.every(({ kind, annotations }) => REPEATABLE.includes(kind) && !annotations);
  if (!isFine || definesGate(scene)) return [];
  const pattern = findPattern(scene, statements);
  if (!pattern) return [];
  return [
    {
      title: `Roll into a loop (${pattern.count} iterations)`,
      kind: 'refactor.rewrite',
      edits: () => [
        replacement({ start: statements[0]!.start, end: statements.at(-1)!.end }, looped(scene, pattern, text)),
      ],
    },
  ];
};

/** Loops are allowed in the bodies of gates, but few tools know it. */
const definesGate = ({ selection }: Scene): boolean => selection?.around.some(({ kind }) => kind === 'gate') ?? false;

interface Token {
  readonly kind: number;
  readonly text: string;
  readonly start: number;
}

/** A number that is another one in each repetition. */
interface Varying {
  /** Of the first repetition. */
  readonly token: Token;
  readonly change: Change;
  /** Whether it stands alone between brackets or commas. */
  readonly isAlone: boolean;
}

type Change =
  | { readonly kind: 'sum'; readonly first: number; readonly step: number; readonly isInteger: boolean }
  /** 2 to the power of `exponent`, which grows by `step`. */
  | { readonly kind: 'power'; readonly exponent: number; readonly step: number };

interface Pattern {
  readonly count: number;
  /** Statements in each repetition. */
  readonly statements: readonly Statement[];
  readonly varying: readonly Varying[];
}

/** The shortest repetition that makes up all statements. */
function findPattern(scene: Scene, statements: readonly Statement[]): Pattern | undefined {
  const tokens = statements.map((statement) => tokensOf(scene, statement));
  if (tokens.includes(undefined)) return undefined;
  const known = tokens as (readonly Token[])[];
  for (let length = 1; length <= statements.length / 2; length++) {
    if (statements.length % length !== 0) continue;
    const groups = Array.from({ length: statements.length / length }, (_, group) =>
      known.slice(group * length, (group + 1) * length).flat(),
    );
    const varying = compare(scene, groups);
    if (varying) return { count: groups.length, statements: statements.slice(0, length), varying };
  }
  return undefined;
}

/** `undefined` where a comment is among them or behind them: it would be lost. */
function tokensOf({ program, selection }: Scene, { start, end }: Statement): readonly Token[] | undefined {
  const { tokens, text } = program.tree;
  const found: Token[] = [];
  for (let index = firstTokenFrom(tokens, start); index < tokens.count; index++) {
    const from = tokens.starts[index]!;
    const kind = tokens.kinds[index]!;
    if (from >= selection!.end || (from >= end && !isTrivia(kind))) break;
    if (kind === TokenKind.lineComment || kind === TokenKind.blockComment) return undefined;
    if (!isTrivia(kind)) found.push({ kind, text: text.slice(from, tokens.starts[index + 1]), start: from });
  }
  return found;
}

const isNumber = ({ kind }: Token): boolean => kind === TokenKind.integerLiteral || kind === TokenKind.floatLiteral;

function compare(scene: Scene, groups: readonly (readonly Token[])[]): readonly Varying[] | undefined {
  const [first, second] = groups;
  if (!first || !second || groups.some((group) => group.length !== first.length)) return undefined;
  const varying: Varying[] = [];
  for (const [place, token] of first.entries()) {
    const column = groups.map((group) => group[place]!);
    if (column.every((other) => other.text === token.text)) continue;
    if (!column.every(isNumber) || isOfType(scene, token)) return undefined;
    const change = changeOf(column);
    if (!change) return undefined;
    varying.push({ token, change, isAlone: isBetweenSeparators(first, place) });
  }
  return varying;
}

/** Sizes of types and numbers of controls must be constants. */
function isOfType({ program }: Scene, { start }: Token): boolean {
  return nodesAt(program.tree, start).some(
    (node) =>
      node.kind === 'scalarType' || node.kind === 'arrayType' || (node.kind === 'modifier' && node.name !== 'pow'),
  );
}

const OPENERS: readonly number[] = [TokenKind.leftBracket, TokenKind.leftParenthesis, TokenKind.comma, TokenKind.colon];
const CLOSERS: readonly number[] = [
  TokenKind.rightBracket,
  TokenKind.rightParenthesis,
  TokenKind.comma,
  TokenKind.colon,
];

function isBetweenSeparators(tokens: readonly Token[], place: number): boolean {
  const [before, behind] = [tokens[place - 1], tokens[place + 1]];
  return before !== undefined && behind !== undefined && OPENERS.includes(before.kind) && CLOSERS.includes(behind.kind);
}

function changeOf(column: readonly Token[]): Change | undefined {
  const values = column.map(({ text }) => Number(text.replaceAll('_', '')));
  const [first, second] = values as [number, number];
  const isInteger = column.every(({ kind }) => kind === TokenKind.integerLiteral);
  if (!values.every(Number.isFinite) || (isInteger && !values.every(Number.isSafeInteger))) return undefined;
  const step = isInteger ? second - first : Number((second - first).toPrecision(12));
  const isSum = values.every((value, index) => Math.abs(first + step * index - value) <= 1e-13 * Math.abs(value));
  if (isSum) return { kind: 'sum', first, step, isInteger };
  if (!isInteger || !values.every((value) => value > 0 && Number.isInteger(Math.log2(value)))) return undefined;
  const exponents = values.map(Math.log2);
  const growth = exponents[1]! - exponents[0]!;
  const isPower = exponents.every((exponent, index) => exponent === exponents[0]! + growth * index);
  return isPower && Math.max(...exponents) < 62 ? { kind: 'power', exponent: exponents[0]!, step: growth } : undefined;
}

// --- The loop ---

function looped(scene: Scene, { count, statements, varying }: Pattern, text: string): string {
  const name = loopVariable(scene, statements);
  const range = loopRange(varying);
  const [from, to] = [statements[0]!.start, statements.at(-1)!.end];
  const parts: string[] = [];
  let end = from;
  for (const { token, change, isAlone } of varying) {
    parts.push(text.slice(end, token.start), expressionOf(change, range, name, isAlone));
    end = token.start + token.text.length;
  }
  parts.push(text.slice(end, to));
  const outer = indentation(text, from);
  const isFirstOfLine = text.slice(lineStart(text, from), from).trim() === '';
  const head = `for int ${name} in [${rangeText(range, count)}] {`;
  if (!isFirstOfLine) return `${head} ${parts.join('')} }`;
  const inner = `${outer}${indentationStep(text)}`;
  const line = newline(text);
  return `${head}${line}${inner}${reindented(parts.join(''), outer, inner)}${line}${outer}}`;
}

interface LoopRange {
  readonly first: number;
  readonly step: number;
}

/** As the first index that goes by whole steps does; else from 0. */
function loopRange(varying: readonly Varying[]): LoopRange {
  const sums = varying.flatMap(({ change }) => (change.kind === 'sum' && change.isInteger ? [change] : []));
  const all = sums.length === varying.length;
  const steady = sums.find(
    ({ step }) => Math.abs(step) === 1 || (all && sums.every((other) => other.step % step === 0)),
  );
  if (steady) return { first: steady.first, step: steady.step };
  return varying.length === 0 ? { first: 1, step: 1 } : { first: 0, step: 1 };
}

function rangeText({ first, step }: LoopRange, count: number): string {
  const last = first + step * (count - 1);
  return step === 1 ? `${first}:${last}` : `${first}:${step}:${last}`;
}

function expressionOf(change: Change, range: LoopRange, name: string, isAlone: boolean): string {
  const start = change.kind === 'sum' ? change.first : change.exponent;
  const factor = exact(change.step / range.step);
  const offset = exact(start - factor * range.first);
  const sum = linear(factor, offset, name);
  if (change.kind === 'power') return `2 ** ${sum === name ? sum : `(${sum})`}`;
  return isAlone || sum === name ? sum : `(${sum})`;
}

/** Without the noise of decimal fractions. */
const exact = (value: number): number => Number(value.toPrecision(12));

function linear(factor: number, offset: number, name: string): string {
  if (factor === 0) return String(offset);
  const times = factor === 1 ? name : factor === -1 ? `-${name}` : `${factor} * ${name}`;
  if (offset === 0) return times;
  if (factor < 0 && offset > 0) return `${offset} - ${factor === -1 ? name : `${-factor} * ${name}`}`;
  return offset < 0 ? `${times} - ${-offset}` : `${times} + ${offset}`;
}

/** `i`, or the next letter that the statements do not use. */
function loopVariable({ program }: Scene, statements: readonly Statement[]): string {
  const { text } = program.tree;
  const written = text.slice(statements[0]!.start, statements.at(-1)!.end);
  const used = new Set(written.match(/[\p{L}_$][\p{L}\p{N}_]*/gu));
  return [...'ijklmn'].find((name) => !used.has(name)) ?? 'index';
}
