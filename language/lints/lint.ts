/** What a lint gets and how it reports. Lints only look: they change neither the program nor its circuit. */
import type { Circuit } from '../circuit/circuit.ts';
import type { Diagnostic, Span } from '../diagnostic.ts';
import type { LintCode } from '../diagnosticCodes.ts';
import type { Program } from '../semantics/program.ts';

export interface LintContext {
  readonly program: Program;
  readonly circuit: Circuit;
  /** Reports a finding in the program itself, with the severity its code has by default. */
  readonly report: (code: LintCode, at: Span, message: string, more?: Finding) => void;
}

export type Finding = Pick<Diagnostic, 'tag' | 'related'>;

export type Lint = (context: LintContext) => void;
