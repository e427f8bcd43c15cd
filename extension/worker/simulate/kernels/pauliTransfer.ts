/**
 * Real matrices on vectors of Pauli expectation values: what gates and channels are to mixed states. A vector has two
 * real numbers in each register. The digits of an index in base 4 are the qubits' I, X, Y, Z: the lower bit of the first
 * digit tells the two numbers of a register apart, all others are bits of a register's index. Steps on the first digit
 * alone are what `generic1` does, with factors that differ between the two numbers.
 */
import { next, runLength, stride } from './bits';
import { plus } from './complex';

/**
 * A 3×3 matrix on X, Y and Z of a digit; I stays as it is.
 *
 * @param bit the lower one of the digit; not of the first digit
 * @param fixed both bits of the digit
 * @param matrix row by row, each entry twice
 */
export function unital(at: usize, size: u32, bit: u32, fixed: u32, matrix: usize): void {
  const xx = v128.load(matrix);
  const xy = v128.load(matrix, 16);
  const xz = v128.load(matrix, 32);
  const yx = v128.load(matrix, 48);
  const yy = v128.load(matrix, 64);
  const yz = v128.load(matrix, 80);
  const zx = v128.load(matrix, 96);
  const zy = v128.load(matrix, 112);
  const zz = v128.load(matrix, 128);
  const step = <usize>bit << 4;
  const onward = stride(fixed);
  const run = runLength(fixed, size);
  const walk = fixed | (run - 1);
  for (let index: u32 = 0; index < size; index = next(index, walk)) {
    let address = at + (<usize>index << 4) + step;
    const end = address + (<usize>run << 4);
    do {
      turn(address, step, xx, xy, xz, yx, yy, yz, zx, zy, zz);
      turn(address + 16, step, xx, xy, xz, yx, yy, yz, zx, zy, zz);
      address += onward;
    } while (address < end);
  }
}

// @ts-ignore: decorator
@inline
function turn(
  first: usize,
  step: usize,
  xx: v128,
  xy: v128,
  xz: v128,
  yx: v128,
  yy: v128,
  yz: v128,
  zx: v128,
  zy: v128,
  zz: v128,
): void {
  const x = v128.load(first);
  const y = v128.load(first + step);
  const z = v128.load(first + step + step);
  v128.store(first, plus<f64>(plus<f64>(f64x2.mul(xx, x), xy, y), xz, z));
  v128.store(first + step, plus<f64>(plus<f64>(f64x2.mul(yx, x), yy, y), yz, z));
  v128.store(first + step + step, plus<f64>(plus<f64>(f64x2.mul(zx, x), zy, y), zz, z));
}

/** A 4×4 matrix on a digit, not the first; see `unital`. */
export function affine(at: usize, size: u32, bit: u32, fixed: u32, matrix: usize): void {
  const step = <usize>bit << 4;
  for (let index: u32 = 0; index < size; index = next(index, fixed)) {
    const address = at + (<usize>index << 4);
    const i = v128.load(address);
    const x = v128.load(address + step);
    const y = v128.load(address + 2 * step);
    const z = v128.load(address + 3 * step);
    v128.store(address, row(matrix, i, x, y, z));
    v128.store(address + step, row(matrix + 64, i, x, y, z));
    v128.store(address + 2 * step, row(matrix + 128, i, x, y, z));
    v128.store(address + 3 * step, row(matrix + 192, i, x, y, z));
  }
}

// @ts-ignore: decorator
@inline
function row(matrix: usize, i: v128, x: v128, y: v128, z: v128): v128 {
  let sum = f64x2.mul(v128.load(matrix), i);
  sum = plus<f64>(sum, v128.load(matrix, 16), x);
  sum = plus<f64>(sum, v128.load(matrix, 32), y);
  return plus<f64>(sum, v128.load(matrix, 48), z);
}

/** Bytes of an entry of a row, and of what stands before the entries. */
const ENTRY: usize = 16;

/**
 * A 16×16 matrix on two digits, neither the first, of which most entries are 0: `bitA` is the lower bit of the digit
 * that is the lower one of the matrix's index.
 *
 * @param fixed the bits of both digits
 * @param table the number of rows that change something; for each its number, the number of its entries, and these:
 *   the factor and 16 times the column
 * @param room for 64 registers
 */
export function sparse(at: usize, size: u32, bitA: u32, bitB: u32, fixed: u32, table: usize, room: usize): void {
  if ((fixed & 3) == 0) sparseRuns<v128>(at, size, bitA, bitB, fixed, table, room);
  else sparseRuns<f64>(at, size, bitA, bitB, fixed, table, room);
}

/** In runs of four registers (W = v128) or of two. */
// @ts-ignore: decorator
@inline
function sparseRuns<W>(at: usize, size: u32, bitA: u32, bitB: u32, fixed: u32, table: usize, room: usize): void {
  const shift: usize = sizeof<W>() == 16 ? 2 : 1;
  const walk = fixed | ((1 << <u32>shift) - 1);
  const stepA = <usize>bitA << 4;
  const stepB = <usize>bitB << 4;
  const rows = load<u32>(table);
  for (let index: u32 = 0; index < size; index = next(index, walk)) {
    const address = at + (<usize>index << 4);
    let to = room;
    for (let b: usize = 0; b < 4; b++) {
      let from = address + b * stepB;
      for (let a: usize = 0; a < 4; a++) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
        if (sizeof<W>() == 16) {
          v128.store(to, v128.load(from, 32), 32);
          v128.store(to, v128.load(from, 48), 48);
        }
        from += stepA;
        to += <usize>16 << shift;
      }
    }
    let entry = table + ENTRY;
    for (let count = rows; count != 0; count--) {
      const row = <usize>load<u32>(entry);
      const end = entry + ENTRY + ENTRY * <usize>load<u32>(entry, 4);
      let sum0 = f64x2.splat(0);
      let sum1 = sum0;
      let sum2 = sum0;
      let sum3 = sum0;
      entry += ENTRY;
      do {
        const factor = v128.load64_splat(entry);
        const from = room + (<usize>load<u32>(entry, 8) << shift);
        sum0 = plus<f64>(sum0, factor, v128.load(from));
        sum1 = plus<f64>(sum1, factor, v128.load(from, 16));
        if (sizeof<W>() == 16) {
          sum2 = plus<f64>(sum2, factor, v128.load(from, 32));
          sum3 = plus<f64>(sum3, factor, v128.load(from, 48));
        }
        entry += ENTRY;
      } while (entry < end);
      const own = address + (row & 3) * stepA + (row >> 2) * stepB;
      v128.store(own, sum0);
      v128.store(own, sum1, 16);
      if (sizeof<W>() == 16) {
        v128.store(own, sum2, 32);
        v128.store(own, sum3, 48);
      }
    }
  }
}

/** Exchanges the first digit with that of `bit`, its lower one; `fixed` has both their bits. */
export function exchangeFirst(at: usize, size: u32, bit: u32, fixed: u32): void {
  const step = <usize>bit << 4;
  for (let index: u32 = 0; index < size; index = next(index, fixed)) {
    const i = at + (<usize>index << 4);
    const x = i + step;
    const y = x + step;
    const z = y + step;
    const i0 = v128.load(i);
    const x0 = v128.load(x);
    const y0 = v128.load(y);
    const z0 = v128.load(z);
    const i1 = v128.load(i, 16);
    const x1 = v128.load(x, 16);
    const y1 = v128.load(y, 16);
    const z1 = v128.load(z, 16);
    v128.store(i, v128.shuffle<f64>(i0, x0, 0, 2));
    v128.store(i, v128.shuffle<f64>(y0, z0, 0, 2), 16);
    v128.store(x, v128.shuffle<f64>(i0, x0, 1, 3));
    v128.store(x, v128.shuffle<f64>(y0, z0, 1, 3), 16);
    v128.store(y, v128.shuffle<f64>(i1, x1, 0, 2));
    v128.store(y, v128.shuffle<f64>(y1, z1, 0, 2), 16);
    v128.store(z, v128.shuffle<f64>(i1, x1, 1, 3));
    v128.store(z, v128.shuffle<f64>(y1, z1, 1, 3), 16);
  }
}
