/** The text of a part of a program with some of its names replaced; everything else stays as it is written. */
import type { Expression, Identifier, Node } from '../../syntax/tree.ts';
import { children } from '../../syntax/walk.ts';

/** What takes the place of a node; `undefined`: it stays, and its parts are looked at. */
export type Replace = (node: Node, parent: Node | undefined) => string | undefined;

/** The text of a node, or of all that is between `from` and `to`, where given. */
export function rewritten(text: string, node: Node, replace: Replace, from = node.start, to = node.end): string {
  const parts: string[] = [];
  let end = from;
  const visit = (current: Node, parent: Node | undefined) => {
    if (current.end <= from || current.start >= to) return;
    const replacement = replace(current, parent);
    if (replacement === undefined) {
      for (const child of children(current)) visit(child, current);
      return;
    }
    parts.push(text.slice(end, current.start), replacement);
    end = current.end;
  };
  visit(node, undefined);
  parts.push(text.slice(end, to));
  return parts.join('');
}

/** Whether a text stands for one value wherever it is put: a name, a number, a call, an element. */
const isAtomic = (text: string): boolean =>
  /^(?:[\p{L}_$][\p{L}\p{N}_]*|[\d_.]+(?:[eE][+-]?\d+)?)(?:\([^()]*\)|\[[^[\]]*\])*$/u.test(text) ||
  /^\([^()]*\)$/.test(text);

/** An expression in the place of a name: in parentheses where it would fall apart without them. */
export function enclosed(replacement: string, parent: Node | undefined): string {
  const isTight = parent?.kind === 'binary' || parent?.kind === 'unary';
  return isTight && !isAtomic(replacement) ? `(${replacement})` : replacement;
}

/** All names in a node, in the order of the text. */
export function namesIn(node: Node): readonly Identifier[] {
  const found: Identifier[] = [];
  const visit = (current: Node) => {
    if (current.kind === 'identifier' && current.name !== '') found.push(current);
    for (const child of children(current)) visit(child);
  };
  visit(node);
  return found;
}

/** With its minus sign where it has none, and the other way round. */
export function negated(text: string, expression: Expression): string {
  const inner = text.slice(expression.start, expression.end);
  if (/^0(?:\.0*)?$/.test(inner)) return inner;
  const isSum = expression.kind === 'binary' && !['*', '/', '**'].includes(expression.operator);
  if (isSum) return `-(${inner})`;
  return inner.startsWith('-') ? inner.slice(1).trimStart() : `-${inner}`;
}
