/** From steps on the qubits of a program to steps on those of a device, with the swaps that this takes. */
import type { Operation } from '../circuit.ts';
import { dependenciesOf } from './dependencies.ts';
import type { Random } from './random.ts';
import { type NodeCosts, Router } from './route.ts';
import { isJump, type Place, placeOf, qubitsOf, routingSwap, type Step } from './step.ts';
import type { Target } from './target.ts';

export class Placer {
  readonly #target: Target;
  readonly #random: Random;
  readonly #costsOf: (steps: readonly Step[]) => NodeCosts;
  /** Physical qubit of each qubit of the program; -1: it has none. */
  readonly #layout: Int32Array;
  readonly #swaps: (readonly [number, number])[] = [];
  #swapCount = 0;

  /** @param layout changed to where the qubits are at the end */
  constructor(target: Target, layout: Int32Array, random: Random, costsOf: (steps: readonly Step[]) => NodeCosts) {
    this.#target = target;
    this.#layout = layout;
    this.#random = random;
    this.#costsOf = costsOf;
  }

  get swapCount(): number {
    return this.#swapCount;
  }

  /** @param loop how many swaps there had been where the loop around began: jumps go back to its placement */
  place(steps: readonly Step[], loop = 0): Step[] {
    const record: number[] = [];
    new Router(
      this.#target,
      dependenciesOf(steps),
      this.#costsOf(steps),
      this.#layout.slice(),
      this.#random,
      record,
    ).run();
    const served = servedPlaces(record, steps);
    const placed: Step[] = [];
    // What can wait does: a swap right after a gate on the same two qubits merges with it.
    const held: Step[] = [];
    const release = (count: number) => {
      for (const step of held.splice(0, count)) this.#placeStep(step, loop, placed);
    };
    record.forEach((event, at) => {
      const step = steps[event];
      if (event < 0) {
        const pair = -1 - event;
        const [a, b] = [Math.floor(pair / this.#target.qubitCount), pair % this.#target.qubitCount];
        this.#swap(a, b);
        placed.push(routingSwap(a, b, served[at]!));
      } else if (canWait(step!)) held.push(step!);
      else {
        release(step!.kind === 'two' ? waitedFor(held, step!.qubits) : held.length);
        this.#placeStep(step!, loop, placed);
      }
    });
    release(held.length);
    return placed;
  }

  #swap(a: number, b: number): void {
    this.#swaps.push([a, b]);
    this.#swapCount++;
    for (let qubit = 0; qubit < this.#layout.length; qubit++) {
      if (this.#layout[qubit] === a) this.#layout[qubit] = b;
      else if (this.#layout[qubit] === b) this.#layout[qubit] = a;
    }
  }

  #placeStep(step: Step, loop: number, placed: Step[]): void {
    const at = (qubit: number) => this.#layout[qubit]!;
    switch (step.kind) {
      case 'one':
      case 'turn':
        placed.push({ ...step, qubit: at(step.qubit) });
        return;
      case 'two':
        placed.push({ ...step, qubits: [at(step.qubits[0]), at(step.qubits[1])] });
        return;
      case 'other': {
        const { operation } = step;
        if (operation.kind === 'break' || operation.kind === 'continue')
          placed.push(...this.#wayBack(loop, placeOf(operation)));
        // Barriers may name qubits that have no place, as nothing happens to them.
        const qubits = step.qubits.map(at).filter((physical) => physical >= 0);
        if (step.qubits.length > 0 && qubits.length === 0) return;
        placed.push({ kind: 'other', qubits, operation: onQubits(operation, qubits) });
        return;
      }
      case 'block': {
        const { operation } = step;
        const isLoop = operation.kind === 'while' || operation.kind === 'for';
        const bodies = step.bodies.map((body) => this.#placeBody(body, isLoop ? this.#swaps.length : loop, operation));
        const qubits = [...new Set(bodies.flatMap((body) => body.flatMap(qubitsOf)))];
        placed.push({ ...step, qubits, bodies });
      }
    }
  }

  /** What follows finds the qubits where they were before, whichever way the run took. */
  #placeBody(body: readonly Step[], loop: number, operation: Operation): Step[] {
    const before = this.#swaps.length;
    const placed = this.place(body, loop);
    const last = body.at(-1);
    const place = placeOf(
      last?.kind === 'other' || last?.kind === 'block' ? last.operation : (last?.place ?? operation),
    );
    const back = this.#wayBack(before, place);
    const ending = placed.at(-1);
    const isLeft = ending?.kind === 'other' && isJump(ending.operation);
    if (!isLeft) {
      placed.push(...back);
      this.#swapCount += back.length;
    }
    for (const [a, b] of this.#swaps.splice(before).reverse()) this.#unswap(a, b);
    return placed;
  }

  #unswap(a: number, b: number): void {
    this.#swap(a, b);
    this.#swaps.pop();
    this.#swapCount--;
  }

  /** The swaps since then, backwards. */
  #wayBack(since: number, place: Place): Step[] {
    return this.#swaps
      .slice(since)
      .reverse()
      .map(([a, b]) => routingSwap(a, b, place));
  }
}

/** Whether a step concerns nothing but the later ones on its qubits, and what is held after it. */
function canWait(step: Step): boolean {
  if (step.kind === 'other') return 'qubit' in step.operation || 'qubits' in step.operation;
  return step.kind === 'one' || (step.kind === 'turn' && !step.fixed);
}

/** How many of the steps that are held must come before one on these qubits: all up to the last one that shares any. */
function waitedFor(held: readonly Step[], qubits: readonly number[]): number {
  let count = held.length;
  while (count > 0 && !qubitsOf(held[count - 1]!).some((qubit) => qubits.includes(qubit))) count--;
  return count;
}

function onQubits(operation: Operation, qubits: readonly number[]): Operation {
  if ('qubits' in operation) return { ...operation, qubits } as Operation;
  if ('qubit' in operation) return { ...operation, qubit: qubits[0]! };
  return operation;
}

/** For each swap the place of the next gate of two qubits in the record that one of its qubits takes part in. */
function servedPlaces(record: readonly number[], steps: readonly Step[]): (Place | undefined)[] {
  const places: (Place | undefined)[] = [];
  let next: Place = { start: 0, end: 0 };
  for (let at = record.length - 1; at >= 0; at--) {
    const event = record[at]!;
    const step = event >= 0 ? steps[event] : undefined;
    if (step?.kind === 'two') next = step.place;
    places[at] = next;
  }
  return places;
}

/** The operation of a block with these bodies. */
export function withBodies(operation: Operation, bodies: readonly (readonly Operation[])[]): Operation {
  const [first = [], second = []] = bodies;
  switch (operation.kind) {
    case 'box':
    case 'while':
    case 'for':
      return { ...operation, body: first };
    case 'if':
      return { ...operation, then: first, otherwise: second };
    case 'switch': {
      const cases = operation.cases.map((item, index) => ({ ...item, body: bodies[index] ?? [] }));
      return { ...operation, cases, otherwise: bodies.at(-1) ?? [] };
    }
    default:
      return operation;
  }
}
