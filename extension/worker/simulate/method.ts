/** What a simulation method is: what it says of a circuit before it starts, and how it runs it. */
import { allOperations } from '../../../language/circuit/blocks.ts';
import type { Circuit, Register } from '../../../language/circuit/circuit.ts';
import type { Observable } from '../../../language/circuit/observable.ts';
import type { Value } from '../../../language/semantics/values.ts';
import type { Estimate, ExpectationResult, Precision, Progress, StateResult, Truncation } from '../protocol.ts';
import type { BranchSharing } from './branches.ts';
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
  readonly wanted: Wanted;
  /** The amplitudes of the active qubits without noise, where the fidelity is wanted. */
  readonly ideal: Float64Array | undefined;
  /** How many threads may be used, at least 1. Results do not depend on it. */
  readonly threads: number;
  /** Absent: this thread does all shots alone. */
  readonly sharing?: BranchSharing;
  /** Of the amplitudes of state vectors, where the method has a choice. */
  readonly precision: Precision;
}

/** What is wanted of the state before the measurements at the end, beside counts and an expectation value. */
export interface Wanted {
  readonly state: boolean;
  /** Numbers of the circuit's qubits. */
  readonly densityMatrix: readonly number[] | undefined;
  readonly probabilities: boolean;
  readonly fidelity: boolean;
}

export const NOTHING_MORE: Wanted = { state: false, densityMatrix: undefined, probabilities: false, fidelity: false };

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

/** Whether something is wanted that takes all amplitudes. */
export const needsAmplitudes = ({ wanted }: Pick<Simulation, 'wanted'>): boolean =>
  wanted.state || wanted.probabilities || wanted.fidelity;

/** Whether something is wanted that there is once for all shots. */
export const needsOneState = ({ wanted }: Pick<Simulation, 'wanted'>): boolean =>
  wanted.state || wanted.probabilities || wanted.densityMatrix !== undefined;

/** The answer of methods that keep no state vector where its amplitudes are wanted. */
export const NO_AMPLITUDES = {
  kind: 'impossible',
  reason:
    'This method keeps no amplitudes. Leave out state, probabilities and fidelity, or choose the method statevector.',
} as const satisfies Assessment;

/** The answer where chance decides in each shot anew what the state is, and one state is wanted. */
export const NO_ONE_STATE = {
  kind: 'impossible',
  reason:
    'The program has no one state at its end: chance decides what happens before. Leave out the state, or the measurements, resets and noise in the middle.',
} as const satisfies Assessment;

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
  /** There where they were wanted. */
  readonly probabilities?: Readonly<Record<string, number>>;
  /** Of the state; there where it was wanted. */
  readonly fidelity?: Estimate;
  /** See `SimulateResult`. */
  readonly discardedWeight?: number;
}
