/**
 * What techniques of error mitigation ask and are told. A technique never executes anything: it is a generator that
 * yields what it wants to know, gets the answers, may ask on, and returns what it found. Driven with exact
 * probabilities instead of counts, the same code predicts what a technique would find (`plan.ts`).
 *
 * The same question (or task) asked twice has the same answer, from the same shots: whoever draws circuits at random
 * must count equal ones together, and never take their answers as independent.
 */
import type { Circuit } from '../../../language/circuit/circuit.ts';
import type { Observable } from '../../../language/circuit/observable.ts';
import type { DeviceMachine } from './device/deviceMachine.ts';
import type { KnownNoise } from './pec/noiseSites.ts';

/** The expectation value of an observable in the state that a circuit makes. */
export interface Question {
  /** Without the measurements at its end. Its parameters are numbers. */
  readonly circuit: Circuit;
  readonly observable: Observable;
  /** All shots that the answer may take, at least 1; at least one is taken for each setting and circuit. */
  readonly shots: number;
}

export interface Finding {
  readonly value: number;
  /** One standard deviation of `value`, by chance alone; 0 where there is none. */
  readonly standardError: number;
  /** For people, whole sentences. */
  readonly warnings?: readonly string[];
  /** What can be drawn of it. */
  readonly details?: Details;
}

/** A circuit with measurements into one register of bits, and how often to run it. */
export interface Task {
  readonly circuit: Circuit;
  readonly shots: number;
}

export interface Counts {
  readonly shots: number;
  /** By outcome, one digit for each bit, index 0 rightmost. They need not be whole: predictions are not. */
  readonly outcomes: ReadonlyMap<string, number>;
}

/** Asks for expectation values, in rounds. */
export type Asking<Result> = Generator<readonly Question[], Result, readonly Finding[]>;

/** Asks for counts, in rounds. */
export type Running<Result> = Generator<readonly Task[], Result, readonly Counts[]>;

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly standardError: number;
}

export type Details =
  /** Values at amplified noise, and the curve that was laid through them. */
  | {
      readonly kind: 'extrapolation';
      readonly points: readonly Point[];
      readonly curve: readonly { readonly x: number; readonly y: number }[];
      readonly model: string;
      /** Of other models that were tried: their limit, or why there is none. */
      readonly candidates?: readonly Candidate[];
    }
  /** A mean over circuits that were drawn at random. */
  | {
      readonly kind: 'sampling';
      readonly circuits: number;
      readonly samples: number;
      /** What the standard deviation of one sample is multiplied by. */
      readonly gamma: number;
    }
  /** A sum of values of circuits times weights, whose sizes add up to `gamma`. */
  | { readonly kind: 'combination'; readonly circuits: number; readonly gamma: number }
  /** What is left of values, by which they were divided. */
  | { readonly kind: 'factor'; readonly factor: number; readonly standardError: number }
  /** By so many operators, from the expectation values of so many products of Paulis. */
  | { readonly kind: 'expansion'; readonly operators: number; readonly paulis: number }
  /** By so many copies of the state; `purity` is the trace of that power of it. */
  | { readonly kind: 'distillation'; readonly copies: number; readonly purity: number }
  /** In so many bases drawn at random; the variance of a shot is at most `norm` for each product. */
  | { readonly kind: 'shadows'; readonly bases: number; readonly norm: number }
  /** Amplitudes of harmonics 0, 1, …; those that were dropped are 0. */
  | { readonly kind: 'spectrum'; readonly amplitudes: readonly number[] }
  /** Ideal against noisy values of training circuits (x: predicted from the noisy ones). */
  | {
      readonly kind: 'regression';
      readonly points: readonly Point[];
      readonly coefficients: readonly number[];
      readonly intercept: number;
    }
  /** Outcomes of one setting as they would be without errors of readout; `quasi` may be negative. */
  | {
      readonly kind: 'readout';
      readonly settings: readonly {
        readonly measured: readonly number[];
        readonly quasi?: Readonly<Record<string, number>>;
        readonly probabilities?: Readonly<Record<string, number>>;
      }[];
      readonly overhead: number;
    }
  | { readonly kind: 'selection'; readonly kept: number }
  /** One for each way of measuring that the observable took. */
  | {
      readonly kind: 'settings';
      readonly parts: readonly { readonly observable: string; readonly details?: Details }[];
    };

export interface Candidate {
  readonly model: string;
  readonly limit?: number;
  readonly standardError?: number;
  /** The smaller the better (Akaike). */
  readonly criterion?: number;
  readonly reason?: string;
}

/** What a technique knows besides the question. */
export interface Context {
  /** Decides its random choices. */
  readonly seed: number;
  /** The noise that is taken to be there; absent: not known. */
  readonly noise: KnownNoise | undefined;
  /** What the circuits run on, with its times; absent: a machine whose times are not known. */
  readonly device?: DeviceMachine | undefined;
  /** Expected counts are given instead of drawn ones: what would be drawn at random may be taken as a whole. */
  readonly predicting: boolean;
}
