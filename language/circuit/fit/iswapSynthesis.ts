/**
 * The least iSWAP gates for an interaction of two qubits. An iSWAP is a CX after a swap, but for gates of one qubit around
 * it: a circuit of CX becomes one of as many iSWAP where the two qubits change their names at each, and swaps that are left
 * over by an odd number of them are taken into the gate beforehand (Schuch and Siewert, Phys. Rev. A 67, 032301).
 */
import { adjoint2, CX, ISWAP, product2, product4, SWAP } from './smallMatrices.ts';
import { one, type Part, withCx } from './synthesis.ts';
import { TOLERANCE, type WeylDecomposition, weylDecomposition } from './weyl.ts';

/** How many iSWAP it takes. */
export function iswapCount({ coordinates: [x, y, z] }: WeylDecomposition): 0 | 1 | 2 | 3 {
  if (x < TOLERANCE) return 0;
  if (Math.abs(z) > TOLERANCE) return 3;
  return y > Math.PI / 4 - TOLERANCE ? 1 : 2;
}

/** A swap and then a CX that the first qubit controls, as an iSWAP between gates of one qubit. */
const SWAPPED_CX = (() => {
  const [gate, own] = [weylDecomposition(product4(CX, SWAP)), weylDecomposition(ISWAP)];
  return {
    before: ([0, 1] as const).map((which) => product2(adjoint2(own.before[which]), gate.before[which])),
    after: ([0, 1] as const).map((which) => product2(gate.after[which], adjoint2(own.after[which]))),
  };
})();

/** A gate as iSWAP and gates of one qubit, in the order they act. */
export function withIswap(matrix: Float64Array): Part[] {
  const own = weylDecomposition(matrix);
  const count = iswapCount(own);
  const parts = count % 2 === 0 ? withCx(own, count) : withCx(weylDecomposition(product4(SWAP, matrix)), count);
  let isExchanged = false;
  const nameOf = (which: number) => (isExchanged ? 1 - which : which) as 0 | 1;
  return parts.flatMap((part): Part[] => {
    if (part.kind === 'one') return [one(nameOf(part.which), part.matrix)];
    if (part.kind !== 'cx') return [part];
    isExchanged = !isExchanged;
    const qubits = [nameOf(part.control), nameOf(1 - part.control)] as const;
    return [
      ...SWAPPED_CX.before.map((before, which) => one(qubits[which]!, before)),
      { kind: 'iswap' },
      ...SWAPPED_CX.after.map((after, which) => one(qubits[which]!, after)),
    ];
  });
}
