/**
 * Walks over indices in which some bits are fixed.
 *
 * Kernels go over a state in the same two loops. The fast one does two amplitudes that are neighbours in the lowest
 * bit that is not fixed, and goes from there to the next such pair over as long a run as the fixed bits allow, so that
 * low qubits cost little more than high ones. The slow one visits one index after the other: for states of less than
 * four amplitudes, and where both lowest bits are fixed.
 */

/**
 * The next index after `index` that is 0 in all bits of `fixed`: a loop over these visits each once, ascending.
 * Filling the fixed bits with ones makes the carry of + 1 run over them.
 */
// @ts-ignore: decorator
@inline
export function next(index: u32, fixed: u32): u32 {
  return ((index | fixed) + 1) & ~fixed;
}

/** Whether the fast loop can be used. */
// @ts-ignore: decorator
@inline
export function isFast(fixed: u32, size: u32): bool {
  return size >= 4 && (fixed & 3) != 3;
}

/** Fast loop: bytes from an amplitude to its neighbour in the lowest bit that is not fixed. */
// @ts-ignore: decorator
@inline
export function neighbour(fixed: u32): usize {
  return (fixed & 1) != 0 ? 32 : 16;
}

/** Fast loop: bytes from one pair of neighbours to the next. */
// @ts-ignore: decorator
@inline
export function stride(fixed: u32): usize {
  return (fixed & 3) != 0 ? 64 : 32;
}

/** Fast loop: the number of amplitudes, a power of two, over which bits other than the lowest two stay as they are. */
// @ts-ignore: decorator
@inline
export function runLength(fixed: u32, size: u32): u32 {
  const high = fixed & ~3;
  return high == 0 ? size : high & (0 - high);
}

/** The index of number `count` in the walk of `next` from 0. */
export function indexOf(count: u32, fixed: u32): u32 {
  let index: u32 = 0;
  let rest = count;
  for (let bit: u32 = 1; rest != 0 && bit != 0; bit <<= 1) {
    if ((fixed & bit) != 0) continue;
    if ((rest & 1) != 0) index |= bit;
    rest >>= 1;
  }
  return index;
}
