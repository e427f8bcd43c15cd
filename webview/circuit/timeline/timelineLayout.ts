/**
 * A circuit laid out along time: each operation where it starts and as wide as it lasts, on the wires of its qubits. Gives
 * what `layoutCircuit` gives, so that everything that works on one works on the other. A pure function.
 */

import { wireName } from '../../../language/circuit/circuit.ts';
import type { TimedCircuit } from '../../../language/circuit/fit/timedCircuit.ts';
import { idleWindows } from '../../../language/device/idleWindows.ts';
import { type DiagramLayout, LIMITS, noticesOf, type PlacedOperation } from '../layout.ts';
import { type PlacedWire, wiresLeft } from '../lines.ts';
import { type Metrics, PIXELS, truncate } from '../metrics.ts';
import type { Leaf, Node } from '../nodes.ts';
import { buildScene } from '../scene.ts';
import type { Bounds } from '../shapes.ts';
import { type Wire, type Wires, withNames } from '../wires.ts';
import { BAR_HEIGHT, rowsOf, timelineShapes } from './timelineShapes.ts';
import { CUT_WIDTH, type Tick, type TimeScale, timeScale } from './timeScale.ts';
import { byTime, timeText, whenText } from './timeText.ts';

/** The time axis of a diagram, and the times in which qubits wait. */
export interface TimeAxis {
  /** Where the axis stands, and where its lines end. */
  readonly y: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly ticks: readonly Tick[];
  /** The middle of each stretch of time that is not drawn in its full length. */
  readonly cuts: readonly number[];
  readonly cutWidth: number;
  readonly waits: readonly PlacedWait[];
}

/** An idle window. */
export interface PlacedWait extends Bounds {
  /** For people. */
  readonly text: string;
}

const AXIS_HEIGHT = 30;
/** Before the first operation and after the last. */
const INSET = 12;

/** @returns `undefined` where nothing takes any time */
export function layoutTimeline(timed: TimedCircuit): DiagramLayout | undefined {
  const { circuit, starts, durations, startsAs } = timed;
  if (!durations.some((duration) => duration > 0)) return undefined;
  const metrics = PIXELS;
  const scene = buildScene(circuit, { expanded: new Set(), ...LIMITS });
  const indices = new Map(circuit.operations.map((operation, index) => [operation, index]));
  const items = scene.nodes.map((node) => ({ node, index: indices.get(node.operation)! }));
  const scale = timeScale(
    items.map(({ index }) => starts[index]!),
    items.map(({ index }) => durations[index]!),
  );
  // What is classical takes no time: a timeline has no wires for it.
  const isQubit = ({ kind }: Wire) => kind === 'qubit' || kind === 'elision';
  const rows = withNames(scene.wires, startsAs).list.filter(isQubit);
  const left = wiresLeft(rows, metrics);
  const top = metrics.margin + AXIS_HEIGHT + metrics.boxHeight / 2;
  const rowY = (row: number) => top + row * metrics.qubitPitch;
  const place = (seconds: number) => left + INSET + hundredths(scale.place(seconds));
  const right = left + INSET + Math.ceil(scale.width) + INSET;
  const bottom = rowY(rows.length - 1) + metrics.boxHeight / 2;

  const timings = items
    .map(({ node, index }) => ({ node, start: starts[index]!, duration: durations[index]! }))
    .sort(byTime);
  const operations = timings.flatMap(({ node, start, duration }, column): PlacedOperation[] => {
    const own = rowsOf(node, scene.wires);
    if (own.length === 0) return [];
    const stretch = stretchOf(place(start), place(start + duration), left + INSET, scale);
    const bounds = boundsOf(own, stretch.left, stretch.right, rowY);
    return [
      {
        id: node.id,
        node: asLeaf(node, own),
        line: 0,
        column,
        when: whenText(start, duration),
        ...bounds,
        shapes: timelineShapes(node, own, stretch, rowY, metrics),
      },
    ];
  });
  return {
    circuit,
    width: right + metrics.margin,
    height: bottom + metrics.margin,
    lines: [{ y: metrics.margin, height: bottom - metrics.margin, columns: [0, operations.length], right }],
    wires: placeRows(rows, left, right, rowY, metrics),
    operations,
    frames: [],
    brackets: [],
    notices: noticesOf(circuit, scene),
    expandable: [],
    time: {
      y: metrics.margin + AXIS_HEIGHT - 12,
      bottom,
      left,
      right,
      ticks: scale.ticks.map(({ x, label }) => ({ x: hundredths(x) + left + INSET, label })),
      cuts: scale.cuts.map((x) => hundredths(x) + left + INSET),
      cutWidth: CUT_WIDTH,
      waits: waitsOf(timed, scene.wires, place, rowY),
    },
  };
}

/** Finer is not seen, and would only make documents longer. */
const hundredths = (x: number): number => Math.round(100 * x) / 100;

function placeRows(
  rows: readonly Wire[],
  left: number,
  right: number,
  rowY: (row: number) => number,
  metrics: Metrics,
): PlacedWire[] {
  return rows.map(({ kind, label }, row) => ({
    line: 0,
    kind,
    y: rowY(row),
    labelX: left - metrics.labelGap,
    label: truncate(label, metrics.limits.wire),
    x1: left,
    x2: right,
  }));
}

function stretchOf(left: number, right: number, origin: number, { cuts }: TimeScale) {
  const cut = cuts.find((x) => x + origin > left && x + origin < right);
  return { left, right, clear: cut === undefined ? right : cut + origin - CUT_WIDTH / 2 };
}

/** At least as wide as a pointer can hit. */
function boundsOf(rows: readonly number[], left: number, right: number, rowY: (row: number) => number): Bounds {
  const y = rowY(rows[0]!) - BAR_HEIGHT / 2;
  const height = rowY(rows.at(-1)!) - rowY(rows[0]!) + BAR_HEIGHT;
  return right > left
    ? { x: left, y, width: right - left, height }
    : { x: left - 5, y: y - 9, width: 10, height: height + 9 };
}

/** What moves and selects knows operations by their rows; on the time axis a block is one of them. */
function asLeaf(node: Node, rows: readonly number[]): Leaf {
  const { id, operation, span, family, orders } = node;
  const parts = node.kind === 'leaf' ? node.parts : [];
  return {
    kind: 'leaf',
    id,
    operation,
    span,
    family,
    orders,
    parts,
    rows,
    top: rows[0]!,
    bottom: rows.at(-1)!,
    expandable: false,
  };
}

function waitsOf(
  timed: TimedCircuit,
  wires: Wires,
  place: (seconds: number) => number,
  rowY: (row: number) => number,
): PlacedWait[] {
  return idleWindows(timed).flatMap(({ qubit, start, end }): PlacedWait[] => {
    if (!wires.isDrawn(qubit)) return [];
    const x = place(start);
    const y = rowY(wires.qubitRow(qubit)) - BAR_HEIGHT / 2;
    const name = wireName(timed.circuit.qubits, qubit);
    const text = `${name} waits for ${timeText(end - start)}, from ${timeText(start)} to ${timeText(end)}`;
    return [{ x, y, width: place(end) - x, height: BAR_HEIGHT, text }];
  });
}
