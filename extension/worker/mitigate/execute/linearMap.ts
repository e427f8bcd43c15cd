/**
 * Linear maps that no machine can do, such as the inverse of noise, for predictions: operations that only `exactly` knows.
 */
import type { Operation } from '../../../../language/circuit/circuit.ts';
import type { Matrix } from '../../../../language/circuit/matrix.ts';
import { pauliMatrices } from '../../../../language/noise/pauliMatrices.ts';
import { mapOfTransfer } from '../../simulate/density/transfer.ts';
import type { NoiseChannel } from '../../simulate/noiseChannel.ts';

interface LinearMap {
  readonly channel: NoiseChannel;
  readonly id: number;
}

const maps = new WeakMap<Operation, LinearMap>();
let count = 0;

/** @param transfer its Pauli transfer matrix, on these qubits, the first the least significant */
export function linearMapAt(qubits: readonly number[], transfer: Float64Array): Operation {
  const operation: Operation = { kind: 'nop', qubits, start: 0, end: 0, inserted: 'linear map' };
  maps.set(operation, { channel: mapOfTransfer(transfer, () => superoperatorOf(transfer)), id: count++ });
  return operation;
}

export const linearMapOf = (operation: Operation): LinearMap | undefined => maps.get(operation);

/** Of density matrices stacked by columns: Σ R[i][j] |Pᵢ⟩⟩⟨⟨Pⱼ| / d. */
export function superoperatorOf(transfer: Float64Array): Matrix {
  const size = Math.sqrt(transfer.length);
  const d = Math.sqrt(size);
  // Entry (r, c) of a Pauli stands at r + d·c.
  const stacked = pauliMatrices(Math.log2(d)).map(({ data }) =>
    Array.from({ length: size }, (_, index) => {
      const at = 2 * ((index % d) * d + Math.floor(index / d));
      return [data[at]!, data[at + 1]!] as const;
    }),
  );
  const data = new Float64Array(2 * size * size);
  transfer.forEach((entry, at) => {
    if (entry === 0) return;
    const [output, input] = [stacked[Math.floor(at / size)]!, stacked[at % size]!];
    output.forEach(([re, im], row) => {
      input.forEach(([otherRe, otherIm], column) => {
        const to = 2 * (row * size + column);
        data[to]! += (entry / d) * (re * otherRe + im * otherIm);
        data[to + 1]! += (entry / d) * (im * otherRe - re * otherIm);
      });
    });
  });
  return { dimension: size, data };
}
