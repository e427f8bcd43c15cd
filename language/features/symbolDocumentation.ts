/** What the text says about a name. */
import type { Program, ProgramSymbol } from '../semantics/program.ts';
import { documentationComment } from './documentationComment.ts';
import { isLibrary, sourceText } from './programFiles.ts';
import { isDeclared } from './symbolAt.ts';

/** The comment above the declaration. */
export function documentationOf(program: Program, symbol: ProgramSymbol): string | undefined {
  const text = sourceText(program, symbol.source);
  if (text === undefined || !isDeclared(symbol)) return undefined;
  const start = 'definition' in symbol ? symbol.definition?.start : lineStart(text, symbol.span.start);
  if (start === undefined) return undefined;
  return documentationComment(text, start, isLibrary(program.sources[symbol.source] ?? ''));
}

/** Where the text of the line begins. */
function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start + (/^\s*/.exec(text.slice(start, offset))?.[0].length ?? 0);
}
