/** Where the arrow keys lead in a diagram: along a wire and from wire to wire. Knows rows and columns only. */
import type { DiagramLayout, PlacedFrame, PlacedOperation } from './layout.ts';

export interface Position {
  readonly id: string;
  /** The wire the keyboard is on: an operation on several wires keeps it. */
  readonly row: number;
}

export type Direction = 'left' | 'right' | 'up' | 'down' | 'start' | 'end';

interface Stop {
  readonly id: string;
  readonly column: number;
  readonly rows: readonly number[];
}

/** Frames come before what is in them. */
function stopsOf(layout: DiagramLayout): Stop[] {
  const frames = layout.frames.filter(({ continued }) => !continued.left).map(frameStop);
  return [...frames, ...layout.operations.map(operationStop)];
}

function frameStop({ id, columns, node }: PlacedFrame): Stop {
  return { id, column: columns[0], rows: range(node.top, node.bottom) };
}

function operationStop({ id, column, node }: PlacedOperation): Stop {
  return { id, column, rows: node.rows ?? range(node.top, node.bottom) };
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

export function firstPosition(layout: DiagramLayout): Position | undefined {
  const first = stopsOf(layout).sort((a, b) => a.column - b.column || (a.rows[0] ?? 0) - (b.rows[0] ?? 0))[0];
  return first && { id: first.id, row: first.rows[0] ?? 0 };
}

/** `undefined`: there is nothing that way. */
export function move(layout: DiagramLayout, from: Position, direction: Direction): Position | undefined {
  const stops = stopsOf(layout);
  const current = stops.find(({ id }) => id === from.id);
  if (!current) return firstPosition(layout);
  const row = current.rows.includes(from.row) ? from.row : (current.rows[0] ?? 0);
  if (direction === 'up' || direction === 'down') return changeRow(stops, current, row, direction);
  // The sort is stable: in one column, frames stay before what is in them.
  const along = stops.filter(({ rows }) => rows.includes(row)).sort((a, b) => a.column - b.column);
  const index = along.indexOf(current);
  const target = { left: index - 1, right: index + 1, start: 0, end: along.length - 1 }[direction];
  const next = along[target];
  return next && { id: next.id, row };
}

/** To the nearest column of the next wire that has anything on it. */
function changeRow(stops: readonly Stop[], current: Stop, row: number, direction: 'up' | 'down'): Position | undefined {
  const step = direction === 'up' ? -1 : 1;
  const rowLimit = stops.reduce((most, { rows }) => Math.max(most, rows.at(-1) ?? 0), 0);
  for (let next = row + step; next >= 0 && next <= rowLimit; next += step) {
    let nearest: Stop | undefined;
    for (const stop of stops) {
      if (!stop.rows.includes(next)) continue;
      const distance = Math.abs(stop.column - current.column);
      if (!nearest || distance < Math.abs(nearest.column - current.column)) nearest = stop;
      else if (stop.id === current.id) nearest = stop;
    }
    if (nearest) return { id: nearest.id, row: next };
  }
  return undefined;
}
