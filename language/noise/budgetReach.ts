/**
 * Which errors can make a difference: how far an error of each qubit reaches, found by going back through a circuit from
 * what it measures.
 */

import { allOperations } from '../circuit/blocks.ts';
import type { Circuit, GateOperation, Operation } from '../circuit/circuit.ts';
import { wiresOf } from '../circuit/moments.ts';

/** No error of the qubit changes anything that is measured. */
export const NOWHERE = 0;
/** Only the qubit's value in the computational basis counts: its Z errors change nothing. */
export const VALUE = 1;
/** Any error may count. */
export const ANYWHERE = 2;

export type Reach = typeof NOWHERE | typeof VALUE | typeof ANYWHERE;

type Effect = 'diagonal' | 'flip' | 'cx' | 'swap' | 'other';

/** What gates do to the errors before them; the diagonal ones let Z errors through, unchanged. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  ...Object.fromEntries(
    ['id', 'z', 's', 'sdg', 't', 'tdg', 'p', 'phase', 'u0', 'u1', 'rz', 'rzz', 'cz', 'cp', 'cphase', 'cu1', 'crz'].map(
      (name) => [name, 'diagonal' as const],
    ),
  ),
  x: 'flip',
  y: 'flip',
  cx: 'cx',
  CX: 'cx',
  swap: 'swap',
};

/**
 * Starts behind the end of a circuit, where the bits that belong to the program's result are read. A circuit that
 * measures nothing counts as measured in all its qubits.
 */
export class ErrorReach {
  readonly #qubits: Uint8Array;
  /** Bits whose values are read later on. */
  readonly #bits: Uint8Array;
  readonly #effects: readonly Effect[];

  constructor({ qubitCount, bitCount, bits, gates, operations }: Circuit) {
    this.#qubits = new Uint8Array(qubitCount).fill(measures(operations) ? NOWHERE : VALUE);
    this.#bits = new Uint8Array(bitCount);
    for (const { start, size, output } of bits) if (output !== false) this.#bits.fill(1, start, start + size);
    this.#effects = gates.map(({ name, standard }) => (standard ? (EFFECTS[name] ?? 'other') : 'other'));
  }

  of(qubit: number): Reach {
    return this.#qubits[qubit] as Reach;
  }

  /** Whether the value of a bit is read later on. */
  isRead(bit: number): boolean {
    return this.#bits[bit] === 1;
  }

  /**
   * The share of the Pauli errors on these qubits, all of them alike, that count: a qubit that reaches nothing may have
   * any of the four, one whose value is all that counts I or Z.
   */
  share(qubits: readonly number[]): number {
    let harmless = 1;
    for (const qubit of qubits) harmless *= [4, 2, 1][this.#qubits[qubit]!]!;
    const all = 4 ** qubits.length;
    return (all - harmless) / (all - 1);
  }

  /** From behind an operation to before it. */
  goBack(operation: Operation): void {
    switch (operation.kind) {
      case 'gate':
        this.#goBackGate(operation);
        return;
      case 'measure': {
        const { qubit, bit } = operation;
        const counts = this.#qubits[qubit] !== NOWHERE || (bit !== undefined && this.isRead(bit));
        this.#qubits[qubit] = counts ? VALUE : NOWHERE;
        if (bit !== undefined) this.#bits[bit] = 0;
        return;
      }
      case 'reset':
        this.#qubits[operation.qubit] = NOWHERE;
        return;
      case 'barrier':
      case 'nop':
      case 'delay':
      case 'channel':
      case 'confusion':
        return;
      default:
        // What is in a block may happen or not, or several times.
        this.reachAll(operation);
    }
  }

  /** Lets any error on the wires of an operation count. */
  reachAll(operation: Operation): void {
    const { qubits, bits } = wiresOf(operation);
    for (const qubit of qubits) this.#qubits[qubit] = ANYWHERE;
    for (const bit of bits) this.#bits[bit] = 1;
  }

  #goBackGate({ gate, qubits, controls, powers }: GateOperation): void {
    const reach = this.#qubits;
    let furthest = NOWHERE as number;
    for (const qubit of qubits) furthest = Math.max(furthest, reach[qubit]!);
    if (furthest === NOWHERE) return;
    const [first, second] = qubits as [number, number];
    const effect = this.#effects[gate]!;
    switch (controls || (powers && effect !== 'diagonal') ? 'other' : effect) {
      case 'diagonal':
        // X on a qubit becomes X there and Z on the others.
        if (furthest === ANYWHERE && qubits.length > 1) {
          for (const qubit of qubits) reach[qubit] = Math.max(reach[qubit]!, VALUE);
        }
        return;
      case 'flip':
        return;
      case 'cx': {
        // X on the control spreads to the target, Z on the target to the control.
        const [control, target] = [reach[first]!, reach[second]!];
        reach[first] = Math.max(control, target === NOWHERE ? NOWHERE : VALUE);
        if (control === ANYWHERE) reach[second] = ANYWHERE;
        return;
      }
      case 'swap':
        [reach[first], reach[second]] = [reach[second]!, reach[first]!];
        return;
      default:
        for (const qubit of qubits) reach[qubit] = ANYWHERE;
    }
  }
}

function measures(operations: readonly Operation[]): boolean {
  for (const operation of allOperations(operations)) {
    if (operation.kind === 'measure' && operation.bit !== undefined) return true;
  }
  return false;
}
