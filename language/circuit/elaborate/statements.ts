/** Elaborates statements one by one: declarations bind names, everything else becomes operations. */

import { formatType, type Type } from '../../semantics/types.ts';
import { EvaluationError } from '../../semantics/values.ts';
import type {
  AliasStatement,
  AssignmentStatement,
  BinaryOperator,
  ClassicalDeclaration,
  Expression,
  GateCallStatement,
  IncludeStatement,
  PragmaStatement,
  QubitDeclaration,
  Statement,
} from '../../syntax/tree.ts';
import type { Pragma } from '../circuit.ts';
import { assign, assignTarget } from './assign.ts';
import { inlineCall, setResult } from './calls.ts';
import { elaborateFor, elaborateIf, elaborateJump, elaborateSwitch, elaborateWhile } from './controlFlow.ts';
import { type Binding, Broken, type Elaboration, type Flow, UnknownIndex, Unsupported } from './elaboration.ts';
import { elaborateGateCall } from './gateCalls.ts';
import { binary, lower } from './lower.ts';
import { measureInto } from './measure.ts';
import { checkedWires, wiresOf } from './select.ts';
import { run, type Wires, wireAt, wireCount, wireList } from './wires.ts';

export function elaborateStatements(elaboration: Elaboration, statements: readonly Statement[]): Flow {
  for (const statement of statements) {
    const flow = elaborateStatement(elaboration, statement);
    if (flow !== 'next') return flow;
  }
  return 'next';
}

/** Steps that a statement with a fault counts for. */
const COST_OF_FAULT = 100;

/** A statement that cannot be elaborated leaves a gap; the ones around it are not affected. */
export function elaborateStatement(elaboration: Elaboration, statement: Statement): Flow {
  elaboration.step(statement);
  try {
    return elaborate(elaboration, statement);
  } catch (error) {
    if (error instanceof EvaluationError) elaboration.report('no-value', statement, error.message, 'error');
    if (error instanceof Broken || error instanceof EvaluationError) {
      elaboration.complete = false;
      // A faulty statement is not worth unrolling: a loop around it ends soon.
      elaboration.steps += COST_OF_FAULT;
      return 'next';
    }
    if (!(error instanceof Unsupported)) throw error;
    elaboration.report(
      'not-simulated',
      statement,
      `${error.message} The statement is shown, but cannot be run.`,
      'hint',
    );
    if (error instanceof UnknownIndex) elaboration.unknownIndices++;
    emitUnsupported(elaboration, statement, error.message);
    return 'next';
  }
}

function elaborate(elaboration: Elaboration, statement: Statement): Flow {
  switch (statement.kind) {
    case 'gateCall':
      elaborateNamedCall(elaboration, statement);
      return 'next';
    case 'measureStatement':
      if (statement.value.kind === 'measure') {
        measureInto(elaboration, statement.value.operand, statement.target, statement);
      } else if (statement.target) {
        const value = lower(elaboration, statement.value);
        assign(elaboration, assignTarget(elaboration, statement.target), value, statement.value, statement);
      } else lower(elaboration, statement.value);
      return 'next';
    case 'qubitDeclaration':
      declareQubits(elaboration, statement);
      return 'next';
    case 'classicalDeclaration':
      declareVariable(elaboration, statement);
      return 'next';
    case 'assignment':
      elaborateAssignment(elaboration, statement);
      return 'next';
    case 'alias':
      bindAlias(elaboration, statement);
      return 'next';
    case 'expressionStatement':
      lower(elaboration, statement.expression);
      return 'next';
    case 'barrier':
    case 'nop': {
      const { kind, start, end } = statement;
      elaboration.emit({ kind, start, end, qubits: operandQubits(elaboration, statement.operands) });
      return 'next';
    }
    case 'delay': {
      const { start, end } = statement;
      const duration = lower(elaboration, statement.duration);
      elaboration.emit({ kind: 'delay', start, end, duration, qubits: operandQubits(elaboration, statement.operands) });
      return 'next';
    }
    case 'reset': {
      const { start, end } = statement;
      const qubits = checkedWires(elaboration, wiresOf(elaboration, statement.operand, 'qubits'));
      for (let index = 0; index < wireCount(qubits); index++) {
        elaboration.emit({ kind: 'reset', start, end, qubit: wireAt(qubits, index) });
      }
      return 'next';
    }
    case 'box': {
      const { start, end } = statement;
      const duration = statement.duration ? lower(elaboration, statement.duration) : undefined;
      const body = elaboration.collect(() => elaborateStatements(elaboration, statement.body.statements));
      elaboration.emit(duration ? { kind: 'box', start, end, duration, body } : { kind: 'box', start, end, body });
      return 'next';
    }
    case 'block':
      return elaborateStatements(elaboration, statement.statements);
    case 'if':
      return elaborateIf(elaboration, statement);
    case 'while':
      return elaborateWhile(elaboration, statement);
    case 'for':
      return elaborateFor(elaboration, statement);
    case 'switch':
      return elaborateSwitch(elaboration, statement);
    case 'break':
    case 'continue':
      return elaborateJump(elaboration, statement.kind, statement);
    case 'return':
      setResult(elaboration, statement.value);
      return 'return';
    case 'end': {
      if (elaboration.dynamicDepth === 0) return 'end';
      const { start, end } = statement;
      elaboration.emit({ kind: 'end', start, end });
      return 'left';
    }
    case 'include':
      return elaborateInclude(elaboration, statement);
    case 'error':
      throw new Broken();
    case 'pragma':
      elaboration.pragmas.push(readPragma(statement, elaboration.source));
      return 'next';
    case 'version':
    case 'defcalgrammar':
    case 'gate':
    case 'opaque':
    case 'def':
    case 'extern':
    case 'cal':
    case 'defcal':
      return 'next';
  }
}

function readPragma({ content: line, contentStart }: PragmaStatement, source: number): Pragma {
  const [, name = '', blank = '', rest = ''] = /^(\S*)(\s*)(.*)$/s.exec(line) ?? [];
  const [, quoted] = /^"([^"]*)"$/.exec(rest) ?? [];
  const content = quoted ?? rest;
  const start = contentStart + name.length + blank.length + (quoted === undefined ? 0 : 1);
  return { name, content, source, start, end: start + content.length };
}

/** What the annotations before a statement tell tools. The span is that of the content. */
function readAnnotations({ annotations = [] }: ClassicalDeclaration, source: number): readonly Pragma[] {
  return annotations.map(({ name, content, end }) => ({ name, content, source, start: end - content.length, end }));
}

/** What looks like a gate call may call a subroutine. */
function elaborateNamedCall(elaboration: Elaboration, statement: GateCallStatement): void {
  const { name, operands } = statement;
  const symbol = elaboration.references.get(name);
  if (symbol?.kind === 'subroutine' || symbol?.kind === 'extern') {
    inlineCall(elaboration, name, [...(statement.arguments ?? []), ...operands], name);
  } else elaborateGateCall(elaboration, statement, symbol);
}

/** The qubits of all operands, each once; without operands, all qubits there are. */
function operandQubits(elaboration: Elaboration, operands: readonly Expression[]): readonly number[] {
  if (operands.length === 0) {
    return wireList(checkedWires(elaboration, run(0, elaboration.gateWidth ?? elaboration.qubitCount)));
  }
  const qubits = new Set<number>();
  for (const operand of operands) {
    for (const qubit of wireList(checkedWires(elaboration, wiresOf(elaboration, operand, 'qubits')))) qubits.add(qubit);
  }
  return [...qubits];
}

// --- Declarations ---

function declareQubits(elaboration: Elaboration, statement: QubitDeclaration): void {
  const symbol = elaboration.symbol(statement.name);
  if (symbol.kind !== 'qubit' || symbol.type.kind !== 'qubit' || symbol.type.size === -1) throw new Broken();
  if (elaboration.bindings.has(symbol)) throw new Broken();
  elaboration.bindings.set(symbol, elaboration.addQubits(symbol.name, symbol.type.size, symbol.span));
}

function declareVariable(elaboration: Elaboration, statement: ClassicalDeclaration): void {
  const symbol = elaboration.symbol(statement.name);
  if (symbol.kind !== 'variable' || symbol.type.kind === 'unknown') throw new Broken();
  // A name that is declared twice means what it was declared as first.
  if (symbol.span.start !== statement.name.start) throw new Broken();
  const { qualifier, type } = symbol;
  if (symbol.value !== undefined) return;
  const { call } = elaboration;
  const known = call && !call.declared.has(symbol) ? undefined : elaboration.bindings.get(symbol);
  const binding = known ?? declareBinding(elaboration, symbol.name, type, qualifier, statement);
  elaboration.bindings.set(symbol, binding);
  call?.declared.add(symbol);
  const { initializer } = statement;
  if (!initializer) {
    if (binding.kind === 'variable') elaboration.known.delete(binding.variable);
    return;
  }
  if (initializer.kind === 'measure') measureInto(elaboration, initializer.operand, statement.name, statement);
  else {
    const value = lower(elaboration, initializer);
    assign(elaboration, assignTarget(elaboration, statement.name), value, initializer, statement);
  }
}

function declareBinding(
  elaboration: Elaboration,
  name: string,
  type: Type,
  qualifier: ClassicalDeclaration['qualifier'],
  statement: ClassicalDeclaration,
): Binding {
  const span = { start: statement.name.start, end: statement.name.end };
  if (type.kind === 'bit' && qualifier !== 'input') {
    if (type.size === -1) throw new Broken();
    const isGlobal =
      elaboration.call === undefined && elaboration.origin === undefined && elaboration.dynamicDepth === 0;
    return elaboration.addBits(name, type.size, span, isGlobal);
  }
  if (
    type.kind === 'array' &&
    type.dimensions.reduce((product, size) => product * size, 1) > elaboration.maxOperations
  ) {
    throw new Unsupported(`An array of the type ${formatType(type)} is too large.`);
  }
  if (qualifier !== 'input') return elaboration.addVariable(name, type, false, span);
  return elaboration.addVariable(name, type, true, span, readAnnotations(statement, elaboration.source));
}

function bindAlias(elaboration: Elaboration, statement: AliasStatement): void {
  const symbol = elaboration.symbol(statement.name);
  if (symbol.kind !== 'alias') throw new Broken();
  const { type } = symbol;
  if (type.kind !== 'qubit' && type.kind !== 'bit') {
    throw new Unsupported('Aliases are supported for qubits and bits only.');
  }
  const kind = type.kind === 'qubit' ? 'qubits' : 'bits';
  const wires: Wires = wiresOf(elaboration, statement.value, kind);
  elaboration.bindings.set(symbol, { kind, wires, scalar: type.size === undefined });
}

// --- Assignments ---

function elaborateAssignment(elaboration: Elaboration, statement: AssignmentStatement): void {
  const { target, operator, value } = statement;
  if (value.kind === 'measure' && operator === '=') {
    measureInto(elaboration, value.operand, target, statement);
    return;
  }
  const right = lower(elaboration, value);
  const resolved = assignTarget(elaboration, target);
  if (operator === '=') {
    assign(elaboration, resolved, right, value, statement);
    return;
  }
  const left = lower(elaboration, target);
  const result = binary(elaboration, operator.slice(0, -1) as BinaryOperator, left, right, value);
  assign(elaboration, resolved, result, value, statement);
}

// --- Includes, gaps ---

function elaborateInclude(elaboration: Elaboration, statement: IncludeStatement): Flow {
  const file = elaboration.program.includes.get(statement);
  if (!file) throw new Broken();
  if (!file.tree) return 'next';
  const outer = elaboration.source;
  elaboration.source = file.source;
  try {
    return elaborateStatements(elaboration, file.tree.program.statements);
  } finally {
    elaboration.source = outer;
  }
}

function emitUnsupported(elaboration: Elaboration, statement: Statement, reason: string): void {
  const { start, end } = statement;
  const label = labelOf(statement);
  elaboration.emit({ kind: 'unsupported', start, end, label, reason, qubits: namedQubits(elaboration, statement) });
}

/** What the diagram calls a statement: the name of what it applies or calls, or what kind of statement it is. */
function labelOf(statement: Statement): string {
  switch (statement.kind) {
    case 'gateCall':
      return statement.name.name;
    case 'expressionStatement':
      return calledName(statement.expression) ?? 'expression';
    case 'assignment':
      return calledName(statement.value) ?? 'assignment';
    case 'classicalDeclaration':
      return (statement.initializer && calledName(statement.initializer)) ?? 'declaration';
    case 'measureStatement':
      return calledName(statement.value) ?? 'measure';
    default:
      return statement.kind;
  }
}

function calledName(expression: Expression): string | undefined {
  return expression.kind === 'call' || expression.kind === 'quantumCall' ? expression.callee.name : undefined;
}

/** The qubits that an unsupported statement names directly, as far as they are known. */
function namedQubits(elaboration: Elaboration, statement: Statement): readonly number[] {
  const operands =
    statement.kind === 'gateCall' || statement.kind === 'delay' ? statement.operands : operandOf(statement);
  const qubits = new Set<number>();
  for (const operand of operands) {
    const register = operand.kind === 'index' ? operand.base : operand;
    try {
      for (const qubit of wireList(checkedWires(elaboration, wiresOf(elaboration, register, 'qubits'))))
        qubits.add(qubit);
    } catch (error) {
      if (!(error instanceof Broken || error instanceof Unsupported)) throw error;
    }
  }
  return [...qubits];
}

function operandOf(statement: Statement): readonly Expression[] {
  if (statement.kind === 'measureStatement' && statement.value.kind === 'measure') return [statement.value.operand];
  if (statement.kind === 'reset') return [statement.operand];
  return [];
}
