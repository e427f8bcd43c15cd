/** Runs a list of operations on a state, block by block, so that each block stays in the cache for all of them. */
import { indexOf, next } from './bits';
import { diagonal } from './diagonal';
import { generic1, phase, real1, realPair } from './oneQubit';
import { affine, exchangeFirst, sparse, unital } from './pauliTransfer';
import { antidiagonal, exchange } from './permutation';
import { generic2 } from './twoQubits';
import { within1, within2 } from './withinRegister';

/** Bytes of an operation, as `program.ts` in dense/ writes them. */
const OPERATION_SIZE: usize = 32;
/** Bytes of a block. */
const BLOCK_SIZE: usize = 1 << 18;

/**
 * In double precision (T = f64) or single; sizes and bits are those of registers, see `complex.ts`.
 *
 * @param count operations at `operations`; their bits are those of an index within a block
 * @param state address of amplitude 0
 * @param block the bits of a state's index that tell the amplitudes of a block apart
 * @param scratch room for one block, whose amplitudes are copied there where they are not neighbours, and behind it
 *   64 KiB for kernels
 * @param first number of the first block to work on, up to `last` (not included)
 */
export function execute<T extends number>(
  operations: usize,
  count: u32,
  state: usize,
  block: u32,
  scratch: usize,
  first: u32,
  last: u32,
): void {
  const size: u32 = 1 << popcnt(block);
  const isInPlace = (block & (block + 1)) == 0;
  const room = scratch + BLOCK_SIZE;
  let base = indexOf(first, block);
  for (let number = first; number < last; number++) {
    const own = state + (<usize>base << 4);
    if (!isInPlace) gather(scratch, own, block);
    const at = isInPlace ? own : scratch;
    let operation = operations;
    for (let index: u32 = 0; index < count; index++) {
      if ((base & load<u32>(operation, 20)) == load<u32>(operation, 24)) perform<T>(operation, at, size, base, room);
      operation += OPERATION_SIZE;
    }
    if (!isInPlace) scatter(scratch, own, block);
    base = next(base, block);
  }
}

function perform<T extends number>(operation: usize, at: usize, size: u32, base: u32, room: usize): void {
  const a = load<u32>(operation, 4);
  const b = load<u32>(operation, 8);
  const mask = load<u32>(operation, 12);
  const value = load<u32>(operation, 16);
  const data = <usize>load<u32>(operation, 28);
  switch (load<u32>(operation)) {
    case 0:
      return phase<T>(at, size, mask, value, data);
    case 1:
      return generic1<T>(at, size, a, mask, value, data);
    case 2:
      return real1<T>(at, size, a, mask, value, data);
    case 3:
      return exchange(at, size, a, b, mask, value);
    case 4:
      return antidiagonal<T>(at, size, a, mask, value, data);
    case 5:
      return generic2<T>(at, size, a, b, mask, value, data);
    case 6:
      return within1(at, size, mask, value, data);
    case 7:
      return within2(at, size, a, mask, value, data);
    case 8:
      return unital(at, size, a, mask, data);
    case 9:
      return affine(at, size, a, mask, data);
    case 10:
      return sparse(at, size, a, b, mask, data, room);
    case 11:
      return exchangeFirst(at, size, a, mask);
    case 12:
      return diagonal<T>(at, size, a, b, base, mask, value, data, room);
    default:
      return realPair<T>(at, size, a, b, mask, value, data);
  }
}

/** The number of neighbours in a row that a block has in the state, a power of two. */
// @ts-ignore: decorator
@inline
function lowestBit(bits: u32): u32 {
  return bits & (0 - bits);
}

/** Copies a block whose amplitudes stand apart in the state to `scratch`. */
function gather(scratch: usize, own: usize, block: u32): void {
  const run = lowestBit(~block);
  const bytes = <usize>run << 4;
  const walk = ~block | (run - 1);
  let to = scratch;
  let offset: u32 = 0;
  do {
    let from = own + (<usize>offset << 4);
    const end = to + bytes;
    for (; to < end; to += 16, from += 16) v128.store(to, v128.load(from));
    offset = next(offset, walk);
  } while (offset != 0);
}

/** Copies it back. */
function scatter(scratch: usize, own: usize, block: u32): void {
  const run = lowestBit(~block);
  const bytes = <usize>run << 4;
  const walk = ~block | (run - 1);
  let from = scratch;
  let offset: u32 = 0;
  do {
    let to = own + (<usize>offset << 4);
    const end = from + bytes;
    for (; from < end; from += 16, to += 16) v128.store(to, v128.load(from));
    offset = next(offset, walk);
  } while (offset != 0);
}
