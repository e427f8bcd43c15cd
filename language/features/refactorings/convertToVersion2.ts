/**
 * From OpenQASM 3 to 2, where that can say the same: constants become their values, measurements and declarations take
 * the old form, modifiers become gates of their own. Global phases go, as OpenQASM 2 leaves them open.
 */
import { constantInteger } from '../../semantics/constants.ts';
import { normalizeIndex } from '../../semantics/indices.ts';
import { standardLibrary } from '../../semantics/libraries.ts';
import { libraryProgram } from '../../semantics/libraryProgram.ts';
import type { Program, ProgramSymbol } from '../../semantics/program.ts';
import { parse } from '../../syntax/parser.ts';
import type {
  AssignmentStatement,
  BarrierStatement,
  ClassicalDeclaration,
  Expression,
  GateCallStatement,
  Identifier,
  IfStatement,
  IncludeStatement,
  MeasureStatement,
  Node,
  QubitDeclaration,
  ResetStatement,
  Statement,
  VersionStatement,
} from '../../syntax/tree.ts';
import type { TextEdit } from '../formatting.ts';
import { indentation, insertion, lineStart, newline, removal, replacement } from '../sourceEdits.ts';
import { expressionVersion2 } from './expressionVersion2.ts';
import { gateVersion2 } from './gateVersion2.ts';
import { Inexpressible } from './inexpressible.ts';
import { nameVersion2 } from './nameVersion2.ts';
import { nestedEdits } from './nestedEdits.ts';
import { contextOf, operandOf } from './operands.ts';

export function toVersion2(program: Program): readonly TextEdit[] {
  const conversion = new ToVersion2(program);
  return [...conversion.header(), ...nestedEdits(program.tree.program, (node) => conversion.editsOf(node))];
}

/** Statements that OpenQASM 2 has no word for, with what can be done first. */
const FOREIGN: Readonly<Partial<Record<Statement['kind'], string>>> = {
  for: 'OpenQASM 2 has no loops: unroll this one first.',
  while: 'OpenQASM 2 has no loops.',
  switch: "OpenQASM 2 has no 'switch': write it with 'if'.",
  box: "OpenQASM 2 has no 'box'.",
  delay: "OpenQASM 2 has no 'delay'.",
  nop: "OpenQASM 2 has no 'nop'.",
  def: 'OpenQASM 2 has no subroutines.',
  extern: 'OpenQASM 2 has no extern functions.',
  return: 'OpenQASM 2 has no subroutines.',
  alias: 'OpenQASM 2 has no aliases: name the qubits themselves.',
  expressionStatement: 'OpenQASM 2 has no statements that only compute.',
  cal: 'OpenQASM 2 has no calibrations.',
  defcal: 'OpenQASM 2 has no calibrations.',
  defcalgrammar: 'OpenQASM 2 has no calibrations.',
  pragma: 'OpenQASM 2 has no pragmas.',
  block: 'OpenQASM 2 has no blocks.',
  break: 'OpenQASM 2 has no loops.',
  continue: 'OpenQASM 2 has no loops.',
  end: "OpenQASM 2 has no 'end'.",
};

class ToVersion2 {
  readonly #program: Program;
  readonly #text: string;
  readonly #names: ReadonlyMap<ProgramSymbol, string>;

  constructor(program: Program) {
    this.#program = program;
    this.#text = program.tree.text;
    this.#names = namesOf(program);
  }

  /** The version, where the program does not state one. */
  header(): readonly TextEdit[] {
    const { version, statements } = this.#program.tree.program;
    return version ? [] : [insertion(statements[0]?.start ?? 0, `OPENQASM 2.0;${newline(this.#text)}`)];
  }

  editsOf(node: Node): readonly TextEdit[] | undefined {
    if ('annotations' in node && node.annotations) throw new Inexpressible('OpenQASM 2 has no annotations.', node);
    const reason = FOREIGN[node.kind as Statement['kind']];
    if (reason !== undefined && !this.#isBody(node)) throw new Inexpressible(reason, node);
    switch (node.kind) {
      case 'version':
        return [this.#version(node)];
      case 'include':
        return this.#include(node);
      case 'qubitDeclaration':
        return this.#qubits(node);
      case 'classicalDeclaration':
        return this.#variable(node);
      case 'gate':
        this.#bodies.add(node.body);
        return undefined;
      case 'gateCall':
        return isOpenPhase(node) ? [removal(this.#text, node)] : this.#written(node, this.#gateCall(node));
      case 'assignment':
        return this.#written(node, this.#assignment(node));
      case 'measureStatement':
        return this.#written(node, this.#measure(node));
      case 'reset':
        return this.#written(node, this.#reset(node));
      case 'barrier':
        return this.#written(node, [this.#barrier(node)]);
      case 'if':
        return this.#written(node, this.#if(node));
      case 'identifier':
        return this.#name(node) === node.name ? [] : [replacement(node, this.#name(node))];
      default:
        return undefined;
    }
  }

  /** Only the body of a gate is a block. */
  #isBody(node: Node): boolean {
    return node.kind === 'block' && this.#bodies.has(node);
  }

  readonly #bodies = new Set<Node>();

  #version({ start, end, version }: VersionStatement): TextEdit {
    const at = this.#text.indexOf(version, start + 'OPENQASM'.length);
    if (at < 0 || at > end) throw new Inexpressible('The version of the program cannot be read.', { start, end });
    return replacement({ start: at, end: at + version.length }, '2.0');
  }

  #include(node: IncludeStatement): readonly TextEdit[] {
    if (node.path.value === 'qelib1.inc') return [];
    if (node.path.value === 'stdgates.inc') return [replacement(node.path, '"qelib1.inc"')];
    throw new Inexpressible(`'${node.path.value}' is a file of its own: convert it, then include it here.`, node);
  }

  // --- Declarations ---

  #size(size: Expression | undefined): number {
    const value = size ? constantInteger(size, contextOf(this.#program)) : 1;
    if (value === undefined || !size) return 1;
    return value;
  }

  #qubits(node: QubitDeclaration): readonly TextEdit[] {
    return [replacement(node, `qreg ${this.#name(node.name)}[${this.#size(node.size)}];`)];
  }

  #variable(node: ClassicalDeclaration): readonly TextEdit[] {
    const { type, qualifier, initializer } = node;
    if (qualifier === 'const') return [removal(this.#text, node)];
    if (qualifier) throw new Inexpressible(`OpenQASM 2 has no ${qualifier} parameters.`, node);
    if (type.kind !== 'scalarType' || type.name !== 'bit') {
      throw new Inexpressible('OpenQASM 2 has no variables but bits.', node);
    }
    const name = this.#name(node.name);
    const declaration = `creg ${name}[${this.#size(type.size)}];`;
    if (!initializer || isZero(initializer)) return [replacement(node, declaration)];
    if (initializer.kind !== 'measure') throw new Inexpressible('Bits of OpenQASM 2 begin as 0.', initializer);
    const target = type.size ? name : `${name}[0]`;
    const line = `${newline(this.#text)}${indentation(this.#text, node.start)}`;
    return [replacement(node, `${declaration}${line}measure ${this.#operand(initializer.operand)} -> ${target};`)];
  }

  // --- Names and expressions ---

  #name(identifier: Identifier): string {
    const symbol = this.#program.references.get(identifier);
    return (symbol && this.#names.get(symbol)) ?? identifier.name;
  }

  #expression(expression: Expression): string {
    return expressionVersion2(this.#program, expression, (name) => this.#name(name));
  }

  /** `q`, `q[1]`, and `q[0]` for what is no register. */
  #operand(operand: Expression): string {
    if (operand.kind === 'hardwareQubit') throw new Inexpressible('OpenQASM 2 has no physical qubits.', operand);
    if (operand.kind === 'identifier') return `${this.#name(operand)}${this.#isSingle(operand) ? '[0]' : ''}`;
    const [index] = operand.kind === 'index' && operand.indices.length === 1 ? operand.indices : [];
    if (operand.kind !== 'index' || operand.base.kind !== 'identifier' || !index) {
      throw new Inexpressible('OpenQASM 2 has no such selection of qubits.', operand);
    }
    const symbol = this.#program.references.get(operand.base);
    const size = symbol && 'type' in symbol && 'size' in symbol.type ? (symbol.type.size ?? 1) : 1;
    const number = constantInteger(index, contextOf(this.#program));
    const position = number === undefined ? undefined : normalizeIndex(number, size);
    if (position === undefined) throw new Inexpressible('This index has no value before the program runs.', index);
    return `${this.#name(operand.base)}[${position}]`;
  }

  /** A global qubit or bit that was declared without a size. */
  #isSingle(name: Identifier): boolean {
    const symbol = this.#program.references.get(name);
    if (symbol?.kind === 'qubit') {
      return symbol.role === 'register' && symbol.type.kind === 'qubit' && symbol.type.size === undefined;
    }
    return symbol?.kind === 'variable' && symbol.type.kind === 'bit' && symbol.type.size === undefined;
  }

  // --- Statements on qubits ---

  /** One statement, or one for each element where an operand is a slice of a register. */
  #statements(operands: readonly Expression[], write: (operands: readonly string[]) => string): readonly string[] {
    const isSlice = operands.some(
      (operand) => operand.kind === 'index' && operand.indices.some(({ kind }) => kind === 'range' || kind === 'set'),
    );
    if (!isSlice) return [write(operands.map((operand) => this.#operand(operand)))];
    const parts = operands.map((operand) => operandOf(this.#program, operand));
    const width = parts.find((part) => part.width !== undefined)?.width ?? -1;
    if (width < 0) throw new Inexpressible('OpenQASM 2 has no such selection of qubits.', operands[0]!);
    return Array.from({ length: width }, (_, index) =>
      write(
        operands.map((operand, at) => {
          const element = parts[at]!.elements[index];
          const base = operand.kind === 'index' ? operand.base : operand;
          if (parts[at]!.width === undefined || element === undefined || base.kind !== 'identifier')
            return this.#operand(operand);
          return `${this.#name(base)}${element.slice(element.indexOf('['))}`;
        }),
      ),
    );
  }

  /** In the place of the statement, unless they are the same but for white space. */
  #written(node: Statement, statements: readonly string[]): readonly TextEdit[] {
    const before = this.#text.slice(node.start, node.end);
    const isFirstOfLine = this.#text.slice(lineStart(this.#text, node.start), node.start).trim() === '';
    const between = isFirstOfLine ? `${newline(this.#text)}${indentation(this.#text, node.start)}` : ' ';
    const after = statements.join(between);
    return after.replace(/\s/g, '') === before.replace(/\s/g, '') ? [] : [replacement(node, after)];
  }

  #gateCall(node: GateCallStatement): readonly string[] {
    const gate = this.#program.references.get(node.name);
    if (gate?.kind !== 'gate') throw new Inexpressible('OpenQASM 2 has no subroutines.', node);
    if (node.duration) throw new Inexpressible('Gates of OpenQASM 2 take no duration.', node);
    const name = this.#name(node.name);
    const args = (node.arguments ?? []).map((argument) => ({ node: argument, text: this.#expression(argument) }));
    const written = gateVersion2(node, gate, name, args);
    return this.#statements(node.operands, (operands) => `${written} ${operands.join(', ')};`);
  }

  #reset(node: ResetStatement): readonly string[] {
    return this.#statements([node.operand], ([operand]) => `reset ${operand};`);
  }

  #barrier(node: BarrierStatement): string {
    if (node.operands.length === 0) {
      const registers = [...this.#program.globals.values()].filter(
        ({ kind, source }) => kind === 'qubit' && source === 0,
      );
      const names = registers.map((symbol) => this.#names.get(symbol) ?? symbol.name);
      return `barrier ${names.join(', ')};`;
    }
    const operands = node.operands.flatMap((operand) => {
      const { width, elements } = operandOf(this.#program, operand);
      const isSlice = operand.kind === 'index' && width !== undefined;
      if (!isSlice || operand.base.kind !== 'identifier') return [this.#operand(operand)];
      const { base } = operand;
      return elements.map((element) => `${this.#name(base)}${element.slice(element.indexOf('['))}`);
    });
    return `barrier ${operands.join(', ')};`;
  }

  #assignment(node: AssignmentStatement): readonly string[] {
    const { value, target, operator } = node;
    if (value.kind !== 'measure' || operator !== '=')
      throw new Inexpressible('OpenQASM 2 assigns measurements alone.', node);
    const write = ([qubit, bit]: readonly string[]) => `measure ${qubit} -> ${bit};`;
    return this.#statements([value.operand, target], write);
  }

  #measure(node: MeasureStatement): readonly string[] {
    const { value, target } = node;
    if (value.kind !== 'measure') throw new Inexpressible('OpenQASM 2 has no subroutines.', node);
    if (!target) throw new Inexpressible('A measurement of OpenQASM 2 needs a bit for its outcome.', node);
    return this.#statements([value.operand, target], ([qubit, bit]) => `measure ${qubit} -> ${bit};`);
  }

  // --- Conditions ---

  /** Each statement of the branches gets the condition. */
  #if(node: IfStatement): readonly string[] {
    const { name, value, isBit } = this.#condition(node.condition);
    const then = this.#branch(node.then, !node.otherwise).map((inner) => `if (${name} == ${value}) ${inner}`);
    if (!node.otherwise) return then;
    if (!isBit || value > 1n) throw new Inexpressible("OpenQASM 2 has no 'else'.", node.otherwise);
    const otherwise = this.#branch(node.otherwise, false);
    return [...then, ...otherwise.map((inner) => `if (${name} == ${1n - value}) ${inner}`)];
  }

  /** @param mayMeasure whether nothing that has the same condition follows, so that the condition may change */
  #branch(statement: Statement, mayMeasure: boolean): readonly string[] {
    const statements = statement.kind === 'block' ? statement.statements : [statement];
    return statements.flatMap((inner) => {
      if (inner.kind === 'gateCall' && !isOpenPhase(inner)) return this.#gateCall(inner);
      if (inner.kind === 'reset') return this.#reset(inner);
      if (inner.kind === 'assignment' && mayMeasure && statements.length === 1) return this.#assignment(inner);
      throw new Inexpressible("Behind 'if', OpenQASM 2 takes gates, or one measurement.", inner);
    });
  }

  /** `c == 3`, of a register, or a bit that was declared on its own. */
  #condition(condition: Expression): { name: string; value: bigint; isBit: boolean } {
    const inner = condition.kind === 'parenthesized' ? condition.expression : condition;
    if (inner.kind === 'identifier' && this.#isSingle(inner))
      return { name: this.#name(inner), value: 1n, isBit: true };
    if (
      inner.kind === 'unary' &&
      inner.operator === '!' &&
      inner.operand.kind === 'identifier' &&
      this.#isSingle(inner.operand)
    ) {
      return { name: this.#name(inner.operand), value: 0n, isBit: true };
    }
    if (inner.kind === 'binary' && inner.operator === '==' && inner.left.kind === 'identifier') {
      const value = numberOf(inner.right, this.#program);
      const symbol = this.#program.references.get(inner.left);
      const isBits = symbol?.kind === 'variable' && symbol.type.kind === 'bit';
      if (value !== undefined && isBits) {
        return { name: this.#name(inner.left), value, isBit: this.#isSingle(inner.left) };
      }
    }
    throw new Inexpressible('A condition of OpenQASM 2 compares a whole register with a number.', condition);
  }
}

/** A phase of the whole program or gate, which OpenQASM 2 leaves open. */
const isOpenPhase = ({ name, modifiers }: GateCallStatement): boolean =>
  name.name === 'gphase' && modifiers.every((modifier) => modifier.name === 'inv' || modifier.name === 'pow');

function numberOf(expression: Expression, program: Program): bigint | undefined {
  if (expression.kind === 'bitstring') return BigInt(`0b${expression.value}`);
  if (expression.kind === 'boolean') return expression.value ? 1n : 0n;
  const value = constantInteger(expression, contextOf(program));
  return value === undefined || value < 0 ? undefined : BigInt(value);
}

const isZero = (expression: Expression): boolean =>
  (expression.kind === 'integer' && expression.value === 0n) ||
  (expression.kind === 'bitstring' && !expression.value.includes('1')) ||
  (expression.kind === 'boolean' && !expression.value);

/** Names that OpenQASM 2 does not allow, or that its library takes, get another one. */
function namesOf(program: Program): ReadonlyMap<ProgramSymbol, string> {
  const library = libraryProgram(standardLibrary('qelib1.inc')!, parse);
  const taken = new Set(library.gates.map(({ name }) => name));
  const names = new Map<ProgramSymbol, string>();
  const used = new Set([...program.references.values()].map(({ name }) => name));
  for (const symbol of program.references.values()) {
    if (symbol.source !== 0 || symbol.span.end === 0 || names.has(symbol)) continue;
    const isGlobal = program.globals.get(symbol.name) === symbol;
    const name = nameVersion2(
      symbol.name,
      (candidate) => used.has(candidate) && candidate !== symbol.name,
      isGlobal ? taken : undefined,
    );
    if (name === symbol.name) continue;
    used.add(name);
    names.set(symbol, name);
  }
  return names;
}
