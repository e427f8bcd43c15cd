/**
 * A circuit as a tree of things to draw, each saying which rows it takes and of which signs it consists. Rows, not
 * positions: layout.ts places them. Knows nothing of pixels or of the DOM.
 */
import { blocksOf } from '../../language/circuit/blocks.ts';
import type { Circuit, Operation } from '../../language/circuit/circuit.ts';
import { bodyOf, describeGate, gateGroup, gateParts } from './gateParts.ts';
import {
  type Group,
  type GroupContent,
  gateName,
  type Leaf,
  type Node,
  type NodeBase,
  type Order,
  type Part,
  reach,
  type SceneOptions,
  type Scope,
} from './nodes.ts';
import { describeOperation, groupOf, leafOf } from './operationParts.ts';
import { chooseWires, findUsage, type Wires } from './wires.ts';

export interface Scene {
  readonly wires: Wires;
  readonly nodes: readonly Node[];
  /** Operations that were left out, those in groups counted. */
  readonly omitted: number;
  readonly total: number;
}

export function buildScene(circuit: Circuit, options: SceneOptions): Scene {
  const total = countOperations(circuit.operations);
  const wires = chooseWires(circuit, findUsage(circuit, options.operationLimit), options.wireLimit);
  const budget = { left: options.operationLimit, omitted: 0 };
  const scope: Scope = {
    circuit,
    wires,
    options,
    prefix: '',
    fallbackRow: 0,
    budget,
    build: buildNodes,
  };
  return { wires, nodes: buildNodes(scope, circuit.operations), omitted: budget.omitted, total };
}

/** The operations of one body as nodes, in order. */
function buildNodes(scope: Scope, operations: readonly Operation[]): Node[] {
  const counts = new Map<string, number>();
  const nodes: Node[] = [];
  for (const operation of operations) {
    const name = operation.kind === 'gate' ? gateName(scope.circuit, operation) : operation.kind;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    if (scope.budget.left <= 0) {
      scope.budget.omitted += countOperations([operation]);
      continue;
    }
    scope.budget.left--;
    const node = buildNode(scope, operation, `${scope.prefix}${name}.${count}`);
    if (node) nodes.push(node);
    else scope.budget.omitted++;
  }
  return nodes;
}

function buildNode(scope: Scope, operation: Operation, id: string): Node | undefined {
  const place = (operation.source ?? 0) === 0 ? { start: operation.start, end: operation.end } : scope.callSpan;
  const common = {
    id,
    operation,
    ...(place === undefined ? {} : { span: place }),
    ...(operation.origin === undefined ? {} : { origin: operation.origin }),
  };
  const inner: Scope = { ...scope, prefix: `${id}/`, ...(place === undefined ? {} : { callSpan: place }) };
  if (operation.kind === 'gate') {
    if (operation.qubits.length > 0 && !operation.qubits.some((qubit) => scope.wires.isDrawn(qubit))) {
      return undefined;
    }
    const described = { ...common, ...describeGate(scope, operation) };
    const expandable = bodyOf(scope.circuit, operation) !== undefined;
    const { expanded } = scope.options;
    if (expandable && (expanded === 'all' || expanded.has(id))) {
      return finishGroup(inner, described, gateGroup(inner, operation));
    }
    return finishLeaf({ ...described, ...gateParts(scope, operation), expandable });
  }
  const described = { ...common, ...describeOperation(scope, operation) };
  const group = groupOf(inner, operation);
  if (group) return finishGroup(inner, described, group);
  const leaf = leafOf(scope, operation);
  return leaf && finishLeaf({ ...described, ...leaf, expandable: false });
}

type LeafContent = Omit<Leaf, 'kind' | 'top' | 'bottom' | 'orders'>;

function finishLeaf(content: LeafContent): Leaf {
  const [top, bottom] = extent(content.parts);
  const { kind } = content.operation;
  return {
    kind: 'leaf',
    ...content,
    top,
    bottom,
    orders: kind === 'end' ? 'all' : kind === 'break' || kind === 'continue' ? 'loop' : 'none',
  };
}

function extent(parts: readonly Part[]): [number, number] {
  let top = Number.POSITIVE_INFINITY;
  let bottom = 0;
  const include = (row: number) => {
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  };
  for (const part of parts) {
    if (part.part === 'box') part.rows.forEach(include);
    else if (part.part === 'link') [part.top, part.bottom].forEach(include);
    else include(part.row);
  }
  return [Number.isFinite(top) ? top : 0, bottom];
}

type Described = Omit<NodeBase, 'top' | 'bottom' | 'orders'>;

function finishGroup(scope: Scope, described: Described, content: GroupContent): Group {
  let top = Number.POSITIVE_INFINITY;
  let bottom = -1;
  const include = (from: number, to: number) => {
    top = Math.min(top, from);
    bottom = Math.max(bottom, to);
  };
  for (const row of content.ownRows) include(row, row);
  let orders: Order = 'none';
  for (const { nodes } of content.compartments) {
    for (const node of nodes) {
      include(...reach(node));
      if (orders !== 'all' && node.orders !== 'none') orders = node.orders;
    }
  }
  if (bottom < 0) {
    const row = content.connectors[0]?.row ?? scope.fallbackRow;
    include(row, row);
  }
  const { kind } = described.operation;
  if (orders === 'loop' && (kind === 'while' || kind === 'for')) orders = 'none';
  const { look, compartments, connectors } = content;
  return { kind: 'group', ...described, look, compartments, connectors, top, bottom, orders };
}

/** All operations, those within others counted, those of gate bodies not. */
function countOperations(operations: readonly Operation[]): number {
  let count = operations.length;
  for (const operation of operations) {
    for (const block of blocksOf(operation)) count += countOperations(block);
  }
  return count;
}
