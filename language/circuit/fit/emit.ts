/** From steps on a device to a circuit of its native gates. */
import { gatesPerStep, type Steps } from '../../steps.ts';
import { withBlocks } from '../blocks.ts';
import type { Circuit, GateDefinition, GateOperation, Operation } from '../circuit.ts';
import { sum } from '../export/parameterAlgebra.ts';
import { wiresOf } from '../moments.ts';
import { NativeDefinitions } from './nativeDefinitions.ts';
import type { NativeCall } from './oneQubitGates.ts';
import { withBodies } from './placeSteps.ts';
import { type Entries, HADAMARD, isIdentity, product2 } from './smallMatrices.ts';
import { type BlockStep, inBodies, type Place, type Step, type TwoQubitStep } from './step.ts';
import type { Target } from './target.ts';

/** Operations on the device's qubits, by their numbers there, and the gates they refer to. */
export interface NativeProgram {
  readonly operations: readonly Operation[];
  readonly gates: readonly GateDefinition[];
}

/** @param definitions of the gates that are known already: those that are missing are added */
export function* emit(
  steps: readonly Step[],
  target: Target,
  definitions = new NativeDefinitions(),
): Steps<NativeProgram> {
  const operations = yield* new Emitter(target, definitions).emit(steps);
  return { operations, gates: definitions.gates };
}

class Emitter {
  readonly #target: Target;
  readonly #definitions: NativeDefinitions;
  readonly #operations: Operation[] = [];
  /** Gates of one qubit that have not been written yet. */
  readonly #waiting = new Map<number, { matrix: Entries; place: Place }>();

  /** Of qubits that nothing but a turn about Z happened to last: its index among the operations. */
  readonly #lastTurns = new Map<number, number>();

  constructor(target: Target, definitions: NativeDefinitions) {
    this.#target = target;
    this.#definitions = definitions;
  }

  *emit(steps: readonly Step[]): Steps<readonly Operation[]> {
    for (const [at, step] of steps.entries()) {
      if (at % gatesPerStep === 0) yield;
      if (step.kind === 'block') yield* this.#block(step);
      else this.#step(step);
    }
    this.#flushAll();
    return this.#operations;
  }

  *#block(step: BlockStep): Steps<void> {
    if (step.jumps) this.#flushAll();
    for (const qubit of step.qubits) this.#flush(qubit);
    this.#lastTurns.clear();
    const bodies = yield* inBodies(step, (body) => new Emitter(this.#target, this.#definitions).emit(body));
    this.#operations.push(withBodies(step.operation, bodies));
  }

  #step(step: Exclude<Step, BlockStep>): void {
    switch (step.kind) {
      case 'one':
        this.#one(step.qubit, step.matrix, step.place);
        return;
      case 'turn':
        this.#flush(step.qubit);
        this.#calls(this.#target.basis.turn(step.angle), step.qubit, step.place);
        return;
      case 'two':
        this.#two(step);
        return;
      case 'other':
        if (step.qubits.length === 0) this.#flushAll();
        for (const qubit of step.qubits) this.#flush(qubit);
        this.#lastTurns.clear();
        this.#operations.push(step.operation);
    }
  }

  #one(qubit: number, matrix: Entries, place: Place): void {
    const waiting = this.#waiting.get(qubit);
    if (waiting) waiting.matrix = product2(matrix, waiting.matrix);
    else this.#waiting.set(qubit, { matrix, place });
  }

  #two({ qubits, gate, angle, place }: TwoQubitStep): void {
    const { gate: native, frame } = this.#target.coupling(...qubits)!;
    // The frame is for the native gate's first qubit in control; elsewhere Hadamards turn the CX around.
    const isReversed = gate === 'cx' && native.qubits[0] !== qubits[0];
    const around = (side: readonly [Entries, Entries]) => {
      native.qubits.forEach((qubit, which) => {
        this.#one(qubit, side[which as 0 | 1], place);
      });
    };
    const turnAround = () => {
      for (const qubit of qubits) this.#one(qubit, HADAMARD, place);
    };
    if (isReversed) turnAround();
    around(frame.before);
    for (const qubit of native.qubits) this.#flush(qubit);
    const angles = gate === 'zz' ? [angle!] : native.name === 'ms' ? [0, 0] : [];
    this.#call({ name: native.name, parameters: angles }, native.qubits, place);
    around(frame.after);
    if (isReversed) turnAround();
  }

  #flush(qubit: number): void {
    const waiting = this.#waiting.get(qubit);
    if (!waiting) return;
    this.#waiting.delete(qubit);
    if (!isIdentity(waiting.matrix)) this.#calls(this.#target.basis.synthesize(waiting.matrix), qubit, waiting.place);
  }

  #flushAll(): void {
    for (const qubit of [...this.#waiting.keys()]) this.#flush(qubit);
  }

  #calls(calls: readonly NativeCall[], qubit: number, place: Place): void {
    for (const call of calls) this.#call(call, [qubit], place);
  }

  #call({ name, parameters }: NativeCall, qubits: readonly number[], place: Place): void {
    const isTurn = qubits.length === 1 && Z_TURNS.has(name);
    const [qubit = 0] = qubits;
    const earlier = isTurn ? this.#lastTurns.get(qubit) : undefined;
    if (earlier !== undefined) {
      const turn = this.#operations[earlier] as GateOperation;
      this.#operations[earlier] = { ...turn, parameters: [sum(turn.parameters[0]!, parameters[0]!)] };
      return;
    }
    const gate = this.#definitions.indexOf(name);
    const index = this.#operations.push({ kind: 'gate', ...place, gate, parameters, qubits }) - 1;
    if (isTurn) this.#lastTurns.set(qubit, index);
    else for (const own of qubits) this.#lastTurns.delete(own);
  }
}

const Z_TURNS: ReadonlySet<string> = new Set(['rz', 'p', 'u1']);

/** The circuit on the qubits in use alone, each a register of its own; and their numbers on the device. */
export function* onUsedQubits(
  { operations, gates }: NativeProgram,
  program: Circuit,
  kept: Iterable<number>,
): Steps<{ readonly circuit: Circuit; readonly physical: readonly number[] }> {
  const used = new Set(kept);
  for (const [at, operation] of operations.entries()) {
    if (at % gatesPerStep === 0) yield;
    for (const qubit of wiresOf(operation).qubits) used.add(qubit);
  }
  const physical = [...used].sort((a, b) => a - b);
  const wires = new Map(physical.map((qubit, wire) => [qubit, wire]));
  const moved: Operation[] = [];
  for (const [at, operation] of operations.entries()) {
    if (at % gatesPerStep === 0) yield;
    moved.push(moveQubits(operation, (qubit) => wires.get(qubit)!));
  }
  const { sources, bitCount, bits, variables, origins } = program;
  const circuit: Circuit = {
    version: '3.0',
    sources,
    qubitCount: physical.length,
    qubits: physical.map((qubit, start) => ({
      name: `$${qubit}`,
      start,
      size: 1,
      scalar: true,
      span: { start: 0, end: 0 },
    })),
    bitCount,
    bits,
    variables,
    gates,
    origins,
    operations: moved,
    complete: true,
  };
  return { circuit, physical };
}

/** The operation on other qubits. */
export function moveQubits(operation: Operation, to: (qubit: number) => number): Operation {
  if ('qubits' in operation) return { ...operation, qubits: operation.qubits.map(to) } as Operation;
  if ('qubit' in operation) return { ...operation, qubit: to(operation.qubit) };
  return withBlocks(operation, (body) => body.map((inner) => moveQubits(inner, to)));
}
