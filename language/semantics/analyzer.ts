/** State of one analysis: scopes, what names refer to, diagnostics. The checks of statements and expressions share it. */
import type { Diagnostic, Severity, Span } from '../diagnostic.ts';
import type { DiagnosticCode } from '../diagnosticCodes.ts';
import type { Identifier, IncludeStatement, SyntaxTree, Type as TypeNode } from '../syntax/tree.ts';
import { CONSTANTS } from './builtins.ts';
import type { ConstantContext } from './constants.ts';
import { nameLaterDeclarations } from './laterDeclarations.ts';
import type { Qelib1 } from './libraries.ts';
import { PRIMITIVES_2, PRIMITIVES_3 } from './primitives.ts';
import { describeSymbol, type IncludedFile, type Program, type ProgramSymbol } from './program.ts';
import { ReferenceTable } from './referenceTable.ts';
import { resolveType } from './resolveType.ts';
import { Scope } from './scope.ts';
import type { Type } from './types.ts';

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
  /** Parses included files, which are of the program's version where they do not say their own. */
  readonly parse: (text: string, version?: number) => SyntaxTree;
}

export class Analyzer implements ConstantContext {
  readonly version: 2 | 3;
  readonly tree: SyntaxTree;
  readonly options: AnalyzeOptions;
  /** URIs of the files in use; the first is the program itself. */
  readonly sources: string[];
  readonly globals = new Scope(undefined);
  readonly references: ReferenceTable;
  readonly includes = new Map<IncludeStatement, IncludedFile>();
  /** URIs of the standard libraries that are included. */
  readonly libraries = new Set<string>();
  /** Gates with a `defcal`. */
  readonly calibrations = new Set<string>();
  /** Files being analyzed, outermost first: an include of one of them is a cycle. */
  readonly open: string[];
  diagnostics: Diagnostic[] = [];
  /** The file being analyzed: index into `sources`. */
  source = 0;
  /** The text of that file. */
  text: string;
  scope: Scope = this.globals;
  body: 'program' | 'gate' | 'subroutine' = 'program';
  /** The subroutine whose body is being checked. */
  subroutine: { readonly name: string; readonly returnType: Type } | undefined;
  /** Number of loops around. */
  loops = 0;

  constructor(uri: string, tree: SyntaxTree, options: AnalyzeOptions) {
    this.tree = tree;
    this.text = tree.text;
    this.options = options;
    this.references = new ReferenceTable(tree.text.length);
    this.sources = [uri];
    this.open = [uri];
    this.version = tree.program.version?.version.startsWith('2') ? 2 : 3;
    for (const symbol of this.version === 2 ? PRIMITIVES_2 : PRIMITIVES_3) this.globals.names.set(symbol.name, symbol);
  }

  program(): Program {
    return {
      version: this.version,
      tree: this.tree,
      sources: this.sources,
      globals: this.globals.names,
      references: this.references,
      includes: this.includes,
      calibrations: this.calibrations,
      diagnostics: nameLaterDeclarations(this.diagnostics, this.tree.text, this.globals.names),
    };
  }

  report(
    code: DiagnosticCode,
    at: Span,
    message: string,
    severity: Severity = 'error',
    related?: Diagnostic['related'],
  ): void {
    const { start, end } = at;
    this.diagnostics.push(
      related ? { code, severity, message, start, end, related } : { code, severity, message, start, end },
    );
  }

  /** Whether something within the span was reported as an error already, or with the given code. */
  hasReported({ start, end }: Span, code?: DiagnosticCode): boolean {
    // What was reported of a statement is among the last: a bound keeps a text full of faults from costing much.
    for (let index = this.diagnostics.length - 1, left = 100; index >= 0 && left > 0; index--, left--) {
      const known = this.diagnostics[index]!;
      if (known.start < start || known.end > end) continue;
      if (code === undefined ? known.severity === 'error' : known.code === code) return true;
    }
    return false;
  }

  /** Where a symbol is declared, as related information; nothing for what the language defines. */
  placeOf(symbol: ProgramSymbol): Diagnostic['related'] {
    if (symbol.span.end === 0) return undefined;
    const message = `'${symbol.name}' is declared here.`;
    return [{ ...symbol.span, ...this.#uriOf(symbol.source), message }];
  }

  /** Looks a name up and notes what it refers to; says nothing where there is no such name. */
  resolve(identifier: Identifier): ProgramSymbol | undefined {
    const symbol = this.scope.find(identifier.name);
    if (symbol) this.references.set(identifier, symbol);
    return symbol;
  }

  /** Adds a name to the current scope, unless it is taken there. */
  declare(identifier: Identifier, symbol: ProgramSymbol): void {
    if (identifier.name === '') return;
    const previous = this.scope.names.get(symbol.name);
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
        this.placeOf(previous),
      );
      this.references.set(identifier, previous);
      return;
    }
    if (this.scope === this.globals && this.version === 3 && CONSTANTS.has(symbol.name)) {
      const message = `'${symbol.name}' is a constant of the language. Choose another name.`;
      // What is meant is clear all the same.
      this.report('redeclared', identifier, message, 'warning');
    }
    this.scope.names.set(symbol.name, symbol);
    this.references.set(identifier, symbol);
  }

  #uriOf(source: number): { uri?: string } {
    const uri = this.sources[source];
    return source === this.source || uri === undefined ? {} : { uri };
  }

  place(identifier: Identifier): { name: string; span: Span; source: number } {
    const { start, end } = identifier;
    return { name: identifier.name, span: { start, end }, source: this.source };
  }

  forbidInGate(at: Span, what: string): void {
    if (this.body === 'gate') {
      this.report('not-unitary', at, `A gate cannot ${what}: its body may only apply gates. Use a subroutine ('def').`);
    }
  }

  /** Reports what can only stand outside of all blocks and definitions; `what` begins the sentence. */
  requireGlobal(at: Span, what: string): void {
    if (this.scope === this.globals) return;
    this.report('misplaced-statement', at, `${what} outside of all blocks and definitions.`);
  }

  inBody(body: 'gate' | 'subroutine', subroutine: Analyzer['subroutine'], check: () => void): void {
    const { scope, body: outerBody, loops, subroutine: outerSubroutine } = this;
    this.scope = new Scope(scope, true);
    this.body = body;
    this.subroutine = subroutine;
    this.loops = 0;
    check();
    this.scope = scope;
    this.body = outerBody;
    this.subroutine = outerSubroutine;
    this.loops = loops;
  }

  inLoop(check: () => void): void {
    this.loops++;
    check();
    this.loops--;
  }

  inScope(check: () => void): void {
    const outer = this.scope;
    this.scope = new Scope(outer);
    check();
    this.scope = outer;
  }

  resolveType(node: TypeNode): Type {
    return resolveType(this, node);
  }
}

/** `1 qubit`, `3 qubits`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
