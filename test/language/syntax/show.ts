/** Trees as short text, so that an expectation is one line. */
import type { Node } from '../../../language/syntax/tree.ts';

/**
 * Names and literals as written, all else as `(kind property:value …)`; properties that are undefined, false, empty
 * or hold offsets are left out. A missing name or expression is `_`.
 */
export function show(node: Node): string {
  switch (node.kind) {
    case 'identifier':
      return node.name || '_';
    case 'integer':
    case 'float':
    case 'boolean':
      return String(node.value);
    case 'imaginary':
      return `${node.value}im`;
    case 'timing':
      return node.value + node.unit;
    case 'bitstring':
      return `"${node.value}"`;
    case 'string':
      return `'${node.value}'`;
    case 'hardwareQubit':
      return `$${node.index}`;
    case 'missing':
    case 'missingType':
      return '_';
    case 'parenthesized':
      return `(${show(node.expression)})`;
    case 'unary':
      return `(${node.operator} ${show(node.operand)})`;
    case 'binary':
      return `(${node.operator} ${show(node.left)} ${show(node.right)})`;
    case 'index':
      return `(at ${[node.base, ...node.indices].map(show).join(' ')})`;
    case 'call':
      return `(${[node.callee, ...node.arguments].map(show).join(' ')})`;
    default:
      return showProperties(node);
  }
}

function showProperties(node: Node): string {
  const shown = [node.kind as string];
  for (const [name, value] of Object.entries(node)) {
    const hidden = ['kind', 'start', 'end', 'contentStart'].includes(name) || [undefined, false, ''].includes(value);
    if (!hidden && !(Array.isArray(value) && value.length === 0)) shown.push(`${name}:${showValue(value)}`);
  }
  return shown.length === 1 ? node.kind : `(${shown.join(' ')})`;
}

function showValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(showValue).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('kind' in value) return show(value as Node);
  const { start, end } = value as { start: number; end: number };
  return `${start}-${end}`;
}
