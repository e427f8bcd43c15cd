/** What an editor can fold: blocks, calibrations, runs of comments and of includes. Knows no protocol and no editor. */
import { lineIndex } from '../lineIndex.ts';
import { TokenKind } from '../syntax/tokens.ts';
import type { Node, Statement, SwitchStatement, SyntaxTree } from '../syntax/tree.ts';
import { children } from '../syntax/walk.ts';

/** Lines are counted from 0; the first stays in sight, the others up to and with the last are hidden. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: 'comment' | 'imports';
}

/** In the order of their first lines. */
export function foldingRanges(tree: SyntaxTree): readonly FoldingRange[] {
  const lines = lineIndex(tree.text);
  const lineOf = (offset: number) => lines.position(offset).line;
  const ranges: FoldingRange[] = [...commentRanges(tree, lineOf), ...includeRanges(tree, lineOf)];
  const waiting: Node[] = [tree.program];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const braces = bracesOf(tree.text, node);
    if (braces) ranges.push({ startLine: lineOf(braces.start), endLine: lastInside(tree.text, braces.end, lineOf) });
    for (const child of children(node)) waiting.push(child);
  }
  return ranges
    .filter(({ startLine, endLine }) => endLine > startLine)
    .sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

/** The closing brace stays in sight where it stands. */
function lastInside(text: string, end: number, lineOf: (offset: number) => number): number {
  return text[end - 1] === '}' ? lineOf(end - 1) - 1 : lineOf(end);
}

/** From the opening brace to behind the closing one. */
function bracesOf(text: string, node: Node): { start: number; end: number } | undefined {
  switch (node.kind) {
    case 'block':
    case 'array':
    case 'set':
      return { start: node.start, end: node.end };
    case 'switch':
      return bracesOfSwitch(text, node);
    case 'cal':
    case 'defcal':
      return { start: node.body.start - 1, end: Math.min(node.body.end + 1, text.length) };
    default:
      return undefined;
  }
}

function bracesOfSwitch(text: string, { subject, cases, end }: SwitchStatement) {
  const start = text.lastIndexOf('{', (cases[0]?.start ?? end) - 1);
  return start >= subject.end ? { start, end } : undefined;
}

/** Block comments, and comment lines that follow one another. */
function commentRanges({ tokens }: SyntaxTree, lineOf: (offset: number) => number): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let first = -1;
  let last = -1;
  const close = () => {
    if (first >= 0) ranges.push({ startLine: first, endLine: last, kind: 'comment' });
    first = -1;
  };
  let isFirstOnLine = true;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i];
    if (kind === TokenKind.whitespace) continue;
    if (kind === TokenKind.lineComment && isFirstOnLine) {
      const line = lineOf(tokens.starts[i]!);
      if (first >= 0 && line > last + 1) close();
      if (first < 0) first = line;
      last = line;
    } else if (kind === TokenKind.blockComment) {
      close();
      const [startLine, endLine] = [lineOf(tokens.starts[i]!), lineOf(tokens.starts[i + 1]!)];
      ranges.push({ startLine, endLine, kind: 'comment' });
    } else if (kind !== TokenKind.newline) {
      close();
    }
    isFirstOnLine = kind === TokenKind.newline;
  }
  close();
  return ranges;
}

/** Includes that follow one another, whatever comments stand between them. */
function includeRanges({ program }: SyntaxTree, lineOf: (offset: number) => number): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let run: Statement[] = [];
  for (const statement of [...program.statements, undefined]) {
    if (statement?.kind === 'include') {
      run.push(statement);
      continue;
    }
    const [first, last] = [run[0], run.at(-1)];
    if (first && last) ranges.push({ startLine: lineOf(first.start), endLine: lineOf(last.end), kind: 'imports' });
    run = [];
  }
  return ranges;
}
