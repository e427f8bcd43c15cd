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

/**
 * Takes a declaration away with the comment directly above it; the comment stays where it may be about the lines below
 * as well.
 */
export function documentedRemoval(text: string, span: Span): TextEdit {
  const edit = removal(text, span);
  const below = text.slice(edit.end, lineEnd(text, edit.end)).trim();
  if (edit.start !== lineStart(text, span.start) || (below !== '' && edit.end < text.length)) return edit;
  const start = aboveComments(text, edit.start);
  // Of two empty lines around what is gone, one is enough.
  const isBetweenBlanks = below === '' && (start === 0 || /(?:\r\n|\n)(?:\r\n|\n)$/.test(text.slice(0, start)));
  return { start, end: isBetweenBlanks ? nextLine(text, edit.end) : edit.end, newText: '' };
}

/** Beginning of the first line of the line comments directly above a line; of that line itself where there are none. */
export function aboveComments(text: string, start: number): number {
  let place = lineStart(text, start);
  while (place > 0) {
    const above = lineStart(text, place - (text[place - 1] === '\n' && text[place - 2] === '\r' ? 2 : 1));
    if (!text.slice(above, place).trimStart().startsWith('//')) break;
    place = above;
  }
  return place;
}
