/**
 * The error budget: what a device makes of a circuit, at once and from closed forms, and which places of the program
 * cost how much.
 *
 * The success probability is estimated as the product of 1 - error over everything that happens (the estimated success
 * probability of Nishio et al., "Extracting success from IBM's 20-qubit machines", arXiv 1903.10963): the probability
 * that no error happens that could change what is measured. An error of a gate is its process infidelity, at least that
 * of T1 and T2 in its duration; of waiting, that of T1 and T2; of a readout, the mean probability to read wrong.
 *
 * Errors that reach nothing measured cost nothing: those outside of the light cone of all bits that are read, and the
 * share of a gate's Pauli errors that is Z on qubits of which only the value counts, as directly before a measurement
 * or before gates that keep Z errors what they are. A qubit in |0⟩, at the start or after a reset, waits for free.
 *
 * What is inside a dynamic block counts as though it ran once, each branch of `if` and `switch` with an equal share, any
 * error of it in full; inside of blocks nothing waits.
 */
import { blocksOf } from '../circuit/blocks.ts';
import type { Operation } from '../circuit/circuit.ts';
import type { FittedCircuit } from '../circuit/fit/fittedCircuit.ts';
import { scheduleMoments } from '../circuit/moments.ts';
import type { Device, NativeGate } from '../device/device.ts';
import { type IdleWindow, idleWindows } from '../device/idleWindows.ts';
import { type NativeGateOf, nativeGateOf } from '../device/nativeGates.ts';
import { nativeError, relaxationError } from './budgetErrors.ts';
import { ErrorReach } from './budgetReach.ts';

export type ContributionKind = 'gate' | 'idle' | 'readout' | 'reset';

/** One thing that can go wrong. */
export interface Contribution {
  readonly kind: ContributionKind;
  /** Of the program text it belongs to: waiting belongs to the operation that ends it, or to its `delay`. */
  readonly start: number;
  readonly end: number;
  /** Index into the circuit's `sources`; absent: 0, the program itself. */
  readonly source?: number;
  /** Index into the operations of the fitted circuit; of what is inside a block, that of the block. */
  readonly operation: number;
  /** The device's numbers. */
  readonly qubits: readonly number[];
  /** Probability of an error that counts. */
  readonly error: number;
  /** Of the whole loss: log(1 - error) / log(success). All shares together are 1. */
  readonly share: number;
}

/** What a place of the program, or a qubit, costs in all. */
export interface Cost {
  /** Probability of any of its errors. */
  readonly error: number;
  readonly share: number;
}

export interface PlaceCost extends Cost {
  readonly start: number;
  readonly end: number;
  readonly source?: number;
}

export interface QubitCost extends Cost {
  /** The device's number. */
  readonly qubit: number;
}

export interface Budget {
  /** Estimated probability that nothing goes wrong that counts. */
  readonly success: number;
  /** Gates on two or more qubits. */
  readonly twoQubitGates: number;
  /** Moments, of the fitted circuit. */
  readonly depth: number;
  /** Seconds. */
  readonly duration: number;
  readonly swapCount: number;
  /** In the order of the operations; those of error 0 are left out. */
  readonly contributions: readonly Contribution[];
  /** By span of the program, the worst first. */
  readonly places: readonly PlaceCost[];
  /** The worst first; a gate's error counts half on each of its two qubits. */
  readonly qubits: readonly QubitCost[];
}

export function errorBudget(fitted: FittedCircuit, device: Device): Budget {
  const { circuit, starts, swapCount } = fitted;
  const contributions = new BudgetWalk(fitted, device).contributions();
  const exponent = contributions.reduce((sum, { share }) => sum + share, 0);
  for (const contribution of contributions) contribution.share /= exponent;
  return {
    success: Math.exp(exponent),
    twoQubitGates: countLargeGates(circuit.operations),
    depth: scheduleMoments(circuit.operations).depth,
    duration: starts.at(-1) ?? 0,
    swapCount,
    contributions,
    places: costOfPlaces(contributions, exponent),
    qubits: costOfQubits(contributions, exponent),
  };
}

/** Its share is log(1 - error), until all are known. */
type Found = Omit<Contribution, 'share'> & { share: number };

/** Goes back from the end of a circuit, as errors reach no further than what is behind them lets them. */
class BudgetWalk {
  readonly #fitted: FittedCircuit;
  readonly #device: Device;
  readonly #nativeGate: NativeGateOf;
  readonly #reach: ErrorReach;
  /** By how far errors of its qubits reach, as digits in base 3. */
  readonly #gateErrors = new Map<NativeGate, number[]>();
  readonly #singles: (readonly number[])[] = [];
  /** The last one first. */
  readonly #found: Found[] = [];

  constructor(fitted: FittedCircuit, device: Device) {
    this.#fitted = fitted;
    this.#device = device;
    this.#nativeGate = nativeGateOf(device);
    this.#reach = new ErrorReach(fitted.circuit);
  }

  contributions(): readonly Found[] {
    const { operations } = this.#fitted.circuit;
    const waits = [...idleWindows(this.#fitted)];
    for (let index = operations.length - 1; index >= 0; index--) {
      const operation = operations[index]!;
      // All errors in a block count.
      if (blocksOf(operation).length > 0) this.#reach.reachAll(operation);
      this.#add(operation, operation, index, 1);
      this.#reach.goBack(operation);
      for (let last = waits.at(-1); last?.before === index; last = waits.at(-1)) {
        this.#wait(operation, last);
        waits.pop();
      }
    }
    return this.#found.reverse();
  }

  /** @param weight of a branch among others */
  #add(operation: Operation, place: Operation, index: number, weight: number): void {
    switch (operation.kind) {
      case 'gate': {
        const qubits = operation.qubits.map((qubit) => this.#fitted.physical[qubit]!);
        const native = this.#nativeGate(this.#fitted.circuit.gates[operation.gate]!.name, qubits);
        if (!native) return;
        this.#push('gate', operation, index, native.qubits, this.#gateError(native, operation.qubits) * weight);
        return;
      }
      case 'measure': {
        const { qubit, bit } = operation;
        if (bit === undefined || !this.#reach.isRead(bit)) return;
        const physical = this.#fitted.physical[qubit]!;
        const { oneGivenZero = 0, zeroGivenOne = 0 } = this.#device.qubits[physical]!.readout ?? {};
        this.#push('readout', operation, index, this.#single(physical), ((oneGivenZero + zeroGivenOne) / 2) * weight);
        return;
      }
      case 'reset': {
        const physical = this.#fitted.physical[operation.qubit]!;
        const native = this.#nativeGate('reset', [physical]);
        if (native) {
          const error = nativeError(native) * this.#reach.share([operation.qubit]);
          this.#push('reset', operation, index, native.qubits, error * weight);
        }
        return;
      }
    }
    const blocks = blocksOf(operation);
    for (const block of [...blocks].reverse()) {
      for (const inner of [...block].reverse()) this.#add(inner, place, index, weight / blocks.length);
    }
  }

  /** At least that of T1 and T2. */
  #gateError(native: NativeGate, qubits: readonly number[]): number {
    let reaches = 0;
    for (const qubit of qubits) reaches = 3 * reaches + this.#reach.of(qubit);
    let known = this.#gateErrors.get(native);
    if (!known) {
      known = [];
      this.#gateErrors.set(native, known);
    }
    const before = known[reaches];
    if (before !== undefined) return before;
    const error = Math.max(nativeError(native) * this.#reach.share(qubits), 1 - this.#kept(native, qubits));
    known[reaches] = error;
    return error;
  }

  /** The probability that no qubit of a gate relaxes in its duration. */
  #kept({ qubits: physical, duration = 0 }: NativeGate, qubits: readonly number[]): number {
    return qubits.reduce((product, qubit, index) => {
      const calibration = this.#device.qubits[physical[index]!]!;
      return product * (1 - relaxationError(calibration, duration, this.#reach.of(qubit)));
    }, 1);
  }

  #wait(operation: Operation, { before, qubit, start, end }: IdleWindow): void {
    const physical = this.#fitted.physical[qubit]!;
    const error = relaxationError(this.#device.qubits[physical]!, end - start, this.#reach.of(qubit));
    this.#push('idle', operation, before, this.#single(physical), error);
  }

  /** The same list each time: most of a long circuit's contributions have one. */
  #single(qubit: number): readonly number[] {
    this.#singles[qubit] ??= [qubit];
    return this.#singles[qubit];
  }

  #push(kind: ContributionKind, place: Operation, operation: number, qubits: readonly number[], error: number): void {
    if (!(error > 0)) return;
    const { start, end, source } = place;
    const found = { kind, start, end, operation, qubits, error, share: Math.log1p(-error) };
    this.#found.push(source === undefined ? found : { ...found, source });
  }
}

function countLargeGates(operations: readonly Operation[]): number {
  let count = 0;
  for (const operation of operations) {
    if (operation.kind === 'gate') count += operation.qubits.length > 1 ? 1 : 0;
    else for (const block of blocksOf(operation)) count += countLargeGates(block);
  }
  return count;
}

type Sum = { -readonly [Key in keyof PlaceCost]: PlaceCost[Key] };

function costOfPlaces(contributions: readonly Contribution[], exponent: number): readonly PlaceCost[] {
  const byStart = new Map<number, Sum>();
  /** The few places that start where another one does, by start, end and source. */
  const others = new Map<string, Sum>();
  const places: Sum[] = [];
  const sumAt = ({ start, end, source }: Contribution): Sum => {
    const first = byStart.get(start);
    if (first && first.end === end && first.source === source) return first;
    const key = first && `${start} ${end} ${source}`;
    const known = key === undefined ? undefined : others.get(key);
    if (known) return known;
    const place: Sum =
      source === undefined ? { start, end, error: 0, share: 0 } : { start, end, source, error: 0, share: 0 };
    if (key === undefined) byStart.set(start, place);
    else others.set(key, place);
    places.push(place);
    return place;
  };
  for (const contribution of contributions) sumAt(contribution).share += contribution.share;
  for (const place of places) place.error = errorOf(place.share, exponent);
  return places.sort((a, b) => b.share - a.share);
}

function costOfQubits(contributions: readonly Contribution[], exponent: number): readonly QubitCost[] {
  const shares = new Map<number, number>();
  for (const { qubits, share } of contributions) {
    for (const qubit of qubits) shares.set(qubit, (shares.get(qubit) ?? 0) + share / qubits.length);
  }
  return [...shares]
    .sort(([, a], [, b]) => b - a)
    .map(([qubit, share]) => ({ qubit, error: errorOf(share, exponent), share }));
}

/** What a share of the loss is as an error of its own. */
const errorOf = (share: number, exponent: number): number => -Math.expm1(share * exponent);
