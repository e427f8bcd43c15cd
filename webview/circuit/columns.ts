/**
 * Puts the nodes of a scene into columns, each as far left as its wires allow. Knows rows and columns, nothing of
 * their sizes.
 */
import { type Group, type Leaf, type Node, type Order, reach } from './nodes.ts';

export interface PlacedLeaf {
  readonly leaf: Leaf;
  readonly column: number;
}

export interface PlacedGroup {
  readonly group: Group;
  /** First column of each compartment. */
  readonly starts: readonly number[];
  /** The column after the last. */
  readonly end: number;
  /** The groups directly within, by compartment. */
  readonly inner: readonly (readonly PlacedGroup[])[];
}

export interface Packing {
  readonly columnCount: number;
  /** In the order of the program. */
  readonly leaves: readonly PlacedLeaf[];
  /** Inner ones before those around them. */
  readonly groups: readonly PlacedGroup[];
  /** First and last column of each top-level node. */
  readonly ranges: readonly (readonly [number, number])[];
}

interface RowRange {
  readonly top: number;
  readonly bottom: number;
}

/** @param earliest the first column that a node of the top level may have; absent: any */
export function packColumns(nodes: readonly Node[], rowCount: number, earliest?: ReadonlyMap<Node, number>): Packing {
  const packer = new Packer(Math.max(rowCount, 1));
  const ranges = nodes.map((node) => packer.place(node, packer.all, undefined, earliest?.get(node)));
  return { columnCount: packer.columnCount, leaves: packer.leaves, groups: packer.groups, ranges };
}

class Packer {
  readonly leaves: PlacedLeaf[] = [];
  readonly groups: PlacedGroup[] = [];
  readonly all: RowRange;
  columnCount = 0;
  /** The first free column of each row. */
  readonly #free: Int32Array;

  constructor(rowCount: number) {
    this.#free = new Int32Array(rowCount);
    this.all = { top: 0, bottom: rowCount - 1 };
  }

  /** @param siblings receives the group where the node is one. */
  place(node: Node, loop: RowRange, siblings: PlacedGroup[] | undefined, earliest = 0): [number, number] {
    if (node.kind === 'leaf') {
      const column = this.#placeLeaf(node, loop, earliest);
      return [column, column];
    }
    const placed = this.#placeGroup(node, loop, earliest);
    this.groups.push(placed);
    siblings?.push(placed);
    return [placed.starts[0] ?? 0, placed.end - 1];
  }

  #placeLeaf(leaf: Leaf, loop: RowRange, earliest: number): number {
    let column = earliest;
    if (leaf.rows) {
      for (const row of leaf.rows) column = Math.max(column, this.#free[row] ?? 0);
      for (const row of leaf.rows) this.#free[row] = column + 1;
    } else {
      const range = this.#ordered(leaf.orders, leaf, loop);
      column = Math.max(column, this.#firstFree(range));
      this.#reserve(range, column + 1);
    }
    this.columnCount = Math.max(this.columnCount, column + 1);
    this.leaves.push({ leaf, column });
    return column;
  }

  #placeGroup(group: Group, loop: RowRange, earliest: number): PlacedGroup {
    const [top, bottom] = reach(group);
    const range = this.#ordered(group.orders, { top, bottom }, loop);
    let start = Math.max(earliest, this.#firstFree(range));
    this.#reserve(range, start + 1);
    const { kind } = group.operation;
    const innerLoop = kind === 'while' || kind === 'for' ? group : loop;
    const starts: number[] = [];
    const inner: PlacedGroup[][] = [];
    for (const { nodes } of group.compartments) {
      const groups: PlacedGroup[] = [];
      starts.push(start);
      this.#reserve(group, start);
      for (const node of nodes) this.place(node, innerLoop, groups);
      inner.push(groups);
      start = Math.max(start + 1, this.#firstFree(group));
    }
    this.#reserve(group, start);
    this.columnCount = Math.max(this.columnCount, start);
    return { group, starts, end: start, inner };
  }

  #ordered(order: Order, own: RowRange, loop: RowRange): RowRange {
    const range = order === 'all' ? this.all : loop;
    return order === 'none' ? own : { top: Math.min(own.top, range.top), bottom: Math.max(own.bottom, range.bottom) };
  }

  #firstFree({ top, bottom }: RowRange): number {
    let column = 0;
    for (let row = top; row <= bottom; row++) column = Math.max(column, this.#free[row] ?? 0);
    return column;
  }

  #reserve({ top, bottom }: RowRange, until: number): void {
    this.#free.fill(until, top, bottom + 1);
  }
}
