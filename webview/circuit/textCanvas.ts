/**
 * A grid of characters on which lines that cross or meet become one box-drawing sign. Knows nothing of circuits.
 */

export type Stroke = 'single' | 'double' | 'dotted';

/** Which way lines leave a cell, and how: horizontally and vertically none, single or double. */
interface Cell {
  text: string;
  left: boolean;
  right: boolean;
  up: boolean;
  down: boolean;
  doubleAcross: boolean;
  dottedAcross: boolean;
  doubleDown: boolean;
}

export class TextCanvas {
  readonly #rows: Cell[][];

  constructor(width: number, height: number) {
    this.#rows = Array.from({ length: height }, () => Array.from({ length: width }, emptyCell));
  }

  /** Later texts cover what was there. */
  write(x: number, y: number, text: string): void {
    Array.from(text).forEach((character, index) => {
      const cell = this.#cell(x + index, y);
      if (cell) cell.text = character;
    });
  }

  centre(x: number, y: number, text: string): void {
    this.write(x - Math.floor((Array.from(text).length - 1) / 2), y, text);
  }

  horizontal(x1: number, x2: number, y: number, stroke: Stroke): void {
    for (let x = x1; x <= x2; x++) {
      const cell = this.#cell(x, y);
      if (!cell) continue;
      cell.left = true;
      cell.right = true;
      cell.doubleAcross ||= stroke === 'double';
      cell.dottedAcross ||= stroke === 'dotted';
    }
  }

  /** Ends included; texts on the way stay. */
  vertical(x: number, y1: number, y2: number, stroke: Stroke): void {
    for (let y = y1; y <= y2; y++) {
      const cell = this.#cell(x, y);
      if (!cell) continue;
      cell.up ||= y > y1;
      cell.down ||= y < y2;
      cell.doubleDown ||= stroke === 'double';
    }
  }

  /** A box with nothing in it; lines that end at its sides or edges are joined to it. */
  box(x: number, y: number, width: number, height: number): void {
    const right = x + width - 1;
    const bottom = y + height - 1;
    for (let row = y; row <= bottom; row++) {
      for (let column = x; column <= right; column++) {
        const cell = this.#cell(column, row);
        if (!cell) continue;
        const edge = { top: row === y, bottom: row === bottom, left: column === x, right: column === right };
        cell.text = boxSign(edge, cell);
      }
    }
  }

  frame(
    x: number,
    y: number,
    width: number,
    height: number,
    dashed: boolean,
    open: { readonly left: boolean; readonly right: boolean },
  ): void {
    const right = x + width - 1;
    const bottom = y + height - 1;
    const [across, down] = dashed ? ['╌', '╎'] : ['─', '│'];
    this.write(x, y, across.repeat(width));
    this.write(x, bottom, across.repeat(width));
    if (!open.left) this.#side(x, y, bottom, '┌', '└', down);
    if (!open.right) this.#side(right, y, bottom, '┐', '┘', down);
  }

  divider(x: number, y1: number, y2: number): void {
    this.#side(x, y1, y2, '┬', '┴', '╎');
  }

  #side(x: number, y1: number, y2: number, top: string, bottom: string, side: string): void {
    for (let y = y1 + 1; y < y2; y++) {
      const cell = this.#cell(x, y);
      if (cell) cell.text = cell.left || cell.right ? (cell.doubleAcross ? '╪' : '┼') : side;
    }
    this.write(x, y1, top);
    this.write(x, y2, bottom);
  }

  /** Ends with a line feed; no line ends in spaces. */
  toString(): string {
    const lines = this.#rows.map((row) =>
      row
        .map((cell) => (cell.text === '' ? lineSign(cell) : cell.text))
        .join('')
        .trimEnd(),
    );
    return `${lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .replace(/\n+$/, '')}\n`;
  }

  #cell(x: number, y: number): Cell | undefined {
    return this.#rows[y]?.[x];
  }
}

function emptyCell(): Cell {
  const lines = { left: false, right: false, up: false, down: false };
  return { text: '', ...lines, doubleAcross: false, dottedAcross: false, doubleDown: false };
}

/** Lines across a cell always pass through; lines down may end in it. */
function lineSign({ left, right, up, down, doubleAcross, dottedAcross, doubleDown }: Cell): string {
  const across = left || right;
  if (!up && !down) return across ? (doubleAcross ? '═' : dottedAcross ? '┄' : '─') : ' ';
  if (!across) return doubleDown ? '║' : '│';
  const signs = doubleAcross ? (doubleDown ? '╦╬╩' : '╤╪╧') : doubleDown ? '╥╫╨' : '┬┼┴';
  return (up && down ? signs[1] : down ? signs[0] : signs[2]) ?? ' ';
}

interface Edge {
  readonly top: boolean;
  readonly bottom: boolean;
  readonly left: boolean;
  readonly right: boolean;
}

function boxSign(edge: Edge, cell: Cell): string {
  if (edge.top) {
    if (edge.left) return '┌';
    if (edge.right) return '┐';
    return cell.up ? (cell.doubleDown ? '╨' : '┴') : '─';
  }
  if (edge.bottom) {
    if (edge.left) return '└';
    if (edge.right) return '┘';
    return cell.down ? (cell.doubleDown ? '╥' : '┬') : '─';
  }
  if (edge.left) return cell.left ? (cell.doubleAcross ? '╡' : '┤') : '│';
  if (edge.right) return cell.right ? (cell.doubleAcross ? '╞' : '├') : '│';
  return ' ';
}
