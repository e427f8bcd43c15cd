/** Expected counts instead of drawn ones: what a technique makes of them is what it finds on average. */
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import { JobError } from '../../errors.ts';
import { type MixedState, mixedState } from '../../simulate/density/mixedState.ts';
import {
  confuse,
  MOST_NARROW_QUBITS,
  narrowProbabilities,
  planNarrowly,
} from '../../simulate/density/narrowProbabilities.ts';
import { channelTransfer, type Transfer } from '../../simulate/density/transfer.ts';
import { inspect } from '../../simulate/inspect.ts';
import { Interpreter, type Positions } from '../../simulate/interpreter.ts';
import { hasNoise } from '../../simulate/method.ts';
import { executeSampled, type Readout } from '../../simulate/readout.ts';
import { Statevector } from '../../simulate/statevector.ts';
import type { Counts, Task } from '../question.ts';
import type { Executor } from './executor.ts';
import { linearMapOf } from './linearMap.ts';
import { type NoiseSource, noisy } from './simulators.ts';
import { taskKey } from './taskKey.ts';

/** The most qubits in use at a time. */
export const MAX_EXACT_QUBITS = MOST_NARROW_QUBITS;

/** Shots times the probability of each outcome: each circuit is simulated once. */
export function exactly(noise: NoiseSource | undefined): Executor {
  const known = new Map<string, Counts>();
  return {
    name: 'exact',
    async run(tasks, done) {
      for (const [index, { circuit, shots }] of tasks.entries()) {
        const one = { circuit, shots: 1 };
        const key = taskKey(one);
        const shares = known.get(key) ?? expectedCounts(one, noise);
        known.set(key, shares);
        done(index, {
          shots,
          outcomes: new Map([...shares.outcomes].map(([outcome, share]) => [outcome, shots * share])),
        });
      }
    },
  };
}

/** @throws {JobError} where there are more than `MAX_EXACT_QUBITS` qubits in use, or chance decides what happens */
export function expectedCounts({ circuit, shots }: Task, noise: NoiseSource | undefined): Counts {
  const whole = noisy(circuit, noise);
  const isMixed =
    hasNoise(whole) || whole.operations.some((operation) => operation.kind === 'reset' || linearMapOf(operation));
  const narrow = isMixed ? planNarrowly(whole, transferOf) : undefined;
  if (narrow) return countsOf(narrowProbabilities(whole, narrow), whole, shots);
  const { activeQubits } = inspect(whole);
  if (activeQubits.length > MAX_EXACT_QUBITS) {
    throw new JobError(
      `Exact predictions take at most ${MAX_EXACT_QUBITS} qubits in use; this circuit has ${activeQubits.length}.`,
    );
  }
  const state = isMixed ? mixedState(activeQubits.length) : new Statevector(activeQubits.length);
  const positions = new Map(activeQubits.map((qubit, position) => [qubit, position]));
  const interpreter = new Interpreter(whole, state, positions, [], () => 0);
  const { wires, confusions } = execute(interpreter, whole.operations, positions);
  const register = whole.bits.at(-1)!;
  const read = new Float64Array(2 ** register.size);
  const places = wires.map(({ position, wire }) => ({ position, bit: wire - register.start }));
  probabilitiesOf(state).forEach((probability, basisState) => {
    let outcome = 0;
    for (const { position, bit } of places) {
      if (position !== undefined && (basisState >> position) & 1) outcome |= 1 << bit;
    }
    read[outcome]! += probability;
  });
  let confused: Float64Array = read;
  for (const { bits, matrix } of confusions) {
    confused = confuse(confused, { bits: bits.map((bit) => bit - register.start), matrix });
  }
  return countsOf(confused, whole, shots);
}

function countsOf(probabilities: Float64Array, { bits }: Circuit, shots: number): Counts {
  const { size } = bits.at(-1)!;
  const outcomes = new Map<string, number>();
  probabilities.forEach((probability, outcome) => {
    if (probability > 1e-15) outcomes.set(outcome.toString(2).padStart(size, '0'), shots * probability);
  });
  return { shots, outcomes };
}

function transferOf(operation: Operation): Transfer | undefined {
  const map = linearMapOf(operation);
  if (!map || operation.kind !== 'nop') return undefined;
  return { qubits: operation.qubits, matrix: channelTransfer(map.channel) };
}

/** Linear maps stand among the operations before all measurements. */
function execute(interpreter: Interpreter, operations: readonly Operation[], positions: Positions): Readout {
  let start = 0;
  operations.forEach((operation, index) => {
    const map = linearMapOf(operation);
    if (!map || operation.kind !== 'nop') return;
    interpreter.execute(operations.slice(start, index));
    interpreter.state.applyChannel(
      map.channel,
      operation.qubits.map((qubit) => positions.get(qubit)!),
      0,
    );
    start = index + 1;
  });
  return executeSampled(interpreter, operations.slice(start), positions);
}

function probabilitiesOf(state: MixedState | Statevector): Float64Array {
  if (!(state instanceof Statevector)) return state.basisProbabilities();
  const { amplitudes } = state;
  return Float64Array.from(
    { length: amplitudes.length / 2 },
    (_, index) => amplitudes[2 * index]! ** 2 + amplitudes[2 * index + 1]! ** 2,
  );
}
