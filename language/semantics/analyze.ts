/**
 * Gives every name of a program its meaning and reports what is wrong with names, sizes, indices and gate calls.
 * Works on any tree: what is broken is reported once and left out.
 */
import type { Diagnostic, Severity, Span } from '../diagnostic.ts';
import type {
  Block,
  ClassicalDeclaration,
  DefcalStatement,
  DefStatement,
  Expression,
  ExternStatement,
  ForStatement,
  GateStatement,
  Identifier,
  IncludeStatement,
  OpaqueStatement,
  QubitDeclaration,
  Statement,
  SyntaxTree,
  Type as TypeNode,
} from '../syntax/tree.ts';
import { type ConstantContext, constantInteger, constantValue } from './constants.ts';
import { checkExpression, checkOperand } from './expressions.ts';
import { checkGateCall } from './gateCalls.ts';
import { type Qelib1, standardLibrary } from './libraries.ts';
import { type LibraryProgram, libraryProgram } from './libraryProgram.ts';
import {
  describeSymbol,
  type GateSymbol,
  type IncludedFile,
  type Program,
  type ProgramSymbol,
  type References,
} from './program.ts';
import { Scope } from './scope.ts';
import type { Type } from './types.ts';
import { convert, EvaluationError, type Value } from './values.ts';

/** A file that a program includes. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
}

export interface AnalyzeOptions {
  /** Reads a file for `include "path";` in the file `from` (a URI); `undefined`: there is none. */
  readonly readInclude?: ((path: string, from: string) => SourceFile | undefined) | undefined;
  /** Which `qelib1.inc` programs get; `extended` where not given. */
  readonly qelib1?: Qelib1 | undefined;
  /** The text is a standard library; `base`: the gates of it that are no extension of the paper's library. */
  readonly library?: { readonly base: ReadonlySet<string> | undefined } | undefined;
  /** Parses included files. */
  readonly parse: (text: string) => SyntaxTree;
}

/** Resolves the names of a program. Never throws. */
export function analyze(uri: string, tree: SyntaxTree, options: AnalyzeOptions): Program {
  const analyzer = new Analyzer(uri, tree, options);
  analyzer.statements(tree.program.statements);
  return analyzer.program();
}

/** The most qubits or bits a register can have: indices stay exact integers. */
const LARGEST_REGISTER = 2 ** 31 - 1;

/** State of one analysis; the checks of expressions and gate calls work on it. */
export class Analyzer implements ConstantContext {
  readonly version: 2 | 3;
  readonly #tree: SyntaxTree;
  readonly #options: AnalyzeOptions;
  readonly #sources: string[];
  readonly #globals = new Scope(undefined);
  readonly #references = new Map<Identifier, ProgramSymbol>();
  readonly #includes = new Map<IncludeStatement, IncludedFile>();
  readonly #libraries = new Set<string>();
  readonly #defcals = new Set<string>();
  /** Files being analyzed, outermost first: an include of one of them is a cycle. */
  readonly #open: string[];
  #diagnostics: Diagnostic[] = [];
  #source = 0;
  #scope: Scope;
  #body: 'program' | 'gate' | 'subroutine' = 'program';
  #loops = 0;

  constructor(uri: string, tree: SyntaxTree, options: AnalyzeOptions) {
    this.#tree = tree;
    this.#options = options;
    this.#sources = [uri];
    this.#open = [uri];
    this.#scope = this.#globals;
    this.version = tree.program.version?.version.startsWith('2') ? 2 : 3;
    for (const symbol of this.version === 2 ? PRIMITIVES_2 : PRIMITIVES_3) this.#globals.names.set(symbol.name, symbol);
  }

  program(): Program {
    return {
      version: this.version,
      tree: this.#tree,
      sources: this.#sources,
      globals: this.#globals.names,
      references: this.#references,
      includes: this.#includes,
      calibrations: this.#defcals,
      diagnostics: this.#diagnostics,
    };
  }

  get scope(): Scope {
    return this.#scope;
  }

  report(code: string, at: Span, message: string, severity: Severity = 'error', related?: Diagnostic['related']): void {
    const { start, end } = at;
    this.#diagnostics.push(
      related ? { code, severity, message, start, end, related } : { code, severity, message, start, end },
    );
  }

  /** Whether a gate of this name is given by its calibration alone. */
  hasCalibration(name: string): boolean {
    return this.#defcals.has(name);
  }

  /** Looks a name up and notes what it refers to; says nothing where there is no such name. */
  resolve(identifier: Identifier): ProgramSymbol | undefined {
    const symbol = this.#scope.find(identifier.name);
    if (symbol) this.#references.set(identifier, symbol);
    return symbol;
  }

  resolveType(node: TypeNode): Type {
    switch (node.kind) {
      case 'missingType':
        return { kind: 'unknown' };
      case 'qubitType':
        return this.#sized('qubit', node.size);
      case 'arrayType': {
        const element = this.resolveType(node.element);
        const rank = node.rank ? constantInteger(node.rank, this) : undefined;
        if (node.rank) checkExpression(this, node.rank);
        const dimensions = node.rank
          ? Array.from({ length: Math.min(Math.max(rank ?? 1, 1), 7) }, () => -1)
          : node.dimensions.map((dimension) => this.#size(dimension) ?? -1);
        return node.access
          ? { kind: 'array', element, dimensions, access: node.access }
          : { kind: 'array', element, dimensions };
      }
      case 'scalarType':
        switch (node.name) {
          case 'bool':
          case 'duration':
          case 'stretch':
            return { kind: node.name };
          case 'complex':
            return this.#sized('complex', node.element?.size);
          default:
            return this.#sized(node.name, node.size);
        }
    }
  }

  statements(statements: readonly Statement[]): void {
    for (const statement of statements) this.statement(statement);
  }

  statement(statement: Statement): void {
    switch (statement.kind) {
      case 'gateCall':
        checkGateCall(this, statement);
        return;
      case 'measureStatement':
        this.#forbidInGate(statement, 'measure qubits');
        checkExpression(this, statement.value);
        if (statement.target) this.#checkMeasureTarget(statement.value, statement.target);
        return;
      case 'qubitDeclaration':
        this.#qubitDeclaration(statement);
        return;
      case 'classicalDeclaration':
        this.#classicalDeclaration(statement);
        return;
      case 'assignment':
        this.#forbidInGate(statement, 'assign to variables');
        checkExpression(this, statement.target);
        checkExpression(this, statement.value);
        this.#checkAssignable(statement.target);
        if (statement.value.kind === 'measure') this.#checkMeasureTarget(statement.value, statement.target);
        return;
      case 'alias': {
        const type = checkExpression(this, statement.value);
        this.declare(statement.name, { kind: 'alias', ...this.#place(statement.name), type });
        return;
      }
      case 'expressionStatement':
        checkExpression(this, statement.expression);
        return;
      case 'barrier':
      case 'nop':
        for (const operand of statement.operands) checkOperand(this, operand);
        return;
      case 'delay':
        checkExpression(this, statement.duration);
        for (const operand of statement.operands) checkOperand(this, operand);
        return;
      case 'reset':
        this.#forbidInGate(statement, 'reset qubits');
        checkOperand(this, statement.operand);
        return;
      case 'box':
        if (statement.duration) checkExpression(this, statement.duration);
        this.#block(statement.body);
        return;
      case 'block':
        this.#block(statement);
        return;
      case 'if':
        this.#forbidInGate(statement, 'branch');
        checkExpression(this, statement.condition);
        this.#nested(statement.then);
        if (statement.otherwise) this.#nested(statement.otherwise);
        return;
      case 'while':
        this.#forbidInGate(statement, 'loop on a condition');
        checkExpression(this, statement.condition);
        this.#loop(() => this.#nested(statement.body));
        return;
      case 'for':
        this.#for(statement);
        return;
      case 'switch':
        this.#forbidInGate(statement, 'branch');
        checkExpression(this, statement.subject);
        for (const item of statement.cases) {
          for (const value of item.values ?? []) checkExpression(this, value);
          this.#block(item.body);
        }
        return;
      case 'break':
      case 'continue':
        if (this.#loops === 0) {
          this.report('misplaced-statement', statement, `'${statement.kind}' has no meaning outside of a loop.`);
        }
        return;
      case 'return':
        if (this.#body !== 'subroutine') {
          this.report('misplaced-statement', statement, "'return' has no meaning outside of a subroutine ('def').");
        }
        if (statement.value) checkExpression(this, statement.value);
        return;
      case 'gate':
      case 'opaque':
        this.#gate(statement);
        return;
      case 'def':
        this.#subroutine(statement);
        return;
      case 'extern':
        this.#extern(statement);
        return;
      case 'defcal':
        this.#defcal(statement);
        return;
      case 'include':
        this.#include(statement);
        return;
      case 'version':
      case 'defcalgrammar':
      case 'pragma':
      case 'cal':
      case 'end':
      case 'error':
        return;
    }
  }

  /** Adds a name to the current scope, unless it is taken there. */
  declare(identifier: Identifier, symbol: ProgramSymbol): void {
    if (identifier.name === '') return;
    const previous = this.#scope.names.get(symbol.name);
    const replaceable = previous?.kind === 'gate' && (previous.extension || previous.span.end === 0);
    if (previous && !(replaceable && symbol.kind === 'gate')) {
      const standard = previous.kind === 'gate' && previous.standard;
      this.report(
        'redeclared',
        identifier,
        standard
          ? `'${symbol.name}' is already defined by the standard library. Choose another name.`
          : `'${symbol.name}' is already declared as ${describeSymbol(previous)}. Choose another name.`,
        'error',
        [{ ...previous.span, ...this.#uriOf(previous.source), message: `'${symbol.name}' is declared here.` }],
      );
      this.#references.set(identifier, previous);
      return;
    }
    this.#scope.names.set(symbol.name, symbol);
    this.#references.set(identifier, symbol);
  }

  #uriOf(source: number): { uri?: string } {
    const uri = this.#sources[source];
    return source === this.#source || uri === undefined ? {} : { uri };
  }

  #place(identifier: Identifier): { name: string; span: Span; source: number } {
    const { start, end } = identifier;
    return { name: identifier.name, span: { start, end }, source: this.#source };
  }

  #forbidInGate(at: Span, what: string): void {
    if (this.#body === 'gate') {
      this.report('not-unitary', at, `A gate cannot ${what}: its body may only apply gates. Use a subroutine ('def').`);
    }
  }

  // --- Declarations ---

  #sized(kind: 'bit' | 'int' | 'uint' | 'float' | 'angle' | 'complex' | 'qubit', size: Expression | undefined): Type {
    if (!size) return { kind };
    const value = this.#size(size);
    // A size that is not known makes a register of unknown size, not a single bit or qubit.
    if (value === undefined) return kind === 'bit' || kind === 'qubit' ? { kind, size: -1 } : { kind };
    return { kind, size: value };
  }

  #size(expression: Expression): number | undefined {
    checkExpression(this, expression);
    const size = constantInteger(expression, this);
    if (size !== undefined && (size < 1 || size > LARGEST_REGISTER)) {
      this.report('invalid-size', expression, `A size must be between 1 and ${LARGEST_REGISTER}, not ${size}.`);
      return undefined;
    }
    if (size === undefined && expression.kind !== 'missing' && !this.#isUnknown(expression)) {
      const constant = constantValue(expression, this);
      this.report(
        'invalid-size',
        expression,
        constant
          ? 'A size must be a whole number.'
          : "A size must be known before the program runs: use a literal or a 'const' declared above.",
      );
    }
    return size;
  }

  /** Whether an expression already was reported for an unknown name. */
  #isUnknown(expression: Expression): boolean {
    return expression.kind === 'identifier' && !this.#scope.find(expression.name);
  }

  #qubitDeclaration(statement: QubitDeclaration): void {
    if (this.#scope !== this.#globals) {
      this.report(
        'misplaced-statement',
        statement,
        'Qubits can only be declared outside of all blocks and definitions.',
      );
    }
    const type = this.#sized('qubit', statement.size);
    this.declare(statement.name, { kind: 'qubit', role: 'register', ...this.#place(statement.name), type });
  }

  #classicalDeclaration(statement: ClassicalDeclaration): void {
    this.#forbidInGate(statement, 'declare variables');
    const type = this.resolveType(statement.type);
    const { initializer, qualifier } = statement;
    if (initializer) checkExpression(this, initializer);
    let value: Value | undefined;
    if (qualifier === 'const' && initializer) value = this.#constant(initializer, type);
    const role = this.#scope === this.#globals ? 'global' : 'local';
    this.declare(statement.name, { kind: 'variable', qualifier, role, ...this.#place(statement.name), type, value });
    if (initializer?.kind === 'measure') this.#checkMeasureTarget(initializer, statement.name);
  }

  #constant(initializer: Expression, type: Type): Value | undefined {
    const constant = constantValue(initializer, this);
    if (!constant) {
      if (initializer.kind !== 'missing' && !this.#isUnknown(initializer) && initializer.kind !== 'array') {
        this.report(
          'not-constant',
          initializer,
          "The value of a 'const' must be known before the program runs. Leave out 'const' for a variable.",
        );
      }
      return undefined;
    }
    try {
      return type.kind === 'unknown' ? constant.value : convert(constant.value, type);
    } catch (error) {
      if (error instanceof EvaluationError) this.report('type-mismatch', initializer, error.message);
      return undefined;
    }
  }

  #gate(statement: GateStatement | OpaqueStatement): void {
    const { parameters, qubits } = statement;
    const { library } = this.#options;
    const symbol: GateSymbol = {
      kind: 'gate',
      ...this.#place(statement.name),
      parameters: parameters.map((parameter) => parameter.name),
      qubits: qubits.map((qubit) => qubit.name),
      definition: statement,
      primitive: undefined,
      standard: library !== undefined,
      extension: library?.base !== undefined && !library.base.has(statement.name.name),
      references: this.#references,
    };
    if (statement.kind === 'gate') {
      this.#inBody('gate', () => {
        parameters.forEach((parameter, index) => {
          this.declare(parameter, { kind: 'gateParameter', ...this.#place(parameter), index });
        });
        for (const qubit of qubits) {
          this.declare(qubit, { kind: 'qubit', role: 'gateQubit', ...this.#place(qubit), type: { kind: 'qubit' } });
        }
        // Within its own body the gate is known, so that a recursion is reported as one.
        if (!this.#scope.find(symbol.name)) this.#scope.names.set(symbol.name, symbol);
        this.statements(statement.body.statements);
      });
    }
    this.declare(statement.name, symbol);
  }

  #subroutine(statement: DefStatement): void {
    const parameterTypes = statement.parameters.map((parameter) => this.resolveType(parameter.type));
    const returnType: Type = statement.returnType ? this.resolveType(statement.returnType) : { kind: 'void' };
    const symbol = { kind: 'subroutine', ...this.#place(statement.name), parameterTypes, returnType } as const;
    this.declare(statement.name, { ...symbol, definition: statement });
    this.#inBody('subroutine', () => {
      statement.parameters.forEach(({ name }, index) => {
        const type = parameterTypes[index] ?? { kind: 'unknown' };
        this.declare(
          name,
          type.kind === 'qubit'
            ? { kind: 'qubit', role: 'parameter', ...this.#place(name), type }
            : {
                kind: 'variable',
                qualifier: undefined,
                role: 'parameter',
                ...this.#place(name),
                type,
                value: undefined,
              },
        );
      });
      this.statements(statement.body.statements);
    });
  }

  #extern(statement: ExternStatement): void {
    const parameterTypes = statement.parameterTypes.map((type) => this.resolveType(type));
    const returnType: Type = statement.returnType ? this.resolveType(statement.returnType) : { kind: 'void' };
    const place = this.#place(statement.name);
    this.declare(statement.name, { kind: 'extern', ...place, parameterTypes, returnType, definition: statement });
  }

  #defcal(statement: DefcalStatement): void {
    this.#defcals.add(statement.name.name);
    this.resolve(statement.name);
  }

  #inBody(body: 'gate' | 'subroutine', check: () => void): void {
    const before = { scope: this.#scope, body: this.#body, loops: this.#loops };
    this.#scope = new Scope(before.scope, true);
    this.#body = body;
    this.#loops = 0;
    check();
    this.#scope = before.scope;
    this.#body = before.body;
    this.#loops = before.loops;
  }

  // --- Control flow ---

  #block(block: Block): void {
    const outer = this.#scope;
    this.#scope = new Scope(outer);
    this.statements(block.statements);
    this.#scope = outer;
  }

  /** A body that may be a single statement: it has a scope of its own either way. */
  #nested(statement: Statement): void {
    if (statement.kind === 'block') {
      this.#block(statement);
      return;
    }
    const outer = this.#scope;
    this.#scope = new Scope(outer);
    this.statement(statement);
    this.#scope = outer;
  }

  #loop(check: () => void): void {
    this.#loops++;
    check();
    this.#loops--;
  }

  #for(statement: ForStatement): void {
    const type = this.resolveType(statement.type);
    checkExpression(this, statement.iterable);
    const outer = this.#scope;
    this.#scope = new Scope(outer);
    const place = this.#place(statement.variable);
    this.declare(statement.variable, {
      kind: 'variable',
      qualifier: undefined,
      role: 'loop',
      ...place,
      type,
      value: undefined,
    });
    this.#loop(() => this.#nested(statement.body));
    this.#scope = outer;
  }

  // --- Assignments ---

  #checkAssignable(target: Expression): void {
    const name = target.kind === 'index' ? target.base : target;
    if (name.kind !== 'identifier') return;
    const symbol = this.#scope.find(name.name);
    if (!symbol || symbol.kind === 'alias') return;
    if (symbol.kind !== 'variable') {
      this.report(
        'not-assignable',
        name,
        `'${name.name}' is ${describeSymbol(symbol)}: nothing can be assigned to it.`,
      );
    } else if (symbol.qualifier === 'const' || symbol.qualifier === 'input') {
      const what = symbol.qualifier === 'const' ? 'a constant' : 'an input';
      this.report('not-assignable', name, `'${name.name}' is ${what} and cannot change. Declare a variable instead.`);
    }
  }

  /** `measure q -> c`: as many bits as qubits. */
  #checkMeasureTarget(value: Expression, target: Expression): void {
    const targetType = checkExpression(this, target);
    if (value.kind !== 'measure' || targetType.kind === 'unknown') return;
    if (targetType.kind === 'qubit') {
      this.report('type-mismatch', target, 'The outcome of a measurement is a bit, but this is a qubit.');
      return;
    }
    const qubits = checkExpression(this, value.operand);
    if (targetType.kind !== 'bit' || qubits.kind !== 'qubit') return;
    const [bits, width] = [targetType.size ?? 1, qubits.size ?? 1];
    if (bits >= 0 && width >= 0 && bits !== width) {
      this.report(
        'size-mismatch',
        target,
        `${count(width, 'qubit')} ${width === 1 ? 'is' : 'are'} measured into ${count(bits, 'bit')}: the numbers must be equal.`,
      );
    }
  }

  // --- Includes ---

  #include(statement: IncludeStatement): void {
    const { path } = statement;
    if (path.value === '') return;
    if (this.#scope !== this.#globals) {
      this.report('misplaced-statement', statement, "'include' can only stand outside of all blocks and definitions.");
      return;
    }
    const library = standardLibrary(path.value, this.#options.qelib1);
    if (library) {
      this.#includeLibrary(statement, libraryProgram(library, this.#options.parse));
      return;
    }
    const from = this.#sources[this.#source] ?? '';
    const file = this.#options.readInclude?.(path.value, from);
    if (!file) {
      this.report('include-not-found', path, `The file '${path.value}' cannot be read. Check its name and folder.`);
      return;
    }
    if (this.#open.includes(file.uri)) {
      this.report('include-cycle', path, `'${path.value}' includes itself, directly or through other files.`);
      return;
    }
    this.#includeFile(statement, file);
  }

  #includeLibrary(statement: IncludeStatement, library: LibraryProgram): void {
    if (this.#libraries.has(library.uri)) {
      this.report('include-twice', statement, `'${statement.path.value}' is already included.`, 'warning');
      return;
    }
    this.#libraries.add(library.uri);
    const source = this.#sources.push(library.uri) - 1;
    this.#includes.set(statement, { source, tree: undefined });
    for (const gate of library.gates) {
      const previous = this.#globals.names.get(gate.name);
      // A gate that the program defined itself, or one that another library brought, stays.
      if (previous && previous.span.end > 0) continue;
      this.#globals.names.set(gate.name, { ...gate, source });
    }
  }

  #includeFile(statement: IncludeStatement, file: SourceFile): void {
    const known = this.#sources.indexOf(file.uri);
    const source = known >= 0 ? known : this.#sources.push(file.uri) - 1;
    const tree = this.#options.parse(file.text);
    this.#includes.set(statement, { source, tree });
    const before = { diagnostics: this.#diagnostics, source: this.#source };
    this.#diagnostics = [...tree.diagnostics];
    this.#source = source;
    this.#open.push(file.uri);
    this.statements(tree.program.statements);
    this.#open.pop();
    const errors = this.#diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
    this.#diagnostics = before.diagnostics;
    this.#source = before.source;
    const [first] = errors;
    if (first) {
      const { start, end, message } = first;
      this.report(
        'include-has-errors',
        statement.path,
        `'${statement.path.value}' has ${count(errors.length, 'error')}: ${message}`,
        'error',
        [{ start, end, message, uri: file.uri }],
      );
    }
  }
}

/** `1 qubit`, `3 qubits`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const primitive = (
  name: 'U' | 'gphase' | 'CX',
  parameters: readonly string[],
  qubits: readonly string[],
  references: References = new Map(),
): GateSymbol => ({
  kind: 'gate',
  name,
  span: { start: 0, end: 0 },
  source: 0,
  parameters,
  qubits,
  definition: undefined,
  primitive: name,
  standard: true,
  extension: false,
  references,
});

const U = primitive('U', ['θ', 'φ', 'λ'], ['q']);
const PRIMITIVES_2: readonly GateSymbol[] = [U, primitive('CX', [], ['control', 'target'])];
const PRIMITIVES_3: readonly GateSymbol[] = [U, primitive('gphase', ['γ'], [])];
