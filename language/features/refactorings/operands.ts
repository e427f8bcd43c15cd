/** What the operands of a statement are: single qubits or bits, or registers of so many. */
import { type ConstantContext, constantInteger } from '../../semantics/constants.ts';
import { normalizeIndex, rangeIndices } from '../../semantics/indices.ts';
import type { Program } from '../../semantics/program.ts';
import type { Expression, Identifier } from '../../syntax/tree.ts';

export function contextOf({ version, references }: Program): ConstantContext {
  const resolve = (identifier: Identifier) => references.get(identifier);
  return { version, resolve, resolveType: () => ({ kind: 'unknown' }) };
}

/** `width` is `undefined` for a single one, and -1 where it is not known. */
export interface Operand {
  readonly width: number | undefined;
  /** The text of each element of a register of known width. */
  readonly elements: readonly string[];
}

const SINGLE: Operand = { width: undefined, elements: [] };
const UNKNOWN: Operand = { width: -1, elements: [] };

export function operandOf(program: Program, operand: Expression): Operand {
  if (operand.kind === 'hardwareQubit') return SINGLE;
  if (operand.kind === 'identifier') {
    const size = sizeOf(program, operand);
    return size === undefined ? SINGLE : elementsOf(operand.name, { first: 0, step: 1, count: size });
  }
  if (operand.kind !== 'index' || operand.indices.length !== 1) return UNKNOWN;
  const [index] = operand.indices;
  if (index?.kind !== 'range' && index?.kind !== 'set') return SINGLE;
  const size = operand.base.kind === 'identifier' ? sizeOf(program, operand.base) : undefined;
  if (index.kind !== 'range' || operand.base.kind !== 'identifier' || size === undefined || size < 0) return UNKNOWN;
  const context = contextOf(program);
  const [first, step, last] = [index.first, index.step, index.last].map((end) => end && constantInteger(end, context));
  const isKnown = [index.first, index.step, index.last].every(
    (end, at) => !end || [first, step, last][at] !== undefined,
  );
  const run = isKnown ? rangeIndices({ first, step, last }, size) : undefined;
  return run ? elementsOf(operand.base.name, run) : UNKNOWN;
}

function sizeOf({ references }: Program, name: Identifier): number | undefined {
  const symbol = references.get(name);
  if (!symbol || !('type' in symbol) || !('size' in symbol.type)) return symbol && 'type' in symbol ? undefined : -1;
  return symbol.type.size;
}

function elementsOf(name: string, { first, step, count }: { first: number; step: number; count: number }): Operand {
  if (count < 0 || count > 1000) return UNKNOWN;
  return { width: count, elements: Array.from({ length: count }, (_, index) => `${name}[${first + step * index}]`) };
}

/** A qubit that is known: of which register, and which of it. */
export interface KnownQubit {
  readonly base: string;
  /** `undefined`: a single one that is no register. */
  readonly index: number | undefined;
}

/** `undefined` where it is an alias, a register, or has an index that only the run decides. */
export function knownQubit(program: Program, operand: Expression): KnownQubit | undefined {
  if (operand.kind === 'hardwareQubit') return { base: '$', index: operand.index };
  const base = operand.kind === 'index' ? operand.base : operand;
  const symbol = base.kind === 'identifier' ? program.references.get(base) : undefined;
  if (symbol?.kind !== 'qubit' || symbol.type.kind !== 'qubit') return undefined;
  if (operand.kind !== 'index') {
    return symbol.type.size === undefined ? { base: symbol.name, index: undefined } : undefined;
  }
  const [index] = operand.indices;
  const number = operand.indices.length === 1 && index ? constantInteger(index, contextOf(program)) : undefined;
  const position = number === undefined ? undefined : normalizeIndex(number, symbol.type.size ?? 0);
  return position === undefined ? undefined : { base: symbol.name, index: position };
}
