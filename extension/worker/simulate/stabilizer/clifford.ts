/** Which unitaries are Clifford gates, and what they do to Pauli operators. */
import { hasOddBits } from '../../../../language/circuit/bits.ts';
import { adjoint, controlled, type Matrix, multiply } from '../../../../language/circuit/matrix.ts';
import { pauliMatrices } from '../../../../language/noise/pauliMatrices.ts';

/** i^phase · X^x · Z^z: bit j of `x` and `z` is about qubit j, all X stand left of all Z. */
export interface PauliProduct {
  readonly x: number;
  readonly z: number;
  /** 0 to 3. */
  readonly phase: number;
}

/** Images of X₀, Z₀, X₁, Z₁, … in this order. */
export interface Clifford {
  readonly qubits: number;
  /** U P U†: what P becomes behind the gate. */
  readonly forward: readonly PauliProduct[];
  /** U† P U: what P behind the gate is before it. */
  readonly backward: readonly PauliProduct[];
}

const TOLERANCE = 1e-9;
/** Controls and targets together. */
export const MAX_CLIFFORD_QUBITS = 2;

const known = new WeakMap<Matrix, Map<string, Clifford | undefined>>();

/**
 * The Clifford gate of a unitary under controls, which become its first qubits; `undefined` where it is none or acts on
 * more than two qubits.
 */
export function cliffordOf(unitary: Matrix, states: readonly (0 | 1)[] = []): Clifford | undefined {
  const qubits = Math.log2(unitary.dimension) + states.length;
  if (qubits > MAX_CLIFFORD_QUBITS) return undefined;
  let variants = known.get(unitary);
  if (!variants) {
    variants = new Map();
    known.set(unitary, variants);
  }
  const key = states.join('');
  if (!variants.has(key)) variants.set(key, recognise(controlled(unitary, states), qubits));
  return variants.get(key);
}

function recognise(unitary: Matrix, qubits: number): Clifford | undefined {
  const inverse = adjoint(unitary);
  const forward: PauliProduct[] = [];
  const backward: PauliProduct[] = [];
  const paulis = pauliMatrices(qubits);
  for (let qubit = 0; qubit < qubits; qubit++) {
    for (const letter of [1, 3]) {
      const pauli = paulis[letter * 4 ** qubit]!;
      const ahead = pauliProduct(multiply(multiply(unitary, pauli), inverse));
      const behind = pauliProduct(multiply(multiply(inverse, pauli), unitary));
      if (!ahead || !behind) return undefined;
      forward.push(ahead);
      backward.push(behind);
    }
  }
  return { qubits, forward, backward };
}

/** The matrix as i^phase X^x Z^z: one entry in each column, all alike but for signs. */
function pauliProduct({ dimension, data }: Matrix): PauliProduct | undefined {
  const entry = (row: number, column: number) => 2 * (row * dimension + column);
  let x = 0;
  while (x < dimension && Math.hypot(data[entry(x, 0)]!, data[entry(x, 0) + 1]!) < 0.5) x++;
  if (x === dimension) return undefined;
  const [re, im] = [data[entry(x, 0)]!, data[entry(x, 0) + 1]!];
  const phase = [1, 0, -1, 0].findIndex(
    (cosine, power) => Math.hypot(re - cosine, im - [0, 1, 0, -1][power]!) < TOLERANCE,
  );
  if (phase < 0) return undefined;
  let z = 0;
  for (let column = 1; column < dimension; column++) {
    const at = entry(column ^ x, column);
    const sign = re * data[at]! + im * data[at + 1]! > 0 ? 1 : -1;
    if (Math.hypot(data[at]! - sign * re, data[at + 1]! - sign * im) > TOLERANCE) return undefined;
    if (sign < 0 && (column & (column - 1)) === 0) z |= column;
    if (sign !== (hasOddBits(column & z) ? -1 : 1)) return undefined;
  }
  return { x, z, phase };
}
