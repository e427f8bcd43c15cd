/** From steps on the qubits of a program to steps on those of a device, with the swaps that this takes. */
import { gatesPerStep, type Steps } from '../../steps.ts';
import type { Operation } from '../circuit.ts';
import { dependenciesOf, stepWires } from './dependencies.ts';
import type { Random } from './random.ts';
import { type CostsOf, occupantsOf, Router } from './route.ts';
import {
  type BlockStep,
  inBodies,
  isJump,
  type OneQubitStep,
  type OtherStep,
  type Place,
  placeOf,
  qubitsOf,
  routingSwap,
  type Step,
  type TurnStep,
} from './step.ts';
import type { Target } from './target.ts';

export class Placer {
  readonly #target: Target;
  readonly #random: Random;
  readonly #costsOf: CostsOf;
  /** Physical qubit of each qubit of the program, and back; -1: none. */
  readonly #layout: Int32Array;
  readonly #occupants: Int32Array;
  readonly #swaps: (readonly [number, number])[] = [];
  #swapCount = 0;

  /** @param layout changed to where the qubits are at the end */
  constructor(target: Target, layout: Int32Array, random: Random, costsOf: CostsOf) {
    this.#target = target;
    this.#layout = layout;
    this.#occupants = occupantsOf(layout, target.qubitCount);
    this.#random = random;
    this.#costsOf = costsOf;
  }

  get swapCount(): number {
    return this.#swapCount;
  }

  /** @param loop how many swaps there had been where the loop around began: jumps go back to its placement */
  *place(steps: readonly Step[], loop = 0): Steps<Step[]> {
    const record: number[] = [];
    const costs = yield* this.#costsOf(steps);
    yield* new Router(this.#target, dependenciesOf(steps), costs, this.#layout.slice(), this.#random, record).run();
    const served = servedPlaces(record, steps);
    const placed: Step[] = [];
    // What can wait does: a swap right after a gate on the same two qubits merges with it, and one that passes through a
    // qubit that is measured at the end does so before that.
    const held = new Held((step) => this.#placeStep(step, loop, placed));
    for (const [at, event] of record.entries()) {
      if (at % gatesPerStep === 0) yield;
      const step = steps[event];
      if (!step) {
        const pair = -1 - event;
        const [a, b] = [Math.floor(pair / this.#target.qubitCount), pair % this.#target.qubitCount];
        this.#swap(a, b);
        placed.push(routingSwap(a, b, served[at]!));
      } else if (canWait(step)) held.add(step);
      else {
        if (isJump(step)) held.releaseAll();
        else held.release(stepWires(step));
        if (step.kind === 'block') placed.push(yield* this.#placeBlock(step, loop));
        else this.#placeStep(step, loop, placed);
      }
    }
    held.releaseAll();
    return placed;
  }

  #swap(a: number, b: number): void {
    this.#swaps.push([a, b]);
    this.#swapCount++;
    const [first, second] = [this.#occupants[a]!, this.#occupants[b]!];
    this.#occupants[a] = second;
    this.#occupants[b] = first;
    if (first >= 0) this.#layout[first] = b;
    if (second >= 0) this.#layout[second] = a;
  }

  #placeStep(step: SimpleStep, loop: number, placed: Step[]): void {
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
      }
    }
  }

  *#placeBlock(step: BlockStep, loop: number): Steps<Step> {
    const { operation } = step;
    const isLoop = operation.kind === 'while' || operation.kind === 'for';
    const around = isLoop ? this.#swaps.length : loop;
    const bodies = yield* inBodies(step, (body) => this.#placeBody(body, around, operation));
    const qubits = [...new Set(bodies.flatMap((body) => body.flatMap(qubitsOf)))];
    return { ...step, qubits, bodies };
  }

  /** What follows finds the qubits where they were before, whichever way the run took. */
  *#placeBody(body: readonly Step[], loop: number, operation: Operation): Steps<Step[]> {
    const before = this.#swaps.length;
    const placed = yield* this.place(body, loop);
    const last = body.at(-1);
    const place = placeOf(
      last?.kind === 'other' || last?.kind === 'block' ? last.operation : (last?.place ?? operation),
    );
    const back = this.#wayBack(before, place);
    const ending = placed.at(-1);
    const isLeft = ending?.kind === 'other' && isJump(ending);
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

type SimpleStep = Exclude<Step, BlockStep>;

/** Whether a step concerns nothing but the later ones on its wires. */
function canWait(step: Step): step is OneQubitStep | TurnStep | OtherStep {
  if (step.kind === 'other') return 'qubit' in step.operation || 'qubits' in step.operation;
  return step.kind === 'one' || (step.kind === 'turn' && !step.fixed);
}

interface HeldStep {
  readonly step: SimpleStep;
  /** The last ones on its wires before it. */
  readonly before: readonly number[];
  isPlaced: boolean;
}

/** Steps that wait until what comes after them on their wires is placed. */
class Held {
  readonly #place: (step: SimpleStep) => void;
  readonly #steps: HeldStep[] = [];
  /** The last step on each wire. */
  readonly #last = new Map<number | string, number>();
  #released = 0;

  constructor(place: (step: SimpleStep) => void) {
    this.#place = place;
  }

  add(step: SimpleStep): void {
    const wires = stepWires(step);
    const before = wires.flatMap((wire) => this.#last.get(wire) ?? []);
    for (const wire of wires) this.#last.set(wire, this.#steps.length);
    this.#steps.push({ step, before, isPlaced: false });
  }

  /** All that must come before something on these wires. */
  release(wires: readonly (number | string)[]): void {
    const needed = new Set(wires.flatMap((wire) => this.#last.get(wire) ?? []));
    for (const wire of wires) this.#last.delete(wire);
    for (const at of needed) {
      if (this.#steps[at]!.isPlaced) needed.delete(at);
      else for (const earlier of this.#steps[at]!.before) needed.add(earlier);
    }
    for (const at of [...needed].sort((a, b) => a - b)) this.#release(this.#steps[at]!);
  }

  releaseAll(): void {
    for (; this.#released < this.#steps.length; this.#released++) this.#release(this.#steps[this.#released]!);
  }

  #release(held: HeldStep): void {
    if (held.isPlaced) return;
    held.isPlaced = true;
    this.#place(held.step);
  }
}

export function onQubits(operation: Operation, qubits: readonly number[]): Operation {
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
