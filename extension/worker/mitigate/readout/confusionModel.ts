/**
 * How outcomes are read wrong: on each bit for itself, or on all together. Vectors over outcomes have one entry for each,
 * bit k of the outcome being bit k of the index.
 */
import { solveDense } from '../numerics/solveLinear.ts';

/** Of one bit. */
export interface BitErrors {
  readonly oneGivenZero: number;
  readonly zeroGivenOne: number;
}

export type ConfusionModel =
  | { readonly kind: 'tensored'; readonly bits: readonly BitErrors[] }
  /** `matrix[read][true]`. */
  | { readonly kind: 'correlated'; readonly matrix: readonly (readonly number[])[] };

/** What is read where `truth` is there. */
export function confused(model: ConfusionModel, truth: Float64Array): Float64Array {
  if (model.kind === 'correlated') {
    return Float64Array.from(model.matrix, (row) => row.reduce((sum, entry, index) => sum + entry * truth[index]!, 0));
  }
  return onEachBit(truth, model.bits, ({ oneGivenZero: p, zeroGivenOne: q }) => [1 - p, q, p, 1 - q]);
}

/** Aᵀ v: for each true outcome the mean of v over what is read. */
export function meanRead(model: ConfusionModel, values: Float64Array): Float64Array {
  if (model.kind === 'correlated') {
    return values.map((_, column) => model.matrix.reduce((sum, row, index) => sum + row[column]! * values[index]!, 0));
  }
  return onEachBit(values, model.bits, ({ oneGivenZero: p, zeroGivenOne: q }) => [1 - p, p, q, 1 - q]);
}

/** A⁻¹ p; `undefined` where A has no inverse. Entries may be negative; their sum stays. */
export function unconfused(model: ConfusionModel, read: Float64Array): Float64Array | undefined {
  if (model.kind === 'correlated') {
    const solution = solveDense(model.matrix, [...read]);
    return solution && Float64Array.from(solution);
  }
  if (!isInvertible(model.bits)) return undefined;
  return onEachBit(read, model.bits, ({ oneGivenZero: p, zeroGivenOne: q }) => {
    const scale = 1 / (1 - p - q);
    return [(1 - q) * scale, -q * scale, -p * scale, (1 - p) * scale];
  });
}

export const isInvertible = (bits: readonly BitErrors[]): boolean =>
  bits.every(({ oneGivenZero, zeroGivenOne }) => Math.abs(1 - oneGivenZero - zeroGivenOne) > 1e-6);

/**
 * What stands for the parity (-1)^bit of a bit that is read with errors: its mean is the true parity. The values for a 0 and
 * a 1 that are read.
 */
export function correctedParity({ oneGivenZero: p, zeroGivenOne: q }: BitErrors): readonly [number, number] {
  const scale = 1 / (1 - p - q);
  return [(1 + p - q) * scale, -(1 - p + q) * scale];
}

/** Applies a 2 × 2 matrix by rows to each bit. */
function onEachBit(
  vector: Float64Array,
  bits: readonly BitErrors[],
  matrixOf: (bit: BitErrors) => readonly [number, number, number, number],
): Float64Array {
  const result = vector.slice();
  bits.forEach((errors, bit) => {
    const [a, b, c, d] = matrixOf(errors);
    const step = 1 << bit;
    for (let block = 0; block < result.length; block += 2 * step) {
      for (let index = block; index < block + step; index++) {
        const [zero, one] = [result[index]!, result[index + step]!];
        result[index] = a * zero + b * one;
        result[index + step] = c * zero + d * one;
      }
    }
  });
  return result;
}
