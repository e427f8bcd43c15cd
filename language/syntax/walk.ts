/** Ways through a tree that need no knowledge of its constructs. */
import type { Node, SyntaxTree } from './tree.ts';

type PartNames = { readonly [K in Node['kind']]: readonly (keyof Extract<Node, { kind: K }>)[] };

/** Which properties of a node hold nodes or lists of nodes, in the order of the text. */
const parts: PartNames = {
  program: ['statements'],
  annotation: [],
  version: [],
  include: ['path'],
  defcalgrammar: ['grammar'],
  pragma: [],
  break: [],
  continue: [],
  end: [],
  for: ['type', 'variable', 'iterable', 'body'],
  if: ['condition', 'then', 'otherwise'],
  while: ['condition', 'body'],
  switch: ['subject', 'cases'],
  case: ['values', 'body'],
  return: ['value'],
  barrier: ['operands'],
  nop: ['operands'],
  box: ['duration', 'body'],
  delay: ['duration', 'operands'],
  reset: ['operand'],
  gateCall: ['modifiers', 'name', 'arguments', 'duration', 'operands'],
  modifier: ['argument'],
  measureStatement: ['value', 'target'],
  alias: ['name', 'value'],
  classicalDeclaration: ['type', 'name', 'initializer'],
  qubitDeclaration: ['size', 'name'],
  def: ['name', 'parameters', 'returnType', 'body'],
  parameter: ['type', 'name'],
  extern: ['name', 'parameterTypes', 'returnType'],
  gate: ['name', 'parameters', 'qubits', 'body'],
  opaque: ['name', 'parameters', 'qubits'],
  assignment: ['target', 'value'],
  expressionStatement: ['expression'],
  cal: [],
  defcal: ['name', 'arguments', 'operands', 'returnType'],
  block: ['statements'],
  error: [],
  scalarType: ['size', 'element'],
  arrayType: ['element', 'dimensions', 'rank'],
  qubitType: ['size'],
  missingType: [],
  identifier: [],
  integer: [],
  float: [],
  imaginary: [],
  boolean: [],
  bitstring: [],
  timing: [],
  string: [],
  hardwareQubit: [],
  parenthesized: ['expression'],
  index: ['base', 'indices'],
  unary: ['operand'],
  binary: ['left', 'right'],
  cast: ['type', 'operand'],
  durationof: ['body'],
  call: ['callee', 'arguments'],
  measure: ['operand'],
  quantumCall: ['callee', 'arguments', 'operands'],
  concatenation: ['parts'],
  range: ['first', 'step', 'last'],
  set: ['elements'],
  array: ['elements'],
  missing: [],
};

/** The nodes directly inside a node, in the order of the text. */
export function children(node: Node): readonly Node[] {
  if (node.kind === 'program') return node.statements;
  const found: Node[] = 'annotations' in node && node.annotations !== undefined ? node.annotations.slice() : [];
  for (const name of parts[node.kind]) {
    const part: unknown = node[name as keyof Node];
    if (Array.isArray(part)) for (const element of part) found.push(element);
    else if (part !== undefined) found.push(part as Node);
  }
  // `qreg q[2]` and its like have the name before the type.
  const hasNameFirst = 'oldStyle' in node || node.kind === 'parameter';
  return hasNameFirst ? found.sort((a, b) => a.start - b.start) : found;
}

/**
 * The nodes at an offset, from the program down to the innermost. A node that ends there counts as well, unless
 * another begins there: a caret behind a name is at that name.
 */
export function nodesAt(tree: SyntaxTree, offset: number): readonly Node[] {
  const path: Node[] = [tree.program];
  for (let node: Node | undefined = tree.program; node !== undefined; ) {
    node = childAt(children(node), offset);
    if (node !== undefined) path.push(node);
  }
  return path;
}

function childAt(nodes: readonly Node[], offset: number): Node | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  // Nodes of no width, which stand for what is missing, give way to their neighbours.
  for (let i = low - 1; i >= 0 && nodes[i]!.end >= offset; i--) {
    const node = nodes[i]!;
    if (node.end > node.start || i === 0 || nodes[i - 1]!.end < offset) return node;
  }
  return undefined;
}
