/** `FittedCircuit`: a circuit as a device does it. */
import type { Circuit } from '../circuit.ts';

/**
 * A circuit of native gates on coupled qubits. Its qubits are those of the device that it uses, each a register of its
 * own named as OpenQASM names hardware qubits (`$5`), in ascending order. Every operation keeps the place in the text of
 * the one it was made from; a swap of the routing has the place of the gate that it was needed for.
 */
export interface FittedCircuit {
  readonly circuit: Circuit;
  /** The device's number of each qubit of `circuit`. */
  readonly physical: readonly number[];
  /** Device qubits at which the program's qubits start; `undefined` for a qubit that nothing happens to. */
  readonly initialLayout: readonly (number | undefined)[];
  /** Where they are at the end. */
  readonly finalLayout: readonly (number | undefined)[];
  /** Start of each operation of `circuit.operations`, in seconds; the last entry is the end of all. */
  readonly starts: readonly number[];
  /** How long each operation takes, in seconds. */
  readonly durations: readonly number[];
  /** Swaps that the routing put in. */
  readonly swapCount: number;
}
