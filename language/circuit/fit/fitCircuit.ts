/** Fits a circuit to a device: native gates on coupled qubits, with places, swaps and times. */
import type { Device } from '../../device/device.ts';
import { finish, gatesPerStep, type Steps } from '../../steps.ts';
import type { Circuit } from '../circuit.ts';
import { cancel } from './cancel.ts';
import { dropUnread } from './dropUnread.ts';
import { emit, onUsedQubits } from './emit.ts';
import { entanglingCost } from './entanglingCost.ts';
import { FitError } from './fitError.ts';
import { fittedAlready } from './fittedAlready.ts';
import type { FittedCircuit } from './fittedCircuit.ts';
import { interactionsOf } from './interactions.ts';
import { layouts } from './layout.ts';
import { optimize } from './optimize.ts';
import { collectPairs } from './pairs.ts';
import { Placer } from './placeSteps.ts';
import { randomFrom } from './random.ts';
import { relayout, type ScoredPlacement } from './relayout.ts';
import type { NodeCosts } from './route.ts';
import { scheduleInSteps } from './schedule.ts';
import { inBodies, type Step, twoQubits } from './step.ts';
import { type Target, targetOf, UnusableDevice } from './target.ts';
import { StepMaker } from './toSteps.ts';

export interface FitOptions {
  /** The device's qubit at which each qubit of the program starts; as many as the program has, or fewer. */
  readonly layout?: readonly number[];
  /** Decides what is left to chance: 0 where not given. */
  readonly seed?: number;
}

/** @throws {FitError} where the circuit cannot be fitted */
export const fitCircuit = (circuit: Circuit, device: Device, options: FitOptions = {}): FittedCircuit =>
  finish(fitInSteps(circuit, device, options));

export function* fitInSteps(circuit: Circuit, device: Device, options: FitOptions = {}): Steps<FittedCircuit> {
  if (!circuit.complete) {
    throw new FitError('Only a part of the program could be understood: mend what is wrong with it first.');
  }
  const already = options.layout ? undefined : yield* fittedAlready(circuit, device);
  if (already) return already;
  const target = usable(device);
  const seed = options.seed ?? 0;
  const logical = yield* merged(yield* new StepMaker(circuit).steps(circuit.operations));
  const interactions = interactionsOf(logical, circuit.qubitCount, target);
  const fixed = fixedPlaces(circuit, interactions.used, target, device, options.layout ?? []);
  const room = roomFor(interactions.used, fixed, target, device);
  let best: (ScoredPlacement & { readonly swapCount: number }) | undefined;
  for (const start of yield* layouts(logical, interactions, target, { fixed, room, seed, costsOf })) {
    const final = start.layout.slice();
    const placer = new Placer(target, final, randomFrom(start.seed), costsOf);
    const steps = yield* optimize(yield* placer.place(logical), target);
    yield;
    const placement = relayout({ initial: start.layout, final, steps }, target, fixed);
    if (!best || placement.score > best.score) best = { ...placement, swapCount: placer.swapCount };
  }
  const { initial, final, steps, swapCount } = best!;
  const native = yield* emit(steps, target);
  const { circuit: fitted, physical } = yield* onUsedQubits(native, circuit, []);
  const times = yield* scheduleInSteps(fitted, physical, device);
  return {
    circuit: fitted,
    physical,
    initialLayout: placesOf(initial),
    finalLayout: placesOf(final),
    ...times,
    swapCount,
  };
}

/** Without what cancels, and with the gates of each pair of qubits as one. */
function* merged(steps: readonly Step[]): Steps<Step[]> {
  const result: Step[] = [];
  for (const [at, item] of (yield* collectPairs(yield* dropUnread(yield* cancel(steps)))).entries()) {
    if (at % gatesPerStep === 0) yield;
    if (item.kind === 'pair') result.push(twoQubits(...item.qubits, item.matrix, item.place));
    else if (item.kind === 'block') result.push({ ...item, bodies: yield* inBodies(item, merged) });
    else result.push(item);
  }
  return result;
}

function* costsOf(steps: readonly Step[]): Steps<NodeCosts> {
  const [plain, swapped] = [new Uint8Array(steps.length), new Uint8Array(steps.length)];
  for (const [at, step] of steps.entries()) {
    if (at % gatesPerStep === 0) yield;
    if (step.kind !== 'two') continue;
    const cost = entanglingCost(step.matrix);
    plain[at] = cost.cx;
    swapped[at] = cost.swapped;
  }
  return { plain, swapped };
}

function usable(device: Device): Target {
  try {
    return targetOf(device);
  } catch (error) {
    if (error instanceof UnusableDevice) throw new FitError(error.message);
    throw error;
  }
}

const placesOf = (layout: Int32Array): (number | undefined)[] =>
  Array.from(layout, (physical) => (physical < 0 ? undefined : physical));

/** Places that the program or the caller decides: hardware qubits are where their names say. */
function fixedPlaces(
  circuit: Circuit,
  used: readonly number[],
  target: Target,
  device: Device,
  wanted: readonly number[],
): Int32Array {
  const places = new Int32Array(circuit.qubitCount).fill(-1);
  const working = new Set(target.parts.flat());
  const takenBy = new Map<number, number>();
  const fix = (qubit: number, physical: number, place?: { start: number; end: number }) => {
    const isOnDevice = Number.isInteger(physical) && physical >= 0 && physical < target.qubitCount;
    if (!isOnDevice) {
      throw new FitError(
        `The device '${device.name}' has no qubit ${physical}: its qubits are 0 to ${target.qubitCount - 1}.`,
        place,
      );
    }
    if (!working.has(physical))
      throw new FitError(`Qubit ${physical} of the device '${device.name}' does not work. Choose another one.`, place);
    if (takenBy.has(physical))
      throw new FitError(`Qubit ${physical} of the device is given to two qubits of the program.`, place);
    takenBy.set(physical, qubit);
    places[qubit] = physical;
  };
  for (const { name, start, span } of circuit.qubits) {
    const hardware = /^\$(\d+)$/.exec(name);
    if (hardware) fix(start, Number(hardware[1]), span);
  }
  wanted.slice(0, circuit.qubitCount).forEach((physical, qubit) => {
    if (places[qubit] !== physical) fix(qubit, physical);
  });
  // What nothing happens to needs no place.
  const isUsed = new Set(used);
  return places.map((physical, qubit) => (isUsed.has(qubit) ? physical : -1));
}

/** The connected qubits that the program has to do with. */
function roomFor(used: readonly number[], fixed: Int32Array, target: Target, device: Device): readonly number[] {
  const places = used.map((qubit) => fixed[qubit]!).filter((physical) => physical >= 0);
  const [first] = places;
  const room = target.parts.find((part) => first === undefined || part.includes(first)) ?? [];
  const count = used.length;
  if (count > target.qubitCount) {
    throw new FitError(`The program uses ${count} qubits, but the device '${device.name}' has ${target.qubitCount}.`);
  }
  if (count > room.length) {
    throw new FitError(
      `The program uses ${count} qubits, but only ${room.length} working qubits of the device '${device.name}' are connected.`,
    );
  }
  const apart = places.find((physical) => !room.includes(physical));
  if (apart !== undefined) {
    throw new FitError(`Qubits ${first} and ${apart} of the device '${device.name}' are not connected.`);
  }
  return room;
}
