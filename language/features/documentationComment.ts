/** The comment directly above a declaration, as its documentation. */

/**
 * The text of the comment whose last line is the line above the one that `offset` is on, without the marks of a
 * comment; `undefined` where there is none, or where other code stands before `offset` on its line.
 *
 * @param group the comment above a run of declarations, each on a line of its own, is for all of them
 */
export function documentationComment(text: string, offset: number, group = false): string | undefined {
  let start = lineStart(text, offset);
  if (text.slice(start, offset).trim() !== '') return undefined;
  let above = lineAbove(text, start);
  while (group && above?.line.startsWith('gate ')) {
    start = above.start;
    above = lineAbove(text, start);
  }
  if (!above) return undefined;
  if (above.line.endsWith('*/')) return blockComment(text, start);
  return lineComments(text, start);
}

interface Line {
  readonly start: number;
  /** Without white space around it. */
  readonly line: string;
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineEnd(text, start - 1)) start--;
  return start;
}

const isLineEnd = (text: string, offset: number): boolean => text[offset] === '\n' || text[offset] === '\r';

/** The line before the one that starts at `start`. */
function lineAbove(text: string, start: number): Line | undefined {
  if (start === 0) return undefined;
  const end = text[start - 1] === '\n' && text[start - 2] === '\r' ? start - 2 : start - 1;
  const from = lineStart(text, end);
  return { start: from, line: text.slice(from, end).trim() };
}

function lineComments(text: string, start: number): string | undefined {
  const lines: string[] = [];
  for (let above = lineAbove(text, start); above?.line.startsWith('//'); above = lineAbove(text, above.start)) {
    lines.push(above.line.replace(/^\/\/[/!]?\s?/, ''));
  }
  return joined(lines.reverse());
}

/** A block comment that ends on the line above, and that begins a line. */
function blockComment(text: string, start: number): string | undefined {
  const close = text.lastIndexOf('*/', start);
  const open = text.lastIndexOf('/*', close - 1);
  if (open < 0 || text.slice(lineStart(text, open), open).trim() !== '') return undefined;
  const lines = text.slice(open + 2, close).split(/\r\n|\n|\r/);
  return joined(lines.map((line) => line.replace(/^\s*[*!]*\s?/, '').trimEnd()));
}

/** As one text; titles of sections such as `--- One qubit ---` are no documentation. */
function joined(lines: readonly string[]): string | undefined {
  const documentation = lines.join('\n').trim();
  return documentation === '' || /^-{2,}/.test(documentation) ? undefined : documentation;
}
