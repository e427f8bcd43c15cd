/** Noise models: which channels happen where in a circuit, as plain data, and the circuit that has them in it. */
import type { ChannelSpec } from '../circuit/channelSpec.ts';

/** Numbers of qubits, or of their measured bits; absent: all. */
interface OnQubits {
  readonly qubits?: readonly number[];
}

export type NoiseRule =
  /**
   * After each gate of one of these names and on this many qubits. A channel of one qubit then happens on each of them,
   * one of as many qubits on all at once. Rules whose channel is of another size do not apply.
   */
  | (OnQubits & {
      readonly on: 'gate';
      readonly gates?: readonly string[];
      readonly size?: number;
      readonly channel: ChannelSpec;
    })
  /** On each qubit that waits for others, once for each moment in which nothing happens to it. */
  | (OnQubits & { readonly on: 'idle'; readonly channel: ChannelSpec })
  /** After each reset. */
  | (OnQubits & { readonly on: 'reset'; readonly channel: ChannelSpec })
  /** Before each measurement, on the qubit that is measured. */
  | (OnQubits & { readonly on: 'measurement'; readonly channel: ChannelSpec })
  /** Each outcome of its own is read wrong: 2 × 2 entries `confusion[read][true]`. */
  | (OnQubits & { readonly on: 'readout'; readonly confusion: readonly (readonly number[])[] })
  /**
   * The outcomes of all these qubits are read together, the first the least significant, at the last of their
   * measurements: 2^n × 2^n entries `confusion[read][true]`.
   */
  | {
      readonly on: 'jointReadout';
      readonly qubits: readonly number[];
      readonly confusion: readonly (readonly number[])[];
    };

export interface NoiseModel {
  readonly rules: readonly NoiseRule[];
}
