/**
 * What exact first-order attribution is. A figure of merit f(ρ) is linear in the noisy state, so that as a function of
 * the strength ε of one noise location, (1 - ε)·id + ε·Λ, it is f₀ + ε·(f_k - f₀): the loss of location k is f₀ - f_k,
 * where f_k has the noise of this location and of no other. To first order in all noise the losses add up.
 *
 * The figures:
 * - `distribution`: Σₓ p(x)·q(x) / Σₓ p(x)², with the outcomes' probabilities p without noise and q with it. It is 1
 *   without noise, the probability of the right outcome where there is one, and that of any right outcome where all are
 *   alike. Readout counts.
 * - `state`: the fidelity ⟨ψ|ρ|ψ⟩ with the ideal state before the measurements, of the qubits in the light cone of what
 *   is measured, times the probability that the ideal state is read right.
 * - the value of an observable, of the state before the measurements. Readout does not count.
 */
import type { Circuit } from '../../../language/circuit/circuit.ts';
import type { Value } from '../../../language/semantics/values.ts';
import type { Crew } from '../crew.ts';

export interface Loss {
  /** Index into the operations of the noisy circuit. */
  readonly operation: number;
  readonly loss: number;
}

/** Called with the part of the work that is done, 0 to 1. */
export type OnProgress = (share: number) => void;

/** A figure with all noise at once. */
export interface FullFigure {
  readonly value: number;
  /** 0 where it is exact. */
  readonly standardError: number;
  /** For people, such as `density matrix of 5 qubits`. */
  readonly method: string;
}

export interface AttributionRequest {
  /** With its noise in it. */
  readonly circuit: Circuit;
  /** Its inputs, by index. */
  readonly variables: readonly (Value | undefined)[];
  /** Of what is drawn by chance for the full figure. */
  readonly seed: number;
  readonly isFullWanted: boolean;
  readonly onProgress: OnProgress;
  /** Threads that can help. */
  readonly crew?: Crew | undefined;
}
