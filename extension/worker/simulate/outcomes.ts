/** Outcomes of shots as the keys of `SimulateResult.counts`: which registers they show, and in which order. */
import type { Circuit, Register } from '../../../language/circuit/circuit.ts';
import { JobError } from '../errors.ts';

/** Longer keys are of no use to anyone, and would not fit into memory for long. */
export const MAX_KEY_BITS = 2 ** 16;
/** More different outcomes than this are not a histogram any more. */
const MAX_OUTCOMES = 2 ** 20;

/** The registers that outcomes show, in order of declaration. */
export function resultRegisters(circuit: Circuit, measuresAll: boolean): readonly Register[] {
  return measuresAll ? circuit.qubits : circuit.bits.filter(({ output }) => output !== false);
}

/** How often each outcome occurred. */
export class Outcomes {
  readonly #registers: readonly Register[];
  readonly #counts = new Map<string, number>();

  constructor(registers: readonly Register[]) {
    this.#registers = registers;
    const width = registers.reduce((sum, { size }) => sum + size, 0);
    if (width > MAX_KEY_BITS) {
      throw new JobError(
        `The outcomes have ${width.toLocaleString('en')} bits: at most ${MAX_KEY_BITS.toLocaleString('en')} can be counted. Declare smaller registers.`,
      );
    }
  }

  /** @param values 0 or 1 by wire: bits, or qubits where those are counted */
  add(values: Uint8Array, count: number): void {
    const key = outcomeKey(this.#registers, values);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
    if (this.#counts.size > MAX_OUTCOMES) {
      throw new JobError(
        `There are more than ${MAX_OUTCOMES.toLocaleString('en')} different outcomes. Run fewer shots, or measure fewer qubits.`,
      );
    }
  }

  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}

/** Index 0 of each register rightmost, the register declared last leftmost, a space between registers. */
export function outcomeKey(registers: readonly Register[], values: Uint8Array): string {
  return registers
    .map(({ start, size }) =>
      Array.from(values.subarray(start, start + size))
        .reverse()
        .join(''),
    )
    .reverse()
    .join(' ');
}
