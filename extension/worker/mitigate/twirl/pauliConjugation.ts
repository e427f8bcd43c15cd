/** What Clifford gates make of Paulis, without their signs. */
import type { Circuit, GateOperation } from '../../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../../language/circuit/evaluate.ts';
import { controlledOperation, MatrixError, type MatrixMemo } from '../../../../language/circuit/matrices.ts';
import { type Clifford, cliffordOf } from '../../simulate/stabilizer/clifford.ts';

/** One of I, X, Y, Z as 0 … 3 for each qubit of a gate. */
export type PauliIndices = readonly [number, number];

/** Finds out about each kind of gate once. */
export class PauliConjugation {
  readonly #circuit: Circuit;
  readonly #memo: MatrixMemo = new Map();
  readonly #known = new Map<string, Clifford | undefined>();

  constructor(circuit: Circuit) {
    this.#circuit = circuit;
  }

  /** `undefined` where the gate does not act on two qubits or is no Clifford gate. */
  cliffordOf(operation: GateOperation): Clifford | undefined {
    if (operation.qubits.length !== 2) return undefined;
    const { gate, parameters, controls = [], powers = [] } = operation;
    const key = `${gate} ${parameters} ${controls} ${powers}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#recognise(operation));
    return this.#known.get(key);
  }

  #recognise(operation: GateOperation): Clifford | undefined {
    try {
      const { states, matrix } = controlledOperation(this.#circuit, operation, NO_CONTEXT, { memo: this.#memo });
      return cliffordOf(matrix, states);
    } catch (error) {
      if (!(error instanceof MatrixError)) throw error;
      return undefined;
    }
  }
}

/** G P G† up to its sign. */
export function conjugated({ forward }: Clifford, paulis: PauliIndices): PauliIndices {
  let [x, z] = [0, 0];
  paulis.forEach((pauli, qubit) => {
    // X and Y flip, Y and Z have a sign.
    if (pauli === 1 || pauli === 2) [x, z] = [x ^ forward[2 * qubit]!.x, z ^ forward[2 * qubit]!.z];
    if (pauli >= 2) [x, z] = [x ^ forward[2 * qubit + 1]!.x, z ^ forward[2 * qubit + 1]!.z];
  });
  const index = (qubit: number) => [0, 3, 1, 2][2 * ((x >> qubit) & 1) + ((z >> qubit) & 1)]!;
  return [index(0), index(1)];
}
