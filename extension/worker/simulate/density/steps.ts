/** Transfers as the steps the kernels know (`kernels/pauliTransfer.ts`), and as the numbers they read. */
import { isIdentityRow, isUnital, type Transfer } from './transfer.ts';

/**
 * A pass of one kernel over a vector of Pauli expectation values. Bits are those of a register of two numbers: the lower
 * bit of digit d is bit 2d - 1, the lower bit of digit 0 is none.
 */
export interface PauliStep {
  readonly kernel: 'generic1' | 'unital' | 'affine' | 'sparse' | 'exchangeFirst';
  /** Bits in which numbers that are combined differ. */
  readonly targets: number;
  readonly controls: 0;
  readonly value: 0;
  /** The lower bits of the digits. */
  readonly a: number;
  readonly b: number;
  readonly data: Float64Array;
}

const NOTHING = new Float64Array(0);

/**
 * @param places the digit of each qubit; where two-qubit transfers need another qubit to be the first digit, it changes
 */
export function stepsOf(transfers: readonly Transfer[], places: number[]): readonly PauliStep[] {
  return transfers.flatMap(({ qubits, matrix }, index) => {
    const [first = 0, second] = qubits;
    if (second === undefined) return [oneQubit(matrix, places[first]!)];
    const steps: PauliStep[] = [];
    const onFirstDigit = qubits.find((qubit) => places[qubit] === 0);
    if (onFirstDigit !== undefined) {
      const other = longestIdle(transfers, index, places.length);
      steps.push(step('exchangeFirst', places[other]!, undefined, NOTHING, 1));
      [places[onFirstDigit], places[other]] = [places[other]!, 0];
    }
    steps.push(step('sparse', places[first]!, places[second]!, tableOf(matrix)));
    return steps;
  });
}

/** The qubit that is not part of a two-qubit transfer for the longest time, from number `from` on. */
function longestIdle(transfers: readonly Transfer[], from: number, qubitCount: number): number {
  const idle = new Set(Array.from({ length: qubitCount }, (_, qubit) => qubit));
  let last = 0;
  for (let index = from; index < transfers.length && idle.size > 0; index++) {
    const { qubits } = transfers[index]!;
    if (qubits.length !== 2) continue;
    for (const qubit of qubits) if (idle.delete(qubit)) last = qubit;
  }
  const [never] = idle;
  return never ?? last;
}

function oneQubit(matrix: Float64Array, place: number): PauliStep {
  if (place === 0) {
    return { kernel: 'generic1', targets: 1, controls: 0, value: 0, a: 1, b: 0, data: firstDigitData(matrix) };
  }
  if (!isUnital(matrix)) return step('affine', place, undefined, twice([...matrix]));
  return step('unital', place, undefined, twice([5, 6, 7, 9, 10, 11, 13, 14, 15].map((at) => matrix[at]!)));
}

function step(
  kernel: PauliStep['kernel'],
  place: number,
  other: number | undefined,
  data: Float64Array,
  more = 0,
): PauliStep {
  const low = (digit: number) => 1 << (2 * digit - 1);
  const b = other === undefined ? 0 : low(other);
  return { kernel, targets: (3 * low(place)) | (3 * b) | more, controls: 0, value: 0, a: low(place), b, data };
}

const twice = (numbers: readonly number[]): Float64Array =>
  Float64Array.from(numbers.flatMap((number) => [number, number]));

/**
 * The registers are (I, X) and (Y, Z). What `generic1` takes for the real part of a factor multiplies each number, what
 * it takes for the imaginary part the other one of its register.
 */
function firstDigitData(matrix: Float64Array): Float64Array {
  const entries = [0, 2].flatMap((row) =>
    [0, 2].flatMap((column) => [
      ...[4 * row + column, 4 * (row + 1) + column + 1],
      ...[4 * row + column + 1, 4 * (row + 1) + column],
    ]),
  );
  return Float64Array.from(entries, (at) => matrix[at]!);
}

/** See `sparse` of the kernels: words of 32 bits between the factors. */
function tableOf(matrix: Float64Array): Float64Array {
  const numbers: number[] = [];
  const words: number[] = [];
  const push = (factor: number, ...pair: readonly [number, number]) => {
    numbers.push(factor);
    words.push(...pair);
  };
  push(0, 0, 0);
  let rows = 0;
  for (let row = 0; row < 16; row++) {
    if (isIdentityRow(matrix, row)) continue;
    rows++;
    const head = numbers.length;
    push(0, 0, 0);
    for (let column = 0; column < 16; column++) {
      const factor = matrix[16 * row + column]!;
      if (factor !== 0) push(factor, 16 * column, 0);
    }
    // A row of zeros needs an entry, too.
    if (numbers.length === head + 1) push(0, 0, 0);
    words[2 * head] = row;
    words[2 * head + 1] = numbers.length - head - 1;
  }
  words[0] = rows;
  const data = new Float64Array(2 * numbers.length);
  const integers = new Uint32Array(data.buffer);
  numbers.forEach((factor, index) => {
    const isFactor = words[2 * index + 1] === 0 && index > 0;
    if (isFactor) {
      data[2 * index] = factor;
      integers[4 * index + 2] = words[2 * index]!;
    } else {
      integers[4 * index] = words[2 * index]!;
      integers[4 * index + 1] = words[2 * index + 1]!;
    }
  });
  return data;
}
