/** Where the qubits of a program start on a device. */
import type { Steps } from '../../steps.ts';
import { dependenciesOf } from './dependencies.ts';
import { embed } from './embed.ts';
import { flatten, type Interactions } from './interactions.ts';
import { type Random, randomFrom } from './random.ts';
import { type CostsOf, Router } from './route.ts';
import type { Step } from './step.ts';
import type { Target } from './target.ts';

/** Starting points: the more the shorter the program is. */
const trialsOf = (gates: number): number => Math.min(16, Math.max(4, Math.round(40_000 / Math.max(1, gates))));
/** Passes forwards and backwards from each. */
const PASSES = 2;
/** How many steps from the beginning the passes go through: those far behind hardly depend on where the qubits start. */
const WINDOW = 2500;
/** How many of the routings that they lead to are gone through to the end: fewer where each takes long. */
const triedOf = (gates: number): number => Math.min(4, Math.max(2, Math.round(20_000 / Math.max(1, gates))));

/** A physical qubit for each qubit of the program (-1 for those not in use), and what decides the routing from there. */
export interface Start {
  readonly layout: Int32Array;
  readonly seed: number;
}

export interface LayoutOptions {
  /** Places that are decided already, -1 elsewhere. */
  readonly fixed: Int32Array;
  /** Connected qubits of the device, enough of them. */
  readonly room: readonly number[];
  readonly seed: number;
  readonly costsOf: CostsOf;
}

/**
 * The most promising placements: one that needs no swaps, where there is one; else those with the cheapest routings among
 * the ones that SABRE's passes forwards and backwards lead to, the best first.
 */
export function* layouts(
  steps: readonly Step[],
  interactions: Interactions,
  target: Target,
  { fixed, room, seed, costsOf }: LayoutOptions,
): Steps<readonly Start[]> {
  const embedded = embed(interactions, target, fixed);
  if (embedded) return [{ layout: embedded.layout, seed }];
  const all = flatten(steps);
  const flat = all.slice(0, WINDOW);
  const costs = yield* costsOf(flat);
  const [forwards, backwards] = [dependenciesOf(flat), dependenciesOf(flat, true)];
  const passes = fixed.some((physical) => physical >= 0) ? 0 : PASSES;
  const found: (Start & { readonly cost: number })[] = [];
  for (let trial = 0; trial < trialsOf(flat.length); trial++) {
    const own = seed * 1000 + trial;
    const random = randomFrom(own);
    const layout = startingPoint(interactions, target, fixed, room, random);
    for (let pass = 0; pass < passes; pass++) {
      yield* new Router(target, forwards, costs, layout, random).run();
      yield* new Router(target, backwards, costs, layout, random).run();
    }
    const start = layout.slice();
    const { cost } = yield* new Router(target, forwards, costs, layout, randomFrom(own)).run();
    found.push({ layout: start, seed: own, cost });
    yield;
  }
  return found.sort((a, b) => a.cost - b.cost).slice(0, triedOf(all.length));
}

/** Each qubit as near to its partners as there is room, around a place chosen by chance. */
function startingPoint(
  { used, partners }: Interactions,
  target: Target,
  fixed: Int32Array,
  room: readonly number[],
  random: Random,
): Int32Array {
  const layout = fixed.slice();
  const isFree = new Uint8Array(target.qubitCount);
  for (const physical of room) isFree[physical] = 1;
  for (const physical of fixed) if (physical >= 0) isFree[physical] = 0;
  const centre = room[Math.floor(random() * room.length)]!;
  const distance = (a: number, b: number) => target.distances[a * target.qubitCount + b]!;
  const rest = new Set(used.filter((qubit) => layout[qubit]! < 0));
  while (rest.size > 0) {
    let next = -1;
    let nextRank = -1;
    for (const qubit of rest) {
      let rank = random() * 0.5;
      for (const [partner, count] of partners[qubit]!) if (layout[partner]! >= 0) rank += count;
      if (rank > nextRank) [nextRank, next] = [rank, qubit];
    }
    let place = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const physical of room) {
      if (!isFree[physical]) continue;
      let cost = 0.01 * distance(physical, centre) + 0.005 * random();
      for (const [partner, count] of partners[next]!) {
        if (layout[partner]! >= 0) cost += count * distance(physical, layout[partner]!);
      }
      if (cost < least) [least, place] = [cost, physical];
    }
    layout[next] = place;
    isFree[place] = 0;
    rest.delete(next);
  }
  return layout;
}
