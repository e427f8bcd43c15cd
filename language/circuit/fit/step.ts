/**
 * `Step`: what a circuit is made of while it is fitted. Gates are their matrices, on one qubit or on two; what waits for
 * an input is a turn about Z. All else is an operation of the circuit, or a block of them, that must stay as it is.
 */
import type { Span } from '../../diagnostic.ts';
import type { Steps } from '../../steps.ts';
import type { Operation } from '../circuit.ts';
import type { ClassicalExpression } from '../expression.ts';
import { standardGate } from '../standardGates.ts';
import { CX, type Entries, ISWAP, PAULIS, product, SWAP } from './smallMatrices.ts';

/** Where in the text a step came from. */
export interface Place extends Span {
  readonly source?: number;
  readonly origin?: number;
}

export interface OneQubitStep {
  readonly kind: 'one';
  readonly qubit: number;
  readonly matrix: Entries;
  readonly place: Place;
}

/** Rz(angle) for an angle that is only known when the circuit runs. */
export interface TurnStep {
  readonly kind: 'turn';
  readonly qubit: number;
  readonly angle: ClassicalExpression;
  /** What the angle depends on changes while the circuit runs: the turn must keep its place among classical operations. */
  readonly fixed: boolean;
  readonly place: Place;
}

export interface TwoQubitStep {
  readonly kind: 'two';
  /** The first is the least significant bit of the matrix, and controls a CX. */
  readonly qubits: readonly [number, number];
  readonly matrix: Entries;
  readonly gate: 'cx' | 'swap' | 'zz' | 'iswap' | 'other';
  /** Of a turn about ZZ: exp(-i·angle·ZZ/2). */
  readonly angle?: number;
  readonly axes: readonly [Axes, Axes];
  /** A swap that the routing put in. */
  readonly routing?: boolean;
  readonly place: Place;
}

/** An operation that is no gate, on its qubits. */
export interface OtherStep {
  readonly kind: 'other';
  readonly qubits: readonly number[];
  readonly operation: Operation;
}

/** A box, branch or loop; `bodies` are its `blocksOf`. */
export interface BlockStep {
  readonly kind: 'block';
  /** All that are used inside. */
  readonly qubits: readonly number[];
  readonly operation: Operation;
  readonly bodies: readonly (readonly Step[])[];
  /** Holds a jump out of it: nothing may be moved across. */
  readonly jumps: boolean;
}

export type Step = OneQubitStep | TurnStep | TwoQubitStep | OtherStep | BlockStep;

/** Which Pauli matrices of a qubit a gate commutes with: bit 0 is X, bit 1 is Y, bit 2 is Z. */
export type Axes = number;
export const X_AXIS = 1;
export const Z_AXIS = 4;

export const placeOf = ({ start, end, source, origin }: Place): Place => ({
  start,
  end,
  ...(source === undefined ? {} : { source }),
  ...(origin === undefined ? {} : { origin }),
});

export const oneQubit = (qubit: number, matrix: Entries, place: Place): OneQubitStep => ({
  kind: 'one',
  qubit,
  matrix,
  place,
});

export const cx = (control: number, target: number, place: Place): TwoQubitStep => ({
  kind: 'two',
  qubits: [control, target],
  matrix: CX,
  gate: 'cx',
  axes: [Z_AXIS, X_AXIS],
  place,
});

export const routingSwap = (first: number, second: number, place: Place): TwoQubitStep => ({
  kind: 'two',
  qubits: [first, second],
  matrix: SWAP,
  gate: 'swap',
  axes: [0, 0],
  routing: true,
  place,
});

/** exp(-i·angle·ZZ/2). */
export function zz([first, second]: readonly [number, number], angle: number, place: Place): TwoQubitStep {
  const { matrix } = standardGate('rzz', [angle], 'qelib1')!;
  const axes = [Z_AXIS, Z_AXIS] as const;
  return { kind: 'two', qubits: [first, second], matrix: matrix.data, gate: 'zz', angle, axes, place };
}

export const iswap = (qubits: readonly [number, number], place: Place): TwoQubitStep => ({
  kind: 'two',
  qubits,
  matrix: ISWAP,
  gate: 'iswap',
  axes: [0, 0],
  place,
});

/** A gate of two qubits by its matrix; that of a CX or a swap is recognised. */
export function twoQubits(first: number, second: number, matrix: Entries, place: Place): TwoQubitStep {
  if (isSame(matrix, CX)) return cx(first, second, place);
  const gate = isSame(matrix, SWAP) ? 'swap' : 'other';
  return { kind: 'two', qubits: [first, second], matrix, gate, axes: axesOfTwo(matrix), place };
}

/** The same done to each body of a block. */
export function* inBodies<T>({ bodies }: BlockStep, work: (body: readonly Step[]) => Steps<T>): Steps<readonly T[]> {
  const results: T[] = [];
  for (const body of bodies) results.push(yield* work(body));
  return results;
}

export function qubitsOf(step: Step): readonly number[] {
  return step.kind === 'one' || step.kind === 'turn' ? [step.qubit] : step.qubits;
}

/** Nothing may be moved across it. */
export function isJump(step: Step): boolean {
  if (step.kind === 'block') return step.jumps;
  return step.kind === 'other' && isJumpOperation(step.operation);
}

const isJumpOperation = ({ kind }: Operation): boolean => kind === 'break' || kind === 'continue' || kind === 'end';

const TOLERANCE = 1e-10;

function isSame(matrix: Entries, other: Entries): boolean {
  for (let at = 0; at < matrix.length; at++) if (Math.abs(matrix[at]! - other[at]!) > TOLERANCE) return false;
  return true;
}

/** The axes of a gate of one qubit. */
export function axesOfOne(m: Entries): Axes {
  const isZero = (at: number) => Math.abs(m[at]!) < TOLERANCE && Math.abs(m[at + 1]!) < TOLERANCE;
  const isEqual = (a: number, b: number, sign: number) =>
    Math.abs(m[a]! - sign * m[b]!) < TOLERANCE && Math.abs(m[a + 1]! - sign * m[b + 1]!) < TOLERANCE;
  const isBalanced = isEqual(0, 6, 1);
  return (
    (isBalanced && isEqual(2, 4, 1) ? 1 : 0) |
    (isBalanced && isEqual(2, 4, -1) ? 2 : 0) |
    (isZero(2) && isZero(4) ? 4 : 0)
  );
}

function axesOfTwo(matrix: Entries): readonly [Axes, Axes] {
  const axes: [Axes, Axes] = [0, 0];
  for (const which of [0, 1] as const) {
    for (const axis of [0, 1, 2] as const) if (commutes(matrix, PAULI_ON[which]![axis]!)) axes[which] |= 1 << axis;
  }
  return axes;
}

/** Pauli matrices on the first and on the second of two qubits. */
const PAULI_ON = [0, 1].map((which) =>
  PAULIS.map((pauli) => {
    const result = new Float64Array(32);
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        if (((row ^ column) & (which === 0 ? 2 : 1)) !== 0) continue;
        const at = 2 * (2 * ((row >> which) & 1) + ((column >> which) & 1));
        result[2 * (4 * row + column)] = pauli[at]!;
        result[2 * (4 * row + column) + 1] = pauli[at + 1]!;
      }
    }
    return result;
  }),
);

function commutes(matrix: Entries, pauli: Entries): boolean {
  const [left, right] = [product(matrix, pauli, 4), product(pauli, matrix, 4)];
  return isSame(left, right);
}
