/**
 * Decodings: which action an outcome of a policy's circuit stands for. After N. Meyer et al., "Quantum Policy Gradient
 * Algorithm with Optimized Action Decoding", arXiv 2212.06663.
 *
 * Bit strings B are read from the left, as they are printed: B[0] is the last qubit.
 */
import { JobError } from '../errors.ts';

/** The action of each basis state. */
export interface Decoding {
  readonly name: string;
  readonly qubits: number;
  readonly actions: number;
  readonly table: Uint8Array;
}

/**
 * `global`: the leading bits, and the parity of all that are left for the last; `local`: the leading bits alone;
 * `2-local`: the parity of the two leading bits; `table(0110)`: the action of each outcome in ascending order.
 *
 * @throws {JobError} where there is no such decoding of so many qubits
 */
export function decodingOf(text: string, qubits: number, actions: number): Decoding {
  const bits = Math.log2(actions);
  if (!Number.isInteger(bits) || actions < 2) {
    throw new JobError(`A decoding has 2, 4, 8, … actions, not ${actions}.`);
  }
  if (bits > qubits) throw new JobError(`${actions} actions take ${bits} qubits at least; the circuit has ${qubits}.`);
  const action = actionOf(text, qubits, bits);
  const table = Uint8Array.from({ length: 2 ** qubits }, (_, state) => action(state));
  const stray = table.find((value) => value >= actions);
  if (stray !== undefined) throw new JobError(`The decoding has an action ${stray}; there are ${actions}, from 0 on.`);
  return { name: text, qubits, actions, table };
}

function actionOf(text: string, qubits: number, bits: number): (state: number) => number {
  const local = /^(\d+)-local$/.exec(text);
  const table = /^table\((\w+)\)$/.exec(text);
  if (text === 'global') {
    const rest = 2 ** (qubits - bits + 1) - 1;
    return (state) => ((state >> (qubits - bits + 1)) << 1) | parity(state & rest);
  }
  if (text === 'local') return (state) => state >> (qubits - bits);
  if (local) {
    const size = Number(local[1]);
    if (bits !== 1) throw new JobError(`'${text}' has 2 actions. Choose global or local for more.`);
    if (size < 1 || size > qubits) throw new JobError(`'${text}' takes ${size} qubits; the circuit has ${qubits}.`);
    return (state) => parity(state >> (qubits - size));
  }
  if (table) {
    const [, digits = ''] = table;
    if (digits.length !== 2 ** qubits) {
      throw new JobError(
        `The table of a decoding of ${qubits} qubits has ${2 ** qubits} actions, not ${digits.length}.`,
      );
    }
    return (state) => Number.parseInt(digits[state]!, 36);
  }
  throw new JobError(`There is no decoding '${text}'. Choose global, local, 2-local (or another number), or table(…).`);
}

export function parity(word: number): 0 | 1 {
  let bits = word ^ (word >> 16);
  bits ^= bits >> 8;
  bits ^= bits >> 4;
  bits ^= bits >> 2;
  return ((bits ^ (bits >> 1)) & 1) as 0 | 1;
}

/** The most qubits whose extracted information is found by trying all sets of bits. */
export const MAX_MEASURED_QUBITS = 12;

/** By basis state, the least number of its bits that decide the action: its certificate complexity. */
export function extractedInformation({ qubits, table }: Pick<Decoding, 'qubits' | 'table'>): Uint8Array {
  const size = 2 ** qubits;
  const least = new Uint8Array(size).fill(qubits);
  const first = new Int16Array(size);
  for (let known = 0; known < size; known++) {
    const count = ones(known);
    // -1: not seen yet; -2: not decided.
    first.fill(-1);
    for (let state = 0; state < size; state++) {
      const seen = first[state & known]!;
      if (seen === -1) first[state & known] = table[state]!;
      else if (seen !== table[state]) first[state & known] = -2;
    }
    for (let state = 0; state < size; state++) {
      if (count < least[state]! && first[state & known]! >= 0) least[state] = count;
    }
  }
  return least;
}

function ones(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The mean of the extracted information over all outcomes: at most the number of qubits, which `global` reaches. */
export function globality(decoding: Decoding): number | undefined {
  const { name, qubits, actions } = decoding;
  if (qubits <= MAX_MEASURED_QUBITS) {
    return extractedInformation(decoding).reduce((sum, bits) => sum + bits, 0) / 2 ** qubits;
  }
  if (name === 'global') return qubits;
  if (name === 'local') return Math.log2(actions);
  const local = /^(\d+)-local$/.exec(name);
  return local ? Number(local[1]) : undefined;
}

/** The qubits that matter to the action of some outcome. */
export function qubitsRead({ qubits, table }: Decoding): readonly number[] {
  return Array.from({ length: qubits }, (_, qubit) => qubit).filter((qubit) =>
    table.some((action, state) => action !== table[state ^ (1 << qubit)]),
  );
}
