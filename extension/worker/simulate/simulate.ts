/** The state vector method: from a circuit, a number of shots and a seed to counts. No processes, no clocks. */
import type { Circuit, Operation } from '../../../language/circuit/circuit.ts';
import type { Value } from '../../../language/semantics/values.ts';
import { JobError } from '../errors.ts';
import type { Progress, SimulateResult } from '../protocol.ts';
import { inspect } from './inspect.ts';
import { assertFits } from './memory.ts';
import { MAX_KEY_BITS, Outcomes, resultRegisters } from './outcomes.ts';
import { planRun } from './plan.ts';
import { randomStream } from './random.ts';
import { type Ending, type Positions, Run } from './run.ts';
import { sampleBasisStates } from './sample.ts';
import { Statevector } from './statevector.ts';

export interface Simulation {
  readonly circuit: Circuit;
  readonly shots: number;
  readonly seed: number;
  /** Initial values of the circuit's variables, by index. */
  readonly variables: readonly (Value | undefined)[];
}

export type SimulationResult = Pick<SimulateResult, 'counts' | 'registers' | 'measuredAll'>;

/**
 * Runs a circuit `shots` times.
 *
 * What no chance decides is executed once. If from there on measurements come last, all shots are drawn from one
 * final state; otherwise each shot goes on from a copy, as measurements in its middle change what follows.
 *
 * @throws {JobError} where the circuit cannot be simulated or does not fit into memory; nothing large is allocated then
 */
export function simulateCircuit(simulation: Simulation, report: (progress: Progress) => void): SimulationResult {
  const { circuit, shots } = simulation;
  const { activeQubits, measures } = inspect(circuit);
  const measuredAll = !measures && circuit.qubitCount > 0;
  const plan = planRun(circuit);
  // Idle qubits cost nothing until all of them are to be shown.
  const isHopeless = measuredAll && circuit.qubitCount > MAX_KEY_BITS;
  assertFits(isHopeless ? circuit.qubitCount : activeQubits.length, plan.sampled ? 1 : 2);
  if (!circuit.complete) {
    throw new JobError('The circuit is only a part of the program. Mend what its diagnostics report, then run it.');
  }
  const registers = resultRegisters(circuit, measuredAll);
  if (registers.length === 0) {
    throw new JobError(
      measures
        ? "The program's outcomes go to no bits of its own. Measure into a 'bit' that is declared outside of all blocks."
        : 'There is nothing to run: the program has no qubits and no bits.',
    );
  }
  const outcomes = new Outcomes(registers);

  const random = randomStream(simulation.seed);
  const positions = new Map(activeQubits.map((qubit, position) => [qubit, position]));
  const run = new Run(circuit, allocateState(activeQubits.length), positions, simulation.variables, random);
  const values = measuredAll ? new Uint8Array(circuit.qubitCount) : run.bits;

  const draw = (count: number, wires: readonly DrawnWire[]) => {
    sampleBasisStates(run.state.amplitudes, count, random, (basisState, occurrences) => {
      for (const { position, wire } of wires) values[wire] = position === undefined ? 0 : (basisState >> position) & 1;
      outcomes.add(values, occurrences);
    });
  };
  const allQubits: readonly DrawnWire[] = activeQubits.map((wire, position) => ({ position, wire }));

  const ending = executeFixed(run, plan.fixed, report);
  const rest = ending === 'done' ? plan.random : [];
  if (plan.sampled) {
    draw(shots, measuredAll ? allQubits : executeSampled(run, rest, positions));
  } else {
    const state = allocateState(activeQubits.length);
    state.copyFrom(run.state);
    const bits = run.bits.slice();
    const variables = [...run.variables];
    for (let shot = 0; shot < shots; shot++) {
      run.restore(state, bits, variables);
      run.execute(rest);
      if (measuredAll) draw(1, allQubits);
      else outcomes.add(values, 1);
      report({ done: shot + 1, total: shots, unit: 'shots' });
    }
  }
  return {
    counts: outcomes.counts(),
    registers: registers.map(({ name, size }) => ({ name, size })),
    measuredAll,
  };
}

/** A bit (or a qubit, where those are counted) that shows what qubit `position` of the state is drawn as. */
interface DrawnWire {
  /** `undefined`: an idle qubit, always 0. */
  readonly position: number | undefined;
  readonly wire: number;
}

/** @throws {JobError} where the system refuses memory it seemed to have */
function allocateState(qubits: number): Statevector {
  try {
    return new Statevector(qubits);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new JobError(
      `The system refused the memory for a state of ${qubits} qubits. Close other programs, or use fewer qubits.`,
    );
  }
}

function executeFixed(run: Run, operations: readonly Operation[], report: (progress: Progress) => void): Ending {
  for (const [index, operation] of operations.entries()) {
    const ending = run.execute([operation]);
    if (ending !== 'done') return ending;
    report({ done: index + 1, total: operations.length, unit: 'operations' });
  }
  return 'done';
}

/** Executes gates; collects measurements, in order, instead of making them. */
function executeSampled(run: Run, operations: readonly Operation[], positions: Positions): readonly DrawnWire[] {
  const wires: DrawnWire[] = [];
  for (const operation of operations) {
    if (operation.kind !== 'measure') run.execute([operation]);
    else if (operation.bit !== undefined) {
      wires.push({ position: positions.get(operation.qubit), wire: operation.bit });
    }
  }
  return wires;
}
