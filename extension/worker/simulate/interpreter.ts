/** Executes the operations of a circuit on a quantum state, classical ones included. It neither samples nor counts. */
import type {
  AssignOperation,
  Circuit,
  ForOperation,
  GateOperation,
  Operation,
  SwitchOperation,
  WhileOperation,
} from '../../../language/circuit/circuit.ts';
import { type EvaluationContext, evaluate, evaluateParameter, isTrue } from '../../../language/circuit/evaluate.ts';
import { expandOperation } from '../../../language/circuit/expand.ts';
import {
  type ControlledUnitary,
  controlledOperation,
  MatrixError,
  type MatrixMemo,
} from '../../../language/circuit/matrices.ts';
import { ChannelError } from '../../../language/noise/channel.ts';
import { convert, EvaluationError, isArray, toInteger, type Value } from '../../../language/semantics/values.ts';
import { JobError } from '../errors.ts';
import type { Chance } from './branches.ts';
import { confuse, readProbabilities } from './confusion.ts';
import { jumpProbabilities, noiseChannel } from './noiseChannel.ts';
import type { QuantumState } from './state.ts';

/** A `while` loop ends with an error after this many iterations, all its runs in one shot together. */
export const MAX_ITERATIONS = 1_000_000;

/** How a list of operations ended: to its end, or by a jump. */
export type Ending = 'done' | 'break' | 'continue' | 'end';

/** Qubits of the circuit as qubits of the state; those that are not in it stay in |0⟩. */
export type Positions = ReadonlyMap<number, number>;

/** One run of a circuit: the state, the classical bits and variables, and what happens to them. */
export class Interpreter<State extends QuantumState = QuantumState> {
  readonly state: State;
  /** All classical bits of the circuit. */
  readonly bits: Uint8Array;
  /** All variables of the circuit. */
  readonly variables: (Value | undefined)[];
  readonly #circuit: Circuit;
  readonly #positions: Positions;
  readonly #context: EvaluationContext;
  readonly #memo: MatrixMemo = new Map();
  /** Unitaries of the operations whose parameters are all known. */
  readonly #unitaries = new WeakMap<GateOperation, ControlledUnitary>();
  #chance: Chance;
  #iterations = 0;

  /**
   * @param variables initial values, by index
   * @param chance decides measurements, resets and noise
   */
  constructor(
    circuit: Circuit,
    state: State,
    positions: Positions,
    variables: readonly (Value | undefined)[],
    chance: Chance,
  ) {
    this.#circuit = circuit;
    this.state = state;
    this.#positions = positions;
    this.#chance = chance;
    this.bits = new Uint8Array(circuit.bitCount);
    this.variables = [...variables];
    this.#context = {
      variable: (index) => this.variables[index],
      bit: (index) => (this.bits[index] === 1 ? 1 : 0),
    };
  }

  /** Goes back to a state and to values saved earlier, to go on from there by other decisions. */
  restore(state: State, bits: Uint8Array, variables: readonly (Value | undefined)[], chance: Chance): void {
    this.state.copyFrom(state);
    this.bits.set(bits);
    this.variables.splice(0, this.variables.length, ...variables);
    this.#chance = chance;
    this.#iterations = 0;
  }

  /** @throws {JobError} at the operation that cannot be executed */
  execute(operations: readonly Operation[]): Ending {
    for (const operation of operations) {
      const ending = this.#executeLocated(operation);
      if (ending !== 'done') return ending;
    }
    return 'done';
  }

  #executeLocated(operation: Operation): Ending {
    try {
      return this.#executeOne(operation);
    } catch (error) {
      if (error instanceof EvaluationError || error instanceof MatrixError || error instanceof ChannelError)
        throw new JobError(error.message, operation);
      throw error;
    }
  }

  #executeOne(operation: Operation): Ending {
    switch (operation.kind) {
      case 'gate':
        this.#applyGate(operation);
        return 'done';
      case 'measure': {
        const position = this.#positions.get(operation.qubit);
        const outcome = position === undefined ? 0 : this.state.measure(position, this.#outcome(position));
        if (operation.bit !== undefined) this.bits[operation.bit] = outcome;
        return 'done';
      }
      case 'reset': {
        const position = this.#positions.get(operation.qubit);
        if (position !== undefined) this.state.reset(position, this.state.isMixed ? 0 : this.#outcome(position));
        return 'done';
      }
      case 'barrier':
      case 'nop':
      case 'delay':
        return 'done';
      case 'box':
        return this.execute(operation.body);
      case 'if':
        return this.execute(isTrue(operation.condition, this.#context) ? operation.then : operation.otherwise);
      case 'while':
        return this.#executeWhile(operation);
      case 'for':
        return this.#executeFor(operation);
      case 'switch':
        return this.#executeSwitch(operation);
      case 'assign':
        this.#assign(operation);
        return 'done';
      case 'channel': {
        const positions = operation.qubits.map((qubit) => this.#positions.get(qubit)!);
        const channel = noiseChannel(operation.channel);
        const jump = () => jumpProbabilities(this.state, channel, positions);
        this.state.applyChannel(channel, positions, this.state.isMixed ? 0 : this.#chance(jump));
        return 'done';
      }
      case 'confusion':
        confuse(
          this.bits,
          operation,
          this.#chance(() => readProbabilities(this.bits, operation)),
        );
        return 'done';
      case 'break':
      case 'continue':
      case 'end':
        return operation.kind;
      case 'unsupported':
        throw new JobError(`${operation.label} cannot be simulated: ${operation.reason}`, operation);
    }
  }

  /** Decides what a qubit is measured as. */
  #outcome(position: number): number {
    return this.#chance(() => {
      const z = Math.min(1, Math.max(-1, this.state.expectation([{ pauli: 'Z', qubit: position }])));
      return [(1 + z) / 2, (1 - z) / 2];
    });
  }

  #applyGate(operation: GateOperation): void {
    const { controls = [], powers = [] } = operation;
    if (operation.qubits.length - controls.length > this.state.largestGate) {
      const value = (parameter: GateOperation['parameters'][number]) => evaluateParameter(parameter, this.#context);
      const known = { ...operation, parameters: operation.parameters.map(value), powers: powers.map(value) };
      const expanded = expandOperation(this.#circuit, known);
      if (expanded) {
        this.execute(expanded);
        return;
      }
    }
    const { states, matrix } = this.#unitary(operation);
    const positions = operation.qubits.map((qubit) => this.#positions.get(qubit)!);
    this.state.apply(matrix, positions.slice(states.length), positions.slice(0, states.length), states);
  }

  #unitary(operation: GateOperation): ControlledUnitary {
    const known = this.#unitaries.get(operation);
    if (known) return known;
    const unitary = controlledOperation(this.#circuit, operation, this.#context, { memo: this.#memo });
    const isFixed = [...operation.parameters, ...(operation.powers ?? [])].every((value) => typeof value === 'number');
    if (isFixed) this.#unitaries.set(operation, unitary);
    return unitary;
  }

  #executeWhile(operation: WhileOperation): Ending {
    while (isTrue(operation.condition, this.#context)) {
      if (++this.#iterations > MAX_ITERATIONS) {
        throw new JobError(
          `The program was stopped after ${MAX_ITERATIONS.toLocaleString('en')} iterations of 'while': its condition may never become false.`,
          operation,
        );
      }
      const ending = this.execute(operation.body);
      if (ending === 'break') break;
      if (ending === 'end') return ending;
    }
    return 'done';
  }

  #executeFor(operation: ForOperation): Ending {
    const [first, step, last] = [operation.first, operation.step, operation.last].map((bound) =>
      toInteger(evaluate(bound, this.#context)),
    ) as [bigint, bigint, bigint];
    if (step === 0n) throw new JobError('The step of a loop must not be 0.', operation);
    const type = this.#circuit.variables[operation.variable]?.type ?? { kind: 'int' };
    for (let value = first; step > 0n ? value <= last : value >= last; value += step) {
      this.variables[operation.variable] = convert(value, type);
      const ending = this.execute(operation.body);
      if (ending === 'break') break;
      if (ending === 'end') return ending;
    }
    return 'done';
  }

  #executeSwitch(operation: SwitchOperation): Ending {
    const subject = toInteger(evaluate(operation.subject, this.#context));
    const chosen = operation.cases.find(({ values }) =>
      values.some((value) => toInteger(evaluate(value, this.#context)) === subject),
    );
    return this.execute(chosen ? chosen.body : operation.otherwise);
  }

  #assign({ target, value }: AssignOperation): void {
    const assigned = evaluate(value, this.#context);
    switch (target.kind) {
      case 'bits':
        this.#writeBits(target.bits, assigned);
        return;
      case 'bitAt': {
        const index = toIndex(evaluate(target.index, this.#context), target.bits.length);
        this.#writeBits([target.bits[index]!], assigned);
        return;
      }
      case 'variable': {
        const type = this.#circuit.variables[target.variable]?.type ?? { kind: 'unknown' };
        const indices = (target.indices ?? []).map((index) => evaluate(index, this.#context));
        const old = this.variables[target.variable];
        this.variables[target.variable] = convert(replaceElement(old, indices, assigned, type), type);
      }
    }
  }

  #writeBits(bits: readonly number[], value: Value): void {
    const type = bits.length === 1 ? { kind: 'bit' as const } : { kind: 'bit' as const, size: bits.length };
    const whole = toInteger(convert(value, type));
    bits.forEach((bit, index) => {
      this.bits[bit] = Number((whole >> BigInt(index)) & 1n);
    });
  }
}

/** `old` with the element, or the bit of an integer, at `indices` replaced. */
function replaceElement(
  old: Value | undefined,
  indices: readonly Value[],
  value: Value,
  type: { readonly kind: string; readonly size?: number },
): Value {
  const [index, ...rest] = indices;
  if (index === undefined) return value;
  if (old === undefined) throw new EvaluationError('An element of a variable is set before the variable has a value.');
  if (isArray(old)) {
    const position = toIndex(index, old.length);
    return old.map((item, at) => (at === position ? replaceElement(item, rest, value, type) : item));
  }
  const size = type.size ?? 64;
  const bit = 1n << BigInt(toIndex(index, size));
  return toInteger(value) === 0n ? toInteger(old) & ~bit : toInteger(old) | bit;
}

/** Negative indices count from the end. */
function toIndex(value: Value, size: number): number {
  const index = Number(toInteger(value));
  const wrapped = index < 0 ? index + size : index;
  if (wrapped < 0 || wrapped >= size) throw new EvaluationError(`Index ${index} is out of range for ${size} elements.`);
  return wrapped;
}
