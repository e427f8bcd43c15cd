/**
 * A circuit as a tree of things to draw, each saying which rows it takes and of which signs it consists. Rows, not
 * positions: layout.ts places them. Knows nothing of pixels or of the DOM.
 */
import { blocksOf } from '../../language/circuit/blocks.ts';
import type { Circuit, Operation } from '../../language/circuit/circuit.ts';
import { analyseGate, gateName } from './gateAnalysis.ts';
import { gateGroup, gateParts, isExpandable } from './gateParts.ts';
import type { Family } from './gates.ts';
import {
  extentOf,
  type Group,
  type GroupContent,
  type Leaf,
  type Node,
  type Order,
  type Part,
  reach,
  type SceneOptions,
  type Scope,
} from './nodes.ts';
import { groupOf, leafOf } from './operationParts.ts';
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
    callSpan: undefined,
    isBody: false,
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
      if (!scope.isBody) scope.budget.omitted += countOperations([operation]);
      continue;
    }
    scope.budget.left--;
    const node = buildNode(scope, operation, `${scope.prefix}${name}.${count}`);
    if (node) nodes.push(node);
    else if (!scope.isBody) scope.budget.omitted++;
  }
  return nodes;
}

function buildNode(scope: Scope, operation: Operation, id: string): Node | undefined {
  const span = (operation.source ?? 0) === 0 ? operation : scope.callSpan;
  if (operation.kind === 'gate') {
    const { qubits } = operation;
    if (qubits.length > 0 && !qubits.some(scope.wires.isDrawn)) return undefined;
    const analysis = analyseGate(scope.circuit, operation);
    const base: Base = { id, operation, span, family: analysis.symbol.family };
    const expandable = isExpandable(scope.circuit, operation);
    const { expanded } = scope.options;
    if (expandable && (expanded === 'all' || expanded.has(id))) {
      return finishGroup(scope, base, gateGroup(within(scope, base), operation, analysis));
    }
    return finishLeaf(base, gateParts(scope, operation, analysis), expandable);
  }
  const base: Base = { id, operation, span, family: FAMILIES[operation.kind] };
  const group = groupOf(within(scope, base), operation);
  if (group) return finishGroup(scope, base, group);
  const parts = leafOf(scope, operation);
  return parts && finishLeaf(base, parts, false);
}

type Base = Pick<Node, 'id' | 'operation' | 'span' | 'family'>;

const FAMILIES: Readonly<Record<Exclude<Operation['kind'], 'gate'>, Family>> = {
  measure: 'measure',
  reset: 'measure',
  barrier: 'other',
  nop: 'other',
  delay: 'other',
  box: 'other',
  channel: 'other',
  confusion: 'other',
  unsupported: 'other',
  if: 'classical',
  while: 'classical',
  for: 'classical',
  switch: 'classical',
  assign: 'classical',
  break: 'classical',
  continue: 'classical',
  end: 'classical',
};

/** The scope of what stands in an operation. */
const within = (scope: Scope, { id, span }: Base): Scope => ({ ...scope, prefix: `${id}/`, callSpan: span });

function finishLeaf({ id, operation, span, family }: Base, parts: readonly Part[], expandable: boolean): Leaf {
  const [top, bottom] = extentOf(parts);
  const { kind } = operation;
  const orders = kind === 'end' ? 'all' : kind === 'break' || kind === 'continue' ? 'loop' : 'none';
  const rows =
    kind === 'barrier' || kind === 'nop' ? parts.flatMap((part) => ('row' in part ? part.row : [])) : undefined;
  return { kind: 'leaf', id, operation, span, family, top, bottom, orders, parts, rows, expandable };
}

function finishGroup(scope: Scope, base: Base, content: GroupContent): Group {
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
  const { kind } = base.operation;
  if (orders === 'loop' && (kind === 'while' || kind === 'for')) orders = 'none';
  const { look, compartments, connectors } = content;
  return { kind: 'group', ...base, look, compartments, connectors, top, bottom, orders };
}

/** All operations, those within others counted, those of gate bodies not. */
function countOperations(operations: readonly Operation[]): number {
  let count = operations.length;
  for (const operation of operations) {
    for (const block of blocksOf(operation)) count += countOperations(block);
  }
  return count;
}
