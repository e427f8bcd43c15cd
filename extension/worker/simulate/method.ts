/** What a simulation method is: what it says of a circuit before it starts, and how it runs it. */
import { allOperations } from '../../../language/circuit/blocks.ts';
import type { Circuit, Register } from '../../../language/circuit/circuit.ts';
import type { Observable } from '../../../language/circuit/observable.ts';
import type { Value } from '../../../language/semantics/values.ts';
import type { ExpectationResult, Precision, Progress, StateResult, Truncation } from '../protocol.ts';
import type { Outcomes } from './outcomes.ts';
import type { Plan } from './plan.ts';

/** A run to be done: the same for all methods. `prepare.ts` has checked that the circuit can be simulated at all. */
export interface Simulation {
  readonly circuit: Circuit;
  readonly shots: number;
  readonly seed: number;
  /** Initial values of the circuit's variables, by index. */
  readonly variables: readonly (Value | undefined)[];
  /** The qubits gates act on, ascending: qubit k of a state is `activeQubits[k]`. All others stay in |0⟩. */
  readonly activeQubits: readonly number[];
  readonly plan: Plan;
  /** The registers that outcomes show, in order of declaration. */
  readonly registers: readonly Register[];
  /** The program measures nothing: the registers are its qubits, measured at the end. */
  readonly measuredAll: boolean;
  /** Whose expectation value is wanted, on qubits of the circuit; of the state before the measurements at its end. */
  readonly observable: Observable | undefined;
  readonly truncation: Truncation | undefined;
  /** Whether the amplitudes of the state before the measurements at the end are wanted. */
  readonly wantsState: boolean;
  /** How many threads may be used, at least 1. Results do not depend on it. */
  readonly threads: number;
  /** Of the amplitudes of state vectors, where the method has a choice. */
  readonly precision: Precision;
}

export type Assessment =
  | {
      readonly kind: 'possible';
      /** For people: what decides the cost, such as `16 qubits`. */
      readonly reason: string;
      /** Bytes it takes at most. */
      readonly memory: number;
      /** Steps of about a nanosecond it takes, roughly: the automatic choice is the method with the least. */
      readonly cost: number;
    }
  /** `reason` is a sentence: why not, and what to do about it. */
  | { readonly kind: 'impossible'; readonly reason: string };

/** The answer of methods that keep no state vector where its amplitudes are wanted. */
export const NO_AMPLITUDES: Assessment = {
  kind: 'impossible',
  reason: 'This method keeps no amplitudes. Leave out the state, or choose the method statevector.',
};

export function hasNoise({ operations }: Circuit): boolean {
  for (const { kind } of allOperations(operations)) if (kind === 'channel') return true;
  return false;
}

export interface SimulationMethod {
  /** For people, such as `dense state vector`. */
  readonly title: string;
  /** Whether the automatic choice may take it for such a run. */
  automatic(simulation: Simulation): boolean;

  /**
   * Whether and at what cost it can do a run. Looks at the circuit alone; allocates nothing.
   *
   * @param available bytes of memory
   */
  assess(simulation: Simulation, available: number): Assessment;

  /**
   * Does the run.
   *
   * @throws {JobError} where something shows only on the way
   */
  run(simulation: Simulation, report: (progress: Progress) => void): MethodResult;
}

export interface MethodResult {
  /** Absent: the method draws none. */
  readonly outcomes?: Outcomes;
  /** There where it was wanted. */
  readonly expectation?: ExpectationResult;
  /** There where it was wanted. */
  readonly state?: StateResult;
  /** See `SimulateResult`. */
  readonly discardedWeight?: number;
}
