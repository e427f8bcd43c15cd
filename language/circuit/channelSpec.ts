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

/** The number of qubits a channel acts on. */
export function qubitsOf(spec: ChannelSpec): number {
  switch (spec.kind) {
    case 'depolarizing':
      return spec.qubits;
    case 'pauli':
      return Object.keys(spec.probabilities)[0]?.length ?? 1;
    case 'rotation':
      return spec.pauli.length;
    case 'kraus':
      return Math.round(Math.log2(spec.operators[0]?.length ?? 2));
    default:
      return 1;
  }
}

/** For people: `depolarizing 0.001`, `relaxation for 3.5e-8 s (T1 0.00005 s, T2 0.00007 s)`. */
export function describeChannel(spec: ChannelSpec): string {
  switch (spec.kind) {
    case 'depolarizing':
      return `depolarizing ${spec.probability}`;
    case 'pauli':
      return Object.entries(spec.probabilities)
        .map(([label, value]) => `${label} ${value}`)
        .join(', ');
    case 'amplitudeDamping':
      return `amplitude damping ${spec.probability}`;
    case 'phaseDamping':
      return `phase damping ${spec.probability}`;
    case 'thermalRelaxation':
      return `relaxation for ${spec.time} s (T1 ${spec.t1} s, T2 ${spec.t2} s)`;
    case 'rotation':
      return `rotation about ${spec.pauli} by ${spec.angle}`;
    case 'reset':
      return `reset to 0 ${spec.zero}, to 1 ${spec.one}`;
    case 'kraus':
      return `${spec.operators.length} Kraus operators`;
  }
}
