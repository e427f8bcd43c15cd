/**
 * The shapes of a scene: a circuit as a tree of things to draw, each saying which rows it takes and of which signs
 * it consists. Knows nothing of positions.
 */
import type { Circuit, Operation } from '../../language/circuit/circuit.ts';
import type { Span } from '../../language/diagnostic.ts';
import type { Family, Label } from './gates.ts';
import type { Wires } from './wires.ts';

export type Order = 'none' | 'loop' | 'all';

/** The name that a gate gives to its qubit on a row. */
export interface Port {
  readonly row: number;
  readonly text: string;
}

/** One sign on one or several rows. */
export type Part =
  /** `rows`: those of its qubits, top to bottom; ports name them where the order or the rows need it. */
  | {
      readonly part: 'box';
      readonly rows: readonly number[];
      readonly label: Label;
      /** A second line; empty: none. */
      readonly detail: string;
      readonly ports: readonly Port[];
      readonly look: 'plain' | 'hatched' | 'rounded';
    }
  /** `inside`: at the left within a box that covers the row. */
  | { readonly part: 'dot'; readonly row: number; readonly open: boolean; readonly inside: boolean }
  | { readonly part: 'not' | 'cross' | 'meter' | 'fence'; readonly row: number }
  | { readonly part: 'link'; readonly top: number; readonly bottom: number; readonly classical: boolean }
  /** Where a measured bit arrives at its register. */
  | { readonly part: 'arrival'; readonly row: number; readonly text: string }
  /** A remark above the wire, which it does not act on. */
  | { readonly part: 'tag'; readonly row: number; readonly text: string };

export interface NodeBase {
  /** Stays the same while other operations change: made of names and counts. */
  readonly id: string;
  readonly operation: Operation;
  /** Where it stands in the program; `undefined` where that is in another file. */
  readonly span: Span | undefined;
  readonly family: Family;
  /** The rows it keeps others out of, from `top` to `bottom`. */
  readonly top: number;
  readonly bottom: number;
  /** Contains a jump: nothing moves past it, within its loop or at all. */
  readonly orders: Order;
}

export interface Leaf extends NodeBase {
  readonly kind: 'leaf';
  readonly parts: readonly Part[];
  /** Keeps others out of these rows only; `undefined`: of all from `top` to `bottom`. */
  readonly rows: readonly number[] | undefined;
  readonly expandable: boolean;
}

/** A framed part of the circuit. `top` and `bottom` are those of the frame. */
export interface Group extends NodeBase {
  readonly kind: 'group';
  readonly look: 'frame' | 'expanded';
  readonly compartments: readonly Compartment[];
  readonly connectors: readonly Connector[];
}

export interface Compartment {
  readonly label: string;
  readonly nodes: readonly Node[];
}

/** What decides about a group: a classical register, or a control qubit. */
export interface Connector {
  readonly row: number;
  readonly kind: 'condition' | 'control';
  readonly open: boolean;
}

export type Node = Leaf | Group;

export interface SceneOptions {
  /** Ids of user gates whose bodies are shown, or `all`. */
  readonly expanded: ReadonlySet<string> | 'all';
  readonly operationLimit: number;
  readonly wireLimit: number;
}

/** What the operations of one body have in common. */
export interface Scope {
  readonly circuit: Circuit;
  readonly wires: Wires;
  readonly options: SceneOptions;
  readonly prefix: string;
  /** Where operations without a wire are drawn. */
  readonly fallbackRow: number;
  /** The place in the program for operations whose own place is in another file. */
  readonly callSpan: Span | undefined;
  /** The body of a gate: its operations are not operations of the circuit. */
  readonly isBody: boolean;
  readonly budget: { left: number; omitted: number };
  /** The nodes of a body within this scope. */
  readonly build: (scope: Scope, operations: readonly Operation[]) => readonly Node[];
}

/** What a kind of group puts in: everything but the frame's own rows. */
export interface GroupContent {
  readonly look: Group['look'];
  readonly compartments: readonly Compartment[];
  readonly connectors: readonly Connector[];
  /** Rows the frame covers even where nothing in it touches them. */
  readonly ownRows: readonly number[];
}

/** The rows a node touches, those it is connected to included. */
export function reach(node: Node): [number, number] {
  let { top, bottom } = node;
  if (node.kind === 'group') {
    for (const { row } of node.connectors) {
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
    }
  }
  return [top, bottom];
}

/** First and last row of some signs. */
export function extentOf(parts: readonly Part[]): [number, number] {
  let top = Number.POSITIVE_INFINITY;
  let bottom = 0;
  for (const part of parts) {
    const first = part.part === 'box' ? (part.rows[0] ?? 0) : part.part === 'link' ? part.top : part.row;
    const last = part.part === 'box' ? (part.rows.at(-1) ?? first) : part.part === 'link' ? part.bottom : part.row;
    if (first < top) top = first;
    if (last > bottom) bottom = last;
  }
  return [top === Number.POSITIVE_INFINITY ? 0 : top, bottom];
}
