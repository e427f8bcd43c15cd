/** Runs a circuit many times on a quantum state and counts the outcomes: the same for every kind of state. */
import type { ConfusionOperation, Operation } from '../../../language/circuit/circuit.ts';
import { JobError } from '../errors.ts';
import type { Progress } from '../protocol.ts';
import { confuse } from './confusion.ts';
import { type Ending, Interpreter, type Positions } from './interpreter.ts';
import type { MethodResult, Simulation } from './method.ts';
import { Outcomes } from './outcomes.ts';
import { type Random, randomStreams } from './random.ts';
import type { QuantumState } from './state.ts';

/**
 * What no chance decides is executed once. If from there on measurements come last, all shots are drawn from one
 * final state; otherwise each shot goes on from a copy, as measurements in its middle change what follows. Each shot
 * then has random numbers of its own, so that shots may run in any order and anywhere.
 *
 * @param makeState makes a state of a number of qubits, all in |0⟩; called twice at most
 * @throws {JobError} where an operation cannot be executed, or the system refuses memory it seemed to have
 */
export function runShots<State extends QuantumState>(
  simulation: Simulation,
  makeState: (qubits: number) => State,
  report: (progress: Progress) => void,
): MethodResult {
  const { circuit, shots, activeQubits, plan, measuredAll } = simulation;
  const newState = () => allocate(activeQubits.length, makeState);
  const outcomes = new Outcomes(simulation.registers);
  const streams = randomStreams(simulation.seed);
  const positions = new Map(activeQubits.map((qubit, position) => [qubit, position]));
  const interpreter = new Interpreter(circuit, newState(), positions, simulation.variables, streams(0));
  const values = measuredAll ? new Uint8Array(circuit.qubitCount) : interpreter.bits;

  const draw = (count: number, { wires, confusions }: Readout, random: Random) => {
    interpreter.state.sample(count, random, (outcome, occurrences) => {
      const read = () => {
        for (const { position, wire } of wires) values[wire] = position === undefined ? 0 : outcome[position]!;
      };
      if (confusions.length === 0) {
        read();
        outcomes.add(values, occurrences);
        return;
      }
      for (let occurrence = 0; occurrence < occurrences; occurrence++) {
        read();
        for (const confusion of confusions) confuse(values, confusion, random());
        outcomes.add(values, 1);
      }
    });
  };
  const allQubits: Readout = {
    wires: activeQubits.map((wire, position) => ({ position, wire })),
    confusions: [],
  };

  const ending = executeFixed(interpreter, plan.fixed, report);
  const rest = ending === 'done' ? plan.random : [];
  if (plan.sampled) {
    draw(shots, measuredAll ? allQubits : executeSampled(interpreter, rest, positions), streams(0));
  } else {
    const state = newState();
    state.copyFrom(interpreter.state);
    const bits = interpreter.bits.slice();
    const variables = [...interpreter.variables];
    for (let shot = 0; shot < shots; shot++) {
      const random = streams(shot);
      interpreter.restore(state, bits, variables, random);
      interpreter.execute(rest);
      if (measuredAll) draw(1, allQubits, random);
      else outcomes.add(values, 1);
      report({ done: shot + 1, total: shots, unit: 'shots' });
    }
  }
  return { counts: outcomes.counts() };
}

function allocate<State>(qubits: number, makeState: (qubits: number) => State): State {
  try {
    return makeState(qubits);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new JobError(
      `The system refused the memory for a state of ${qubits} qubits. Close other programs, or use fewer qubits.`,
    );
  }
}

/** What is read of a state, and how it is read wrong afterwards. */
interface Readout {
  readonly wires: readonly DrawnWire[];
  readonly confusions: readonly ConfusionOperation[];
}

/** A bit (or a qubit, where those are counted) that shows what qubit `position` of the state is drawn as. */
interface DrawnWire {
  /** `undefined`: an idle qubit, always 0. */
  readonly position: number | undefined;
  readonly wire: number;
}

function executeFixed(
  interpreter: Interpreter,
  operations: readonly Operation[],
  report: (progress: Progress) => void,
): Ending {
  for (const [index, operation] of operations.entries()) {
    const ending = interpreter.execute([operation]);
    if (ending !== 'done') return ending;
    report({ done: index + 1, total: operations.length, unit: 'operations' });
  }
  return 'done';
}

/** Executes gates; collects measurements and their errors, in order, instead of making them. */
function executeSampled(interpreter: Interpreter, operations: readonly Operation[], positions: Positions): Readout {
  const wires: DrawnWire[] = [];
  const confusions: ConfusionOperation[] = [];
  for (const operation of operations) {
    if (operation.kind === 'confusion') confusions.push(operation);
    else if (operation.kind !== 'measure') interpreter.execute([operation]);
    else if (operation.bit !== undefined) {
      wires.push({ position: positions.get(operation.qubit), wire: operation.bit });
    }
  }
  return { wires, confusions };
}
