/**
 * The signs of one operation on the time axis: on each of its wires a bar as wide as the operation lasts, with the name
 * where it fits; what takes no time is a mark above its wire. Knows nothing of how they are drawn.
 */
import { wiresOf } from '../../../language/circuit/moments.ts';
import { flattenLabel } from '../gateAnalysis.ts';
import type { Label } from '../gates.ts';
import type { Metrics } from '../metrics.ts';
import type { Node, Part } from '../nodes.ts';
import type { Shape } from '../shapes.ts';
import type { Wires } from '../wires.ts';

export const BAR_HEIGHT = 28;

/** Where an operation is in time, in units of the drawing. */
export interface Stretch {
  readonly left: number;
  readonly right: number;
  /** Where the bar is whole: before the first cut, if any. */
  readonly clear: number;
}

type Look = Extract<Part, { part: 'box' }>['look'];

/** Rows of the qubits that a node takes, from top to bottom. */
export function rowsOf(node: Node, wires: Wires): number[] {
  const rows = wiresOf(node.operation)
    .qubits.filter(wires.isDrawn)
    .map((qubit) => wires.qubitRow(qubit));
  return [...new Set(rows)].sort((a, b) => a - b);
}

/** @param rowY the middle of each row */
export function timelineShapes(
  node: Node,
  rows: readonly number[],
  { left, right, clear }: Stretch,
  rowY: (row: number) => number,
  metrics: Metrics,
): Shape[] {
  const { kind } = node.operation;
  if (kind === 'barrier' || kind === 'nop') return fences(rows, left, rowY, metrics);
  const links = linksBetween(rows, (left + right) / 2, rowY);
  if (right === left) return [...links, ...rows.map((row): Shape => ({ shape: 'instant', x: left, y: rowY(row) }))];
  const width = right - left;
  const look = lookOf(node);
  const bars = rows.map((row): Shape => {
    const y = rowY(row) - BAR_HEIGHT / 2;
    return { shape: 'box', x: left, y, width, height: BAR_HEIGHT, look };
  });
  const room = { x: (left + clear) / 2, width: clear - left };
  const signs = rows.flatMap((row) => signOn(node, row, room, rowY(row), metrics) ?? []);
  return [...links, ...bars, ...signs];
}

function lookOf(node: Node): Look {
  if (node.kind === 'group') return 'rounded';
  const box = node.parts.find((part) => part.part === 'box');
  return box?.look ?? 'plain';
}

/** From one bar to the next. */
function linksBetween(rows: readonly number[], x: number, rowY: (row: number) => number): Shape[] {
  return rows.slice(1).map((row, index): Shape => {
    const above = rowY(rows[index]!) + BAR_HEIGHT / 2;
    return { shape: 'link', x, y1: above, y2: rowY(row) - BAR_HEIGHT / 2, classical: false };
  });
}

function fences(rows: readonly number[], x: number, rowY: (row: number) => number, metrics: Metrics): Shape[] {
  return rows.flatMap((row, index): Shape | [] => {
    if (rows[index - 1] === row - 1) return [];
    let last = index;
    while (rows[last + 1] === rows[last]! + 1) last++;
    const height = rowY(rows[last]!) - rowY(row) + metrics.boxHeight;
    return { shape: 'fence', x, y: rowY(row) - metrics.boxHeight / 2, height };
  });
}

/** What the bar on a row says, as far as there is room. */
function signOn(
  node: Node,
  row: number,
  { x, width }: { readonly x: number; readonly width: number },
  y: number,
  metrics: Metrics,
): Shape | undefined {
  if (node.kind === 'leaf') {
    const parts = node.parts.filter((part) => 'row' in part && part.row === row);
    if (parts.some(({ part }) => part === 'meter')) return width >= 30 ? { shape: 'arc', x, y } : undefined;
    const dot = parts.find((part) => part.part === 'dot');
    if (dot) return width >= 12 ? { shape: 'dot', x, y, open: dot.open } : undefined;
    if (parts.some(({ part }) => part === 'not')) return width >= 26 ? { shape: 'not', x, y } : undefined;
    if (parts.some(({ part }) => part === 'cross')) return width >= 18 ? { shape: 'cross', x, y } : undefined;
  }
  const fits = labelsOf(node).find((label) => metrics.textWidth(flattenLabel(label), 'label') + 4 <= width);
  return fits && { shape: 'label', x, y, label: fits };
}

/** From the longest to the shortest. */
function labelsOf(node: Node): Label[] {
  if (node.kind === 'group') return [{ text: node.compartments[0]?.label ?? '' }, { text: node.operation.kind }];
  const box = node.parts.find((part) => part.part === 'box');
  if (!box) return [];
  const { label, detail } = box;
  if (detail === '') return [label];
  const isDelay = node.operation.kind === 'delay';
  return [{ text: isDelay ? `${label.text} ${detail}` : `${flattenLabel(label)}(${detail})` }, label];
}
