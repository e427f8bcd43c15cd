/** What a selection grows to, step by step: the word, and the parts of the program around it. Knows no protocol. */
import type { Span } from '../diagnostic.ts';
import { TokenKind } from '../syntax/tokens.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { nodesAt } from '../syntax/walk.ts';

/** From the innermost to the whole text; each lies in the next and is shorter. Never empty. */
export function selectionRanges(tree: SyntaxTree, offset: number): readonly Span[] {
  const at = Math.min(Math.max(offset, 0), tree.text.length);
  const word = wordAt(tree, at);
  const candidates: Span[] = word ? [...insideQuotes(tree, word), word] : [];
  for (const node of [...nodesAt(tree, at)].reverse()) {
    if (node.kind === 'block') candidates.push(insideBraces(tree.text, node));
    candidates.push(node);
  }
  candidates.push({ start: 0, end: tree.text.length });
  return growing(candidates, at);
}

/** Those that hold the offset and all before them, without repetitions; empty ones stand for what is missing. */
function growing(candidates: readonly Span[], at: number): readonly Span[] {
  const ranges: Span[] = [];
  let inner: Span = { start: at, end: at };
  for (const { start, end } of candidates) {
    const holds = start <= inner.start && inner.end <= end;
    if (!holds || (start === inner.start && end === inner.end)) continue;
    inner = { start, end };
    ranges.push(inner);
  }
  return ranges.length > 0 ? ranges : [inner];
}

/** The token at an offset; behind a word and before other things, the word. No white space. */
function wordAt({ tokens: { kinds, starts, count } }: SyntaxTree, at: number): Span | undefined {
  let low = 0;
  let high = count;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle;
  }
  const isWord = (i: number) => i >= 0 && i < count && isName(kinds[i]!);
  const index = starts[low] === at && !isWord(low) && isWord(low - 1) ? low - 1 : low;
  const kind = kinds[index];
  if (index >= count || kind === TokenKind.whitespace || kind === TokenKind.newline) return undefined;
  return { start: starts[index]!, end: starts[index + 1]! };
}

/** Names, numbers and keywords, as against punctuation. */
const isName = (kind: number) =>
  (kind >= TokenKind.identifier && kind <= TokenKind.annotation) || kind >= TokenKind.openqasm;

/** The text between quotes, which is selected first. */
function insideQuotes({ text }: SyntaxTree, { start, end }: Span): Span[] {
  return /^(["']).*\1$/s.test(text.slice(start, end)) && end - start > 2 ? [{ start: start + 1, end: end - 1 }] : [];
}

/** The statements of a block without its braces and the white space beside them. */
function insideBraces(text: string, { start, end }: Span): Span {
  const inner = text.slice(start + 1, end - 1);
  const from = start + 1 + (inner.length - inner.trimStart().length);
  return { start: from, end: Math.max(from, end - 1 - (inner.length - inner.trimEnd().length)) };
}
