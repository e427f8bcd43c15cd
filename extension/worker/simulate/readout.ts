/** The measurements at the end of a circuit: made by drawing outcomes from the state, as often as is wanted. */
import type { ConfusionOperation, Operation } from '../../../language/circuit/circuit.ts';
import { confuse } from './confusion.ts';
import type { Interpreter, Positions } from './interpreter.ts';
import type { Random } from './random.ts';
import type { QuantumState } from './state.ts';

/** What is read of a state, and how it is read wrong afterwards. */
export interface Readout {
  readonly wires: readonly DrawnWire[];
  readonly confusions: readonly ConfusionOperation[];
}

/** A bit (or a qubit, where those are counted) that shows what qubit `position` of the state is drawn as. */
interface DrawnWire {
  /** `undefined`: an idle qubit, always 0. */
  readonly position: number | undefined;
  readonly wire: number;
}

/** Reads all active qubits, each as itself. */
export function readAll(activeQubits: readonly number[]): Readout {
  return { wires: activeQubits.map((wire, position) => ({ position, wire })), confusions: [] };
}

/** Executes gates; collects measurements and their errors, in order, instead of making them. */
export function executeSampled(
  interpreter: Interpreter,
  operations: readonly Operation[],
  positions: Positions,
): Readout {
  const wires: DrawnWire[] = [];
  let confusions: ConfusionOperation[] = [];
  for (const operation of operations) {
    if (operation.kind === 'confusion') confusions.push(operation);
    else if (operation.kind !== 'measure') interpreter.execute([operation]);
    else if (operation.bit !== undefined) {
      wires.push({ position: positions.get(operation.qubit), wire: operation.bit });
      // What is written over does not matter how it was read.
      confusions = confusions.filter(({ bits }) => bits.some((bit) => bit !== operation.bit));
    }
  }
  return { wires, confusions };
}

/** Operations up to the last that is no measurement, and those after it. */
export function splitReadout(operations: readonly Operation[]) {
  let end = operations.length;
  while (end > 0 && READOUT.has(operations[end - 1]!.kind)) end--;
  return { before: operations.slice(0, end), readout: operations.slice(end) };
}

const READOUT: ReadonlySet<Operation['kind']> = new Set(['measure', 'confusion', 'barrier', 'nop', 'delay']);

/**
 * Draws outcomes from a state, which stays as it is.
 *
 * @param values where they are written, 0 or 1 by wire
 * @param visit is called with how often what stands there was drawn
 */
export function draw(
  state: QuantumState,
  shots: number,
  { wires, confusions }: Readout,
  random: Random,
  values: Uint8Array,
  visit: (count: number) => void,
): void {
  state.sample(shots, random, (outcome, count) => {
    const read = () => {
      for (const { position, wire } of wires) values[wire] = position === undefined ? 0 : outcome[position]!;
    };
    if (confusions.length === 0) {
      read();
      visit(count);
      return;
    }
    for (let occurrence = 0; occurrence < count; occurrence++) {
      read();
      for (const confusion of confusions) confuse(values, confusion, random());
      visit(1);
    }
  });
}
