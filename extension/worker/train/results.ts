/** Parameters and results of the jobs about training: plain data, as it crosses processes. */
import type { Circuit } from '../../../language/circuit/circuit.ts';
import type { TrainingSettings } from '../../../language/training/trainingPlan.ts';
import type { Provenance } from '../protocol.ts';

/** By name of the input, all its elements. */
export type WeightValues = Readonly<Record<string, readonly number[]>>;

export interface TrainParameters {
  readonly circuit: Circuit;
  /** They go before those that the program names. */
  readonly settings?: TrainingSettings;
  /** Each is trained with each seed; absent: the one of the settings. */
  readonly decodings?: readonly string[];
  /** Of the first training; the others have the numbers behind it. */
  readonly seed?: number;
  /** How many trainings; absent: 1. */
  readonly seeds?: number;
  /** Played with instead of trained. */
  readonly weights?: WeightValues;
  /** Episodes to be played with the weights in the end; absent: none. */
  readonly evaluate?: number;
}

export interface TrainResult {
  readonly task: string;
  /** The mean return over 100 episodes from which on the task counts as solved. */
  readonly solved?: number;
  readonly runs: readonly {
    readonly decoding: string;
    readonly seed: number;
    /** Of each episode, in order. */
    readonly returns: readonly number[];
    /** The number of episodes after which it was solved. */
    readonly solvedAt?: number;
    readonly weights: WeightValues;
    readonly evaluation?: { readonly mean: number; readonly deviation: number };
  }[];
  readonly provenance: Provenance;
}

export interface DecodeParameters {
  readonly circuit: Circuit;
  /** Absent: those of the program's task, else 2. */
  readonly actions?: number;
  /** Absent: all that have a name. */
  readonly decodings?: readonly string[];
  readonly seed?: number;
}

export interface DecodeResult {
  readonly qubits: number;
  readonly actions: number;
  readonly decodings: readonly {
    readonly name: string;
    /** The mean number of bits that decide an action; absent where it takes too long to find. */
    readonly globality?: number;
    /** The qubits that matter. */
    readonly reads: readonly number[];
    /** Inputs that cannot matter: their derivative is always 0. */
    readonly unseen: readonly string[];
    /** Of the derivative of an action's probability by a weight, where training begins. */
    readonly gradientVariance: number;
    /** By outcome in ascending order, the number of bits that decide its action. */
    readonly extracted?: readonly number[];
  }[];
  readonly provenance: Provenance;
}
