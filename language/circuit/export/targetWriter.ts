/**
 * What the generators have in common: they go through a circuit once, write what they have words for, and note the rest.
 * A target overrides what it can express; what it does not override is refused with its place in the source.
 */

import type {
  AssignOperation,
  BoxOperation,
  Circuit,
  DelayOperation,
  ForOperation,
  GateDefinition,
  IfOperation,
  JumpOperation,
  MeasureOperation,
  Operation,
  ResetOperation,
  SwitchOperation,
  WhileOperation,
} from '../circuit.ts';
import type { Parameter } from '../expression.ts';
import { conditionOf, constantOf } from './condition.ts';
import { asBranches, bitOf, wireNames } from './conversion.ts';
import { type Abilities, type GateCall, type Lowered, Lowering } from './lower.ts';
import { type NameRules, Names } from './names.ts';
import { type ArithmeticDialect, parameterText } from './parameterText.ts';
import { CannotExpress, type ExportResult, Problems } from './problem.ts';
import { SourceLines } from './sourceLines.ts';

export interface TargetTraits {
  /** The target's name, for people. */
  readonly name: string;
  readonly gates: Abilities;
  readonly names: NameRules;
  /** How parameters that are not known yet are written; absent: there are none, not even in definitions. */
  readonly arithmetic?: Omit<ArithmeticDialect, 'variable' | 'parameter'>;
  /** Which inputs it has symbols for; absent: none. */
  readonly inputs?: 'numbers' | 'all';
  readonly indentation?: string;
  readonly mostQubits?: number;
}

/** What names mean where code is written: in the program, or in the definition of a gate. */
interface Scope {
  readonly lines: SourceLines;
  readonly qubit: (index: number) => string;
  readonly parameter: (index: number) => string;
}

/** The names that a definition is written with. */
export interface DefinitionNames {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly qubits: readonly string[];
}

export abstract class TargetWriter {
  protected readonly circuit: Circuit;
  protected readonly names: Names;
  /** Names of registers and variables, by their index in the circuit. */
  protected readonly qubitRegisters: readonly string[];
  protected readonly bitRegisters: readonly string[];
  protected readonly variables: readonly string[];
  protected readonly gateNames = new Map<number, string>();
  /** Definitions of gates, each before its first use. */
  protected readonly definitions: SourceLines;
  /** The operations of the program. */
  protected readonly program: SourceLines;
  /** Text of a bit. */
  protected readonly bit: (bit: number) => string;
  readonly #traits: TargetTraits;
  readonly #problems: Problems;
  readonly #lowering: Lowering;
  #scope: Scope;
  /** Bits that were measured into so far. */
  readonly #setBits = new Set<number>();

  constructor(circuit: Circuit, traits: TargetTraits) {
    this.circuit = circuit;
    this.#traits = traits;
    this.#problems = new Problems(traits.name);
    this.#lowering = new Lowering(circuit, traits.gates, (gate, body) => {
      this.define(gate, () => {
        for (const lowered of body) this.#lowered(lowered);
      });
    });
    this.names = new Names(traits.names);
    this.qubitRegisters = this.names.takeAll(circuit.qubits.map(({ name }) => name));
    this.bitRegisters = this.names.takeAll(circuit.bits.map(({ name }) => name));
    this.variables = this.names.takeAll(circuit.variables.map(({ name }) => name));
    this.definitions = new SourceLines(traits.indentation);
    this.program = new SourceLines(traits.indentation);
    this.bit = this.bitNames();
    this.#scope = {
      lines: this.program,
      qubit: this.qubitNames(),
      parameter: () => '',
    };
  }

  write(): ExportResult {
    this.#checkQubits();
    this.#checkInputs();
    // All that depends on an input would be told again.
    if (!this.#problems.any) this.operations(this.circuit.operations);
    return this.#problems.result(() => this.text());
  }

  /** The whole text, once all operations are written. */
  protected abstract text(): string;
  /** A call of a gate. */
  protected abstract gate(call: GateCall): void;

  /** How the program names its qubits. */
  protected qubitNames(): (index: number) => string {
    return wireNames(this.circuit.qubits, this.qubitRegisters);
  }

  /** The inputs of the program: their names in the source and in the target. */
  protected inputs(): { readonly wanted: string; readonly name: string }[] {
    return this.circuit.variables.flatMap(({ name, input }, index) =>
      input ? [{ wanted: name, name: this.variables[index] ?? '' }] : [],
    );
  }

  /** How the program names its bits. */
  protected bitNames(): (index: number) => string {
    return wireNames(this.circuit.bits, this.bitRegisters);
  }

  /** Where code goes at present. */
  protected get lines(): SourceLines {
    return this.#scope.lines;
  }

  protected qubit(index: number): string {
    return this.#scope.qubit(index);
  }

  protected gateParameter(index: number): string {
    return this.#scope.parameter(index);
  }

  protected parameter(parameter: Parameter): string {
    const { arithmetic = { pi: 'pi', power: '**', functions: {} } } = this.#traits;
    return parameterText(parameter, {
      ...arithmetic,
      variable: (index) => this.variable(index),
      parameter: (index) => this.gateParameter(index),
    });
  }

  /** Text of an input in an angle. */
  protected variable(index: number): string {
    const variable = this.circuit.variables[index];
    if (!variable?.input)
      throw new CannotExpress(`the variable '${variable?.name}', which changes while the circuit runs`);
    return this.variables[index] ?? '';
  }

  protected operations(operations: readonly Operation[]): void {
    for (const operation of operations) this.#problems.at(operation, () => this.operation(operation));
  }

  protected operation(operation: Operation): void {
    switch (operation.kind) {
      case 'gate':
        for (const lowered of this.#lowering.lower(operation)) this.#lowered(lowered);
        return;
      case 'measure':
        this.measure(operation);
        if (operation.bit !== undefined) this.#setBits.add(operation.bit);
        return;
      case 'reset':
        this.reset(operation);
        return;
      case 'barrier':
        this.barrier(operation.qubits);
        return;
      case 'nop':
        // Only tells when a box ends.
        return;
      case 'delay':
        this.delay(operation);
        return;
      case 'box':
        this.box(operation);
        return;
      case 'if':
        this.branch(operation);
        return;
      case 'while':
        this.loop(operation);
        return;
      case 'for':
        this.forLoop(operation);
        return;
      case 'switch':
        this.switch(operation);
        return;
      case 'assign':
        this.assign(operation);
        return;
      case 'break':
      case 'continue':
      case 'end':
        this.jump(operation);
        return;
      case 'channel':
      case 'confusion':
        throw new CannotExpress('noise');
      case 'unsupported':
        throw new CannotExpress(`this: ${operation.reason.replace(/\.$/, '')}`);
      default:
        operation satisfies never;
    }
  }

  protected measure(_operation: MeasureOperation): void {
    throw new CannotExpress('a measurement');
  }

  protected reset(_operation: ResetOperation): void {
    throw new CannotExpress('a reset');
  }

  protected barrier(_qubits: readonly number[]): void {
    throw new CannotExpress('a barrier');
  }

  protected delay(_operation: DelayOperation): void {
    throw new CannotExpress('a delay');
  }

  /** Without a duration a box only groups operations. */
  protected box({ duration, body }: BoxOperation): void {
    if (duration) throw new CannotExpress('a box with a duration');
    this.operations(body);
  }

  protected branch(_operation: IfOperation): void {
    throw new CannotExpress("an 'if'");
  }

  protected loop(_operation: WhileOperation): void {
    throw new CannotExpress("a 'while' loop");
  }

  protected forLoop(_operation: ForOperation): void {
    throw new CannotExpress("a 'for' loop whose iterations are only known when it runs");
  }

  protected switch(operation: SwitchOperation): void {
    for (const branch of asBranches(operation)) this.operation(branch);
  }

  /** Bits are 0 at first: to say so needs no words. */
  protected assign({ target, value }: AssignOperation): void {
    const isFirst = target.kind === 'bits' && target.bits.every((bit) => !this.#setBits.has(bit));
    if (isFirst && target.bits.every((_, index) => constantOf(conditionOf(bitOf(value, index))) === false)) return;
    throw new CannotExpress('an assignment that happens while the circuit runs');
  }

  protected jump({ kind }: JumpOperation): void {
    throw new CannotExpress(`'${kind}'`);
  }

  /** The definition of a gate; `writeBody` writes its operations into `lines`. */
  protected definition(_gate: GateDefinition, _names: DefinitionNames, _writeBody: () => void): void {
    throw new CannotExpress('the definition of a gate');
  }

  /** Names of the qubits of a definition. */
  protected definitionQubits(qubits: readonly string[], scope: Names): readonly string[] {
    return scope.takeAll(qubits);
  }

  /** Text of a parameter in the body of a definition. */
  protected definitionParameter(name: string): string {
    return name;
  }

  #lowered(lowered: Lowered): void {
    if (lowered.kind === 'barrier' || lowered.kind === 'delay') this.operation(lowered);
    else this.gate(lowered);
  }

  /** Whole definitions only: what turns out to be impossible in the middle leaves nothing behind. */
  protected define(index: number, writeBody: () => void): void {
    const gate = this.circuit.gates[index]!;
    const name = this.names.take(gate.name);
    const inner = new Names(this.#traits.names, [name, ...this.gateNames.values()]);
    const parameters = inner.takeAll(gate.parameters);
    const qubits = this.definitionQubits(gate.qubits, inner);
    const lines = new SourceLines(this.#traits.indentation);
    const outer = this.#scope;
    this.#scope = {
      lines,
      qubit: (qubit) => qubits[qubit] ?? '',
      parameter: (parameter) => this.definitionParameter(parameters[parameter] ?? ''),
    };
    try {
      this.definition(gate, { name, parameters, qubits }, writeBody);
    } finally {
      this.#scope = outer;
    }
    this.gateNames.set(index, name);
    this.definitions.append(lines);
  }

  #checkQubits(): void {
    const { mostQubits = Number.POSITIVE_INFINITY } = this.#traits;
    const register = this.circuit.qubits.find(({ start, size }) => start + size > mostQubits);
    if (!register) return;
    this.#problems.at(register.span, () => {
      throw new CannotExpress(`more than ${mostQubits} qubits`);
    });
  }

  /** All inputs must be something that the target has symbols for. */
  #checkInputs(): void {
    for (const { name, type, input, span } of this.circuit.variables) {
      const isNumber = type.kind === 'float' || type.kind === 'angle' || type.kind === 'int' || type.kind === 'uint';
      if (!input || this.#traits.inputs === 'all' || (this.#traits.inputs === 'numbers' && isNumber)) continue;
      this.#problems.at(span, () => {
        throw new CannotExpress(`the input '${name}'`);
      });
    }
  }
}
