/** Generic gates on two targets. */
import { isFast, neighbour, next, runLength, stride } from './bits';
import { exchanged, plus } from './complex';

/** A row of a 4×4 matrix times four amplitudes, given with their halves exchanged too. */
// @ts-ignore: decorator
@inline
export function row<T extends number>(
  matrix: usize,
  a: v128,
  b: v128,
  c: v128,
  d: v128,
  turnedA: v128,
  turnedB: v128,
  turnedC: v128,
  turnedD: v128,
): v128 {
  let sum = v128.mul<T>(v128.load(matrix), a);
  sum = plus<T>(sum, v128.load(matrix, 16), turnedA);
  sum = plus<T>(sum, v128.load(matrix, 32), b);
  sum = plus<T>(sum, v128.load(matrix, 48), turnedB);
  sum = plus<T>(sum, v128.load(matrix, 64), c);
  sum = plus<T>(sum, v128.load(matrix, 80), turnedC);
  sum = plus<T>(sum, v128.load(matrix, 96), d);
  return plus<T>(sum, v128.load(matrix, 112), turnedD);
}

/**
 * A 4×4 matrix on amplitudes that differ in two bits: `bitA` is bit 0 of the matrix's index, `bitB` bit 1. The other
 * parameters are those of `generic1`.
 */
export function generic2<T extends number>(
  at: usize,
  size: u32,
  bitA: u32,
  bitB: u32,
  fixed: u32,
  value: u32,
  matrix: usize,
): void {
  const stepA = <usize>bitA << 4;
  const stepB = <usize>bitB << 4;
  if (isFast(fixed, size)) {
    const beside = neighbour(fixed);
    const onward = stride(fixed);
    const run = runLength(fixed, size);
    const walk = fixed | (run - 1);
    for (let index: u32 = 0; index < size; index = next(index, walk)) {
      let address = at + (<usize>(index | value) << 4);
      const end = address + (<usize>run << 4);
      do {
        genericFour<T>(address, stepA, stepB, matrix);
        genericFour<T>(address + beside, stepA, stepB, matrix);
        address += onward;
      } while (address < end);
    }
  } else {
    for (let index: u32 = 0; index < size; index = next(index, fixed)) {
      const address = at + (<usize>(index | value) << 4);
      genericFour<T>(address, stepA, stepB, matrix);
    }
  }
}

// @ts-ignore: decorator
@inline
function genericFour<T extends number>(low: usize, stepA: usize, stepB: usize, matrix: usize): void {
  const a = v128.load(low);
  const b = v128.load(low + stepA);
  const c = v128.load(low + stepB);
  const d = v128.load(low + stepA + stepB);
  const turnedA = exchanged<T>(a);
  const turnedB = exchanged<T>(b);
  const turnedC = exchanged<T>(c);
  const turnedD = exchanged<T>(d);
  v128.store(low, row<T>(matrix, a, b, c, d, turnedA, turnedB, turnedC, turnedD));
  v128.store(low + stepA, row<T>(matrix + 128, a, b, c, d, turnedA, turnedB, turnedC, turnedD));
  v128.store(low + stepB, row<T>(matrix + 256, a, b, c, d, turnedA, turnedB, turnedC, turnedD));
  v128.store(low + stepA + stepB, row<T>(matrix + 384, a, b, c, d, turnedA, turnedB, turnedC, turnedD));
}
