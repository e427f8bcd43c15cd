/** Gates as the steps the kernels know: what a unitary does decides which kernel is the cheapest for it. */
import { countBits } from '../../../../language/circuit/bits.ts';
import type { ComplexPair, Matrix } from '../../../../language/circuit/matrix.ts';

/** A pass of one kernel over the amplitudes. Bits are those of an amplitude's index, given as masks. */
export interface Step {
  readonly kernel: Kernel;
  /** Bits in which amplitudes that are combined differ. */
  readonly targets: number;
  /** Other bits that must be as in `value`. */
  readonly controls: number;
  readonly value: number;
  /**
   * `exchange`: the two patterns of targets; `diagonal`: the bits that have factors, within the block and beyond it;
   * others: their target, the less significant bit of the matrix first.
   */
  readonly a: number;
  readonly b: number;
  /**
   * Complex numbers as interleaved pairs: the factor, the factors of each row, or the matrix, row by row; `diagonal`: the
   * factor of all, then those of the bits; `realPair`: both matrices.
   */
  readonly data: ArrayLike<number>;
}

export type Kernel =
  | 'phase'
  | 'diagonal'
  | 'generic1'
  | 'real1'
  | 'realPair'
  | 'exchange'
  | 'antidiagonal'
  | 'generic2';

/** What a gate, or a Kraus operator of a channel, becomes: steps, and a factor of the whole state. */
export interface Steps {
  readonly steps: readonly Step[];
  readonly phase: ComplexPair;
}

/** Relative to `generic1`, where no bits are fixed; measured on states that fit into the cache. */
const COSTS: Readonly<Record<Kernel, number>> = {
  phase: 0.5,
  diagonal: 1.2,
  generic1: 0.7,
  real1: 0.45,
  realPair: 0.9,
  exchange: 0.45,
  antidiagonal: 0.6,
  generic2: 2.9,
};

/** Entries this small are what rounding leaves of zeros. */
const NEGLIGIBLE = 4e-16;
const ONE: ComplexPair = [1, 0];

export function costOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { kernel, controls }) => sum + COSTS[kernel] / 2 ** countBits(controls), 0);
}

/**
 * @param unitary on 0, 1 or 2 targets; another matrix, of a channel, is as good
 * @param targets masks of one bit each; the first is bit 0 of the unitary's index
 * @param controls mask of the controls, which act where they are as in `value`
 */
export function stepsOf(unitary: Matrix, targets: readonly number[], controls: number, value: number): Steps {
  const [a = 0, b = 0] = targets;
  const { data } = unitary;
  switch (targets.length) {
    case 0:
      return diagonal([entry(data, 0)], [0], controls, value);
    case 1:
      return oneTarget(data, a, controls, value);
    default:
      return twoTargets(data, a, b, controls, value);
  }
}

function oneTarget(data: ArrayLike<number>, bit: number, controls: number, value: number): Steps {
  if (isZero(data, 1) && isZero(data, 2)) return diagonal([entry(data, 0), entry(data, 3)], [0, bit], controls, value);
  const common = { targets: bit, controls, value, a: bit, b: 0 };
  // Without controls a factor of the whole gate is one of the whole state.
  const phase = controls === 0 ? unitPhase(data) : ONE;
  const own = divide(data, phase);
  if (isZero(own, 0) && isZero(own, 3)) {
    const factors = [...entry(own, 1), ...entry(own, 2)];
    const isFlip = isOne(entry(own, 1)) && isOne(entry(own, 2));
    const step: Step = isFlip
      ? { ...common, kernel: 'exchange', a: 0, b: bit, data: [] }
      : { ...common, kernel: 'antidiagonal', data: factors };
    return { steps: [step], phase };
  }
  const isReal = isNegligible(own[1]!) && isNegligible(own[3]!) && isNegligible(own[5]!) && isNegligible(own[7]!);
  return { steps: [{ ...common, kernel: isReal ? 'real1' : 'generic1', data: own }], phase };
}

function twoTargets(data: ArrayLike<number>, a: number, b: number, controls: number, value: number): Steps {
  const [keepsA, keepsB] = [keeps(data, 1), keeps(data, 2)];
  if (keepsA && keepsB) {
    const entries = [0, 5, 10, 15].map((index) => entry(data, index));
    return diagonal(entries, [0, a, b, a | b], controls, value);
  }
  if (keepsA) {
    // Where qubit a is 0, rows 0 and 2; where it is 1, rows 1 and 3.
    return controlledPair(block(data, 0, 2), block(data, 1, 3), b, a, controls, value);
  }
  if (keepsB) return controlledPair(block(data, 0, 1), block(data, 2, 3), a, b, controls, value);
  const common = { targets: a | b, controls, value, a, b };
  return {
    steps: [isSwap(data) ? { ...common, kernel: 'exchange', data: [] } : { ...common, kernel: 'generic2', data }],
    phase: ONE,
  };
}

/** Whether a 4×4 matrix leaves a bit of its index as it is. */
function keeps(data: ArrayLike<number>, bit: number): boolean {
  for (let index = 0; index < 16; index++) {
    if (((index ^ (index >> 2)) & bit) !== 0 && !isZero(data, index)) return false;
  }
  return true;
}

function isSwap(data: ArrayLike<number>): boolean {
  for (let index = 0; index < 16; index++) {
    const isMoved = index === 0 || index === 6 || index === 9 || index === 15;
    if (isMoved ? !isOne(entry(data, index)) : !isZero(data, index)) return false;
  }
  return true;
}

/** One gate where the qubit `control` is 0 and another where it is 1. */
function controlledPair(
  zero: ArrayLike<number>,
  one: ArrayLike<number>,
  target: number,
  control: number,
  controls: number,
  value: number,
): Steps {
  const first = oneTarget(zero, target, controls | control, value);
  const second = oneTarget(one, target, controls | control, value | control);
  return { steps: [...first.steps, ...second.steps], phase: ONE };
}

/** @param patterns of the targets, one for each entry; together they are all patterns there are */
function diagonal(
  entries: readonly ComplexPair[],
  patterns: readonly number[],
  controls: number,
  value: number,
): Steps {
  const [entry0 = ONE] = entries;
  const phase = controls === 0 && isUnit(entry0) ? entry0 : ONE;
  const targets = patterns.reduce((mask, pattern) => mask | pattern, 0);
  const factors = entries.map((factor) => quotient(factor, phase));
  const [first = ONE] = factors;
  if (factors.every(([re, im]) => isOne([re - first[0] + 1, im - first[1]]))) {
    return { steps: isOne(first) ? [] : [phaseStep(first, controls, value)], phase };
  }
  const steps = factors.flatMap((factor, index) =>
    isOne(factor) ? [] : [phaseStep(factor, controls | targets, value | patterns[index]!)],
  );
  return { steps, phase };
}

function phaseStep(factor: ComplexPair, controls: number, value: number): Step {
  return { kernel: 'phase', targets: 0, controls, value, a: 0, b: 0, data: factor };
}

export function entry(data: ArrayLike<number>, index: number): ComplexPair {
  return [data[2 * index]!, data[2 * index + 1]!];
}

export function isNegligible(part: number): boolean {
  return part < NEGLIGIBLE && part > -NEGLIGIBLE;
}

function isZero(data: ArrayLike<number>, index: number): boolean {
  return isNegligible(data[2 * index]!) && isNegligible(data[2 * index + 1]!);
}

export function isOne([re, im]: ComplexPair): boolean {
  return Math.abs(re - 1) < NEGLIGIBLE && Math.abs(im) < NEGLIGIBLE;
}

function isUnit([re, im]: ComplexPair): boolean {
  return Math.abs(re * re + im * im - 1) < 1e-15;
}

/** The direction of the largest entry in a 2×2 matrix that is not 0. */
function unitPhase(data: ArrayLike<number>): ComplexPair {
  let largest = 0;
  let at = 0;
  for (let index = 0; index < 8; index += 2) {
    const square = data[index]! ** 2 + data[index + 1]! ** 2;
    // Entries of the same size up to rounding: the first.
    if (square > largest + 1e-9) {
      largest = square;
      at = index;
    }
  }
  const length = Math.sqrt(largest);
  return [data[at]! / length, data[at + 1]! / length];
}

export function product([re, im]: ComplexPair, [otherRe, otherIm]: ComplexPair): ComplexPair {
  return [re * otherRe - im * otherIm, re * otherIm + im * otherRe];
}

/** @param divisor of absolute value 1 */
export function quotient([re, im]: ComplexPair, [divisorRe, divisorIm]: ComplexPair): ComplexPair {
  return [re * divisorRe + im * divisorIm, im * divisorRe - re * divisorIm];
}

function divide(data: ArrayLike<number>, [re, im]: ComplexPair): ArrayLike<number> {
  if (re === 1 && im === 0) return data;
  const divided = new Float64Array(data.length);
  for (let index = 0; index < data.length; index += 2) {
    divided[index] = data[index]! * re + data[index + 1]! * im;
    divided[index + 1] = data[index + 1]! * re - data[index]! * im;
  }
  return divided;
}

/** Rows and columns `first` and `second` of a 4×4 matrix. */
function block(data: ArrayLike<number>, first: number, second: number): ArrayLike<number> {
  const entries = new Float64Array(8);
  let to = 0;
  for (const row of [first, second]) {
    for (const column of [first, second]) {
      const from = 2 * (4 * row + column);
      entries[to++] = data[from]!;
      entries[to++] = data[from + 1]!;
    }
  }
  return entries;
}
