/**
 * A mixture of qubits that come and go, as the expectation values of its Pauli strings (see `pauliVector.ts`): one that
 * comes is in |0⟩, and one that goes is traced out.
 */
import { Kernels } from '../dense/kernels.ts';
import { encodePaulis } from '../dense/program.ts';
import { schedule } from '../dense/schedule.ts';
import { LEAST_QUBITS, signedSums } from './pauliVector.ts';
import { stepsOf } from './steps.ts';
import { RESET, type Transfer } from './transfer.ts';

/** Kernels by their number of qubits, kept for the next state: larger ones take too much memory. */
const kept = new Map<number, Kernels>();
const MOST_KEPT = 11;

function kernelsFor(qubits: number): Kernels {
  const known = kept.get(qubits);
  if (known) return known;
  const made = new Kernels(2 * qubits - 1);
  if (qubits <= MOST_KEPT) kept.set(qubits, made);
  return made;
}

/** At most one of these is in use at a time. */
export class NarrowState {
  #kernels = kernelsFor(LEAST_QUBITS);
  /** The digit of each place's qubit; see `PauliVector`. */
  #digits = [...Array(LEAST_QUBITS).keys()];
  /** The qubit at each place; `undefined`: one that is in |0⟩ and that nobody asked for. */
  readonly #qubits: (number | undefined)[] = this.#digits.map(() => undefined);
  #waiting: Transfer[] = [];

  constructor() {
    this.#numbers.fill(0);
    for (let mask = 0; mask < 2 ** LEAST_QUBITS; mask++) this.#numbers[this.#indexOf(mask)] = 1;
  }

  join(qubit: number): void {
    const free = this.#qubits.indexOf(undefined);
    if (free >= 0) {
      this.#qubits[free] = qubit;
      return;
    }
    this.#flush();
    const before = this.#numbers;
    this.#kernels = kernelsFor(this.#qubits.length + 1);
    // The new digit is the highest one: I and Z are 1, X and Y are 0.
    this.#numbers.set(before);
    this.#numbers.fill(0, before.length, 3 * before.length);
    this.#numbers.set(before, 3 * before.length);
    this.#digits.push(this.#qubits.length);
    this.#qubits.push(qubit);
  }

  leave(qubit: number): void {
    const place = this.#qubits.indexOf(qubit);
    if (this.#qubits.length === LEAST_QUBITS) {
      this.#waiting.push({ qubits: [place], matrix: RESET });
      this.#qubits[place] = undefined;
      return;
    }
    this.#flush();
    const digit = this.#digits[place]!;
    const before = this.#numbers;
    this.#kernels = kernelsFor(this.#qubits.length - 1);
    keepIdentity(before, this.#numbers, 4 ** digit);
    this.#digits.splice(place, 1);
    this.#qubits.splice(place, 1);
    this.#digits = this.#digits.map((other) => (other > digit ? other - 1 : other));
  }

  apply({ qubits, matrix }: Transfer): void {
    this.#waiting.push({ qubits: qubits.map((qubit) => this.#qubits.indexOf(qubit)), matrix });
  }

  /** Of each outcome of reading these qubits, the first in the lowest bit. */
  probabilities(qubits: readonly number[]): Float64Array {
    this.#flush();
    const places = qubits.map((qubit) => this.#qubits.indexOf(qubit));
    const size = 2 ** qubits.length;
    const sums = Float64Array.from({ length: size }, (_, outcome) => {
      const mask = places.reduce((all, place, bit) => all | (((outcome >> bit) & 1) << place), 0);
      return this.#numbers[this.#indexOf(mask)]! / size;
    });
    signedSums(sums);
    return sums;
  }

  get #numbers(): Float64Array {
    return this.#kernels.amplitudes as Float64Array;
  }

  /** The number of the string that has Z at the places of a mask, I elsewhere. */
  #indexOf(mask: number): number {
    return this.#digits.reduce((sum, digit, place) => sum + ((mask >> place) & 1) * 3 * 4 ** digit, 0);
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    const steps = stepsOf(this.#waiting, this.#digits);
    this.#waiting = [];
    for (const segment of schedule(steps, 2 * this.#qubits.length - 1)) {
      for (const part of encodePaulis(segment)) this.#kernels.run(part);
    }
  }
}

/** The numbers of strings with I at one digit, whose unit is `unit`. */
function keepIdentity(from: Float64Array, to: Float64Array, unit: number): void {
  if (unit >= 16) {
    for (let start = 0; start < to.length; start += unit) to.set(from.subarray(4 * start, 4 * start + unit), start);
    return;
  }
  for (let start = 0; start < to.length; start += unit) {
    for (let low = 0; low < unit; low++) to[start + low] = from[4 * start + low]!;
  }
}
