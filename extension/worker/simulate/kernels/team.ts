/**
 * Several threads on one state: the caller of `executeTogether` and helpers, each in `help` in an instance of its own on
 * the same memory. They take blocks from a common counter until there are none left; no amplitude depends on who does
 * what. Whoever has to wait looks a while, then sleeps.
 */
import { execute } from './execute';

/** Looks at a word before sleeping: some ten microseconds. */
const PATIENCE = 4000;

// The common words, from the address `team` on.
const NEXT_BLOCK: usize = 0;
const STOP: usize = 4;
const OPERATIONS: usize = 8;
const COUNT: usize = 12;
const STATE: usize = 16;
const BLOCK: usize = 20;
const SCRATCH: usize = 24;
const BLOCKS: usize = 28;
const CHUNK: usize = 32;

/** Bytes of scratch room for each thread, as in `execute`. */
const SCRATCH_SIZE: usize = 1 << 18;

// The words of each helper, in a cache line of its own: the number of the round it is to do, and that it has done.
const SLOT_SIZE: usize = 64;
const ROUND: usize = 0;
const DONE: usize = 4;
const READY: usize = 8;

// @ts-ignore: decorator
@inline
function slotOf(team: usize, helper: u32): usize {
  return team + SLOT_SIZE * (1 + <usize>helper);
}

/** Waits until the word is no longer `value`. */
function awaitChange(word: usize, value: i32): void {
  for (let look = 0; look < PATIENCE; look++) {
    if (atomic.load<i32>(word) != value) return;
  }
  while (atomic.load<i32>(word) == value) atomic.wait<i32>(word, value, -1);
}

/** Takes chunks of blocks until none are left. */
function work(team: usize, thread: u32): void {
  const blocks = load<u32>(team, BLOCKS);
  const chunk = load<u32>(team, CHUNK);
  const scratch: usize = <usize>load<u32>(team, SCRATCH);
  const own: usize = scratch == 0 ? 0 : scratch + SCRATCH_SIZE * <usize>thread;
  for (;;) {
    const first = atomic.add<u32>(team + NEXT_BLOCK, chunk);
    if (first >= blocks) return;
    const last = min(first + chunk, blocks);
    execute(<usize>load<u32>(team, OPERATIONS), load<u32>(team, COUNT), <usize>load<u32>(team, STATE), load<u32>(team, BLOCK), own, first, last);
  }
}

/** What a helper does until it is told to stop. */
export function help(team: usize, helper: u32): void {
  const slot = slotOf(team, helper);
  let round = atomic.load<i32>(slot + ROUND);
  atomic.store<i32>(slot + READY, 1);
  while (atomic.load<i32>(team + STOP) == 0) {
    awaitChange(slot + ROUND, round);
    if (atomic.load<i32>(team + STOP) != 0) return;
    round = atomic.load<i32>(slot + ROUND);
    work(team, helper + 1);
    atomic.store<i32>(slot + DONE, round);
    atomic.notify(slot + DONE, 1);
  }
}

/** As `execute` of all `blocks`, with as many of the helpers as have started. `scratch` has room for all threads. */
export function executeTogether(
  team: usize,
  helpers: u32,
  operations: usize,
  count: u32,
  state: usize,
  block: u32,
  scratch: usize,
  blocks: u32,
): void {
  store<u32>(team, <u32>operations, OPERATIONS);
  store<u32>(team, count, COUNT);
  store<u32>(team, <u32>state, STATE);
  store<u32>(team, block, BLOCK);
  store<u32>(team, <u32>scratch, SCRATCH);
  store<u32>(team, blocks, BLOCKS);
  store<u32>(team, max(1, blocks / (8 * (helpers + 1))), CHUNK);
  atomic.store<u32>(team + NEXT_BLOCK, 0);
  let called: u32 = 0;
  for (let helper: u32 = 0; helper < helpers; helper++) {
    const slot = slotOf(team, helper);
    if (atomic.load<i32>(slot + READY) == 0) continue;
    called |= 1 << helper;
    atomic.add<i32>(slot + ROUND, 1);
    atomic.notify(slot + ROUND, 1);
  }
  work(team, 0);
  for (let helper: u32 = 0; helper < helpers; helper++) {
    if ((called & (1 << helper)) == 0) continue;
    const slot = slotOf(team, helper);
    const round = atomic.load<i32>(slot + ROUND);
    for (;;) {
      const done = atomic.load<i32>(slot + DONE);
      if (done == round) break;
      awaitChange(slot + DONE, done);
    }
  }
}

/** Tells all helpers to return, those too that have not started yet. */
export function stop(team: usize, helpers: u32): void {
  atomic.store<i32>(team + STOP, 1);
  for (let helper: u32 = 0; helper < helpers; helper++) {
    const slot = slotOf(team, helper);
    atomic.add<i32>(slot + ROUND, 1);
    atomic.notify(slot + ROUND, 1);
  }
}
