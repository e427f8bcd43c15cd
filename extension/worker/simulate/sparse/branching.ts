/** Which matrices turn basis states into basis states, and how many others make of one. */
import type { ComplexPair, Matrix } from '../../../../language/circuit/matrix.ts';

export interface Branching {
  /** The most basis states that one basis state can become a superposition of. */
  readonly width: number;
  /** Of width 1: where each basis state goes, and the factor it gets. */
  readonly moves: readonly { readonly row: number; readonly factor: ComplexPair }[];
}

/** Entries this small are what rounding leaves of zeros. */
const NEGLIGIBLE = 4e-16;

const known = new WeakMap<Matrix, Branching>();

export function branchingOf(matrix: Matrix): Branching {
  let branching = known.get(matrix);
  if (!branching) {
    branching = recognise(matrix);
    known.set(matrix, branching);
  }
  return branching;
}

function recognise({ dimension, data }: Matrix): Branching {
  const indices = Array.from({ length: dimension }, (_, index) => index);
  const entry = (row: number, column: number): ComplexPair => {
    const at = 2 * (row * dimension + column);
    return [data[at]!, data[at + 1]!];
  };
  const columns = indices.map((column) =>
    indices.flatMap((row) => {
      const factor = entry(row, column);
      return Math.abs(factor[0]) < NEGLIGIBLE && Math.abs(factor[1]) < NEGLIGIBLE ? [] : [{ row, factor }];
    }),
  );
  const width = Math.max(...columns.map((column) => column.length));
  // A Kraus operator may make nothing of a basis state.
  const moves = columns.map(([move]) => move ?? { row: 0, factor: [0, 0] as const });
  // Rows that several columns share are sums: no mere move.
  const isInjective = new Set(columns.flatMap((column) => column.map(({ row }) => row))).size === columns.flat().length;
  return width <= 1 && isInjective ? { width: 1, moves } : { width: Math.max(width, 1), moves: [] };
}
