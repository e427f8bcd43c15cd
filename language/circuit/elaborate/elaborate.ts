/** From a program to its circuit: names become wires, constant loops are unrolled, calls are put in place. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Program } from '../../semantics/program.ts';
import { finish, type Steps, statementsPerStep } from '../../steps.ts';
import type { Circuit, Operation } from '../circuit.ts';
import { type ElaborateOptions, Elaboration, TooLarge } from './elaboration.ts';
import { elaborateStatement } from './statements.ts';

export interface ElaborateResult {
  readonly circuit: Circuit;
  /** Problems that only show when the program is unrolled. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Elaborates a program as far as it is understood. Never throws. */
export const elaborate = (program: Program, options: ElaborateOptions = {}): ElaborateResult =>
  finish(elaborateInSteps(program, options));

export function* elaborateInSteps(program: Program, options: ElaborateOptions = {}): Steps<ElaborateResult> {
  const elaboration = new Elaboration(program, options);
  const { tree } = program;
  try {
    for (const [index, statement] of tree.program.statements.entries()) {
      if (elaborateStatement(elaboration, statement) !== 'next') break;
      if (index % statementsPerStep === 0) yield;
    }
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    const { start, end } = elaboration.at;
    const message = `Here the circuit gets more than ${elaboration.maxOperations} operations: the rest is left out.`;
    // Where there are gaps anyway, they are what to mend first.
    if (elaboration.complete) {
      elaboration.diagnostics.push({ code: 'too-large', severity: 'warning', message, start, end });
    }
    elaboration.complete = false;
  }
  const hasOutput = [...program.globals.values()].some(
    (symbol) => symbol.kind === 'variable' && symbol.qualifier === 'output',
  );
  const circuit: Circuit = {
    version: tree.program.version?.version || '3.0',
    sources: program.sources,
    qubitCount: elaboration.qubitCount,
    qubits: elaboration.qubits,
    bitCount: elaboration.bitCount,
    bits: hasOutput
      ? elaboration.bits.map((register) => ({ ...register, output: isOutput(program, register) }))
      : elaboration.bits,
    variables: elaboration.variables,
    gates: elaboration.gates,
    origins: elaboration.origins,
    operations:
      elaboration.variables.length === 0
        ? elaboration.operations
        : withoutDeadAssignments(elaboration.operations, elaboration.readVariables),
    ...(elaboration.pragmas.length > 0 && { pragmas: elaboration.pragmas }),
    complete: elaboration.complete && !program.diagnostics.some((diagnostic) => diagnostic.severity === 'error'),
  };
  return { circuit, diagnostics: elaboration.diagnostics };
}

/** Where a program declares outputs, they alone are its result. */
function isOutput(program: Program, register: { readonly name: string; readonly output?: boolean }): boolean {
  const symbol = program.globals.get(register.name);
  return register.output === true && symbol?.kind === 'variable' && symbol.qualifier === 'output';
}

/** Drops assignments to variables that nothing reads: their values were folded into the circuit. */
function withoutDeadAssignments(operations: readonly Operation[], read: ReadonlySet<number>): readonly Operation[] {
  const prune = (list: readonly Operation[]): readonly Operation[] => {
    const kept: Operation[] = [];
    for (const operation of list) {
      if (operation.kind === 'assign') {
        if (operation.target.kind !== 'variable' || read.has(operation.target.variable)) kept.push(operation);
      } else kept.push(pruneNested(operation));
    }
    return kept.length === list.length && kept.every((operation, index) => operation === list[index]) ? list : kept;
  };
  const pruneNested = (operation: Operation): Operation => {
    switch (operation.kind) {
      case 'if':
        return { ...operation, then: prune(operation.then), otherwise: prune(operation.otherwise) };
      case 'while':
      case 'for':
      case 'box':
        return { ...operation, body: prune(operation.body) };
      case 'switch':
        return {
          ...operation,
          cases: operation.cases.map((item) => ({ ...item, body: prune(item.body) })),
          otherwise: prune(operation.otherwise),
        };
      default:
        return operation;
    }
  };
  return prune(operations);
}
