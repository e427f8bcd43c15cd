/** The kind of a word: a keyword's, or a name's. */
import { keywords, TokenKind } from './tokens.ts';

// An open-addressing table: a gate list is mostly names, and slicing each of them to ask a Map costs more than all
// the rest of the lexer.
const keywordSlots = 512;
const keywordKinds = new Uint8Array(keywordSlots);
const keywordTexts: string[] = new Array<string>(keywordSlots).fill('');
const longestKeyword = 'defcalgrammar'.length;

export const nextHash = (hash: number, code: number): number => (Math.imul(hash, 31) + code) | 0;
const slotOf = (hash: number): number => (hash ^ (hash >>> 9)) & (keywordSlots - 1);

for (const [word, kind] of keywords) {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = nextHash(hash, word.charCodeAt(i));
  let slot = slotOf(hash);
  while (keywordKinds[slot] !== 0) slot = (slot + 1) & (keywordSlots - 1);
  keywordKinds[slot] = kind;
  keywordTexts[slot] = word;
}

function isTextAt(text: string, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (text.charCodeAt(start + i) !== word.charCodeAt(i)) return false;
  return true;
}

/** The kind of the word from `start` to `end`, whose characters have this hash. */
export function wordKind(text: string, start: number, end: number, hash: number): number {
  const length = end - start;
  if (length > longestKeyword) return TokenKind.identifier;
  for (let slot = slotOf(hash); ; slot = (slot + 1) & (keywordSlots - 1)) {
    const kind = keywordKinds[slot]!;
    if (kind === 0) return TokenKind.identifier;
    const word = keywordTexts[slot]!;
    if (word.length === length && isTextAt(text, start, word)) return kind;
  }
}
