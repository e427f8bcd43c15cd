/**
 * Gates that follow each other on the same two qubits, with those of one qubit among them, as one gate with one matrix: so
 * it is placed, moved and made again as a whole.
 */
import { gatesPerStep, type Steps } from '../../steps.ts';
import {
  applyOne,
  applyTwo,
  type Entries,
  exchanged,
  IDENTITY,
  isIdentity,
  kronecker2,
  product2,
  product4,
} from './smallMatrices.ts';
import { isJump, oneQubit, type Place, qubitsOf, type Step, type TwoQubitStep } from './step.ts';

/** Gates on one pair of qubits. */
export interface Pair {
  readonly kind: 'pair';
  readonly qubits: readonly [number, number];
  /** The product of all. */
  readonly matrix: Entries;
  /** Of the gate of two qubits that stands first. */
  readonly place: Place;
  readonly steps: readonly Step[];
}

interface OpenPair {
  kind: 'pair';
  qubits: readonly [number, number];
  matrix: Entries;
  /** Else it is that of a step, which must not change. */
  isOwn: boolean;
  place: Place;
  steps: Step[];
}

/** The matrix of a pair, to be changed. */
function ownMatrix(pair: OpenPair): Entries {
  if (!pair.isOwn) pair.matrix = pair.matrix.slice();
  pair.isOwn = true;
  return pair.matrix;
}

/** The steps in an order that means the same, with every gate of two qubits in a pair, and those of one qubit merged. */
export function* collectPairs(steps: readonly Step[]): Steps<(Step | Pair)[]> {
  const collector = new Collector();
  for (const [at, step] of steps.entries()) {
    if (at % gatesPerStep === 0) yield;
    collector.add(step);
  }
  collector.closeAll();
  return collector.result;
}

class Collector {
  readonly result: (Step | Pair)[] = [];
  readonly #open = new Map<number, OpenPair>();
  /** Gates of one qubit that nothing else has followed yet. */
  readonly #waiting = new Map<number, { matrix: Entries; place: Place }>();

  add(step: Step): void {
    switch (step.kind) {
      case 'one': {
        const pair = this.#open.get(step.qubit);
        if (pair) {
          applyOne(ownMatrix(pair), step.matrix, pair.qubits[0] === step.qubit ? 0 : 1);
          pair.steps.push(step);
          return;
        }
        const waiting = this.#waiting.get(step.qubit);
        if (waiting) waiting.matrix = product2(step.matrix, waiting.matrix);
        else this.#waiting.set(step.qubit, { matrix: step.matrix, place: step.place });
        return;
      }
      case 'two':
        this.#addTwo(step);
        return;
      case 'block':
      case 'other':
        if (isJump(step)) this.closeAll();
    }
    for (const qubit of qubitsOf(step)) this.#close(qubit);
    this.result.push(step);
  }

  #addTwo(step: TwoQubitStep): void {
    const [first, second] = step.qubits;
    const open = this.#open.get(first);
    if (open && open === this.#open.get(second)) {
      const matrix = open.qubits[0] === first ? step.matrix : exchanged(step.matrix);
      applyTwo(ownMatrix(open), matrix);
      open.steps.push(step);
      return;
    }
    // What waits on these qubits becomes part of the pair.
    const before: Step[] = [];
    const matrices = step.qubits.map((qubit) => {
      if (this.#open.delete(qubit)) return IDENTITY;
      const waiting = this.#waiting.get(qubit);
      if (!waiting) return IDENTITY;
      this.#waiting.delete(qubit);
      before.push(oneQubit(qubit, waiting.matrix, waiting.place));
      return waiting.matrix;
    });
    const matrix = before.length === 0 ? step.matrix : product4(step.matrix, kronecker2(matrices[1]!, matrices[0]!));
    const isOwn = matrix !== step.matrix;
    const pair: OpenPair = {
      kind: 'pair',
      qubits: step.qubits,
      matrix,
      isOwn,
      place: step.place,
      steps: [...before, step],
    };
    // The partners that these qubits had may go on to add gates of one qubit to their pairs.
    for (const qubit of step.qubits) this.#open.set(qubit, pair);
    this.result.push(pair);
  }

  #close(qubit: number): void {
    this.#open.delete(qubit);
    const waiting = this.#waiting.get(qubit);
    if (!waiting) return;
    this.#waiting.delete(qubit);
    if (!isIdentity(waiting.matrix)) this.result.push(oneQubit(qubit, waiting.matrix, waiting.place));
  }

  closeAll(): void {
    this.#open.clear();
    for (const qubit of [...this.#waiting.keys()]) this.#close(qubit);
  }
}
