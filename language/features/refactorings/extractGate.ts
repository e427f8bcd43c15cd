/** Refactoring: selected gates become the definition of a gate, and a call of it. */
import type { Program } from '../../semantics/program.ts';
import type { Expression, GateCallStatement, Identifier, Node, Statement } from '../../syntax/tree.ts';
import { freeName } from '../freeName.ts';
import {
  aboveComments,
  indentation,
  indentationStep,
  insertion,
  newline,
  reindented,
  replacement,
} from '../sourceEdits.ts';
import { knownQubit, operandOf } from './operands.ts';
import type { FindRefactorings, Scene } from './refactoring.ts';
import { namesIn, rewritten } from './rewriting.ts';

export const extractGate: FindRefactorings = (scene) => {
  const { program, selection } = scene;
  if (!selection?.isRange || !selection.isInList) return [];
  const calls = selection.statements.filter((statement) => statement.kind === 'gateCall');
  if (calls.length !== selection.statements.length || !calls.every((call) => isPlain(program, call))) return [];
  const operands = distinctOperands(scene, calls);
  if (!operands || operands.length === 0) return [];
  return [
    { title: 'Extract a gate', kind: 'refactor.extract', edits: () => new Extraction(scene, calls, operands).edits() },
  ];
};

/** On single qubits, without annotations and durations, and with modifiers that are numbers. */
function isPlain(program: Program, call: GateCallStatement): boolean {
  if (call.annotations || call.duration || program.references.get(call.name)?.kind !== 'gate') return false;
  if (call.modifiers.some(({ argument }) => argument && namesIn(argument).some((name) => !isConstant(program, name)))) {
    return false;
  }
  return call.operands.every((operand) => operandOf(program, operand).width === undefined);
}

function isConstant({ references }: Program, name: Identifier): boolean {
  const symbol = references.get(name);
  if (!symbol) return true;
  return symbol.kind === 'variable' && symbol.qualifier === 'const' && symbol.role === 'global';
}

const keyOf = (text: string, { start, end }: Expression): string => text.slice(start, end).replace(/\s/g, '');

/** The operands by their texts, in order of use; `undefined` where two texts might be the same qubit. */
function distinctOperands(
  { program, text }: Scene,
  calls: readonly GateCallStatement[],
): readonly Expression[] | undefined {
  const found = new Map<string, Expression>();
  const together = new Set<string>();
  for (const { operands } of calls) {
    const keys = operands.map((operand) => keyOf(text, operand));
    for (const key of keys) for (const other of keys) together.add(`${key} ${other}`);
    operands.forEach((operand, index) => {
      if (!found.has(keys[index]!)) found.set(keys[index]!, operand);
    });
  }
  const all = [...found];
  for (const [index, [key, operand]] of all.entries()) {
    for (const [otherKey, other] of all.slice(0, index)) {
      if (!together.has(`${key} ${otherKey}`) && !areDistinct(program, operand, other)) return undefined;
    }
  }
  return all.map(([, operand]) => operand);
}

function areDistinct(program: Program, a: Expression, b: Expression): boolean {
  const [known, other] = [knownQubit(program, a), knownQubit(program, b)];
  if (known && other) return known.base !== other.base || known.index !== other.index;
  const [base, otherBase] = [registerOf(program, a), registerOf(program, b)];
  return base !== undefined && otherBase !== undefined && base !== otherBase;
}

function registerOf({ references }: Program, operand: Expression): object | undefined {
  const base = operand.kind === 'index' ? operand.base : operand;
  const symbol = base.kind === 'identifier' ? references.get(base) : undefined;
  return symbol?.kind === 'qubit' ? symbol : undefined;
}

const ANGLES = ['theta', 'phi', 'lambda', 'gamma', 'alpha', 'beta'];

class Extraction {
  readonly #scene: Scene;
  readonly #calls: readonly GateCallStatement[];
  readonly #taken: Set<string>;
  /** Names of the new gate's qubits by the texts of the operands. */
  readonly #qubits = new Map<string, string>();
  /** The arguments of the call by the names of the new gate's parameters. */
  readonly #parameters = new Map<string, string>();
  /** What expressions become in the body, by their texts: names of parameters. */
  readonly #angles = new Map<string, string>();

  constructor(scene: Scene, calls: readonly GateCallStatement[], operands: readonly Expression[]) {
    this.#scene = scene;
    this.#calls = calls;
    this.#taken = new Set(calls.map(({ name }) => name.name));
    for (const name of calls.flatMap((call) => (call.arguments ?? []).flatMap(namesIn))) this.#taken.add(name.name);
    for (const operand of operands) this.#qubits.set(keyOf(scene.text, operand), this.#qubitName(operand));
  }

  edits() {
    const { program, text, selection } = this.#scene;
    const end = newline(text);
    const name = freeName(program, 'extracted', false);
    const body = this.#body();
    const parameters = [...this.#parameters.keys()].join(', ');
    const values = [...this.#parameters.values()].join(', ');
    const list = (inner: string) => (inner === '' ? '' : `(${inner})`);
    const head = `gate ${name}${list(parameters)} ${[...this.#qubits.values()].join(', ')} {`;
    const above = aboveComments(text, this.#outermost().start);
    const { start, end: last } = selection!;
    return [
      insertion(above, `${head}${end}${indentationStep(text)}${body}${end}}${end}${end}`),
      replacement({ start, end: last }, `${name}${list(values)} ${this.#operandTexts().join(', ')};`),
    ];
  }

  #outermost(): Statement {
    const { around, statements } = this.#scene.selection!;
    const [outermost] = around;
    return outermost && outermost.kind !== 'case' ? outermost : statements[0]!;
  }

  #operandTexts(): readonly string[] {
    const texts = new Map<string, string>();
    for (const operand of this.#calls.flatMap(({ operands }) => operands)) {
      const key = keyOf(this.#scene.text, operand);
      if (!texts.has(key)) texts.set(key, this.#scene.text.slice(operand.start, operand.end));
    }
    return [...texts.values()];
  }

  /** The statements, with what is between them. */
  #body(): string {
    const { text, program, selection } = this.#scene;
    const operands = new Set<Node>(this.#calls.flatMap((call) => call.operands));
    const args = new Set<Node>(this.#calls.flatMap((call) => call.arguments ?? []));
    const { start, end } = selection!;
    const inner = rewritten(
      text,
      program.tree.program,
      (node) => {
        if (operands.has(node)) return this.#qubits.get(keyOf(text, node as Expression));
        return args.has(node) ? this.#angle(node as Expression) : undefined;
      },
      start,
      end,
    );
    return reindented(inner, indentation(text, start), indentationStep(text));
  }

  /** An argument in the body: as it is, over parameters of the same names, or as a parameter as a whole. */
  #angle(argument: Expression): string {
    const { program, text } = this.#scene;
    const written = text.slice(argument.start, argument.end);
    const free = namesIn(argument).filter((name) => !isConstant(program, name));
    if (free.length === 0) return written;
    if (free.every((name) => this.#isReal(name)) && !this.#hasCall(argument)) {
      for (const { name } of free) this.#parameters.set(name, name);
      return written;
    }
    const key = keyOf(text, argument);
    const known = this.#angles.get(key);
    if (known !== undefined) return known;
    const name = this.#free([...ANGLES]);
    this.#angles.set(key, name);
    this.#parameters.set(name, written);
    return name;
  }

  /** Parameters of gates are real numbers: with integers, a quotient would be another one. */
  #isReal(name: Identifier): boolean {
    const symbol = this.#scene.program.references.get(name);
    if (symbol?.kind === 'gateParameter') return true;
    return symbol?.kind === 'variable' && (symbol.type.kind === 'float' || symbol.type.kind === 'angle');
  }

  #hasCall(argument: Expression): boolean {
    return namesIn(argument).some((name) => {
      const kind = this.#scene.program.references.get(name)?.kind;
      return kind === 'subroutine' || kind === 'extern';
    });
  }

  /** `q[0]` becomes `q0`, `alice` stays, and others are `a`, `b`, … */
  #qubitName(operand: Expression): string {
    if (operand.kind === 'identifier') return this.#free([operand.name]);
    const [index] = operand.kind === 'index' ? operand.indices : [];
    const base = operand.kind === 'index' && operand.base.kind === 'identifier' ? operand.base.name : 'q';
    if (index?.kind === 'integer') return this.#free([`${base}${index.value}`]);
    return this.#free([...'abcdefghijklmnopqrstuvwxyz']);
  }

  #free(candidates: readonly string[]): string {
    for (let round = 1; ; round++) {
      for (const candidate of candidates) {
        const name = round === 1 ? candidate : `${candidate}_${round}`;
        if (this.#taken.has(name)) continue;
        this.#taken.add(name);
        return name;
      }
    }
  }
}
