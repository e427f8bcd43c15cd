import assert from 'node:assert/strict';
import { distance, kronecker, type Matrix, multiply, scale } from '../../../language/circuit/matrix.ts';
import { type PauliString, parseObservable } from '../../../language/circuit/observable.ts';
import { commute, multiplyPaulis } from '../../../language/circuit/pauliProduct.ts';
import { pauliMatrices } from '../../../language/noise/pauliMatrices.ts';

const stringOf = (text: string): PauliString => {
  const parsed = parseObservable(text);
  assert.equal(parsed.kind, 'observable');
  return parsed.kind === 'observable' ? parsed.observable.terms[0]!.paulis : [];
};

/** On two qubits. */
function matrixOf(paulis: PauliString): Matrix {
  const single = pauliMatrices(1);
  const on = (qubit: number) => single['IXYZ'.indexOf(paulis.find((one) => one.qubit === qubit)?.pauli ?? 'I')]!;
  return kronecker(on(1), on(0));
}

describe('products of Paulis', () => {
  it('are those of their matrices', () => {
    const all = ['1', 'X0', 'Y0', 'Z0', 'X1', 'X0*Y1', 'Y0*Y1', 'Z0*Z1', 'Z0*X1', 'Y1'].map(stringOf);
    for (const left of all) {
      for (const right of all) {
        const { phase, paulis } = multiplyPaulis(left, right);
        const factor = (
          [
            [1, 0],
            [0, 1],
            [-1, 0],
            [0, -1],
          ] as const
        )[phase];
        const product = multiply(matrixOf(left), matrixOf(right));
        assert.ok(distance(product, scale(factor, matrixOf(paulis))) < 1e-12);
        const reverse = multiply(matrixOf(right), matrixOf(left));
        assert.equal(commute(left, right), distance(product, reverse) < 1e-12);
      }
    }
  });

  it('of X and Y is iZ', () => {
    assert.deepEqual(multiplyPaulis(stringOf('X0'), stringOf('Y0')), { phase: 1, paulis: stringOf('Z0') });
  });
});
