/** When each operation of a circuit can happen at the earliest: moments and depth. Pure data; it draws nothing. */
import type { AssignTarget, Operation } from './circuit.ts';
import type { Parameter } from './expression.ts';

/** What operations share, and so must wait for: each has its own timeline. A wire may be listed repeatedly. */
export interface Wires {
  readonly qubits: readonly number[];
  readonly bits: readonly number[];
  /** Classical variables that are written. */
  readonly written: readonly number[];
  /** Classical variables that are read: any number of operations may do so at once. */
  readonly read: readonly number[];
}

export interface Moments {
  /** The moment of each operation, in order of the operations. */
  readonly moments: readonly number[];
  /** Number of moments. */
  readonly depth: number;
}

/**
 * As-soon-as-possible moments of a list of operations, in time linear in its size. An operation takes one moment on
 * each of its wires; a block (`if`, loops, `switch`, `box`) is one operation on all wires used anywhere in it.
 *
 * A barrier takes no time: its moment is the first one in which its qubits' next operations may happen. `nop` orders
 * nothing. `break`, `continue` and `end` order everything.
 */
export function scheduleMoments(operations: readonly Operation[]): Moments {
  const qubits = new Map<number, number>();
  const bits = new Map<number, number>();
  const writes = new Map<number, number>();
  const reads = new Map<number, number>();
  let floor = 0;
  let depth = 0;

  const moments = operations.map((operation) => {
    const wires = wiresOf(operation);
    let moment = floor;
    const waitFor = (wanted: readonly number[], free: ReadonlyMap<number, number>) => {
      for (const wire of wanted) moment = Math.max(moment, free.get(wire) ?? 0);
    };
    waitFor(wires.qubits, qubits);
    waitFor(wires.bits, bits);
    waitFor(wires.read, writes);
    waitFor(wires.written, writes);
    waitFor(wires.written, reads);

    switch (operation.kind) {
      case 'nop':
        return moment;
      case 'barrier':
        for (const qubit of wires.qubits) qubits.set(qubit, moment);
        return moment;
      case 'break':
      case 'continue':
      case 'end':
        floor = depth;
        return depth;
    }
    for (const qubit of wires.qubits) qubits.set(qubit, moment + 1);
    for (const bit of wires.bits) bits.set(bit, moment + 1);
    for (const variable of wires.written) writes.set(variable, moment + 1);
    for (const variable of wires.read) reads.set(variable, Math.max(reads.get(variable) ?? 0, moment + 1));
    // A global phase is on no wire and takes no time.
    const isTimeless = wires.qubits.length + wires.bits.length + wires.written.length === 0;
    if (!isTimeless) depth = Math.max(depth, moment + 1);
    return moment;
  });
  return { moments, depth };
}

/** All wires an operation uses, for blocks those of everything in them. */
export function wiresOf(operation: Operation): Wires {
  // Most operations are such gates, and long circuits have many.
  if (operation.kind === 'gate' && operation.parameters.every(isKnown) && !operation.powers) {
    return { qubits: operation.qubits, bits: NONE, written: NONE, read: NONE };
  }
  const wires: WireLists = { qubits: [], bits: [], written: [], read: [] };
  collectOperation(operation, wires);
  return wires;
}

const NONE: readonly number[] = [];

const isKnown = (parameter: Parameter): boolean => typeof parameter === 'number';

type WireLists = { readonly [Kind in keyof Wires]: number[] };

function collectOperation(operation: Operation, wires: WireLists): void {
  const inside = (operations: readonly Operation[]) => {
    for (const inner of operations) collectOperation(inner, wires);
  };
  if ('qubits' in operation) for (const qubit of operation.qubits) wires.qubits.push(qubit);
  switch (operation.kind) {
    case 'gate':
      for (const parameter of operation.parameters) collectExpression(parameter, wires);
      for (const exponent of operation.powers ?? []) collectExpression(exponent, wires);
      return;
    case 'measure':
      wires.qubits.push(operation.qubit);
      if (operation.bit !== undefined) wires.bits.push(operation.bit);
      return;
    case 'reset':
      wires.qubits.push(operation.qubit);
      return;
    case 'confusion':
      for (const bit of operation.bits) wires.bits.push(bit);
      return;
    case 'delay':
      collectExpression(operation.duration, wires);
      return;
    case 'box':
      if (operation.duration) collectExpression(operation.duration, wires);
      inside(operation.body);
      return;
    case 'if':
      collectExpression(operation.condition, wires);
      inside(operation.then);
      inside(operation.otherwise);
      return;
    case 'while':
      collectExpression(operation.condition, wires);
      inside(operation.body);
      return;
    case 'for':
      wires.written.push(operation.variable);
      for (const bound of [operation.first, operation.step, operation.last]) collectExpression(bound, wires);
      inside(operation.body);
      return;
    case 'switch':
      collectExpression(operation.subject, wires);
      for (const { values, body } of operation.cases) {
        for (const value of values) collectExpression(value, wires);
        inside(body);
      }
      inside(operation.otherwise);
      return;
    case 'assign':
      collectTarget(operation.target, wires);
      collectExpression(operation.value, wires);
  }
}

function collectTarget(target: AssignTarget, wires: WireLists): void {
  switch (target.kind) {
    case 'variable':
      wires.written.push(target.variable);
      for (const index of target.indices ?? []) collectExpression(index, wires);
      return;
    case 'bitAt':
      collectExpression(target.index, wires);
      for (const bit of target.bits) wires.bits.push(bit);
      return;
    case 'bits':
      for (const bit of target.bits) wires.bits.push(bit);
  }
}

function collectExpression(expression: Parameter, wires: WireLists): void {
  if (typeof expression === 'number') return;
  switch (expression.kind) {
    case 'variable':
      wires.read.push(expression.variable);
      return;
    case 'bits':
      for (const bit of expression.bits) wires.bits.push(bit);
      return;
    case 'bitAt':
      for (const bit of expression.bits) wires.bits.push(bit);
      collectExpression(expression.index, wires);
      return;
    case 'element':
      collectExpression(expression.base, wires);
      for (const index of expression.indices) collectExpression(index, wires);
      return;
    case 'array':
      for (const item of expression.elements) collectExpression(item, wires);
      return;
    case 'unary':
    case 'cast':
      collectExpression(expression.operand, wires);
      return;
    case 'binary':
      collectExpression(expression.left, wires);
      collectExpression(expression.right, wires);
      return;
    case 'call':
      for (const argument of expression.arguments) collectExpression(argument, wires);
  }
}
