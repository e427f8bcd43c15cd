/**
 * Comments that ignore diagnostics: `// ketlab-ignore CODE…` behind a statement is about its line, on a line of its own
 * about the next statement; `// ketlab-ignore-file CODE…` is about the whole text. Codes are separated by spaces or
 * commas; behind `--` may stand why. What makes a program illegal cannot be ignored.
 */
import type { Span } from '../diagnostic.ts';
import { type LineIndex, lineIndex } from '../lineIndex.ts';
import { firstTokenFrom, TokenKind } from '../syntax/tokens.ts';
import type { Statement, SyntaxTree } from '../syntax/tree.ts';
import { bodiesOf } from './statements.ts';

const WORD = 'ketlab-ignore';
const PATTERN = /^(?:\/\/|\/\*)\s*(ketlab-ignore(?:-file)?)(?![\w-])/;

/** A comment that ignores something. */
export interface Suppression {
  readonly comment: Span;
  /** From the word that makes it one to the end of its codes. */
  readonly span: Span;
  readonly codes: readonly SuppressedCode[];
  /** Behind the word: from here on codes may stand. */
  readonly codesStart: number;
  /** What it is about: diagnostics that begin here. Absent: the whole text. */
  readonly region?: Span;
}

export interface SuppressedCode extends Span {
  readonly code: string;
}

/** All comments of a text that ignore something, in their order. */
export function suppressions(tree: SyntaxTree): readonly Suppression[] {
  const { text, tokens } = tree;
  let at = text.indexOf(WORD);
  if (at < 0) return [];
  const lines = lineIndex(text);
  const found: Suppression[] = [];
  while (at >= 0) {
    const token = firstTokenFrom(tokens, at + 1) - 1;
    const kind = tokens.kinds[token];
    const end = tokens.starts[token + 1] ?? text.length;
    if (kind === TokenKind.lineComment || kind === TokenKind.blockComment) {
      const suppression = read(tree, lines, { start: tokens.starts[token]!, end });
      if (suppression) found.push(suppression);
    }
    at = text.indexOf(WORD, Math.max(end, at + 1));
  }
  return found;
}

function read(tree: SyntaxTree, lines: LineIndex, comment: Span): Suppression | undefined {
  const content = tree.text.slice(comment.start, comment.end);
  const [head, word = ''] = PATTERN.exec(content) ?? [];
  if (head === undefined) return undefined;
  const rest = content.slice(head.length).replace(/(?:\s--|\*\/)[\s\S]*$/, '');
  const codesStart = comment.start + head.length;
  const codes = [...rest.matchAll(/[^\s,]+/g)].map(({ 0: code, index }) => ({
    code,
    start: codesStart + index,
    end: codesStart + index + code.length,
  }));
  const span = { start: codesStart - word.length, end: codes.at(-1)?.end ?? codesStart };
  const suppression = { comment, span, codes, codesStart };
  return word === WORD ? { ...suppression, region: regionOf(tree, lines, comment) } : suppression;
}

function regionOf({ text, program }: SyntaxTree, lines: LineIndex, comment: Span): Span {
  const lineStart = comment.start - lines.position(comment.start).column;
  if (text.slice(lineStart, comment.start).trim() !== '') return { start: lineStart, end: comment.start };
  return nextStatement(program.statements, comment.end) ?? { start: comment.end, end: comment.end };
}

/** The first statement behind an offset, inside of the statement that the offset is in. */
function nextStatement(statements: readonly Statement[], offset: number): Statement | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  const next = statements[low];
  if (!next || next.start >= offset) return next;
  for (const body of bodiesOf(next)) {
    const inner = nextStatement(body, offset);
    if (inner) return inner;
  }
  return undefined;
}
