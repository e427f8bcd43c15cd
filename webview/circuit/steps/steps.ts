/** The moments of a diagram that one can stop at: before its first column, and behind each. A pure function of a layout. */
import type { Circuit, Operation } from '../../../language/circuit/circuit.ts';
import { type DiagramLayout, LIMITS } from '../layout.ts';

export interface Steps {
  /** The last step; the first is 0, where nothing has happened. */
  readonly last: number;
  /** Where a step is in the diagram: an upright line. */
  place(step: number): { readonly x: number; readonly y1: number; readonly y2: number };
  /** The circuit up to a step. */
  until(step: number): Circuit;
}

/** Between columns. */
const HALF_GAP = 9;

export function stepsOf(layout: DiagramLayout): Steps {
  const { circuit, operations, frames, lines, time } = layout;
  /** The step at which each operation of the circuit is over; blocks and open gates are over as a whole. */
  const ends = new Map<Operation, number>();
  /** Right edge and row of the page of what is over at each step. */
  const edges: { readonly x: number; readonly line: number }[] = [];
  const raise = (column: number, x: number, line: number) => {
    const known = edges[column];
    if (!known || line > known.line || (line === known.line && x > known.x)) edges[column] = { x, line };
  };
  for (const { node, column, x, width, line } of operations) {
    ends.set(node.operation, column + 1);
    raise(column, x + width, line);
  }
  for (const { node, columns, x, width, line } of frames) {
    ends.set(node.operation, columns[1]);
    raise(columns[1] - 1, x + width, line);
  }
  const isWhole = circuit.operations.length <= LIMITS.operationLimit;
  return {
    last: Math.max(0, ...ends.values()),
    place(step) {
      const edge = edges.slice(0, step).filter(Boolean).at(-1);
      const { y = 0, height = 0 } = lines[edge?.line ?? 0] ?? {};
      const start = Math.min(...operations.map((operation) => operation.x), ...frames.map((frame) => frame.x));
      const gap = time ? 0 : HALF_GAP;
      const x = edge ? edge.x + gap : (Number.isFinite(start) ? start : 0) - gap;
      return { x, y1: y, y2: y + height };
    },
    until(step) {
      let last = 0;
      const done = circuit.operations.filter((operation) => {
        // What has no place in the diagram happens with what stands before it.
        last = ends.get(operation) ?? (isWhole ? last : Number.POSITIVE_INFINITY);
        return last <= step;
      });
      return { ...circuit, operations: done };
    },
  };
}
