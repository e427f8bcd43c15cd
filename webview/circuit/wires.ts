/**
 * Which wires of a circuit are drawn, from top to bottom: qubits, then classical registers, then variables. Long
 * runs of idle qubits become one line. Knows nothing of positions.
 */
import { blocksOf } from '../../language/circuit/blocks.ts';
import type { Circuit, Operation, Register } from '../../language/circuit/circuit.ts';
import type { ClassicalExpression } from '../../language/circuit/expression.ts';

export interface Wire {
  readonly kind: 'qubit' | 'bits' | 'variable' | 'elision';
  /** As in the source: `q[0]`, `c`; for elisions a sentence. */
  readonly label: string;
  /** Wires of one register have one group. */
  readonly group: number;
  /** Number of bits of a classical register, or of qubits left out. */
  readonly size?: number;
}

export interface Wires {
  readonly list: readonly Wire[];
  /** The row of a qubit; that of the last elision where the qubit is not drawn. */
  qubitRow(qubit: number): number;
  isDrawn(qubit: number): boolean;
  /** The row of a bit's register and what tells the bit from the others in it; `undefined` where it is not drawn. */
  bitPlace(bit: number): { readonly row: number; readonly index: string } | undefined;
  variableRow(variable: number): number | undefined;
  /** Qubits in use that found no place. */
  readonly hiddenQubits: number;
}

/** Registers up to this size are drawn whole, used or not. */
const WHOLE_REGISTER = 16;
const FIRST_FEW = 4;
const SHORT_GAP = 2;
const CLASSICAL_LIMIT = 40;

/** What the operations of a circuit touch. */
export interface Usage {
  readonly qubits: Set<number>;
  readonly bits: Set<number>;
  readonly variables: Set<number>;
}

/** What the first `limit` operations touch, those within others counted too. */
export function findUsage(circuit: Circuit, limit: number): Usage {
  const usage: Usage = { qubits: new Set(), bits: new Set(), variables: new Set() };
  let left = limit;
  const visit = (operations: readonly Operation[]): void => {
    for (const operation of operations) {
      if (left-- <= 0) return;
      for (const qubit of qubitsOf(operation)) usage.qubits.add(qubit);
      for (const bit of bitsOf(operation)) usage.bits.add(bit);
      const written = writtenVariable(operation);
      if (written !== undefined) usage.variables.add(written);
      for (const body of blocksOf(operation)) visit(body);
    }
  };
  visit(circuit.operations);
  return usage;
}

/** The qubits an operation itself names. */
export function qubitsOf(operation: Operation): readonly number[] {
  switch (operation.kind) {
    case 'gate':
    case 'barrier':
    case 'nop':
    case 'delay':
    case 'channel':
    case 'unsupported':
      return operation.qubits;
    case 'measure':
    case 'reset':
      return [operation.qubit];
    default:
      return [];
  }
}

/** The expressions that decide what a block of an operation, or an assignment, does. */
export function expressionsOf(operation: Operation): readonly ClassicalExpression[] {
  switch (operation.kind) {
    case 'if':
    case 'while':
      return [operation.condition];
    case 'for':
      return [operation.first, operation.step, operation.last];
    case 'switch':
      return [operation.subject];
    case 'assign':
      return operation.target.kind === 'bitAt' ? [operation.value, operation.target.index] : [operation.value];
    default:
      return [];
  }
}

function bitsOf(operation: Operation): readonly number[] {
  if (operation.kind === 'measure') return operation.bit === undefined ? [] : [operation.bit];
  if (operation.kind === 'confusion') return operation.bits;
  const read = expressionsOf(operation).flatMap((expression) => readsOf(expression).bits);
  if (operation.kind === 'assign' && operation.target.kind !== 'variable') read.push(...operation.target.bits);
  return read;
}

function writtenVariable(operation: Operation): number | undefined {
  if (operation.kind === 'for') return operation.variable;
  return operation.kind === 'assign' && operation.target.kind === 'variable' ? operation.target.variable : undefined;
}

/** The bits and variables an expression reads. */
export function readsOf(expression: ClassicalExpression): { readonly bits: number[]; readonly variables: number[] } {
  const reads: { bits: number[]; variables: number[] } = { bits: [], variables: [] };
  const visit = (inner: ClassicalExpression): void => {
    switch (inner.kind) {
      case 'literal':
      case 'parameter':
        return;
      case 'variable':
        reads.variables.push(inner.variable);
        return;
      case 'bits':
        for (const bit of inner.bits) reads.bits.push(bit);
        return;
      case 'bitAt':
        for (const bit of inner.bits) reads.bits.push(bit);
        visit(inner.index);
        return;
      case 'element':
        visit(inner.base);
        inner.indices.forEach(visit);
        return;
      case 'array':
        inner.elements.forEach(visit);
        return;
      case 'unary':
      case 'cast':
        visit(inner.operand);
        return;
      case 'binary':
        visit(inner.left);
        visit(inner.right);
        return;
      case 'call':
        inner.arguments.forEach(visit);
    }
  };
  visit(expression);
  return reads;
}

/** Chooses the wires to draw: at most about `limit` qubits. */
export function chooseWires(circuit: Circuit, usage: Usage, limit: number): Wires {
  const list: Wire[] = [];
  const qubitRows = new Map<number, number>();
  const used = Array.from(usage.qubits).sort((a, b) => a - b);
  let group = 0;
  let next = 0;
  let full = false;
  for (const register of circuit.qubits) {
    const end = register.start + register.size;
    const from = next;
    while (next < used.length && (used[next] ?? 0) < end) next++;
    if (full) continue;
    let expected = register.start;
    for (const qubit of drawnQubits(register, used.slice(from, next))) {
      if (list.length >= limit) {
        full = true;
        break;
      }
      if (qubit > expected) list.push(elision(qubit - expected, 'idle qubits', group));
      qubitRows.set(qubit, list.length);
      list.push({ kind: 'qubit', label: elementName(register, qubit), group });
      expected = qubit + 1;
    }
    if (!full && expected < end) list.push(elision(end - expected, 'idle qubits', group));
    group++;
  }
  const hiddenQubits = used.reduce((count, qubit) => count + (qubitRows.has(qubit) ? 0 : 1), 0);
  if (full) {
    const elided = list.reduce((sum, { kind, size }) => sum + (kind === 'elision' ? (size ?? 0) : 0), 0);
    list.push(elision(circuit.qubitCount - qubitRows.size - elided, 'more qubits', group++));
  }
  const elisionRow = list.length - 1;

  const { bitPlace } = addRegisters(circuit, usage, list, group);
  const variableRows = new Map<number, number>();
  circuit.variables.forEach((variable, index) => {
    if (!usage.variables.has(index) || variable.input || variableRows.size >= CLASSICAL_LIMIT) return;
    variableRows.set(index, list.length);
    list.push({ kind: 'variable', label: variable.name, group: group + circuit.bits.length + index });
  });
  return {
    list,
    qubitRow: (qubit) => qubitRows.get(qubit) ?? Math.max(elisionRow, 0),
    isDrawn: (qubit) => qubitRows.has(qubit),
    bitPlace,
    variableRow: (variable) => variableRows.get(variable),
    hiddenQubits,
  };
}

/** With labels that say what starts on a qubit, too: `q[0] → $5`. @param names by qubit; `null`: nothing does */
export function withNames(wires: Wires, names: readonly (string | null)[]): Wires {
  const list = wires.list.slice();
  names.forEach((name, qubit) => {
    const row = wires.qubitRow(qubit);
    const wire = list[row];
    if (name === null || !wire || !wires.isDrawn(qubit) || wire.label === name) return;
    list[row] = { ...wire, label: `${name} → ${wire.label}` };
  });
  return { ...wires, list };
}

/** Ascending: the qubits in use, the first few, and gaps so short that leaving them out would save no room. */
function drawnQubits(register: Register, used: readonly number[]): number[] {
  const end = register.start + register.size;
  const drawn: number[] = [];
  let next = register.start;
  const fillTo = (limit: number) => {
    for (; next < limit; next++) drawn.push(next);
  };
  fillTo(Math.min(end, register.start + (register.size <= WHOLE_REGISTER ? register.size : FIRST_FEW)));
  for (const qubit of used) {
    if (qubit < next) continue;
    if (qubit - next <= SHORT_GAP) fillTo(qubit);
    drawn.push(qubit);
    next = qubit + 1;
  }
  if (end - next <= SHORT_GAP) fillTo(end);
  return drawn;
}

function elision(count: number, what: string, group: number): Wire {
  return { kind: 'elision', label: `… ${withSeparators(count)} ${what}`, group, size: count };
}

function addRegisters(circuit: Circuit, usage: Usage, list: Wire[], group: number): Pick<Wires, 'bitPlace'> {
  const { bits } = circuit;
  const rows = new Map<number, number>();
  const registerOf = (bit: number): number => {
    let low = 0;
    let high = bits.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((bits[middle]?.start ?? 0) <= bit) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const used = new Set(Array.from(usage.bits, registerOf));
  bits.forEach((register, index) => {
    const wanted = used.has(index) || (register.output === true && bits.length <= 8);
    if (!wanted || rows.size >= CLASSICAL_LIMIT) return;
    rows.set(index, list.length);
    const size = register.scalar ? {} : { size: register.size };
    list.push({ kind: 'bits', label: register.name, group: group + index, ...size });
  });
  return {
    bitPlace: (bit) => {
      const index = registerOf(bit);
      const register = bits[index];
      const row = rows.get(index);
      if (register === undefined || row === undefined) return undefined;
      return { row, index: register.scalar ? '' : String(bit - register.start) };
    },
  };
}

const elementName = (register: Register, wire: number): string =>
  register.scalar ? register.name : `${register.name}[${wire - register.start}]`;

/** `1,234,567`, the same on every machine. */
export function withSeparators(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
