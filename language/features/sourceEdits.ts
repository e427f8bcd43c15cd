/** Edits of a program's text that respect its lines: whole lines go, indentation stays, line ends are the file's own. */
import type { Span } from '../diagnostic.ts';
import type { TextEdit } from './formatting.ts';

export const replacement = ({ start, end }: Span, newText: string): TextEdit => ({ start, end, newText });

export const insertion = (offset: number, newText: string): TextEdit => ({ start: offset, end: offset, newText });

const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r';

/** Offset of the first character of the line. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineEnd(text[start - 1])) start--;
  return start;
}

/** Offset behind the last character of the line, before its line end. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineEnd(text[end])) end++;
  return end;
}

/** Offset of the first character of the next line; the end of the text in its last line. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : Math.min(end + 1, text.length);
}

/** The white space that the line begins with. */
export function indentation(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** As the first line of the text ends. */
export const newline = (text: string): string => (/\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n');

/** One step of indentation: as the first indented line has it. */
export function indentationStep(text: string): string {
  const first = /^(?:\t| +)(?=\S)(?!\*)/m.exec(text)?.[0];
  return first ?? '  ';
}

/** Whether only white space, and behind it perhaps a comment, stands in the lines of the span beside it. */
function isAlone(text: string, { start, end }: Span): boolean {
  const before = text.slice(lineStart(text, start), start);
  return before.trim() === '' && /^[ \t]*(?:\/\/.*)?$/.test(text.slice(end, lineEnd(text, end)));
}

/** Takes a statement away: with its lines where it has them for itself, with the blanks behind it where not. */
export function removal(text: string, span: Span): TextEdit {
  if (isAlone(text, span)) {
    return { start: lineStart(text, span.start), end: nextLine(text, span.end), newText: '' };
  }
  const blanks = /^[ \t]*/.exec(text.slice(span.end, lineEnd(text, span.end)))?.[0].length ?? 0;
  const isLast = span.end + blanks === lineEnd(text, span.end);
  const before = isLast ? (/[ \t]*$/.exec(text.slice(lineStart(text, span.start), span.start))?.[0].length ?? 0) : 0;
  return { start: span.start - before, end: span.end + blanks, newText: '' };
}

/** Text of several lines with another indentation: `from` gives way to `to` at the beginning of each line but the first. */
export function reindented(text: string, from: string, to: string): string {
  return text.replace(/(\r\n|\n|\r)([ \t]*)/g, (_, end: string, blanks: string) =>
    blanks.startsWith(from) ? `${end}${to}${blanks.slice(from.length)}` : `${end}${blanks}`,
  );
}
