/**
 * Two circuits laid out so that what they have in common stands in the same columns, one row of the page each. A pure
 * function.
 */
import type { Operation } from '../../../language/circuit/circuit.ts';
import { type ColumnSizes, measureColumns } from '../columnSizes.ts';
import { type Packing, packColumns } from '../columns.ts';
import { type DiagramLayout, LIMITS, placeScene } from '../layout.ts';
import { wiresLeft } from '../lines.ts';
import { PIXELS } from '../metrics.ts';
import type { Node } from '../nodes.ts';
import { buildScene, type Scene } from '../scene.ts';
import { withNames } from '../wires.ts';
import type { Comparison, Difference, Drawing } from './compareCircuits.ts';

export interface ComparedLayouts {
  readonly before: DiagramLayout;
  readonly after: DiagramLayout;
}

/** Alternating between the two rarely takes more than three rounds; what is not aligned by then stays where it is. */
const MOST_ROUNDS = 24;

export function layoutCompared(before: Drawing, after: Drawing, { pairs, differences }: Comparison): ComparedLayouts {
  const metrics = PIXELS;
  const scenes = [before, after].map(({ circuit, calledThere = [] }) => {
    const scene = buildScene(circuit, { expanded: new Set(), ...LIMITS });
    return { ...scene, wires: withNames(scene.wires, calledThere) };
  });
  const [old, young] = scenes as [Scene, Scene];
  const packings = align(old, young, pairs, (operation) => !differences.has(operation));
  const columnCount = Math.max(packings[0].columnCount, packings[1].columnCount);
  const measured = packings.map((packing) => measureColumns({ ...packing, columnCount }, metrics));
  const wider = (size: (sizes: ColumnSizes) => readonly number[]) =>
    size(measured[0]!).map((own, column) => Math.max(own, size(measured[1]!)[column] ?? 0));
  const common = { content: wider((s) => s.content), before: wider((s) => s.before), after: wider((s) => s.after) };
  const left = Math.max(wiresLeft(old.wires.list, metrics), wiresLeft(young.wires.list, metrics));
  const place = ({ circuit }: Drawing, index: 0 | 1) => {
    const sizes = { ...common, groupPads: measured[index]!.groupPads };
    return placeScene(circuit, scenes[index]!, { ...packings[index], columnCount }, sizes, { metrics, left });
  };
  return { before: place(before, 0), after: place(after, 1) };
}

function align(
  old: Scene,
  young: Scene,
  pairs: Comparison['pairs'],
  isKept: (before: Operation) => boolean,
): [Packing, Packing] {
  const oldNodes = new Map(old.nodes.map((node) => [node.operation, node]));
  const youngNodes = new Map(young.nodes.map((node) => [node.operation, node]));
  let after = packColumns(young.nodes, young.wires.list.length);
  let before = packColumns(old.nodes, old.wires.list.length);
  const freeBefore = columnsOf(old, before);
  const freeAfter = columnsOf(young, after);
  const partners = pairs.flatMap(([was, is]): Partner[] => {
    const [old, young] = [oldNodes.get(was), youngNodes.get(is)];
    if (!old || !young) return [];
    return [{ before: old, after: young, columns: [freeBefore.get(old)!, freeAfter.get(young)!], isKept: isKept(was) }];
  });
  const aligned = inOneOrder(partners);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const columnsAfter = columnsOf(young, after);
    before = packColumns(
      old.nodes,
      old.wires.list.length,
      new Map(aligned.map((pair) => [pair.before, columnsAfter.get(pair.after)!])),
    );
    const columnsBefore = columnsOf(old, before);
    if (aligned.every((pair) => columnsBefore.get(pair.before) === columnsAfter.get(pair.after))) break;
    after = packColumns(
      young.nodes,
      young.wires.list.length,
      new Map(aligned.map((pair) => [pair.after, columnsBefore.get(pair.before)!])),
    );
  }
  return [before, after];
}

interface Partner {
  readonly before: Node;
  readonly after: Node;
  /** Where each stands on its own. */
  readonly columns: readonly [before: number, after: number];
  readonly isKept: boolean;
}

/**
 * The most pairs that come in the same order in both circuits, kept ones first: others could never be aligned, as each
 * would push the other ahead.
 */
function inOneOrder(partners: readonly Partner[]): readonly Partner[] {
  const chosen = longestChain(partners.filter(({ isKept }) => isKept));
  for (const partner of partners) {
    const isInOrder = ({ columns: [before, after] }: Partner) =>
      (before - partner.columns[0]) * (after - partner.columns[1]) >= 0;
    if (!partner.isKept && chosen.every(isInOrder)) chosen.push(partner);
  }
  return chosen;
}

/** A longest subsequence whose columns never go back, neither before nor after (patience sorting). */
function longestChain(partners: readonly Partner[]): Partner[] {
  const sorted = partners.slice().sort((a, b) => a.columns[0] - b.columns[0] || a.columns[1] - b.columns[1]);
  /** The last pair of the best chain of each length. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  sorted.forEach(({ columns: [, after] }, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[ends[middle]!]!.columns[1] <= after) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1]);
    ends[low] = index;
  });
  const chain: Partner[] = [];
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) chain.push(sorted[index]!);
  return chain.reverse();
}

const columnsOf = ({ nodes }: Scene, { ranges }: Packing): ReadonlyMap<Node, number> =>
  new Map(nodes.map((node, index) => [node, ranges[index]![0]]));

/** A marked place in a diagram, in the order of columns. */
export interface PlacedDifference {
  readonly side: keyof ComparedLayouts;
  readonly difference: Difference;
  readonly operation: Operation;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Blocks are marked as a whole. */
export function placeDifferences(layouts: ComparedLayouts, { differences }: Comparison): PlacedDifference[] {
  const placed = (['before', 'after'] as const).flatMap((side) =>
    [...layouts[side].operations, ...layouts[side].frames].flatMap((item): PlacedDifference[] => {
      const { operation } = item.node;
      const difference = differences.get(operation);
      if (!difference) return [];
      const { x, y, width, height } = item;
      const column = 'column' in item ? item.column : item.columns[0];
      return [{ side, difference, operation, column, x, y, width, height }];
    }),
  );
  return placed.sort((a, b) => a.column - b.column);
}
