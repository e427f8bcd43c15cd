/**
 * Holds the formatter against real programs: it changes white space alone, so that every token and every comment
 * stays; formatting twice changes nothing more; and the program means the same `Circuit`, with the same diagnostics.
 * Printing the tree of a program, however broken, gives its text back.
 */
import { applyEdits, format } from '../../language/features/formatting.ts';
import { parse } from '../../language/syntax/parser.ts';
import { print } from '../../language/syntax/print.ts';
import { TokenKind } from '../../language/syntax/tokens.ts';
import type { SyntaxTree } from '../../language/syntax/tree.ts';
import { compileFile } from './material/compileFile.ts';
import { openCorpora } from './material/corpora.ts';
import type { TextFile } from './material/files.ts';
import { isSameBesidesSpans } from './material/isSameBesidesSpans.ts';

/** The tokens of a tree that are no white space, comments among them. */
function wordsOf({ text, tokens }: SyntaxTree): readonly string[] {
  const words: string[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i];
    if (kind === TokenKind.whitespace || kind === TokenKind.newline) continue;
    words.push(text.slice(tokens.starts[i], tokens.starts[i + 1]));
  }
  return words;
}

/** The law that a file breaks, if any. */
function brokenLaw({ path, text }: TextFile): string | undefined {
  const tree = parse(text);
  if (print(tree) !== text) return 'does not print back to its text';
  const formatted = applyEdits(text, format(tree));
  if (formatted === text) return undefined;
  const again = parse(formatted);
  if (!isSameBesidesSpans(wordsOf(tree), wordsOf(again))) return 'formatting changes a token or a comment';
  if (format(again).length > 0) return 'formatting twice is not formatting once';
  const before = compileFile(path, text);
  const after = compileFile(path, formatted);
  if (!isSameBesidesSpans(before.circuit, after.circuit)) return 'formatting changes the circuit';
  const codes = [before, after].map(({ diagnostics }) => diagnostics.map(({ code }) => code));
  return isSameBesidesSpans(codes[0], codes[1]) ? undefined : 'formatting changes the diagnostics';
}

function main(): boolean {
  const corpora = openCorpora();
  if (corpora.length === 0) return true;
  console.log('Printing and formatting real programs');
  const failures = corpora.flatMap(({ name, files }) => {
    const broken = files.flatMap((file) => {
      const law = brokenLaw(file);
      return law === undefined ? [] : [`    ${name}/${file.name}: ${law}`];
    });
    console.log(`  ${name.padEnd(40)} ${files.length - broken.length} of ${files.length}`);
    return broken;
  });
  for (const failure of failures) console.log(failure);
  return failures.length === 0;
}

process.exitCode = main() ? 0 : 1;
