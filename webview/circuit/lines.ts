/**
 * Breaks the columns of a diagram into rows of the page ("lines") and gives every column and wire its coordinates.
 * Knows sizes and rows, nothing of what is drawn.
 */

import type { ColumnSizes } from './columnSizes.ts';
import type { Packing, PlacedGroup } from './columns.ts';
import { type Metrics, truncate } from './metrics.ts';
import type { LoopRange } from './origins.ts';
import type { Wire, Wires } from './wires.ts';

/** One row of the page, with all wires. */
export interface Line {
  readonly y: number;
  readonly height: number;
  /** First column and the one after the last. */
  readonly columns: readonly [number, number];
  /** Where the wires end. */
  readonly right: number;
}

export interface PlacedWire {
  readonly line: number;
  readonly kind: Wire['kind'];
  readonly y: number;
  /** The label ends at `labelX`. */
  readonly labelX: number;
  readonly label: string;
  readonly x1: number;
  readonly x2: number;
  /** Number of bits of a register. */
  readonly size?: number;
  /** First and last wire of a register of several wires: a line at the left holds them together. */
  readonly groupY?: readonly [number, number];
}

interface PlacedLine extends Line {
  /** Top of the lowest bracket lane. */
  readonly bracketY: number;
  readonly rowY: readonly number[];
}

/** Where columns and rows are. */
export class LineGeometry {
  readonly width: number;
  readonly #lines: readonly PlacedLine[];
  readonly #lineOf: readonly number[];
  readonly #x: readonly number[];
  readonly #sizes: ColumnSizes;
  readonly #left: number;

  constructor(lines: readonly PlacedLine[], x: readonly number[], sizes: ColumnSizes, left: number, width: number) {
    this.#lines = lines;
    this.#lineOf = lines.flatMap(({ columns: [first, end] }, index) => Array<number>(end - first).fill(index));
    this.#x = x;
    this.#sizes = sizes;
    this.#left = left;
    this.width = width;
  }

  lineOf(column: number): number {
    return this.#lineOf[column] ?? 0;
  }

  /** Left edge of what stands in a column. */
  contentLeft(column: number): number {
    return this.#x[column] ?? this.#left;
  }

  contentRight(column: number): number {
    return this.contentLeft(column) + (this.#sizes.content[column] ?? 0);
  }

  middle(column: number): number {
    return this.contentLeft(column) + Math.floor((this.#sizes.content[column] ?? 0) / 2);
  }

  rows(line: number): (row: number) => number {
    const rowY = this.#lines[line]?.rowY ?? [];
    return (row) => rowY[row] ?? 0;
  }

  /** Top of the lowest bracket. */
  lineTop(line: number): number {
    return this.#lines[line]?.bracketY ?? 0;
  }

  /** Where the wires begin. */
  lineLeft(_line: number): number {
    return this.#left;
  }

  /** Where the wires end. */
  lineRight(line: number): number {
    return this.#lines[line]?.right ?? this.#left;
  }

  firstColumn(line: number): number {
    return this.#lines[line]?.columns[0] ?? 0;
  }

  lastColumn(line: number): number {
    return (this.#lines[line]?.columns[1] ?? 1) - 1;
  }
}

export function breakLines(
  wires: Wires,
  packing: Packing,
  sizes: ColumnSizes,
  loops: readonly LoopRange[],
  { maxWidth, left: least = 0 }: { readonly maxWidth?: number | undefined; readonly left?: number | undefined },
  metrics: Metrics,
): { readonly lines: readonly Line[]; readonly geometry: LineGeometry } {
  const left = Math.max(least, wiresLeft(wires.list, metrics));
  const limit = (maxWidth ?? Number.POSITIVE_INFINITY) - metrics.margin;
  const x: number[] = [];
  const breaks: { columns: [number, number]; right: number }[] = [];
  let first = 0;
  let right = left + metrics.columnGap;
  for (let column = 0; column < packing.columnCount; column++) {
    const before = sizes.before[column] ?? 0;
    const width = (sizes.content[column] ?? 0) + (sizes.after[column] ?? 0) + metrics.columnGap;
    if (column > first && right + before + width > limit) {
      breaks.push({ columns: [first, column], right });
      first = column;
      right = left + metrics.columnGap;
    }
    x.push(right + before);
    right += before + width;
  }
  breaks.push({ columns: [first, packing.columnCount], right: Math.max(right, left + 4 * metrics.columnGap) });

  const lines: PlacedLine[] = [];
  let y = metrics.margin;
  for (const { columns, right } of breaks) {
    const line = placeLine(y, columns, right, wires, packing.groups, sizes, loops, metrics);
    lines.push(line);
    y += line.height + metrics.lineGap;
  }
  const width = Math.max(...breaks.map(({ right }) => right)) + metrics.margin;
  return { lines, geometry: new LineGeometry(lines, x, sizes, left, width) };
}

const isQubit = (wire: Wire): boolean => wire.kind === 'qubit';

/** Where wires begin, behind their labels. */
export const wiresLeft = (wires: readonly Wire[], metrics: Metrics): number =>
  metrics.margin + labelsWidth(wires, metrics) + metrics.labelGap;

function labelsWidth(wires: readonly Wire[], metrics: Metrics): number {
  const widths = wires.map(({ kind, label, size }) =>
    kind === 'elision'
      ? metrics.textWidth(label, 'detail')
      : metrics.textWidth(truncate(label, metrics.limits.wire), 'wire') +
        (kind === 'bits' && size !== undefined && !metrics.stacked ? String(size).length + 1 : 0),
  );
  return Math.max(0, ...widths);
}

function placeLine(
  y: number,
  columns: readonly [number, number],
  right: number,
  wires: Wires,
  groups: readonly PlacedGroup[],
  sizes: ColumnSizes,
  loops: readonly LoopRange[],
  metrics: Metrics,
): PlacedLine {
  const above: number[] = [];
  const below: number[] = [];
  for (const placed of groups) {
    const { group, starts, end } = placed;
    if ((starts[0] ?? 0) >= columns[1] || end <= columns[0]) continue;
    const pads = sizes.groupPads(placed);
    above[group.top] = Math.max(above[group.top] ?? 0, pads.top);
    below[group.bottom] = Math.max(below[group.bottom] ?? 0, pads.bottom);
  }
  const lanes = loops
    .filter(({ first, last }) => first < columns[1] && last >= columns[0])
    .reduce((most, { lane }) => Math.max(most, lane + 1), 0);
  const half = Math.floor(metrics.boxHeight / 2);
  const bracketsHeight = lanes * metrics.bracketHeight;
  const rowY: number[] = [];
  let current = y + bracketsHeight;
  wires.list.forEach((wire, row) => {
    const previous = wires.list[row - 1];
    if (!previous) current += half + (above[row] ?? 0);
    else {
      const pitch = isQubit(wire) || isQubit(previous) ? metrics.qubitPitch : metrics.classicalPitch;
      const gap = wire.group !== previous.group ? metrics.registerGap : 0;
      current += pitch + gap + (below[row - 1] ?? 0) + (above[row] ?? 0);
    }
    rowY.push(current);
  });
  const bottom = current + (metrics.boxHeight - half) + (below[wires.list.length - 1] ?? 0);
  const bracketY = y + bracketsHeight - metrics.bracketHeight;
  return { y, height: bottom - y, columns, bracketY, rowY, right };
}

export function placeWires(
  wires: Wires,
  lines: readonly Line[],
  geometry: LineGeometry,
  metrics: Metrics,
): PlacedWire[] {
  const { list } = wires;
  return lines.flatMap((_, line) => {
    const rowY = geometry.rows(line);
    const x1 = geometry.lineLeft(line);
    return list.map((wire, row): PlacedWire => {
      const begins = wire.group !== list[row - 1]?.group;
      let last = row;
      while (begins && list[last + 1]?.group === wire.group) last++;
      return {
        line,
        kind: wire.kind,
        y: rowY(row),
        labelX: x1 - metrics.labelGap,
        label: wire.kind === 'elision' ? wire.label : truncate(wire.label, metrics.limits.wire),
        x1,
        x2: geometry.lineRight(line),
        ...(wire.kind === 'bits' && wire.size !== undefined ? { size: wire.size } : {}),
        ...(begins && last > row ? { groupY: [rowY(row), rowY(last)] as const } : {}),
      };
    });
  });
}
