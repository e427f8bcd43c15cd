/** From OpenQASM 2 to 3: declarations, measurements, names that became words of the language, and arithmetic. */
import { BUILTIN_FUNCTIONS } from '../../semantics/builtins.ts';
import { standardLibrary } from '../../semantics/libraries.ts';
import { libraryProgram } from '../../semantics/libraryProgram.ts';
import type { Program, ProgramSymbol } from '../../semantics/program.ts';
import { parse } from '../../syntax/parser.ts';
import { keywords } from '../../syntax/tokens.ts';
import type {
  BinaryExpression,
  ClassicalDeclaration,
  Expression,
  MeasureStatement,
  Node,
  QubitDeclaration,
  VersionStatement,
} from '../../syntax/tree.ts';
import type { TextEdit } from '../formatting.ts';
import { freeName } from '../freeName.ts';
import { gateDefinitionText } from '../gateDefinitions.ts';
import { headerEdit } from '../includeEdit.ts';
import { insertion, replacement } from '../sourceEdits.ts';
import { Inexpressible } from './inexpressible.ts';
import { editedText, nestedEdits } from './nestedEdits.ts';

/** CX of OpenQASM 2, for programs without a library: exactly an X under a control. */
const CX = 'gate CX c, t { ctrl @ gphase(-pi / 2) c; ctrl @ U(pi, 0, pi) c, t; }';

export function toVersion3(program: Program): readonly TextEdit[] {
  const conversion = new ToVersion3(program);
  return [...nestedEdits(program.tree.program, (node) => conversion.editsOf(node)), ...conversion.definitions()];
}

class ToVersion3 {
  readonly #program: Program;
  readonly #text: string;
  readonly #standardGates: ReadonlySet<string>;
  readonly #hasLibrary: boolean;
  readonly #names = new Map<ProgramSymbol, string>();

  constructor(program: Program) {
    this.#program = program;
    this.#text = program.tree.text;
    const library = standardLibrary('stdgates.inc')!;
    this.#standardGates = new Set(libraryProgram(library, parse).gates.map(({ name }) => name));
    this.#hasLibrary = program.sources.some((uri) => uri.endsWith('/qelib1.inc'));
    for (const symbol of program.references.values()) this.#rename(symbol);
  }

  /** Names that mean something in OpenQASM 3 get another one. */
  #rename(symbol: ProgramSymbol): void {
    const { name, source } = symbol;
    if (source !== 0 || symbol.span.end === 0 || this.#names.has(symbol)) return;
    const isGlobal = this.#program.globals.get(name) === symbol;
    const isWord = keywords.has(name) || BUILTIN_FUNCTIONS.has(name);
    const isTaken = isGlobal && this.#hasLibrary && this.#standardGates.has(name);
    if (isWord || isTaken) this.#names.set(symbol, freeName(this.#program, isWord ? `${name}_` : name, !isWord));
  }

  editsOf(node: Node): readonly TextEdit[] | undefined {
    switch (node.kind) {
      case 'version':
        return [this.#version(node)];
      case 'include':
        return node.path.value === 'qelib1.inc' ? [replacement(node.path, '"stdgates.inc"')] : [];
      case 'qubitDeclaration':
      case 'classicalDeclaration':
        return this.#declaration(node);
      case 'measureStatement':
        return this.#measure(node);
      case 'opaque':
        throw new Inexpressible(`The gate '${node.name.name}' is opaque: OpenQASM 3 has no word for that.`, node);
      case 'binary':
        return this.#binary(node);
      case 'call':
        return node.callee.name === 'ln' && !this.#program.references.has(node.callee)
          ? [replacement(node.callee, 'log'), ...node.arguments.flatMap((inner) => this.#edits(inner))]
          : undefined;
      case 'identifier': {
        const symbol = this.#program.references.get(node);
        const name = symbol && this.#names.get(symbol);
        return name === undefined ? [] : [replacement(node, name)];
      }
      default:
        return undefined;
    }
  }

  #edits(node: Node): readonly TextEdit[] {
    return nestedEdits(node, (inner) => this.editsOf(inner));
  }

  #converted(node: Node): string {
    return editedText(this.#text, node, (inner) => this.editsOf(inner));
  }

  #version({ start, end, version }: VersionStatement): TextEdit {
    const at = this.#text.indexOf(version, start + 'OPENQASM'.length);
    if (at < 0 || at > end) throw new Inexpressible('The version of the program cannot be read.', { start, end });
    return replacement({ start: at, end: at + version.length }, '3.0');
  }

  /** `qreg q[2];` becomes `qubit[2] q;` */
  #declaration(node: QubitDeclaration | ClassicalDeclaration): readonly TextEdit[] | undefined {
    if (!node.oldStyle) return undefined;
    const size = this.#text.slice(node.name.end, node.end).match(/^\s*(\[[^\]]*\])/);
    const keyword = { start: node.start, end: node.start + 'qreg'.length };
    const word = node.kind === 'qubitDeclaration' ? 'qubit' : 'bit';
    const behind = { start: node.name.end, end: node.name.end + (size?.[0].length ?? 0) };
    return [
      replacement(keyword, `${word}${size?.[1] ?? ''}`),
      ...this.#edits(node.name),
      ...(size ? [replacement(behind, '')] : []),
    ];
  }

  /** `measure q -> c;` becomes `c = measure q;`; with a comment in it, it stays, as OpenQASM 3 allows it. */
  #measure({ start, end, value, target }: MeasureStatement): readonly TextEdit[] | undefined {
    if (!target || /\/[/*]/.test(this.#text.slice(start, end))) return undefined;
    return [
      insertion(start, `${this.#converted(target)} = `),
      ...this.#edits(value),
      replacement({ start: value.end, end: target.end }, ''),
    ];
  }

  /** Whole numbers divide into whole numbers in OpenQASM 3, and `^` is a word for bits there. */
  #binary(node: BinaryExpression): readonly TextEdit[] {
    const { operator, left, right } = node;
    const edits = [...this.#edits(left), ...this.#edits(right)];
    if (operator === '^') {
      const at = this.#text.indexOf('^', left.end);
      edits.push(replacement({ start: at, end: at + 1 }, '**'));
    }
    const divides = operator === '/' || (operator === '^' && right.kind !== 'integer');
    if (divides && isWhole(left) && isWhole(right) && !isExact(left, right)) {
      const first = firstInteger(left);
      if (first) edits.push(insertion(first.end, '.0'));
    }
    return edits;
  }

  /** Of the gates in use that stdgates.inc does not have. */
  definitions(): readonly TextEdit[] {
    const used = new Set<string>();
    const texts: string[] = [];
    for (const symbol of this.#program.references.values()) {
      if (symbol.kind !== 'gate' || !symbol.standard || used.has(symbol.name)) continue;
      used.add(symbol.name);
      if (symbol.name === 'U' || (this.#hasLibrary && this.#standardGates.has(symbol.name))) continue;
      const text = symbol.name === 'CX' ? CX : gateDefinitionText(symbol.name, 3)?.text;
      if (text !== undefined) texts.push(text);
    }
    return texts.length === 0 ? [] : [headerEdit(this.#program.tree, texts.join('\n'))];
  }
}

/** Whether OpenQASM 3 takes it for a whole number, once quotients are mended. */
function isWhole(expression: Expression): boolean {
  switch (expression.kind) {
    case 'integer':
      return true;
    case 'parenthesized':
      return isWhole(expression.expression);
    case 'unary':
      return isWhole(expression.operand);
    case 'binary': {
      const { operator, left, right } = expression;
      if (!isWhole(left) || !isWhole(right)) return false;
      return operator === '/' ? isExact(left, right) : operator !== '^' || right.kind === 'integer';
    }
    default:
      return false;
  }
}

/** A quotient of two numbers that leaves no rest. */
const isExact = (left: Expression, right: Expression): boolean =>
  left.kind === 'integer' && right.kind === 'integer' && right.value !== 0n && left.value % right.value === 0n;

function firstInteger(expression: Expression): Expression | undefined {
  switch (expression.kind) {
    case 'integer':
      return expression;
    case 'parenthesized':
      return firstInteger(expression.expression);
    case 'unary':
      return firstInteger(expression.operand);
    case 'binary':
      return firstInteger(expression.left);
    default:
      return undefined;
  }
}
