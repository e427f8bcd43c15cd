/**
 * What the text of a program leaves to be looked up: names of parameters, sizes and constants that were computed, and on
 * how many qubits a gate acts at once. Knows no protocol and no editor.
 */
import type { Span } from '../diagnostic.ts';
import { type ConstantContext, constantInteger } from '../semantics/constants.ts';
import { rangeIndices } from '../semantics/indices.ts';
import type { Program, ProgramSymbol } from '../semantics/program.ts';
import { isArray, isComplex, isDuration, type Value } from '../semantics/values.ts';
import type {
  ClassicalDeclaration,
  Expression,
  GateCallStatement,
  Identifier,
  Node,
  QubitDeclaration,
} from '../syntax/tree.ts';
import { children } from '../syntax/walk.ts';

export type InlayHintKind = 'parameter' | 'size' | 'constant' | 'broadcast' | 'noise';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly kind: InlayHintKind;
  /** On which side there is a space between the hint and the text. */
  readonly padding: 'left' | 'right' | 'none';
  readonly tooltip?: string;
}

/** Which kinds are given; those that are not mentioned are. */
export type InlayHintOptions = { readonly [kind in InlayHintKind]?: boolean };

/** In the order of the text. @param range only hints in this part of the text */
export function inlayHints(program: Program, options: InlayHintOptions = {}, range?: Span): readonly InlayHint[] {
  const context = contextOf(program);
  const hints: InlayHint[] = [];
  const visit = (node: Node) => {
    if (range && (node.end < range.start || node.start > range.end)) return;
    hints.push(...hintsOf(program, context, node));
    for (const child of children(node)) visit(child);
  };
  visit(program.tree.program);
  const isWanted = ({ kind, offset }: InlayHint) =>
    options[kind] !== false && (!range || (range.start <= offset && offset <= range.end));
  return hints.filter(isWanted).sort((a, b) => a.offset - b.offset);
}

function contextOf({ version, references }: Program): ConstantContext {
  const resolve = (identifier: Identifier) => references.get(identifier);
  return { version, resolve, resolveType: () => ({ kind: 'unknown' }) };
}

function hintsOf(program: Program, context: ConstantContext, node: Node): readonly InlayHint[] {
  switch (node.kind) {
    case 'gateCall':
      return [...parameterHints(program, node.name, node.arguments), ...broadcastHints(context, node)];
    case 'call':
    case 'quantumCall':
      return parameterHints(program, node.callee, node.arguments);
    case 'qubitDeclaration':
      return sizeHints(program, node, node.size);
    case 'classicalDeclaration':
      return [...sizeHints(program, node, bitSize(node)), ...constantHints(program, node)];
    default:
      return [];
  }
}

// --- Parameters ---

function parameterHints(
  { references }: Program,
  callee: Identifier,
  given: readonly Expression[] = [],
): readonly InlayHint[] {
  const names = parameterNames(references.get(callee));
  return given.flatMap((argument, index): InlayHint[] => {
    const name = names[index];
    if (name === undefined || name === '' || argument.kind === 'missing' || saysSo(argument, name)) return [];
    return [{ offset: argument.start, label: `${name}:`, kind: 'parameter', padding: 'right' }];
  });
}

/** A single parameter needs no name to be told from others. */
function parameterNames(symbol: ProgramSymbol | undefined): readonly string[] {
  const names =
    symbol?.kind === 'gate'
      ? symbol.parameters
      : symbol?.kind === 'subroutine'
        ? symbol.definition.parameters.map(({ name }) => name.name)
        : [];
  return names.length > 1 ? names : [];
}

/** Whether the argument is the very word, with an index or a sign perhaps. */
function saysSo(argument: Expression, name: string): boolean {
  switch (argument.kind) {
    case 'identifier':
      return spelled(argument.name) === spelled(name);
    case 'index':
      return saysSo(argument.base, name);
    case 'unary':
      return saysSo(argument.operand, name);
    case 'parenthesized':
      return saysSo(argument.expression, name);
    default:
      return false;
  }
}

const greek: Readonly<Record<string, string>> = {
  θ: 'theta',
  φ: 'phi',
  ϕ: 'phi',
  λ: 'lambda',
  γ: 'gamma',
  α: 'alpha',
  β: 'beta',
};

/** Without regard to case, and with Greek letters as words. */
const spelled = (name: string) => (greek[name] ?? name).toLowerCase();

// --- Sizes and constants ---

const bitSize = ({ type }: ClassicalDeclaration) =>
  type.kind === 'scalarType' && type.name === 'bit' ? type.size : undefined;

/** Behind the name, as OpenQASM 2 writes sizes. */
function sizeHints(
  { references }: Program,
  { name, oldStyle }: QubitDeclaration | ClassicalDeclaration,
  size: Expression | undefined,
): readonly InlayHint[] {
  const symbol = references.get(name);
  if (!size || size.kind === 'integer' || !symbol || symbol.span.start !== name.start) return [];
  const width = widthOf(symbol);
  if (width === undefined) return [];
  if (oldStyle) return [{ offset: size.end, label: `= ${width}`, kind: 'size', padding: 'left' }];
  return [{ offset: name.end, label: `[${width}]`, kind: 'size', padding: 'none' }];
}

function constantHints(
  { references }: Program,
  { name, qualifier, initializer }: ClassicalDeclaration,
): readonly InlayHint[] {
  const symbol = references.get(name);
  if (qualifier !== 'const' || !initializer || isPlain(initializer)) return [];
  if (symbol?.kind !== 'variable' || symbol.value === undefined || symbol.span.start !== name.start) return [];
  const label = formatValue(symbol.value);
  if (label === undefined) return [];
  return [{ offset: initializer.end, label: `= ${label}`, kind: 'constant', padding: 'left' }];
}

/** Literals, with a sign perhaps, explain themselves. */
function isPlain(expression: Expression): boolean {
  switch (expression.kind) {
    case 'unary':
      return expression.operator === '-' && isPlain(expression.operand);
    case 'parenthesized':
      return isPlain(expression.expression);
    case 'integer':
    case 'float':
    case 'imaginary':
    case 'boolean':
    case 'bitstring':
    case 'timing':
      return true;
    default:
      return false;
  }
}

/** Six digits are enough for a glance; arrays are too long for one. */
function formatValue(value: Value): string | undefined {
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  if (isArray(value)) return undefined;
  if (isDuration(value)) return value.dt === 0 ? `${Number(value.seconds.toPrecision(6))}s` : undefined;
  if (isComplex(value)) {
    const [re, im] = [Number(value.re.toPrecision(6)), Number(value.im.toPrecision(6))];
    return `${re} ${im < 0 ? '-' : '+'} ${Math.abs(im)}im`;
  }
  return undefined;
}

// --- Broadcasting ---

/** How many gates one call stands for; none where it is one, or where the widths do not fit. */
function broadcastHints(context: ConstantContext, call: GateCallStatement): readonly InlayHint[] {
  const last = call.operands.at(-1);
  if (!last) return [];
  // A subroutine takes whole registers.
  if (context.resolve(call.name)?.kind !== 'gate') return [];
  let width: number | undefined;
  for (const operand of call.operands) {
    const own = operandWidth(context, operand);
    if (own === undefined) return [];
    if (own === 'single') continue;
    if (width !== undefined && width !== own) return [];
    width = own;
  }
  if (width === undefined || width < 2) return [];
  return [{ offset: last.end, label: `×${width}`, kind: 'broadcast', padding: 'left' }];
}

/** `undefined`: not known. */
function operandWidth(context: ConstantContext, operand: Expression): number | 'single' | undefined {
  if (operand.kind === 'hardwareQubit') return 'single';
  if (operand.kind === 'identifier') {
    const symbol = context.resolve(operand);
    if (symbol?.kind !== 'qubit' && symbol?.kind !== 'alias') return undefined;
    return symbol.type.kind === 'qubit' ? (widthOf(symbol) ?? 'single') : undefined;
  }
  const index = operand.kind === 'index' && operand.indices.length === 1 ? operand.indices[0] : undefined;
  if (operand.kind !== 'index' || !index) return undefined;
  if (index.kind === 'set') return index.elements.length;
  if (index.kind !== 'range') return 'single';
  const size = operandWidth(context, operand.base);
  if (typeof size !== 'number') return undefined;
  const bound = (part: Expression | undefined) => (part ? constantInteger(part, context) : undefined);
  const { first, step, last } = index;
  const [from, by, to] = [bound(first), bound(step), bound(last)];
  const isKnown = (!first || from !== undefined) && (!step || by !== undefined) && (!last || to !== undefined);
  return isKnown ? rangeIndices({ first: from, step: by, last: to }, size)?.count : undefined;
}

/** The size of a register, with one element too; `undefined` for what is no register or has no known size. */
function widthOf(symbol: ProgramSymbol): number | undefined {
  if (symbol.kind !== 'qubit' && symbol.kind !== 'variable' && symbol.kind !== 'alias') return undefined;
  const { type } = symbol;
  const size = type.kind === 'qubit' || type.kind === 'bit' ? type.size : undefined;
  return size !== undefined && size >= 0 ? size : undefined;
}
