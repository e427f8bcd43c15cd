/**
 * The kernels of the dense state vector: AssemblyScript, compiled to WebAssembly with SIMD (not TypeScript, though it
 * looks alike). They work on amplitudes at addresses the caller gives and allocate nothing. `single` chooses amplitudes of
 * two f32 instead of two f64.
 */
import * as blocks from './execute';
import * as observe from './observe';

export { work } from './team';

export function execute(
  operations: usize,
  count: u32,
  state: usize,
  block: u32,
  scratch: usize,
  first: u32,
  last: u32,
  single: bool,
): void {
  if (single) blocks.execute<f32>(operations, count, state, block, scratch, first, last);
  else blocks.execute<f64>(operations, count, state, block, scratch, first, last);
}

export function weight(state: usize, size: u32, bit: u32, value: u32, single: bool): f64 {
  return single ? observe.weight<f32>(state, size, bit, value) : observe.weight<f64>(state, size, bit, value);
}

export function collapse(state: usize, size: u32, bit: u32, value: u32, factor: f64, single: bool): void {
  if (single) observe.collapse<f32>(state, size, bit, value, factor);
  else observe.collapse<f64>(state, size, bit, value, factor);
}

export function moveOneToZero(state: usize, size: u32, bit: u32, single: bool): void {
  if (single) observe.moveOneToZero<f32>(state, size, bit);
  else observe.moveOneToZero<f64>(state, size, bit);
}

export function pauliExpectation(
  state: usize,
  size: u32,
  flips: u32,
  signs: u32,
  ys: u32,
  single: bool,
): f64 {
  return single
    ? observe.pauliExpectation<f32>(state, size, flips, signs, ys)
    : observe.pauliExpectation<f64>(state, size, flips, signs, ys);
}

export function inner(
  state: usize,
  size: u32,
  fixed: u32,
  ket: u32,
  bra: u32,
  sum: usize,
  single: bool,
): void {
  if (single) observe.inner<f32>(state, size, fixed, ket, bra, sum);
  else observe.inner<f64>(state, size, fixed, ket, bra, sum);
}
