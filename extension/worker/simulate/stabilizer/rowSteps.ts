/**
 * How images of generators are made out of the rows of those generators. Rows are numbered 2j for X_j and 2j + 1 for Z_j
 * of a gate's qubits.
 */
import type { PauliProduct } from './clifford.ts';

/** A row is multiplied by others from the right, one after the other, and by i^phase. */
export interface RowStep {
  readonly row: number;
  readonly factors: readonly number[];
  readonly phase: number;
}

export type RowSteps =
  /** Rows change places: row j becomes row `from` of step j, times i^phase. */
  | { readonly kind: 'exchange'; readonly steps: readonly { readonly from: number; readonly phase: number }[] }
  /** Rows that change are first factors of their own images, and the other factors stay as they are. */
  | { readonly kind: 'inPlace'; readonly steps: readonly RowStep[] }
  /** Row j becomes i^phase and the product of the old rows `factors`, of step j. */
  | { readonly kind: 'anew'; readonly steps: readonly RowStep[] };

const known = new WeakMap<readonly PauliProduct[], RowSteps>();

export function rowSteps(images: readonly PauliProduct[]): RowSteps {
  let steps = known.get(images);
  if (!steps) {
    steps = exchange(images) ?? inPlace(images) ?? anew(images);
    known.set(images, steps);
  }
  return steps;
}

/** The generators whose product an image is, in order: all X before all Z. */
export function factorsOf({ x, z }: PauliProduct, qubits: number): readonly number[] {
  const numbers = Array.from({ length: qubits }, (_, qubit) => qubit);
  return [
    ...numbers.flatMap((qubit) => ((x >> qubit) & 1 ? [2 * qubit] : [])),
    ...numbers.flatMap((qubit) => ((z >> qubit) & 1 ? [2 * qubit + 1] : [])),
  ];
}

function anew(images: readonly PauliProduct[]): RowSteps {
  const steps = images.map((image, row) => ({
    row,
    factors: factorsOf(image, images.length / 2),
    phase: image.phase,
  }));
  return { kind: 'anew', steps };
}

function exchange(images: readonly PauliProduct[]): RowSteps | undefined {
  const steps: { from: number; phase: number }[] = [];
  for (const image of images) {
    const [from, ...others] = factorsOf(image, images.length / 2);
    if (from === undefined || others.length > 0) return undefined;
    steps.push({ from, phase: image.phase });
  }
  return { kind: 'exchange', steps };
}

function inPlace(images: readonly PauliProduct[]): RowSteps | undefined {
  const factors = images.map((image) => factorsOf(image, images.length / 2));
  const isKept = images.map(({ phase }, row) => factors[row]!.length === 1 && factors[row]![0] === row && phase === 0);
  const steps: RowStep[] = [];
  for (const [row, { x, phase }] of images.entries()) {
    if (isKept[row]) continue;
    const others = factors[row]!.filter((factor) => factor !== row);
    const isFactor = others.length < factors[row]!.length;
    // Z_j stands behind X_j and does not commute with it.
    const canLead = row % 2 === 0 || ((x >> (row >> 1)) & 1) === 0;
    if (!isFactor || !canLead || !others.every((factor) => isKept[factor])) return undefined;
    steps.push({ row, factors: others, phase });
  }
  return { kind: 'inPlace', steps };
}
