/** From the operations of a circuit to steps: gates of one and two qubits as matrices, larger ones taken apart. */

import { EvaluationError } from '../../semantics/values.ts';
import { gatesPerStep, type Steps } from '../../steps.ts';
import { blocksOf } from '../blocks.ts';
import type { Circuit, GateOperation, Operation } from '../circuit.ts';
import { NO_CONTEXT } from '../evaluate.ts';
import { withoutControls } from '../export/controls.ts';
import { Lowering, type PlainCall } from '../export/lower.ts';
import { scaled } from '../export/parameterAlgebra.ts';
import { CannotExpress } from '../export/problem.ts';
import type { ClassicalExpression, Parameter } from '../expression.ts';
import { controlledOperation, MatrixError, type MatrixMemo } from '../matrices.ts';
import { controlled } from '../matrix.ts';
import { wiresOf } from '../moments.ts';
import { standardGate } from '../standardGates.ts';
import { FitError } from './fitError.ts';
import { parityPhases } from './parityPhases.ts';
import { type Entries, HADAMARD, rotation, S, S_DAGGER } from './smallMatrices.ts';
import {
  cx,
  isJump,
  type OneQubitStep,
  oneQubit,
  type Place,
  placeOf,
  type Step,
  type TwoQubitStep,
  twoQubits,
} from './step.ts';

export class StepMaker {
  readonly #circuit: Circuit;
  readonly #lowering: Lowering;
  readonly #memo: MatrixMemo = new Map();
  /** Steps of gates whose matrices are known, by gate and angles, to be moved to the qubits of each call. */
  readonly #known = new Map<string, OneQubitStep | TwoQubitStep>();
  /** Variables that change while the circuit runs. */
  readonly #written: ReadonlySet<number>;

  constructor(circuit: Circuit) {
    this.#circuit = circuit;
    this.#lowering = new Lowering(
      circuit,
      { definitions: 'none', matrices: false, globalPhase: false, opaque: false, without: ['rccx', 'rc3x'] },
      () => {},
    );
    this.#written = writtenVariables(circuit.operations);
  }

  /** @throws {FitError} at what no device does */
  *steps(operations: readonly Operation[]): Steps<Step[]> {
    const steps: Step[] = [];
    for (const [at, operation] of operations.entries()) {
      if (at % gatesPerStep === 0) yield;
      const blocks = blocksOf(operation);
      if (blocks.length > 0) steps.push(yield* this.#block(operation, blocks));
      else this.#add(operation, steps);
    }
    return steps;
  }

  *#block(operation: Operation, blocks: readonly (readonly Operation[])[]): Steps<Step> {
    const bodies: Step[][] = [];
    for (const body of blocks) bodies.push(yield* this.steps(body));
    const qubits = [...new Set(wiresOf(operation).qubits)];
    return { kind: 'block', qubits, operation, bodies, jumps: holdsJump(bodies) };
  }

  #add(operation: Operation, steps: Step[]): void {
    switch (operation.kind) {
      case 'gate':
        this.#addGate(operation, steps);
        return;
      case 'measure':
      case 'reset':
        steps.push({ kind: 'other', qubits: [operation.qubit], operation });
        return;
      case 'barrier':
      case 'nop':
      case 'delay':
      case 'channel':
        steps.push({ kind: 'other', qubits: operation.qubits, operation });
        return;
      case 'confusion':
      case 'assign':
      case 'break':
      case 'continue':
      case 'end':
        steps.push({ kind: 'other', qubits: [], operation });
        return;
      case 'unsupported':
        throw new FitError(`${operation.label} cannot be fitted to a device: ${operation.reason}`, operation);
    }
  }

  #addGate(operation: GateOperation, steps: Step[]): void {
    const { qubits, parameters, powers } = operation;
    // Global phases are not kept.
    if (qubits.length === 0) return;
    try {
      const isKnown = areNumbers(parameters) && (powers === undefined || areNumbers(powers));
      if (isKnown && qubits.length <= 2) steps.push(this.#knownGate(operation));
      else this.#lowered(operation, steps);
    } catch (error) {
      if (error instanceof MatrixError || error instanceof EvaluationError)
        throw new FitError(error.message, operation);
      if (error instanceof CannotExpress)
        throw new FitError(`This cannot be taken apart into gates of two qubits: ${error.message}.`, operation);
      throw error;
    }
  }

  #knownGate(operation: GateOperation): OneQubitStep | TwoQubitStep {
    const { gate, parameters, controls, powers, qubits } = operation;
    const key = `${gate}(${parameters.join()})${controls?.join() ?? ''}^${powers?.join() ?? ''}`;
    const known = this.#known.get(key);
    const [first = 0, second = 0] = qubits;
    const place = placeOf(operation);
    if (known?.kind === 'one') return { ...known, qubit: first, place };
    if (known) return { ...known, qubits: [first, second], place };
    const unitary = controlledOperation(this.#circuit, operation, NO_CONTEXT, { memo: this.#memo });
    const { data } = controlled(unitary.matrix, unitary.states);
    const step = qubits.length === 1 ? oneQubit(first, data, place) : twoQubits(first, second, data, place);
    this.#known.set(key, step);
    return step;
  }

  /** By the plain gates that it is made of. */
  #lowered(operation: GateOperation, steps: Step[]): void {
    for (const lowered of this.#lowering.lower(operation)) {
      if (lowered.kind === 'plain') {
        for (const call of withoutControls(lowered, { has: isSimple(lowered), zeros: false }))
          this.#addPlain(call, operation, steps);
      } else if (lowered.kind === 'barrier' || lowered.kind === 'delay') this.#add(lowered, steps);
      else throw new CannotExpress('such a gate');
    }
  }

  #addPlain({ name, parameters, controls, qubits }: PlainCall, place: Place, steps: Step[]): void {
    const [first = 0, second = 0] = qubits;
    const at = placeOf(place);
    if (qubits.length === 0) return;
    if (controls.length > 0 && (qubits.length > 2 || !areNumbers(parameters)) && name !== 'swap') {
      this.#addControlled(name, parameters[0] ?? Math.PI, qubits, at, steps);
      return;
    }
    if (areNumbers(parameters)) {
      const { matrix, controls: own } = standardGate(name, parameters, 'qelib1')!;
      const { data } = controlled(matrix, [...controls, ...Array.from({ length: own }, () => 1 as const)]);
      steps.push(qubits.length === 1 ? oneQubit(first, data, at) : twoQubits(first, second, data, at));
      return;
    }
    const [theta = 0, phi = 0, lambda = 0] = parameters;
    const one = (matrix: Entries) => steps.push(oneQubit(first, matrix, at));
    const turn = (angle: Parameter) => this.#turn(first, angle, at, steps);
    const turnY = (angle: Parameter) => {
      for (const matrix of [S_DAGGER, HADAMARD]) one(matrix);
      turn(angle);
      for (const matrix of [HADAMARD, S]) one(matrix);
    };
    switch (name) {
      case 'p':
      case 'rz':
        turn(theta);
        return;
      case 'rx':
        one(HADAMARD);
        turn(theta);
        one(HADAMARD);
        return;
      case 'ry':
        turnY(theta);
        return;
      case 'u':
        turn(lambda);
        turnY(theta);
        turn(phi);
        return;
      default:
        throw new CannotExpress(`the gate '${name}' with an angle that is only known when the circuit runs`);
    }
  }

  /** X, Z or a phase under controls. */
  #addControlled(name: string, angle: Parameter, qubits: readonly number[], place: Place, steps: Step[]): void {
    const target = qubits.at(-1)!;
    if (name === 'x') steps.push(oneQubit(target, HADAMARD, place));
    for (const part of parityPhases(qubits.length)) {
      if (part.kind === 'cx') steps.push(cx(qubits[part.control]!, qubits[part.target]!, place));
      else this.#turn(qubits[part.qubit]!, scaled(part.factor, angle), place, steps);
    }
    if (name === 'x') steps.push(oneQubit(target, HADAMARD, place));
  }

  #turn(qubit: number, angle: Parameter, place: Place, steps: Step[]): void {
    if (typeof angle === 'number') steps.push(oneQubit(qubit, rotation(2, angle), place));
    else steps.push({ kind: 'turn', qubit, angle, fixed: this.#changes(angle), place });
  }

  /** Whether an angle depends on what the circuit computes while it runs. */
  #changes(angle: ClassicalExpression): boolean {
    const wires = wiresOf({ kind: 'gate', start: 0, end: 0, gate: 0, parameters: [angle], qubits: [] });
    return wires.bits.length > 0 || wires.read.some((variable) => this.#written.has(variable));
  }
}

const areNumbers = (parameters: readonly Parameter[]): parameters is readonly number[] =>
  parameters.every((parameter) => typeof parameter === 'number');

/** Controls that phases of parities are made for: with more of them other ways take fewer gates. */
const MOST_CONTROLS = 4;

/** What needs no further taking apart: where angles are known, all that acts on two qubits. */
function isSimple({ parameters }: PlainCall) {
  const isKnown = areNumbers(parameters);
  return (name: string, controls: number): boolean => {
    if (name === 'x' || name === 'z' || name === 'p') return controls <= MOST_CONTROLS;
    const width = name === 'swap' || name === 'rxx' || name === 'rzz' ? 2 : name === 'gphase' ? 0 : 1;
    return controls + width <= (isKnown ? 2 : 1);
  };
}

function writtenVariables(operations: readonly Operation[]): Set<number> {
  const classical = operations.filter(({ kind }) => kind !== 'gate' && kind !== 'measure');
  return new Set(classical.flatMap((operation) => wiresOf(operation).written));
}

function holdsJump(bodies: readonly (readonly Step[])[]): boolean {
  return bodies.some((body) => body.some(isJump));
}
