/** `TimedCircuit`: a circuit of which is known when each operation starts, and how long it takes. */
import type { Circuit } from '../circuit.ts';
import { wireName } from '../circuit.ts';
import type { FittedCircuit } from './fittedCircuit.ts';
import type { Schedule } from './schedule.ts';

/** Plain data, for drawings along time and for comparisons. The schedule is that of `circuit.operations`. */
export interface TimedCircuit extends Schedule {
  readonly circuit: Circuit;
  /** The program's name of what starts on each qubit of the circuit; `null` where nothing of it does. */
  readonly startsAs: readonly (string | null)[];
}

/** @param program what was fitted */
export function timedCircuit(program: Circuit, fitted: FittedCircuit): TimedCircuit {
  const { circuit, physical, initialLayout, starts, durations } = fitted;
  const startsAs = physical.map((place) => {
    const qubit = initialLayout.indexOf(place);
    return qubit < 0 ? null : wireName(program.qubits, qubit);
  });
  return { circuit, starts, durations, startsAs };
}
