/**
 * The diagram of a circuit with the place of everything in it: the only source of geometry for every renderer. A pure
 * function of the circuit; knows nothing of the DOM.
 */
import type { Circuit } from '../../language/circuit/circuit.ts';
import { type ColumnSizes, measureColumns } from './columnSizes.ts';
import { type Packing, type PlacedGroup, packColumns } from './columns.ts';
import { breakLines, type Line, type LineGeometry, type PlacedWire, placeWires } from './lines.ts';
import { type Metrics, PIXELS, truncate } from './metrics.ts';
import type { Group, Leaf } from './nodes.ts';
import { findLoops, type LoopRange } from './origins.ts';
import { buildScene, type Scene } from './scene.ts';
import { type Bounds, leafBounds, leafShapes, type Shape } from './shapes.ts';
import type { TimeAxis } from './timeline/timelineLayout.ts';
import { withSeparators } from './wires.ts';

export interface LayoutOptions {
  /** Ids of user gates whose bodies are shown, or `all`. */
  readonly expanded?: ReadonlySet<string> | 'all';
  /** Widest row of the diagram; wider circuits are broken into several. */
  readonly maxWidth?: number;
  readonly operationLimit?: number;
  readonly wireLimit?: number;
  readonly metrics?: Metrics;
}

/** An operation without others in it. */
export interface PlacedOperation extends Bounds {
  readonly id: string;
  readonly node: Leaf;
  /** Index of the row of the diagram it stands in. */
  readonly line: number;
  readonly column: number;
  /** On a time axis: when it starts and how long it lasts, for people. */
  readonly when?: string;
  readonly shapes: readonly Shape[];
}

/** A group, or the part of it that stands in one row of the diagram. */
export interface PlacedFrame extends Bounds {
  readonly id: string;
  readonly node: Group;
  readonly line: number;
  /** First column and the one after the last, of the whole group. */
  readonly columns: readonly [number, number];
  /** The group began in the row above, or goes on in the next one. */
  readonly continued: { readonly left: boolean; readonly right: boolean };
  readonly labels: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  /** Between compartments. */
  readonly dividers: readonly number[];
  /** What decides about the group, and the sign that collapses it. */
  readonly connectors: readonly Shape[];
}

/** The part of an unrolled loop that stands in one row of the diagram. */
export interface PlacedBracket {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly label: string;
  readonly line: number;
}

export interface DiagramLayout {
  readonly circuit: Circuit;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly wires: readonly PlacedWire[];
  /** In the order of the program. */
  readonly operations: readonly PlacedOperation[];
  /** Outer ones before those within. */
  readonly frames: readonly PlacedFrame[];
  readonly brackets: readonly PlacedBracket[];
  /** What is not drawn, in sentences. */
  readonly notices: readonly string[];
  /** Ids of the gates that can be expanded or collapsed. */
  readonly expandable: readonly string[];
  /** Absent: the columns are an order, not times. */
  readonly time?: TimeAxis;
}

/** What is drawn of a circuit at most. */
export const LIMITS = { operationLimit: 3000, wireLimit: 200 } as const;

export function layoutCircuit(circuit: Circuit, options: LayoutOptions = {}): DiagramLayout {
  const metrics = options.metrics ?? PIXELS;
  const scene = buildScene(circuit, {
    expanded: options.expanded ?? new Set(),
    operationLimit: options.operationLimit ?? LIMITS.operationLimit,
    wireLimit: options.wireLimit ?? LIMITS.wireLimit,
  });
  const packing = packColumns(scene.nodes, scene.wires.list.length);
  return placeScene(circuit, scene, packing, measureColumns(packing, metrics), { ...options, metrics });
}

/**
 * A scene whose columns are known.
 *
 * @param options `left`: where the wires begin at least
 */
export function placeScene(
  circuit: Circuit,
  scene: Scene,
  packing: Packing,
  sizes: ColumnSizes,
  options: { readonly maxWidth?: number; readonly metrics: Metrics; readonly left?: number },
): DiagramLayout {
  const { metrics, maxWidth, left } = options;
  const { wires } = scene;
  const loops = findLoops(circuit, scene.nodes, packing.ranges);
  const { lines, geometry } = breakLines(wires, packing, sizes, loops, { maxWidth, left }, metrics);

  const operations = packing.leaves.map(({ leaf, column }): PlacedOperation => {
    const line = geometry.lineOf(column);
    const x = geometry.middle(column);
    const rowY = geometry.rows(line);
    return {
      id: leaf.id,
      node: leaf,
      line,
      column,
      ...leafBounds(leaf, x, rowY, metrics),
      shapes: leafShapes(leaf, x, rowY, metrics),
    };
  });
  const frames = [...packing.groups].reverse().flatMap((placed) => placeFrame(placed, geometry, sizes, metrics));
  const last = lines.at(-1);
  return {
    circuit,
    width: geometry.width,
    height: last ? last.y + last.height + metrics.margin : 0,
    lines,
    wires: placeWires(wires, lines, geometry, metrics),
    operations,
    frames,
    brackets: placeBrackets(loops, geometry, sizes, metrics),
    notices: noticesOf(circuit, scene),
    expandable: [
      ...packing.leaves.filter(({ leaf }) => leaf.expandable).map(({ leaf }) => leaf.id),
      ...packing.groups.filter(({ group }) => group.look === 'expanded').map(({ group }) => group.id),
    ],
  };
}

function placeFrame(placed: PlacedGroup, geometry: LineGeometry, sizes: ColumnSizes, metrics: Metrics): PlacedFrame[] {
  const { group, starts, end } = placed;
  const start = starts[0] ?? 0;
  const pads = sizes.groupPads(placed);
  const firstLine = geometry.lineOf(start);
  const lastLine = geometry.lineOf(end - 1);
  const frames: PlacedFrame[] = [];
  for (let line = firstLine; line <= lastLine; line++) {
    const rowY = geometry.rows(line);
    const left = line === firstLine ? geometry.contentLeft(start) - pads.open : geometry.lineLeft(line);
    const right = line === lastLine ? geometry.contentRight(end - 1) + pads.close : geometry.lineRight(line);
    const half = Math.floor(metrics.boxHeight / 2);
    const y = rowY(group.top) - half - pads.top;
    const bottom = rowY(group.bottom) + (metrics.boxHeight - half) + pads.bottom;
    const begins = starts
      .map((column, index) => ({ column, index }))
      .filter(({ column }) => geometry.lineOf(column) === line);
    const edges = begins.map(({ column, index }) => ({
      index,
      x: index === 0 ? left : geometry.contentLeft(column) - (pads.dividers[index - 1] ?? 0),
    }));
    frames.push({
      id: group.id,
      node: group,
      line,
      columns: [start, end],
      x: left,
      y,
      width: right - left,
      height: bottom - y,
      continued: { left: line > firstLine, right: line < lastLine },
      labels: edges.map(({ index, x }) => ({
        x: x + (metrics.stacked ? 8 : 2),
        y: metrics.stacked ? y + metrics.frameHeader / 2 + 1 : y,
        text: truncate(group.compartments[index]?.label ?? '', metrics.limits.condition),
      })),
      dividers: edges.filter(({ index }) => index > 0).map(({ x }) => x),
      connectors: [
        ...(line === firstLine ? connectorShapes(placed, left, y, bottom, rowY, metrics) : []),
        ...(line === lastLine && group.look === 'expanded'
          ? [{ shape: 'toggle' as const, x: right - 11, y: y + metrics.frameHeader / 2 + 1, open: true }]
          : []),
      ],
    });
  }
  return frames;
}

/** Lines from the frame's edge to what decides about it; a dot within it where the frame covers the row. */
function connectorShapes(
  { group }: PlacedGroup,
  left: number,
  top: number,
  bottom: number,
  rowY: (row: number) => number,
  metrics: Metrics,
): Shape[] {
  const x = left + Math.floor(metrics.frameConnectorPadding / 2);
  const edge = metrics.stacked ? bottom : bottom - 1;
  const shapes: Shape[] = [];
  for (const { row, kind } of group.connectors) {
    const y = rowY(row);
    const classical = kind === 'condition';
    if (row > group.bottom) shapes.push({ shape: 'link', x, y1: edge, y2: y, classical });
    if (row < group.top) shapes.push({ shape: 'link', x, y1: y, y2: top, classical });
  }
  for (const { row, kind, open } of group.connectors) {
    const y = rowY(row);
    shapes.push(kind === 'condition' ? { shape: 'condition', x, y } : { shape: 'dot', x, y, open });
  }
  return shapes;
}

function placeBrackets(
  loops: readonly LoopRange[],
  geometry: LineGeometry,
  sizes: ColumnSizes,
  metrics: Metrics,
): PlacedBracket[] {
  return loops.flatMap(({ label, first, last, lane }) => {
    const brackets: PlacedBracket[] = [];
    for (let line = geometry.lineOf(first); line <= geometry.lineOf(last); line++) {
      const begin = Math.max(first, geometry.firstColumn(line));
      const end = Math.min(last, geometry.lastColumn(line));
      const left = geometry.contentLeft(begin) - (sizes.before[begin] ?? 0);
      const right = geometry.contentRight(end) + (sizes.after[end] ?? 0);
      const y = geometry.lineTop(line) - lane * metrics.bracketHeight;
      brackets.push({ x: left, y, width: right - left, label, line });
    }
    return brackets;
  });
}

/** What a scene leaves out, in sentences. */
export function noticesOf(circuit: Circuit, { omitted, total, wires }: Scene): string[] {
  const notices: string[] = [];
  if (omitted > 0) {
    notices.push(`Showing the first ${withSeparators(total - omitted)} of ${withSeparators(total)} operations.`);
  }
  if (wires.hiddenQubits > 0) {
    const drawn = wires.list.filter(({ kind }) => kind === 'qubit').length;
    notices.push(`Showing ${withSeparators(drawn)} of ${withSeparators(circuit.qubitCount)} qubits.`);
  }
  return notices;
}
