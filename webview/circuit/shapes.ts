/**
 * The signs of one operation with their places: what a renderer draws, in the units of the metrics. Knows nothing of
 * how it is drawn.
 */

import { flattenLabel } from './gateAnalysis.ts';
import type { Label } from './gates.ts';
import { type Metrics, truncate } from './metrics.ts';
import type { Leaf, Part } from './nodes.ts';

/** Texts are centred on `x`, `y` unless an anchor says otherwise. */
export type Shape =
  | {
      readonly shape: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly look: 'plain' | 'hatched' | 'rounded';
    }
  | { readonly shape: 'label'; readonly x: number; readonly y: number; readonly label: Label }
  | { readonly shape: 'detail'; readonly x: number; readonly y: number; readonly text: string }
  /** The name of a box's qubit, starting at `x`. */
  | { readonly shape: 'port'; readonly x: number; readonly y: number; readonly text: string }
  /** The number of a bit, starting at `x`. */
  | { readonly shape: 'bit'; readonly x: number; readonly y: number; readonly text: string }
  | { readonly shape: 'tag'; readonly x: number; readonly y: number; readonly text: string; readonly width: number }
  | { readonly shape: 'dot'; readonly x: number; readonly y: number; readonly open: boolean }
  | { readonly shape: 'not' | 'cross' | 'arrow' | 'condition'; readonly x: number; readonly y: number }
  | { readonly shape: 'meter'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** The sign of a measurement within a box that is drawn apart. */
  | { readonly shape: 'arc'; readonly x: number; readonly y: number }
  /** What takes no time: a mark above the wire whose middle is at `y`. */
  | { readonly shape: 'instant'; readonly x: number; readonly y: number }
  | { readonly shape: 'fence'; readonly x: number; readonly y: number; readonly height: number }
  | {
      readonly shape: 'link';
      readonly x: number;
      readonly y1: number;
      readonly y2: number;
      readonly classical: boolean;
    }
  /** Shows or hides the body of a gate. */
  | { readonly shape: 'toggle'; readonly x: number; readonly y: number; readonly open: boolean }
  /** A wire that passes through a box without taking part. */
  | { readonly shape: 'through'; readonly x: number; readonly y: number; readonly width: number };

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type BoxPart = Extract<Part, { part: 'box' }>;

/** A box's texts as they fit. */
function boxTexts(part: BoxPart, metrics: Metrics): { readonly label: Label; readonly detail: string } {
  const label = { ...part.label, text: truncate(part.label.text, metrics.limits.label) };
  if (part.detail === '') return { label, detail: '' };
  const detail = truncate(part.detail, metrics.limits.detail);
  return metrics.stacked ? { label, detail } : { label: { text: `${flattenLabel(label)}(${detail})` }, detail: '' };
}

function labelWidth({ text, sub = '', sup = '' }: Label, metrics: Metrics): number {
  const small = sub.length > sup.length ? sub : sup;
  return metrics.stacked
    ? metrics.textWidth(text, 'label') + Math.ceil(metrics.textWidth(small, 'detail') * 0.85)
    : metrics.textWidth(flattenLabel({ text, sub, ...(sup === '' ? {} : { sup }) }), 'label');
}

/** Room at the left of a box for ports and for controls that fall into it. */
function gutter(leaf: Leaf, part: BoxPart, metrics: Metrics): number {
  const ports = part.ports.map(({ text }) => metrics.textWidth(truncate(text, 8), 'small'));
  if (leaf.parts.some((other) => other.part === 'dot' && other.inside)) ports.push(metrics.symbolWidth / 2);
  return ports.length === 0 ? 0 : Math.ceil(Math.max(...ports)) + metrics.portGap;
}

/** How much of a column a leaf takes. */
export function leafWidth(leaf: Leaf, metrics: Metrics): number {
  let width = metrics.symbolWidth;
  for (const part of leaf.parts) {
    if (part.part === 'meter') width = Math.max(width, metrics.minimumBoxWidth);
    else if (part.part === 'box') width = Math.max(width, boxWidth(leaf, part, metrics));
    else if (part.part === 'tag') width = Math.max(width, tagWidth(part.text, metrics));
  }
  return metrics.fit(width);
}

function boxWidth(leaf: Leaf, part: BoxPart, metrics: Metrics): number {
  const { label, detail } = boxTexts(part, metrics);
  const text = Math.max(labelWidth(label, metrics), detail === '' ? 0 : metrics.textWidth(detail, 'detail'));
  const room = gutter(leaf, part, metrics) + text + 2 * metrics.boxPadding;
  return metrics.fit(Math.max(metrics.minimumBoxWidth, room));
}

const tagWidth = (text: string, metrics: Metrics): number =>
  metrics.fit(metrics.textWidth(truncate(text, metrics.limits.detail), 'small') + metrics.boxPadding);

/**
 * @param x the middle of the column
 * @param rowY the middle of each row
 */
export function leafShapes(leaf: Leaf, x: number, rowY: (row: number) => number, metrics: Metrics): Shape[] {
  const shapes: Shape[] = [];
  const box = leaf.parts.find((part) => part.part === 'box');
  const left = box ? x - Math.floor(boxWidth(leaf, box, metrics) / 2) : x;
  for (const part of leaf.parts) {
    switch (part.part) {
      case 'box':
        addBox(shapes, leaf, part, x, rowY, metrics);
        break;
      case 'dot':
        shapes.push({
          shape: 'dot',
          x: part.inside ? left + Math.floor(metrics.symbolWidth / 2) : x,
          y: rowY(part.row),
          open: part.open,
        });
        break;
      case 'not':
      case 'cross':
        shapes.push({ shape: part.part, x, y: rowY(part.row) });
        break;
      case 'meter':
        shapes.push({ shape: 'meter', ...around(x, rowY(part.row), metrics.minimumBoxWidth, metrics) });
        break;
      case 'fence':
        addFence(shapes, x, rowY(part.row), leaf.parts, part.row, rowY, metrics);
        break;
      case 'link':
        shapes.push({ shape: 'link', x, y1: rowY(part.top), y2: rowY(part.bottom), classical: part.classical });
        break;
      case 'arrival':
        shapes.push({ shape: 'arrow', x, y: rowY(part.row) });
        if (part.text !== '') shapes.push({ shape: 'bit', x, y: rowY(part.row), text: part.text });
        break;
      case 'tag': {
        const text = truncate(part.text, metrics.limits.detail);
        shapes.push({ shape: 'tag', x, y: rowY(part.row), text, width: tagWidth(part.text, metrics) });
      }
    }
  }
  return shapes;
}

/** One line for each run of neighbouring rows: the first of them draws it. */
function addFence(
  shapes: Shape[],
  x: number,
  first: number,
  parts: readonly Part[],
  row: number,
  rowY: (row: number) => number,
  metrics: Metrics,
): void {
  const rows = new Set(parts.map((part) => ('row' in part ? part.row : -1)));
  if (rows.has(row - 1)) return;
  let last = row;
  while (rows.has(last + 1)) last++;
  const { y } = around(x, first, 0, metrics);
  shapes.push({ shape: 'fence', x, y, height: rowY(last) - first + metrics.boxHeight });
}

function around(x: number, y: number, width: number, metrics: Metrics): Bounds {
  const { boxHeight } = metrics;
  return { x: x - Math.floor(width / 2), y: y - Math.floor(boxHeight / 2), width, height: boxHeight };
}

function addBox(
  shapes: Shape[],
  leaf: Leaf,
  part: BoxPart,
  x: number,
  rowY: (row: number) => number,
  metrics: Metrics,
): void {
  const first = part.rows[0] ?? 0;
  const last = part.rows.at(-1) ?? first;
  const width = boxWidth(leaf, part, metrics);
  const frame = around(x, rowY(first), width, metrics);
  const height = rowY(last) - rowY(first) + metrics.boxHeight;
  shapes.push({ shape: 'box', ...frame, height, look: part.look });
  for (let row = first + 1; row < last; row++) {
    if (!part.rows.includes(row)) shapes.push({ shape: 'through', x: frame.x, y: rowY(row), width });
  }
  const margin = gutter(leaf, part, metrics);
  const { label, detail } = boxTexts(part, metrics);
  const middle = x + Math.floor(margin / 2);
  const y = Math.floor((rowY(first) + rowY(last)) / 2);
  if (detail === '') {
    shapes.push({ shape: 'label', x: middle, y, label });
  } else {
    shapes.push({ shape: 'label', x: middle, y: y - 7, label }, { shape: 'detail', x: middle, y: y + 9, text: detail });
  }
  if (leaf.expandable) shapes.push({ shape: 'toggle', x: frame.x + width, y: frame.y, open: false });
  for (const { row, text } of part.ports) {
    shapes.push({ shape: 'port', x: frame.x + metrics.portGap / 2, y: rowY(row), text: truncate(text, 8) });
  }
}

/** The rectangle around an operation. */
export function leafBounds(leaf: Leaf, x: number, rowY: (row: number) => number, metrics: Metrics): Bounds {
  const width = leafWidth(leaf, metrics);
  const bounds = around(x, rowY(leaf.top), width, metrics);
  return { ...bounds, height: rowY(leaf.bottom) - rowY(leaf.top) + metrics.boxHeight };
}
