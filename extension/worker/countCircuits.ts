/** The counts of circuits that have nothing to do with each other, on as many threads as there are. */
import { availableParallelism } from 'node:os';
import type { Crew } from './crew.ts';
import { JobError } from './errors.ts';
import { multinomial } from './simulate/binomial.ts';
import { chooseMethod } from './simulate/choose.ts';
import { narrowProbabilities, planNarrowly } from './simulate/density/narrowProbabilities.ts';
import { prepare, type Run } from './simulate/prepare.ts';
import { randomStreams } from './simulate/random.ts';
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

export const countsOf = (run: Run): Counts => narrowCounts(run) ?? simulateCircuit(run, 'automatic', () => {}).counts;

/**
 * Drawn from the exact probabilities of outcomes, where few qubits at a time give these in less time than a method takes
 * for the whole circuit; `undefined` elsewhere.
 */
function narrowCounts(run: Run): Counts | undefined {
  const { circuit, shots, seed } = run;
  if (!circuit.operations.some(({ kind }) => kind === 'channel' || kind === 'reset')) return undefined;
  const plan = planNarrowly(circuit);
  if (!plan) return undefined;
  const cost = NARROW_COST * plan.narrowing.work;
  if (cost > LITTLE && cost > costOf(run)) return undefined;
  const probabilities = narrowProbabilities(circuit, plan);
  const { size } = circuit.bits.at(-1)!;
  const drawn = multinomial(shots, [...probabilities], randomStreams(seed)(0));
  return Object.fromEntries(
    drawn.flatMap((count, outcome) => (count > 0 ? [[outcome.toString(2).padStart(size, '0'), count]] : [])),
  );
}

/** Of a number that is passed over, as methods assess their costs. */
const NARROW_COST = 0.5;
/** Less is not worth looking for another method: a tenth of a second. */
const LITTLE = 1e8;

/** Of the method that would be chosen; infinite where none can do it. */
function costOf(run: Run): number {
  try {
    return chooseMethod(prepare(run), 'automatic').cost;
  } catch (error) {
    if (error instanceof JobError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}
