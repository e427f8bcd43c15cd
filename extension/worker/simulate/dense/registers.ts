/**
 * Steps for single precision, where two amplitudes share a register: bit 0 of an amplitude's index tells them apart and
 * is no bit of a register's index. What a step does with that bit becomes factors that differ between the two.
 */
import { entry, type Kernel, product, type Step } from './steps.ts';

/** Bits are those of an amplitude's index, without bit 0. */
export interface RegisterStep {
  /** `within…`: the two amplitudes are combined with each other, in `within2` those of a second target too. */
  readonly kernel: Kernel | 'within1' | 'within2';
  readonly targets: number;
  readonly controls: number;
  readonly value: number;
  readonly a: number;
  readonly b: number;
  /** Complex numbers for the amplitudes whose bit 0 is 0, and for those where it is 1. */
  readonly even: ArrayLike<number>;
  readonly odd: ArrayLike<number>;
}

const ONE = [1, 0];
const X = [0, 0, 1, 0, 1, 0, 0, 0];
const IDENTITY: Readonly<Record<number, readonly number[]>> = { 2: ONE, 8: identity(2), 32: identity(4) };
const SWAP = identity(4);
for (const [row, column] of [
  [1, 2],
  [2, 1],
] as const) {
  SWAP[2 * (5 * row)] = 0;
  SWAP[2 * (4 * row + column)] = 1;
}

export function forRegisters(step: Step): RegisterStep {
  const { kernel, targets, controls, value, a, b, data } = step;
  const common = { targets: targets & ~1, controls: controls & ~1, value: value & ~1, a: a & ~1, b: b & ~1 };
  if (kernel === 'diagonal') return { ...common, kernel, ...diagonalData(step) };
  if (((targets | controls) & 1) === 0) return { ...common, kernel, even: data, odd: data };
  const whole = wholeMatrix(step);
  if (controls & 1) {
    const kernels = { 2: 'phase', 8: kernel === 'real1' ? 'real1' : 'generic1', 32: 'generic2' } as const;
    const idle = IDENTITY[whole.length]!;
    const [even, odd] = value & 1 ? [idle, whole] : [whole, idle];
    // An exchange names its patterns, the matrix in its place its bits.
    const own = kernel === 'exchange' && a === 0 ? { ...common, a: common.b, b: 0 } : common;
    return { ...own, kernel: kernels[whole.length as 2 | 8 | 32], even, odd };
  }
  if (targets === 1) {
    const [even, odd] = [pick(whole, [0, 1]), pick(whole, [3, 2])];
    return { ...common, kernel: 'within1', even, odd };
  }
  // Row and column of the 4×4 matrix where the other target is `far` and bit 0 is `near`.
  const index = (far: number, near: number) => (a === 1 ? near + 2 * far : far + 2 * near);
  const entries = (near: number) =>
    [0, 1].flatMap((row) =>
      [0, 1].flatMap((column) => [near, 1 - near].map((other) => 4 * index(row, near) + index(column, other))),
    );
  return {
    ...common,
    kernel: 'within2',
    a: common.targets,
    b: 0,
    even: pick(whole, entries(0)),
    odd: pick(whole, entries(1)),
  };
}

/** Bit 0 has the first factor, if any: it becomes one of all amplitudes where that bit is 1. */
function diagonalData({ a, controls, value, data }: Step): Pick<RegisterStep, 'even' | 'odd'> {
  const factors = Array.from(data);
  let [even, odd] = [factors, factors];
  if (a & 1) {
    const whole = product(entry(data, 0), entry(data, 1));
    const others = factors.slice(4);
    even = [...factors.slice(0, 2), ...others];
    odd = [...whole, ...others];
  }
  if (controls & 1) {
    const idle = even.map((_, at) => (at % 2 === 0 ? 1 : 0));
    if (value & 1) even = idle;
    else odd = idle;
  }
  return { even, odd };
}

/** What a step does to its targets, row by row; for a phase, the factor. */
function wholeMatrix({ kernel, targets, data }: Step): ArrayLike<number> {
  if (kernel === 'antidiagonal') return [0, 0, data[0]!, data[1]!, data[2]!, data[3]!, 0, 0];
  if (kernel !== 'exchange') return data;
  return (targets & (targets - 1)) === 0 ? X : SWAP;
}

function pick(data: ArrayLike<number>, entries: readonly number[]): readonly number[] {
  return entries.flatMap((entry) => [data[2 * entry]!, data[2 * entry + 1]!]);
}

function identity(dimension: number): number[] {
  return Array.from({ length: 2 * dimension ** 2 }, (_, at) => (at % (2 * dimension + 2) === 0 ? 1 : 0));
}
