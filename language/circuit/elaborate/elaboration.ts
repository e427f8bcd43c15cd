/**
 * State of one elaboration: what names stand for, what is known of the values of variables, and the operations so
 * far. The other files of the elaboration (`statements.ts`, `controlFlow.ts`, `gateCalls.ts`, `lower.ts`) work on it.
 */
import type { Diagnostic, Severity, Span } from '../../diagnostic.ts';
import type { DiagnosticCode } from '../../diagnosticCodes.ts';
import type { Program, ProgramSymbol, References } from '../../semantics/program.ts';
import type { Type } from '../../semantics/types.ts';
import type { Value } from '../../semantics/values.ts';
import type { Identifier } from '../../syntax/tree.ts';
import type { GateDefinition, Operation, Origin, Pragma, Register, Variable } from '../circuit.ts';
import type { ClassicalExpression } from '../expression.ts';
import { run, type Wires } from './wires.ts';

/** What a name stands for while the program is elaborated. */
export type Binding =
  | { readonly kind: 'qubits' | 'bits'; readonly wires: Wires; readonly scalar: boolean }
  /** Index into the circuit's `variables`. */
  | { readonly kind: 'variable'; readonly variable: number; readonly type: Type }
  /** A constant, or a loop variable in one iteration. */
  | { readonly kind: 'value'; readonly expression: ClassicalExpression }
  /** A parameter of the gate whose body is elaborated. */
  | { readonly kind: 'parameter'; readonly index: number };

/** How a statement ended: in order, by leaving something, or (`left`) by an operation that leaves when it runs. */
export type Flow = 'next' | 'break' | 'continue' | 'return' | 'end' | 'left';

/** The statement cannot be elaborated; a diagnostic already says why. */
export class Broken extends Error {}

/** Valid OpenQASM that has no place in a circuit yet; the message says why, for people. */
export class Unsupported extends Error {}

/** An index whose value must be known to draw the circuit is not. Unrolling the loop around might help. */
export class UnknownIndex extends Unsupported {}

/** The circuit has more operations than the limit; ends the elaboration. */
export class TooLarge extends Error {}

/** The loop being unrolled is left on a condition only known when it runs. */
export class NeedsRuntimeLoop extends Error {}

/** The loop being unrolled turns out to be long: better left to the run, where its body allows that. */
export class LongLoop extends NeedsRuntimeLoop {}

/** One call of a subroutine: its variables are its own, since its result may still refer to them later. */
export interface Call {
  readonly dynamicDepth: number;
  /** How many calls are around, this one included. */
  readonly depth: number;
  readonly declared: Set<ProgramSymbol>;
  result: ClassicalExpression | undefined;
}

/** A branch or body that is decided when the circuit runs, and what is known at its end. */
export interface Branch {
  readonly operations: readonly Operation[];
  readonly known: ReadonlyMap<number, Value>;
}

/** A point in the elaboration to go back to. */
export interface Checkpoint {
  readonly operations: number;
  readonly operationCount: number;
  readonly known: Map<number, Value>;
  readonly diagnostics: number;
  readonly origins: number;
  readonly unknownIndices: number;
}

export interface ElaborateOptions {
  /** The most operations a circuit may have, unrolled; where not given, 300,000 or twice the number of statements. */
  readonly maxOperations?: number | undefined;
}

/** Bounds the time an elaboration can take. */
const MOST_STEPS = 600_000;

export class Elaboration {
  readonly program: Program;
  readonly maxOperations: number;
  readonly diagnostics: Diagnostic[] = [];
  readonly qubits: Register[] = [];
  readonly bits: Register[] = [];
  readonly variables: Variable[] = [];
  readonly gates: GateDefinition[] = [];
  readonly origins: Origin[] = [];
  readonly pragmas: Pragma[] = [];
  /** Gates by their definition, or by name for primitives. */
  readonly gateIndices = new Map<object | string, number>();
  readonly gatesInProgress = new Set<object>();
  readonly subroutinesInProgress = new Set<object>();
  readonly bindings = new Map<ProgramSymbol, Binding>();
  /** Variables that some expression of the circuit reads. */
  readonly readVariables = new Set<number>();
  qubitCount = 0;
  bitCount = 0;
  complete = true;
  /** Where operations go: the program, a gate's body, a branch. */
  operations: Operation[] = [];
  operationCount = 0;
  /** Statements elaborated so far, each as often as it was unrolled: also what adds no operation is bounded. */
  steps = 0;
  /** The statement being elaborated. */
  at: Span;
  /** Statements so far with an index that is not known. */
  unknownIndices = 0;
  /** Values of variables that are known without running the circuit. */
  known = new Map<number, Value>();
  /** Number of branches and loops around that are decided when the circuit runs. */
  dynamicDepth = 0;
  /** How often the statement at hand is unrolled by the `for` loops around it. */
  iterations = 1;
  /** Loops that turned out to be long. */
  readonly longLoops = new Set<object>();
  /** The innermost loop. */
  loop: { readonly runtime: boolean; readonly dynamicDepth: number } | undefined;
  /** The subroutine being inlined, and what it returned. */
  call: Call | undefined;
  /** The body of a gate: its number of qubits. */
  gateWidth: number | undefined;
  /** Integer literals stand for real numbers: in gate parameters of OpenQASM 2. */
  realArithmetic = false;
  references: References;
  source = 0;
  origin: number | undefined;
  /** Places with a diagnostic: one is enough. */
  readonly #reported = new Set<number>();
  /** What the analysis found wrong. */
  readonly #errors: readonly Diagnostic[];

  constructor(program: Program, options: ElaborateOptions) {
    this.program = program;
    this.references = program.references;
    this.at = program.tree.program;
    // A long text may have as many operations as it is long: the limit is for what few statements multiply.
    this.maxOperations = options.maxOperations ?? Math.max(300_000, 2 * program.tree.program.statements.length);
    this.#errors = program.diagnostics.filter(({ severity }) => severity === 'error');
    for (const { start } of this.#errors) this.#reported.add(start);
  }

  /** Reports a problem once for each place, however often the place is elaborated. */
  report(code: DiagnosticCode, at: Span, message: string, severity: Severity): void {
    if (this.#reported.has(at.start) || this.source !== 0) return;
    // What does not work out because of a mistake within it needs no second message.
    if (this.#errors.some(({ start, end }) => start >= at.start && end <= at.end)) return;
    this.#reported.add(at.start);
    this.diagnostics.push({ code, severity, message, start: at.start, end: at.end });
  }

  symbol(identifier: Identifier): ProgramSymbol {
    const symbol = this.references.get(identifier);
    if (!symbol) throw new Broken();
    return symbol;
  }

  binding(identifier: Identifier): Binding {
    const binding = this.bindings.get(this.symbol(identifier));
    if (!binding) throw new Broken();
    return binding;
  }

  /** Adds a new operation, completed by where it comes from beyond its `start` and `end`. */
  emit(operation: Operation & { source?: number; origin?: number }): void {
    if (++this.operationCount > this.maxOperations) throw new TooLarge();
    if (this.source !== 0) operation.source = this.source;
    if (this.origin !== undefined) operation.origin = this.origin;
    this.operations.push(operation);
  }

  /** Counts a statement and notes where the elaboration is. */
  step(statement: Span): void {
    if (this.source === 0) this.at = statement;
    if (++this.steps > Math.max(MOST_STEPS, 2 * this.maxOperations)) throw new TooLarge();
  }

  checkpoint(): Checkpoint {
    const { operations, operationCount, known, diagnostics, origins, unknownIndices } = this;
    return {
      operations: operations.length,
      operationCount,
      known: new Map(known),
      diagnostics: diagnostics.length,
      origins: origins.length,
      unknownIndices,
    };
  }

  /** Takes back everything since the checkpoint but names that were bound. */
  goBack(checkpoint: Checkpoint): void {
    this.operations.length = checkpoint.operations;
    this.operationCount = checkpoint.operationCount;
    this.known = new Map(checkpoint.known);
    for (const { start } of this.diagnostics.splice(checkpoint.diagnostics)) this.#reported.delete(start);
    this.origins.length = checkpoint.origins;
    this.unknownIndices = checkpoint.unknownIndices;
  }

  /** Checks before something is done once for each of `count` wires. */
  checkSize(count: number): void {
    if (count > this.maxOperations) throw new TooLarge();
  }

  /** Runs `elaborate` with an empty list of operations and returns what it added. */
  collect(elaborate: () => void): readonly Operation[] {
    const outer = this.operations;
    const inner: Operation[] = [];
    this.operations = inner;
    try {
      elaborate();
    } finally {
      this.operations = outer;
    }
    return inner;
  }

  /** Elaborates a branch or body that may or may not run, without consequences for what follows. */
  collectDynamic(elaborate: () => void): Branch {
    const before = this.known;
    this.known = new Map(before);
    this.dynamicDepth++;
    try {
      const operations = this.collect(elaborate);
      return { operations, known: this.known };
    } finally {
      this.dynamicDepth--;
      this.known = before;
    }
  }

  /** From here on only that is known on which all ways to get here agree. */
  keepKnown(ways: readonly ReadonlyMap<number, Value>[]): void {
    const [first, ...others] = ways;
    this.known = new Map(first);
    for (const [variable, value] of this.known) {
      if (!others.every((other) => other.get(variable) === value)) this.known.delete(variable);
    }
  }

  withOrigin(kind: Origin['kind'], label: string, span: Span, elaborate: () => void): void {
    const outer = this.origin;
    const { start, end } = span;
    this.origins.push(
      outer === undefined
        ? { kind, label, span: { start, end } }
        : { kind, label, span: { start, end }, parent: outer },
    );
    this.origin = this.origins.length - 1;
    try {
      elaborate();
    } finally {
      this.origin = outer;
    }
  }

  addQubits(name: string, size: number | undefined, span: Span): Binding {
    const binding: Binding = { kind: 'qubits', wires: run(this.qubitCount, size ?? 1), scalar: size === undefined };
    this.qubits.push({ name, start: this.qubitCount, size: size ?? 1, scalar: size === undefined, span });
    this.qubitCount += size ?? 1;
    return binding;
  }

  addBits(name: string, size: number | undefined, span: Span, output: boolean): Binding {
    const binding: Binding = { kind: 'bits', wires: run(this.bitCount, size ?? 1), scalar: size === undefined };
    this.bits.push({ name, start: this.bitCount, size: size ?? 1, scalar: size === undefined, output, span });
    this.bitCount += size ?? 1;
    return binding;
  }

  /** @param annotations of an input */
  addVariable(name: string, type: Type, input: boolean, span: Span, annotations: readonly Pragma[] = []): Binding {
    this.variables.push({ name, type, input, span, ...(annotations.length > 0 && { annotations }) });
    return { kind: 'variable', variable: this.variables.length - 1, type };
  }
}
