/**
 * The least gates for an interaction of two qubits: with CX, none to three of them (Vidal and Dawson, Phys. Rev. A 69,
 * 010301; Shende, Markov and Bullock, Phys. Rev. A 69, 062321; the circuit of three is that of Vatan and Williams, Phys.
 * Rev. A 69, 032315, figure 6); with gates that turn about ZZ by any angle, one for each coordinate that is not 0.
 */
import { adjoint2, CX, type Entries, HADAMARD, product2, rotation } from './smallMatrices.ts';
import { TOLERANCE, type WeylDecomposition, weylDecomposition } from './weyl.ts';

/** A part of a gate on two qubits, numbered 0 and 1. */
export type Part =
  | { readonly kind: 'one'; readonly which: 0 | 1; readonly matrix: Entries }
  | { readonly kind: 'cx'; readonly control: 0 | 1 }
  /** exp(-iθ·ZZ/2). */
  | { readonly kind: 'zz'; readonly angle: number }
  | { readonly kind: 'iswap' };

/** How many CX it takes. */
export function cxCount({ coordinates: [x, y, z] }: WeylDecomposition): 0 | 1 | 2 | 3 {
  if (x < TOLERANCE) return 0;
  if (Math.abs(z) > TOLERANCE) return 3;
  return y < TOLERANCE && x > Math.PI / 4 - TOLERANCE ? 1 : 2;
}

/** How many turns about ZZ it takes. */
export const zzCount = ({ coordinates }: WeylDecomposition): number =>
  coordinates.filter((coordinate) => Math.abs(coordinate) > TOLERANCE).length;

export const one = (which: 0 | 1, matrix: Entries): Part => ({ kind: 'one', which, matrix });
const cx = (control: 0 | 1): Part => ({ kind: 'cx', control });

const CX_DECOMPOSITION = weylDecomposition(CX);

/**
 * The gate as CX and gates of one qubit, in the order they act.
 *
 * @param count of CX: the least, or as many as 2 where those are 1, or 3
 */
export function withCx(decomposition: WeylDecomposition, count = cxCount(decomposition)): Part[] {
  const { before, after } = decomposition;
  return [
    one(0, before[0]),
    one(1, before[1]),
    ...cxInteraction(decomposition, count),
    one(0, after[0]),
    one(1, after[1]),
  ];
}

function cxInteraction({ coordinates: [x, y, z] }: WeylDecomposition, count: 0 | 1 | 2 | 3): Part[] {
  switch (count) {
    case 0:
      return [];
    case 1: {
      const { before, after } = CX_DECOMPOSITION;
      return [
        ...before.map((matrix, which) => one(which as 0 | 1, adjoint2(matrix))),
        cx(0),
        ...after.map((matrix, which) => one(which as 0 | 1, adjoint2(matrix))),
      ];
    }
    case 2: {
      // A quarter turn about X takes YY to ZZ; between two CX, XX is X on the control and ZZ is Z on the target.
      const [turn, back] = [rotation(0, Math.PI / 2), rotation(0, -Math.PI / 2)];
      return [
        one(0, turn),
        one(1, turn),
        cx(0),
        one(0, rotation(0, -2 * x)),
        one(1, rotation(2, -2 * y)),
        cx(0),
        one(0, back),
        one(1, back),
      ];
    }
    case 3:
      return [
        one(1, rotation(2, -Math.PI / 2)),
        cx(1),
        one(0, rotation(2, Math.PI / 2 - 2 * z)),
        one(1, rotation(1, 2 * x - Math.PI / 2)),
        cx(0),
        one(1, rotation(1, Math.PI / 2 - 2 * y)),
        cx(1),
        one(0, rotation(2, Math.PI / 2)),
      ];
  }
}

/** To the axis of each coordinate from Z, and back. */
const TO_AXIS: readonly (Entries | undefined)[] = [HADAMARD, rotation(0, -Math.PI / 2), undefined];

/** The gate as turns about ZZ and gates of one qubit, in the order they act. */
export function withZz({ coordinates, before, after }: WeylDecomposition): Part[] {
  const middle = coordinates.flatMap((coordinate, axis): Part[] => {
    if (Math.abs(coordinate) <= TOLERANCE) return [];
    const turn: Part = { kind: 'zz', angle: -2 * coordinate };
    const to = TO_AXIS[axis];
    if (!to) return [turn];
    const back = adjoint2(to);
    return [one(0, back), one(1, back), turn, one(0, to), one(1, to)];
  });
  return [one(0, before[0]), one(1, before[1]), ...middle, one(0, after[0]), one(1, after[1])];
}

/** Gates of one qubit that make a gate into a CX: CX = after · gate · before; `undefined` where there are none. */
export function asCx(gate: Entries): Pick<WeylDecomposition, 'before' | 'after'> | undefined {
  const own = weylDecomposition(gate);
  if (cxCount(own) !== 1) return undefined;
  const pair = (make: (which: 0 | 1) => Entries): [Entries, Entries] => [make(0), make(1)];
  return {
    before: pair((which) => product2(adjoint2(own.before[which]), CX_DECOMPOSITION.before[which])),
    after: pair((which) => product2(CX_DECOMPOSITION.after[which], adjoint2(own.after[which]))),
  };
}
