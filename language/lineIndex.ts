/** Offsets of a text as lines and columns, both counted from 0, columns in UTF-16 units. */

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface LineIndex {
  readonly lineCount: number;
  /** Offsets outside the text are moved to its nearest end. */
  position(offset: number): Position;
  /** Offset of the first character of a line. */
  lineStart(line: number): number;
}

/** Lines end at `\n`, `\r\n` or `\r`. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  return {
    lineCount: starts.length,
    position(offset) {
      const target = Math.min(Math.max(offset, 0), text.length);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= target) low = middle;
        else high = middle - 1;
      }
      return { line: low, column: target - (starts[low] ?? 0) };
    },
    lineStart: (line) => starts[Math.min(Math.max(line, 0), starts.length - 1)] ?? 0,
  };
}
