/** From tree to text: the tokens of a tree, trivia included, are the text. */
import type { SyntaxTree } from './tree.ts';

export function print({ text, tokens }: SyntaxTree): string {
  let printed = '';
  for (let i = 0; i < tokens.count; i++) printed += text.slice(tokens.starts[i], tokens.starts[i + 1]);
  return printed;
}
