/**
 * `Circuit`: the one elaborated form of a program that the diagram, the simulators, the noise analysis and every
 * exporter take. Plain JSON data: it crosses process boundaries as it is.
 *
 * Qubits and bits are numbered from 0 in order of declaration; within a register, index 0 is the least
 * significant and is printed rightmost. Angles are radians. Every operation keeps the span of the text it came
 * from.
 */
import type { Span } from '../diagnostic.ts';
import type { Type } from '../semantics/types.ts';
import type { ChannelSpec } from './channelSpec.ts';
import type { ClassicalExpression, Parameter } from './expression.ts';

export interface Circuit {
  /** As the program states it; `3.0` where it does not. */
  readonly version: string;
  /** URIs of the files the spans point into; the first is the program itself. */
  readonly sources: readonly string[];
  readonly qubitCount: number;
  readonly qubits: readonly Register[];
  readonly bitCount: number;
  /** Registers of classical bits, in order of declaration. */
  readonly bits: readonly Register[];
  /** Classical variables that are not bits, `input` parameters among them. */
  readonly variables: readonly Variable[];
  /** The gates in use, each before the gates whose bodies use it. */
  readonly gates: readonly GateDefinition[];
  /** Loop iterations and calls that operations were unrolled from. */
  readonly origins: readonly Origin[];
  readonly operations: readonly Operation[];
  /** What the program tells tools, in its order; absent: nothing. */
  readonly pragmas?: readonly Pragma[];
  /** False where parts of the program could not be elaborated; diagnostics say which. */
  readonly complete: boolean;
}

/** `pragma NAME CONTENT`. The span is that of the content. */
export interface Pragma extends Span {
  /** Such as `ketlab.observable`. */
  readonly name: string;
  /** The rest of the line; where it is a string, what stands between its quotes. */
  readonly content: string;
  /** Index into `sources`. */
  readonly source: number;
}

/** A named run of qubits or bits: `start` to `start + size - 1`. */
export interface Register {
  readonly name: string;
  readonly start: number;
  readonly size: number;
  /** Declared without a size: printed as `name`, not `name[0]`. */
  readonly scalar: boolean;
  /** Bits only: whether the register belongs to the program's result, rather than to a scope within it. */
  readonly output?: boolean;
  readonly span: Span;
}

export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** An `input` parameter: its value comes from outside. */
  readonly input: boolean;
  /** What the annotations of an input tell tools; absent: nothing. */
  readonly annotations?: readonly Pragma[];
  readonly span: Span;
}

/** Where an unrolled operation came from: one iteration of a loop, or one call of a subroutine. */
export interface Origin {
  readonly kind: 'iteration' | 'call';
  /** For people: `i = 3`, `measure_parity`. */
  readonly label: string;
  readonly span: Span;
  /** Index of the enclosing origin. */
  readonly parent?: number;
}

/**
 * A gate: one of the primitives of the language (`primitive`), or a body over its own qubits 0 … n-1 and parameters
 * (`{ kind: 'parameter' }` expressions). With neither it is opaque: known by name only.
 *
 * Primitives: `U(θ, φ, λ)` as the program's version of OpenQASM defines it, `gphase(γ)` on no qubit, and OpenQASM
 * 2's `CX`.
 */
export interface GateDefinition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly qubits: readonly string[];
  readonly primitive?: 'U' | 'gphase' | 'CX';
  readonly body?: readonly Operation[];
  /** From a standard library (`stdgates.inc`, `qelib1.inc`) or the language itself, not from the user. */
  readonly standard: boolean;
  /** Index into `sources`. */
  readonly source: number;
  readonly span: Span;
}

interface OperationBase extends Span {
  /** Index into `sources`; absent: 0, the program itself. */
  readonly source?: number;
  /** Index into `origins`: the innermost iteration or call. */
  readonly origin?: number;
  /** Not of the program: what put the operation in, for people, such as `folding`. */
  readonly inserted?: string;
}

/**
 * A gate, possibly modified. `qubits` are the controls (one for each of `controls`) followed by the gate's own.
 * The unitary is: the gate raised to each of `powers` in turn, first to last, then controlled.
 */
export interface GateOperation extends OperationBase {
  readonly kind: 'gate';
  /** Index into `gates`. */
  readonly gate: number;
  readonly parameters: readonly Parameter[];
  readonly qubits: readonly number[];
  /** The state each control must be in: 1 for `ctrl`, 0 for `negctrl`. Absent: none. */
  readonly controls?: readonly (0 | 1)[];
  /** `inv` is the power -1. Absent: none. Non-integer powers are principal ones. */
  readonly powers?: readonly Parameter[];
}

export interface MeasureOperation extends OperationBase {
  readonly kind: 'measure';
  readonly qubit: number;
  /** Absent: the outcome is dropped. */
  readonly bit?: number;
}

export interface ResetOperation extends OperationBase {
  readonly kind: 'reset';
  readonly qubit: number;
}

/** `nop` is there for timing alone: it does not order anything. */
export interface BarrierOperation extends OperationBase {
  readonly kind: 'barrier' | 'nop';
  readonly qubits: readonly number[];
}

export interface DelayOperation extends OperationBase {
  readonly kind: 'delay';
  readonly duration: ClassicalExpression;
  readonly qubits: readonly number[];
}

export interface BoxOperation extends OperationBase {
  readonly kind: 'box';
  readonly duration?: ClassicalExpression;
  readonly body: readonly Operation[];
}

export interface IfOperation extends OperationBase {
  readonly kind: 'if';
  readonly condition: ClassicalExpression;
  readonly then: readonly Operation[];
  readonly otherwise: readonly Operation[];
}

export interface WhileOperation extends OperationBase {
  readonly kind: 'while';
  readonly condition: ClassicalExpression;
  readonly body: readonly Operation[];
}

/** A loop whose iterations are only known when it runs: `variable` goes from `first` to `last`, both included. */
export interface ForOperation extends OperationBase {
  readonly kind: 'for';
  /** Index into `variables`. */
  readonly variable: number;
  readonly first: ClassicalExpression;
  readonly step: ClassicalExpression;
  readonly last: ClassicalExpression;
  readonly body: readonly Operation[];
}

export interface SwitchOperation extends OperationBase {
  readonly kind: 'switch';
  readonly subject: ClassicalExpression;
  readonly cases: readonly { readonly values: readonly ClassicalExpression[]; readonly body: readonly Operation[] }[];
  readonly otherwise: readonly Operation[];
}

/** A classical assignment that happens while the circuit runs. */
export interface AssignOperation extends OperationBase {
  readonly kind: 'assign';
  readonly target: AssignTarget;
  readonly value: ClassicalExpression;
}

export type AssignTarget =
  | { readonly kind: 'variable'; readonly variable: number; readonly indices?: readonly ClassicalExpression[] }
  /** Least significant first. */
  | { readonly kind: 'bits'; readonly bits: readonly number[] }
  /** One bit of a register, chosen when it runs. */
  | { readonly kind: 'bitAt'; readonly bits: readonly number[]; readonly index: ClassicalExpression };

/** Leave or continue the innermost `while` or `for` of the circuit, or end the program. */
export interface JumpOperation extends OperationBase {
  readonly kind: 'break' | 'continue' | 'end';
}

/** Noise: a quantum channel, such as a noise model puts behind a gate. The first qubit is the channel's qubit 0. */
export interface ChannelOperation extends OperationBase {
  readonly kind: 'channel';
  readonly channel: ChannelSpec;
  readonly qubits: readonly number[];
}

/** Noise of a readout: what stands in these bits is read as something else by chance. */
export interface ConfusionOperation extends OperationBase {
  readonly kind: 'confusion';
  /** Least significant first. */
  readonly bits: readonly number[];
  /** 2^bits rows and columns: `matrix[read][true]` is the probability to read one value where another is true. */
  readonly matrix: readonly (readonly number[])[];
}

/** Valid OpenQASM that Ketlab can show but not simulate; `reason` says why, for people. */
export interface UnsupportedOperation extends OperationBase {
  readonly kind: 'unsupported';
  readonly label: string;
  readonly reason: string;
  readonly qubits: readonly number[];
}

export type Operation =
  | GateOperation
  | MeasureOperation
  | ResetOperation
  | BarrierOperation
  | DelayOperation
  | BoxOperation
  | IfOperation
  | WhileOperation
  | ForOperation
  | SwitchOperation
  | AssignOperation
  | JumpOperation
  | ChannelOperation
  | ConfusionOperation
  | UnsupportedOperation;

/** `q[3]`, or `q` for a single qubit: the source's name of a qubit or bit. */
export function wireName(registers: readonly Register[], wire: number): string {
  for (const register of registers) {
    const offset = wire - register.start;
    if (offset >= 0 && offset < register.size) return register.scalar ? register.name : `${register.name}[${offset}]`;
  }
  return `?${wire}`;
}
