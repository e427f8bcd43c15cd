/** Runs a circuit many times on a quantum state and counts the outcomes: the same for every kind of state. */
import type { Operation } from '../../../language/circuit/circuit.ts';
import { formatObservable } from '../../../language/circuit/observable.ts';
import { JobError } from '../errors.ts';
import type { Progress } from '../protocol.ts';
import { type BranchEnd, BranchWalk } from './branches.ts';
import { exactExpectation, placeObservable, Spread, sampleExpectation } from './expectation.ts';
import { stateFidelity } from './fidelity.ts';
import { type Ending, Interpreter, type Positions } from './interpreter.ts';
import type { MethodResult, Simulation } from './method.ts';
import { outcomeProbabilities } from './outcomeProbabilities.ts';
import { Outcomes } from './outcomes.ts';
import { randomStreams } from './random.ts';
import { draw, executeSampled, readAll, splitReadout } from './readout.ts';
import type { QuantumState } from './state.ts';
import { stateResult } from './stateResult.ts';
import { type WalkBranch, walkBranches } from './walkBranches.ts';

/** Streams of random numbers from this one on are for the settings of observables; those before it for shots. */
const SETTING_STREAMS = 2 ** 52;

/**
 * What no chance decides is executed once. If from there on measurements come last, all shots are drawn from one
 * final state; otherwise shots go on from copies, as measurements in their middle change what follows, and share what
 * they can (see `branches.ts`).
 *
 * @param makeState makes a state of a number of qubits, all in |0⟩; called twice at most
 * @throws {JobError} where an operation cannot be executed, or the system refuses memory it seemed to have
 */
export function runShots<State extends QuantumState>(
  simulation: Simulation,
  makeState: (qubits: number) => State,
  report: (progress: Progress) => void,
): MethodResult {
  const { circuit, activeQubits, plan } = simulation;
  const states: State[] = [];
  const newState = () => {
    const state = allocate(activeQubits.length, makeState);
    states.push(state);
    return state;
  };
  try {
    const positions = new Map(activeQubits.map((qubit, position) => [qubit, position]));
    const random = randomStreams(simulation.seed)(0);
    const interpreter = new Interpreter(circuit, newState(), positions, simulation.variables, random);
    const ending = executeFixed(interpreter, plan.fixed, report);
    const rest = ending === 'done' ? plan.random : [];
    return plan.sampled
      ? drawAll(simulation, interpreter, rest, positions)
      : runBranches(simulation, interpreter, rest, positions, newState, report);
  } finally {
    for (const state of states) state.dispose?.();
  }
}

/** All shots from one final state. */
function drawAll(
  simulation: Simulation,
  interpreter: Interpreter,
  operations: readonly Operation[],
  positions: Positions,
): MethodResult {
  const { circuit, shots, activeQubits, measuredAll, observable, wanted, ideal } = simulation;
  const { state } = interpreter;
  const outcomes = new Outcomes(simulation.registers);
  const streams = randomStreams(simulation.seed);
  const measurements = executeSampled(interpreter, operations, positions);
  const readout = measuredAll ? readAll(activeQubits) : measurements;
  const values = measuredAll ? new Uint8Array(circuit.qubitCount) : interpreter.bits;
  // Before bits are written: those that are not measured keep what the program put there.
  const probabilities =
    wanted.probabilities || ideal ? outcomeProbabilities(state, readout, values, simulation.registers) : undefined;
  draw(state, shots, readout, streams(0), values, (count) => outcomes.add(values, count));
  const placed = observable && placeObservable(observable, positions);
  return {
    outcomes,
    ...((wanted.state || wanted.densityMatrix) && {
      state: stateResult(circuit, activeQubits, state, wanted),
    }),
    ...(probabilities && { probabilities }),
    ...(ideal && { fidelity: { value: stateFidelity(state, ideal), standardError: 0 } }),
    ...(placed && {
      expectation: {
        observable: formatObservable(observable),
        value: exactExpectation(state, placed),
        standardError: 0,
        exact: true,
        sampled: sampleExpectation(state, placed, shots, (setting) => streams(SETTING_STREAMS + setting)),
      },
    }),
  };
}

/** Branches of shots, each from a copy of the state as it is when chance sets in. */
function runBranches<State extends QuantumState>(
  simulation: Simulation,
  interpreter: Interpreter<State>,
  operations: readonly Operation[],
  positions: Positions,
  newState: () => State,
  report: (progress: Progress) => void,
): MethodResult {
  const { circuit, shots, activeQubits, measuredAll, observable, ideal } = simulation;
  const outcomes = new Outcomes(simulation.registers);
  const streams = randomStreams(simulation.seed);
  const values = measuredAll ? new Uint8Array(circuit.qubitCount) : interpreter.bits;
  const state = newState();
  state.copyFrom(interpreter.state);
  const bits = interpreter.bits.slice();
  const variables = [...interpreter.variables];
  const { before, readout } = splitReadout(operations);
  const reading = measuredAll ? readAll(activeQubits) : executeSampled(interpreter, readout, positions);
  const placed = observable && placeObservable(observable, positions);
  const ends: BranchEnd[] = [];
  const walkOne: WalkBranch = (branch, part) => {
    const walk = new BranchWalk(branch, streams, part);
    interpreter.restore(state, bits, variables, walk.chance);
    const ending = interpreter.execute(before);
    const { first, count } = walk;
    if (placed || ideal) {
      const expectation = placed ? exactExpectation(interpreter.state, placed) : 0;
      const fidelity = ideal ? stateFidelity(interpreter.state, ideal) : 0;
      ends.push({ first, count, expectation, fidelity });
    }
    if (measuredAll || ending === 'done') {
      draw(interpreter.state, count, reading, walk.random, values, (drawn) => outcomes.add(values, drawn));
    } else outcomes.add(values, count);
    return count;
  };
  const sharing = state.isThreaded ? undefined : simulation.sharing;
  const parts = walkBranches(shots, walkOne, sharing, (done) => report({ done, total: shots, unit: 'shots' }));
  if (sharing?.kind === 'helper') {
    sharing.deliver({ outcomes: outcomes.packed(), ends });
    return {};
  }
  for (const part of parts) {
    outcomes.addAll(part.outcomes);
    ends.push(...part.ends);
  }
  const discarded = parts.flatMap(({ discardedWeight }) => (discardedWeight === undefined ? [] : [discardedWeight]));
  ends.sort((a, b) => a.first - b.first);
  const spreadOf = (value: (end: BranchEnd) => number) => {
    const spread = new Spread();
    for (const end of ends) spread.add(value(end), end.count);
    return spread.estimate();
  };
  return {
    outcomes,
    ...(observable && {
      expectation: {
        observable: formatObservable(observable),
        exact: false,
        ...spreadOf(({ expectation }) => expectation),
      },
    }),
    ...(ideal && { fidelity: spreadOf(({ fidelity }) => fidelity) }),
    ...(discarded.length > 0 && { discardedWeight: Math.max(...discarded) }),
  };
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
