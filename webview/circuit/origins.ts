/**
 * Finds which columns came from one unrolled loop or one call, for a bracket above them. Knows columns, not their
 * sizes.
 */
import type { Circuit, Origin } from '../../language/circuit/circuit.ts';
import type { Node } from './nodes.ts';

export interface LoopRange {
  /** `i = 0…3`, `measure_parity`. */
  readonly label: string;
  readonly first: number;
  readonly last: number;
  /** Brackets that would overlap are stacked: 0 is the lowest. */
  readonly lane: number;
}

const LANES = 3;

/** Outermost loops and calls only; none where more than three would lie above each other. */
export function findLoops(
  circuit: Circuit,
  nodes: readonly Node[],
  ranges: readonly (readonly [number, number])[],
): LoopRange[] {
  const found = new Map<string, { first: number; last: number; from: Origin; to: Origin }>();
  nodes.forEach((node, index) => {
    const range = ranges[index];
    const root = node.operation.origin === undefined ? undefined : outermost(circuit, node.operation.origin);
    const origin = root === undefined ? undefined : circuit.origins[root];
    if (!range || !origin) return;
    const key = origin.kind === 'call' ? `call ${root}` : `${origin.span.start} ${origin.span.end}`;
    const known = found.get(key);
    if (!known) {
      found.set(key, { first: range[0], last: range[1], from: origin, to: origin });
    } else {
      known.first = Math.min(known.first, range[0]);
      known.last = Math.max(known.last, range[1]);
      known.to = origin;
    }
  });
  const loops = Array.from(found.values()).sort((a, b) => a.first - b.first || b.last - a.last);
  const ends: number[] = [];
  return loops.flatMap(({ first, last, from, to }) => {
    let lane = ends.findIndex((end) => end < first);
    if (lane < 0) lane = ends.length;
    if (lane >= LANES) return [];
    ends[lane] = last;
    return [{ label: joinLabels(from.label, to.label), first, last, lane }];
  });
}

function outermost(circuit: Circuit, origin: number): number {
  let index = origin;
  for (let parent = circuit.origins[index]?.parent; parent !== undefined; parent = circuit.origins[index]?.parent) {
    index = parent;
  }
  return index;
}

/** `i = 0` and `i = 3` give `i = 0…3`. */
function joinLabels(first: string, last: string): string {
  if (first === last) return first;
  const sign = first.indexOf('= ') + 2;
  const shared = sign > 1 && first.slice(0, sign) === last.slice(0, sign);
  return `${first}…${shared ? last.slice(sign) : last}`;
}
