/**
 * Quantum channels as plain data: what a circuit says of the noise in it. Probabilities are 0 to 1, angles radians,
 * times seconds.
 */
export type ChannelSpec =
  /**
   * With `probability` one of the 4^qubits - 1 Pauli errors, all alike: the parameter of Stim, Cirq and Braket. Qiskit
   * Aer's is larger by 4^qubits / (4^qubits - 1).
   */
  | { readonly kind: 'depolarizing'; readonly qubits: number; readonly probability: number }
  /** Labels such as `XZ`, the rightmost letter for the first qubit; what is left is the identity. */
  | { readonly kind: 'pauli'; readonly probabilities: Readonly<Record<string, number>> }
  /** |1⟩ decays to |0⟩ with `probability`; a bath with `excited` population (0 where not given) also excites. */
  | { readonly kind: 'amplitudeDamping'; readonly probability: number; readonly excited?: number }
  /** Off-diagonal entries shrink by √(1 - probability). */
  | { readonly kind: 'phaseDamping'; readonly probability: number }
  /** Relaxation for `time`: populations with T1 towards `excited` (0 where not given), coherences with T2 ≤ 2·T1. */
  | {
      readonly kind: 'thermalRelaxation';
      readonly t1: number;
      readonly t2: number;
      readonly time: number;
      readonly excited?: number;
    }
  /** The coherent error exp(-i·angle/2·P), such as an over-rotation about `X` or crosstalk about `ZZ`. */
  | { readonly kind: 'rotation'; readonly pauli: string; readonly angle: number }
  /** Falls to |0⟩ or |1⟩ with these probabilities, whatever the state. */
  | { readonly kind: 'reset'; readonly zero: number; readonly one: number }
  /** Kraus operators by rows of complex numbers [re, im]. */
  | { readonly kind: 'kraus'; readonly operators: readonly (readonly (readonly (readonly [number, number])[])[])[] };
