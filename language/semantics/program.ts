/** What the names of a program mean: the result of `analyze`, plain data. */
import type { Diagnostic, Span } from '../diagnostic.ts';
import type {
  DefStatement,
  ExternStatement,
  GateStatement,
  Identifier,
  IncludeStatement,
  OpaqueStatement,
  SyntaxTree,
} from '../syntax/tree.ts';
import type { Type } from './types.ts';
import type { Value } from './values.ts';

export interface Program {
  /** `2` for OpenQASM 2, `3` for everything else. */
  readonly version: 2 | 3;
  readonly tree: SyntaxTree;
  /** URIs of the files in use; the first is the program itself. */
  readonly sources: readonly string[];
  /** The global names, those of included files among them. */
  readonly globals: ReadonlyMap<string, ProgramSymbol>;
  /** What each name in the text refers to; names without a meaning are absent. */
  readonly references: References;
  /** What each include statement brought in; failed ones are absent. */
  readonly includes: ReadonlyMap<IncludeStatement, IncludedFile>;
  /** Names of the gates that have a `defcal`. */
  readonly calibrations: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

export interface References extends Iterable<readonly [Identifier, ProgramSymbol]> {
  get(identifier: Identifier): ProgramSymbol | undefined;
  has(identifier: Identifier): boolean;
  values(): Iterable<ProgramSymbol>;
}

export interface IncludedFile {
  /** Index into the program's `sources`. */
  readonly source: number;
  /** `undefined` for a standard library, whose gates are known without its statements. */
  readonly tree: SyntaxTree | undefined;
}

interface SymbolBase {
  readonly name: string;
  /** Where the name stands in its declaration; empty for what the language itself defines. */
  readonly span: Span;
  /** Index into the program's `sources`. */
  readonly source: number;
}

export interface GateSymbol extends SymbolBase {
  readonly kind: 'gate';
  readonly parameters: readonly string[];
  readonly qubits: readonly string[];
  /** `undefined` for primitives of the language and for gates known from a `defcal` alone. */
  readonly definition: GateStatement | OpaqueStatement | undefined;
  readonly primitive: 'U' | 'gphase' | 'CX' | undefined;
  /** From a standard library or the language itself. */
  readonly standard: boolean;
  /** In Qiskit's `qelib1.inc` but not in the paper's: a program may define such a gate itself. */
  readonly extension: boolean;
  /** The references of the file that defines it. */
  readonly references: References;
}

export interface QubitSymbol extends SymbolBase {
  readonly kind: 'qubit';
  /** A global register, a parameter of a subroutine, or an operand of a gate definition. */
  readonly role: 'register' | 'parameter' | 'gateQubit';
  readonly type: Type;
}

export interface VariableSymbol extends SymbolBase {
  readonly kind: 'variable';
  readonly qualifier: 'const' | 'input' | 'output' | undefined;
  readonly role: 'global' | 'local' | 'parameter' | 'loop';
  readonly type: Type;
  /** Of constants, where it could be computed. */
  readonly value: Value | undefined;
}

export interface GateParameterSymbol extends SymbolBase {
  readonly kind: 'gateParameter';
  readonly index: number;
}

/** Another name for qubits or bits. */
export interface AliasSymbol extends SymbolBase {
  readonly kind: 'alias';
  readonly type: Type;
}

export interface SubroutineSymbol extends SymbolBase {
  readonly kind: 'subroutine';
  readonly parameterTypes: readonly Type[];
  readonly returnType: Type;
  readonly definition: DefStatement;
}

export interface ExternSymbol extends SymbolBase {
  readonly kind: 'extern';
  readonly parameterTypes: readonly Type[];
  readonly returnType: Type;
  readonly definition: ExternStatement;
}

export type ProgramSymbol =
  | GateSymbol
  | QubitSymbol
  | VariableSymbol
  | GateParameterSymbol
  | AliasSymbol
  | SubroutineSymbol
  | ExternSymbol;

/** For messages: `a gate`, `a qubit register`. */
export function describeSymbol(symbol: ProgramSymbol): string {
  switch (symbol.kind) {
    case 'gate':
      return 'a gate';
    case 'qubit':
      return symbol.type.kind === 'qubit' && symbol.type.size !== undefined ? 'a qubit register' : 'a qubit';
    case 'variable':
      return symbol.qualifier === 'const' ? 'a constant' : 'a variable';
    case 'gateParameter':
      return 'a gate parameter';
    case 'alias':
      return 'an alias';
    case 'subroutine':
      return 'a subroutine';
    case 'extern':
      return 'an extern function';
  }
}
