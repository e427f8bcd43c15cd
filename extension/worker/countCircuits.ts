/** The counts of circuits that have nothing to do with each other, on as many threads as there are. */
import { availableParallelism } from 'node:os';
import type { Crew } from './crew.ts';
import type { Run } from './simulate/prepare.ts';
import { simulateCircuit } from './simulate/simulate.ts';

export type Counts = Readonly<Record<string, number>>;

/** Threads take a while to start: little work is done alone. */
const ALONE_MS = 50;
const LEAST_REST_MS = 100;

/**
 * @param done gets the counts of each circuit by its number, in any order
 * @throws {JobError} where one of them cannot be simulated; what `done` was told of stays valid
 */
export function countCircuits(
  runs: readonly Run[],
  done: (circuit: number, counts: Counts) => void,
  crew?: Crew,
  threads = availableParallelism(),
): void {
  const start = performance.now();
  for (let next = 0; next < runs.length; ) {
    done(next, countsOf(runs[next]!));
    next += 1;
    const elapsed = performance.now() - start;
    const rest = (elapsed / next) * (runs.length - next);
    if (!crew || threads < 2 || elapsed < ALONE_MS || rest < LEAST_REST_MS) continue;
    const shared = runs.slice(next).map((run) => ({ ...run, threads: 1 }));
    const { take, found } = crew.share({ kind: 'circuits', runs: shared }, shared.length, threads - 1);
    for (let circuit = take(); circuit !== undefined; circuit = take()) {
      done(next + circuit, countsOf(shared[circuit]!));
    }
    for (const [circuit, counts] of found().flat()) done(next + circuit, counts);
    return;
  }
}

export const countsOf = (run: Run): Counts => simulateCircuit(run, 'automatic', () => {}).counts;
