/**
 * A circuit made ready to be evaluated and derived many thousand times: few qubits, gates in place, nothing allocated.
 *
 * Amplitudes are real and imaginary parts in turn; qubit 0 is the lowest bit of a basis state.
 */
import type { Circuit, GateOperation } from '../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../language/circuit/evaluate.ts';
import { expandOperation } from '../../../language/circuit/expand.ts';
import { controlledOperation, type MatrixMemo } from '../../../language/circuit/matrices.ts';
import { adjoint, controlled, type Matrix } from '../../../language/circuit/matrix.ts';
import { JobError } from '../errors.ts';
import { parametricGates } from '../gradient/gateSteps.ts';
import { splitReadout } from '../simulate/readout.ts';
import { type Axis, applyMatrix, multiplyDiagonal, rotate, rotationSlope } from './amplitudes.ts';
import { addDerivatives, type Polynomial, polynomialOf, type Slots, slotsOf, valueAt } from './angle.ts';

export type PolicyStep =
  | { readonly kind: 'rotation'; readonly axis: Axis; readonly qubit: number; readonly angle: Polynomial }
  /** On all qubits: the product of gates on those of `parts`. The inverse is its conjugate. */
  | { readonly kind: 'diagonal'; readonly parts: readonly (readonly number[])[]; readonly entries: Float64Array }
  | { readonly kind: 'matrix'; readonly qubits: readonly number[]; readonly matrix: Matrix; readonly inverse: Matrix };

/** Beyond it a step costs more than the state vectors of `simulate` would. */
export const MAX_POLICY_QUBITS = 12;

const AXES: Readonly<Record<string, Axis>> = { rx: 'x', ry: 'y', rz: 'z', p: 'z', u1: 'z', phase: 'z' };

export class PolicyCircuit {
  readonly qubits: number;
  readonly slots: Slots;
  readonly steps: readonly PolicyStep[];
  /** By step, cosine and sine of half the angle of a rotation, as `run` found them. */
  readonly #turns: Float64Array;
  readonly #halves: Float64Array;
  readonly #half: Float64Array;
  /** The state after the first steps, which no input changes, and how many they are. */
  readonly #initial: Float64Array;
  readonly #first: number;

  /** @throws {JobError} where the circuit is no unitary on few qubits, or an angle is no polynomial of inputs */
  constructor(circuit: Circuit) {
    if (circuit.qubitCount > MAX_POLICY_QUBITS) {
      throw new JobError(`Training takes circuits of at most ${MAX_POLICY_QUBITS} qubits, not ${circuit.qubitCount}.`);
    }
    this.qubits = circuit.qubitCount;
    this.slots = slotsOf(circuit);
    this.steps = stepsOf(circuit, this.slots);
    this.#turns = new Float64Array(2 * this.steps.length);
    this.#halves = new Float64Array(this.steps.length).fill(Number.NaN);
    this.#half = new Float64Array(2 * 2 ** this.qubits);
    this.#initial = new Float64Array(2 * 2 ** this.qubits);
    this.#initial[0] = 1;
    const open = this.steps.findIndex(({ kind }) => kind === 'rotation');
    this.#first = open < 0 ? this.steps.length : open;
    for (const step of this.steps.slice(0, this.#first)) applyFixed(this.#initial, step);
  }

  /** Writes the final amplitudes. @param values of the inputs, by slot */
  run(values: Float64Array, amplitudes: Float64Array): void {
    amplitudes.set(this.#initial);
    const turns = this.#turns;
    for (let index = this.#first; index < this.steps.length; index++) {
      const step = this.steps[index]!;
      if (step.kind !== 'rotation') {
        applyFixed(amplitudes, step);
        continue;
      }
      const half = valueAt(step.angle, values) / 2;
      // Most angles are those of the last run: weights change once in a batch.
      if (half !== this.#halves[index]) {
        this.#halves[index] = half;
        turns[2 * index] = Math.cos(half);
        turns[2 * index + 1] = Math.sin(half);
      }
      rotate(amplitudes, step.axis, step.qubit, turns[2 * index]!, turns[2 * index + 1]!);
    }
  }

  /**
   * Adds to `gradient` the derivative, by each slot, of a function of the probabilities, by the adjoint method.
   *
   * @param values of the last `run`
   * @param amplitudes as it left them; they are spent
   * @param derivative of the function by the probability of each basis state
   */
  derive(values: Float64Array, amplitudes: Float64Array, derivative: Float64Array, gradient: Float64Array): void {
    const half = this.#half;
    for (let at = 0; at < amplitudes.length; at++) half[at] = amplitudes[at]! * derivative[at >> 1]!;
    const { steps } = this;
    const turns = this.#turns;
    for (let index = steps.length - 1; index >= this.#first; index--) {
      const step = steps[index]!;
      if (step.kind === 'rotation') {
        addDerivatives(step.angle, values, rotationSlope(half, amplitudes, step.axis, step.qubit), gradient);
        rotate(amplitudes, step.axis, step.qubit, turns[2 * index]!, -turns[2 * index + 1]!);
        rotate(half, step.axis, step.qubit, turns[2 * index]!, -turns[2 * index + 1]!);
      } else if (step.kind === 'diagonal') {
        multiplyDiagonal(amplitudes, step.entries, -1);
        multiplyDiagonal(half, step.entries, -1);
      } else {
        applyMatrix(amplitudes, step.inverse, step.qubits);
        applyMatrix(half, step.inverse, step.qubits);
      }
    }
  }
}

/** What no input changes. */
function applyFixed(amplitudes: Float64Array, step: PolicyStep): void {
  if (step.kind === 'diagonal') multiplyDiagonal(amplitudes, step.entries, 1);
  else if (step.kind === 'matrix') applyMatrix(amplitudes, step.matrix, step.qubits);
}

function stepsOf(circuit: Circuit, slots: Slots): readonly PolicyStep[] {
  const { before, readout } = splitReadout(circuit.operations);
  if (readout.some(({ kind }) => kind === 'confusion')) throw new JobError('A policy is trained without noise.');
  const memo: MatrixMemo = new Map();
  const steps = parametricGates(circuit, before).flatMap((operation) => stepOf(circuit, operation, slots, memo));
  return mergeDiagonals(steps, circuit.qubitCount);
}

function stepOf(circuit: Circuit, operation: GateOperation, slots: Slots, memo: MatrixMemo): readonly PolicyStep[] {
  const { parameters, qubits, controls = [], powers = [] } = operation;
  if (parameters.every((parameter) => typeof parameter === 'number')) {
    const { states, matrix } = controlledOperation(circuit, operation, NO_CONTEXT, { memo });
    const whole = controlled(matrix, states);
    return [{ kind: 'matrix', qubits, matrix: whole, inverse: adjoint(whole) }];
  }
  const gate = circuit.gates[operation.gate]!;
  if (controls.length === 0 && powers.every((power) => power === -1)) {
    const sign = powers.length % 2 === 0 ? 1 : -1;
    const angles = parameters.map((parameter) => polynomialOf(parameter, slots, operation));
    const rotation = (axis: Axis, index: number): PolicyStep => {
      const angle = angles[index]!.map(({ coefficient, slots: own }) => ({
        coefficient: sign * coefficient,
        slots: own,
      }));
      return { kind: 'rotation', axis, qubit: qubits[0]!, angle };
    };
    const axis = gate.standard ? AXES[gate.name] : undefined;
    if (axis) return [rotation(axis, 0)];
    // Up to a phase, which no outcome shows.
    if (gate.primitive === 'gphase') return [];
    if (gate.primitive === 'U') {
      const turns = [rotation('z', 2), rotation('y', 0), rotation('z', 1)];
      return sign === 1 ? turns : turns.reverse();
    }
  }
  const expanded = controls.length === 0 ? expandOperation(circuit, operation) : undefined;
  if (expanded) {
    return parametricGates(circuit, expanded).flatMap((inner) => stepOf(circuit, inner, slots, memo));
  }
  throw new JobError(`Training knows inputs in angles of rx, ry, rz, p and U, not in this '${gate.name}'.`, operation);
}

/** Neighbouring diagonal gates are one multiplication of each amplitude. */
function mergeDiagonals(steps: readonly PolicyStep[], qubits: number): readonly PolicyStep[] {
  const merged: PolicyStep[] = [];
  for (const step of steps) {
    if (step.kind !== 'matrix' || !isDiagonal(step.matrix)) {
      merged.push(step);
      continue;
    }
    const last = merged.at(-1);
    const entries = last?.kind === 'diagonal' ? last.entries : unit(2 ** qubits);
    multiplyDiagonal(entries, diagonalOf(step.matrix, step.qubits, 2 ** qubits), 1);
    if (last?.kind === 'diagonal') {
      merged.pop();
      merged.push({ ...last, parts: [...last.parts, step.qubits] });
    } else merged.push({ kind: 'diagonal', parts: [step.qubits], entries });
  }
  return merged;
}

function isDiagonal({ dimension, data }: Matrix): boolean {
  return data.every((part, at) => part === 0 || (at >> 1) % dimension === Math.floor((at >> 1) / dimension));
}

function unit(size: number): Float64Array {
  return Float64Array.from({ length: 2 * size }, (_, at) => (at % 2 === 0 ? 1 : 0));
}

function diagonalOf({ dimension, data }: Matrix, qubits: readonly number[], size: number): Float64Array {
  const entries = new Float64Array(2 * size);
  for (let state = 0; state < size; state++) {
    const row = qubits.reduce((index, qubit, bit) => index | (((state >> qubit) & 1) << bit), 0);
    const at = 2 * (row * dimension + row);
    entries[2 * state] = data[at]!;
    entries[2 * state + 1] = data[at + 1]!;
  }
  return entries;
}
