/**
 * Several threads on one state, each in an instance of its own on the same memory: they take blocks from a common counter
 * until there are none left, so that no amplitude depends on who does what. `team.ts` in dense/ says when.
 */
import { execute } from './execute';

// The words of a task, from the address `team` on; `team.ts` in dense/ writes them.
const NEXT_BLOCK: usize = 0;
const OPERATIONS: usize = 8;
const COUNT: usize = 12;
const STATE: usize = 16;
const BLOCK: usize = 20;
const SCRATCH: usize = 24;
const BLOCKS: usize = 28;
const CHUNK: usize = 32;
const SINGLE: usize = 36;

/** Bytes of scratch room for each thread, as in `execute`. */
const SCRATCH_SIZE: usize = (1 << 18) + (1 << 16);

/** Takes chunks of blocks until none are left. */
export function work(team: usize, thread: u32): void {
  const blocks = load<u32>(team, BLOCKS);
  const chunk = load<u32>(team, CHUNK);
  const own: usize = <usize>load<u32>(team, SCRATCH) + SCRATCH_SIZE * <usize>thread;
  for (;;) {
    const first = atomic.add<u32>(team + NEXT_BLOCK, chunk);
    if (first >= blocks) return;
    const last = min(first + chunk, blocks);
    const operations = <usize>load<u32>(team, OPERATIONS);
    const count = load<u32>(team, COUNT);
    const state = <usize>load<u32>(team, STATE);
    const block = load<u32>(team, BLOCK);
    if (load<u32>(team, SINGLE) != 0) execute<f32>(operations, count, state, block, own, first, last);
    else execute<f64>(operations, count, state, block, own, first, last);
  }
}
