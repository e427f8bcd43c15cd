/**
 * Attribution of the change of an observable's value, by Pauli propagation: the observable goes back through the ideal
 * circuit as a sum of Pauli products, and the expectation values of all these products come forward again on the same
 * way. At each location both are known: what the noise makes of the products, times what each is worth. One pass back
 * and one forward, exact whatever the noise; short where gates are Clifford gates or the light cone is small.
 */
import type { Observable } from '../../../language/circuit/observable.ts';
import { PauliTable } from '../simulate/pauli/pauliTable.ts';
import { digitOf, type PropagationStep, setDigit } from '../simulate/pauli/propagate.ts';
import type { Loss, OnProgress } from './attribution.ts';

export type TapeStep = PropagationStep & {
  /** Of a noise location; absent: a gate. */
  readonly operation?: number;
};

/** Entries of sums and images of them, for all steps together: about 200 MiB. */
export const MOST_LINKS = 2 ** 23;

/** A sum over entries of the table before (or at) a step: entry `targets[k]`, times `factors[k]`. */
interface Links {
  readonly targets: Int32Array;
  readonly factors: Float64Array;
}

type Recorded =
  /** The value of entry e behind the gate: the sum of links `firsts[e]` to `firsts[e + 1] - 1`. */
  | ({ readonly kind: 'gate'; readonly firsts: Int32Array } & Links)
  | ({ readonly kind: 'noise'; readonly operation: number } & Links);

/**
 * `undefined` where the sums grow too long.
 *
 * @param mostLinks entries of sums and images of them, for all steps together
 */
export function tapeLosses(
  observable: Observable,
  steps: readonly TapeStep[],
  qubits: number,
  mostLinks: number,
  onProgress: OnProgress,
): { readonly ideal: number; readonly losses: readonly Loss[] } | undefined {
  const recorder = new Recorder(observable, qubits);
  const tape: Recorded[] = [];
  let links = 0;
  for (let index = steps.length - 1; index >= 0; index--) {
    const recorded = recorder.goBack(steps[index]!);
    tape.push(recorded);
    links += recorded.targets.length;
    if (links > mostLinks) return undefined;
    onProgress((1 - index / steps.length) / 2);
  }
  let values = recorder.valuesAtStart();
  const losses: Loss[] = [];
  for (let index = tape.length - 1; index >= 0; index--) {
    const recorded = tape[index]!;
    if (recorded.kind === 'gate') values = valuesBehind(recorded, values);
    else losses.push({ operation: recorded.operation, loss: -sumOf(recorded, values, 0, recorded.targets.length) });
    onProgress(1 - index / tape.length / 2);
  }
  return { ideal: recorder.valueOf(values), losses };
}

function valuesBehind(gate: Extract<Recorded, { kind: 'gate' }>, values: Float64Array): Float64Array {
  const { firsts } = gate;
  return Float64Array.from({ length: firsts.length - 1 }, (_, entry) =>
    sumOf(gate, values, firsts[entry]!, firsts[entry + 1]!),
  );
}

function sumOf({ targets, factors }: Links, values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let link = from; link < to; link++) sum += factors[link]! * values[targets[link]!]!;
  return sum;
}

class Recorder {
  readonly #terms: readonly (readonly [entry: number, coefficient: number])[];
  #table: PauliTable;
  #spare: PauliTable;
  readonly #key: Uint32Array;

  constructor({ terms }: Observable, qubits: number) {
    this.#table = new PauliTable(qubits);
    this.#spare = new PauliTable(qubits);
    this.#key = new Uint32Array(this.#table.words);
    this.#terms = terms.map(({ coefficient, paulis }) => {
      this.#key.fill(0);
      for (const { pauli, qubit } of paulis) setDigit(this.#key, 0, qubit, 'IXYZ'.indexOf(pauli));
      return [this.#table.add(this.#key, 0, coefficient), coefficient] as const;
    });
  }

  goBack(step: TapeStep): Recorded {
    return step.operation === undefined ? this.#gate(step) : this.#noise(step, step.operation);
  }

  #gate(step: PropagationStep): Recorded {
    const [table, next] = [this.#table, this.#spare];
    next.clear();
    const firsts = new Int32Array(table.count + 1);
    const targets: number[] = [];
    const factors: number[] = [];
    for (let entry = 0; entry < table.count; entry++) {
      const coefficient = table.coefficients[entry]!;
      this.#images(table, entry, step, (factor) => {
        targets.push(next.add(this.#key, 0, coefficient * factor));
        factors.push(factor);
      });
      firsts[entry + 1] = targets.length;
    }
    [this.#table, this.#spare] = [next, table];
    return { kind: 'gate', firsts, targets: Int32Array.from(targets), factors: Float64Array.from(factors) };
  }

  /** Products that noise alone makes join the sum with the coefficient 0, so that what they are worth comes back too. */
  #noise(step: PropagationStep, operation: number): Recorded {
    const table = this.#table;
    const targets: number[] = [];
    const factors: number[] = [];
    const { count } = table;
    for (let entry = 0; entry < count; entry++) {
      const coefficient = table.coefficients[entry]!;
      if (coefficient === 0) continue;
      targets.push(entry);
      factors.push(-coefficient);
      this.#images(table, entry, step, (factor) => {
        targets.push(table.add(this.#key, 0, 0));
        factors.push(coefficient * factor);
      });
    }
    return { kind: 'noise', operation, targets: Int32Array.from(targets), factors: Float64Array.from(factors) };
  }

  /** Visits what a step makes of an entry, with each image in `#key`. */
  #images(table: PauliTable, entry: number, { transfer, qubits }: PropagationStep, visit: (factor: number) => void) {
    const { words } = table;
    const start = entry * words;
    let local = 0;
    for (let index = qubits.length - 1; index >= 0; index--) {
      local = 4 * local + digitOf(table.keys, start, qubits[index]!);
    }
    for (let word = 0; word < words; word++) this.#key[word] = table.keys[start + word]!;
    const { images, factors } = transfer.rows[local]!;
    for (let image = 0; image < images.length; image++) {
      let digits = images[image]!;
      for (const qubit of qubits) {
        setDigit(this.#key, 0, qubit, digits & 3);
        digits >>= 2;
      }
      visit(factors[image]!);
    }
  }

  /** What each entry is worth in |0…0⟩: 1 for products of Z. */
  valuesAtStart(): Float64Array {
    const { words, keys, count } = this.#table;
    return Float64Array.from({ length: count }, (_, entry) => {
      for (let word = 0; word < words; word += 2) if (keys[entry * words + word] !== 0) return 0;
      return 1;
    });
  }

  /** @param values of the products behind the last step */
  valueOf(values: Float64Array): number {
    return this.#terms.reduce((sum, [entry, coefficient]) => sum + coefficient * values[entry]!, 0);
  }
}
