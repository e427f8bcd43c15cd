/** Ways to break a text: as it is while someone types, and worse. */
import { lex } from '../../language/syntax/lexer.ts';

export interface Mutations {
  readonly count: number;
  /** What is done to the text, for people. */
  name(index: number): string;
  text(index: number): string;
}

/** Every beginning of the text; the text without each of its tokens, and with each twice; each of its bytes flipped. */
export function mutationsOf(text: string): Mutations {
  const { count, starts } = lex(text).tokens;
  const bytes = Buffer.from(text, 'utf8');
  const ways: readonly { readonly name: string; readonly count: number; readonly text: (at: number) => string }[] = [
    { name: 'cut off at offset', count: text.length, text: (at) => text.slice(0, at) },
    { name: 'without token', count, text: (at) => text.slice(0, starts[at]) + text.slice(starts[at + 1]) },
    { name: 'with twice the token', count, text: (at) => text.slice(0, starts[at + 1]) + text.slice(starts[at]) },
    { name: 'with a flipped byte', count: bytes.length, text: (at) => withFlippedBit(bytes, at, (at * 5 + 3) % 8) },
  ];
  const find = (index: number) => {
    let at = index;
    for (const way of ways) {
      if (at < way.count) return { way, at };
      at -= way.count;
    }
    throw new RangeError(`there is no mutation ${index}`);
  };
  return {
    count: ways.reduce((sum, way) => sum + way.count, 0),
    name: (index) => `${find(index).way.name} ${find(index).at}`,
    text: (index) => find(index).way.text(find(index).at),
  };
}

/** What is no UTF-8 then is read as an editor reads it. */
function withFlippedBit(bytes: Buffer, at: number, bit: number): string {
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
  return flipped.toString('utf8');
}
