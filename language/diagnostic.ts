/** What every step of the language reports: one shape for problems, from the lexer to the noise analysis. */
import type { DiagnosticCode } from './diagnosticCodes.ts';

/** Half-open range of UTF-16 offsets into a source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Another place that helps to understand a diagnostic, such as the first declaration of a name declared twice. */
export interface RelatedInformation extends Span {
  readonly message: string;
  /** URI of the file of the place; absent: the file of the diagnostic itself. */
  readonly uri?: string;
}

/** One problem: what is wrong, where, and in `message` how to mend it. */
export interface Diagnostic extends Span {
  /** Stable, kebab-case identifier, such as `unknown-gate`. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly related?: readonly RelatedInformation[];
  /** How an editor draws the place: faded where it could go without loss, struck out where it is outdated. */
  readonly tag?: 'unnecessary' | 'deprecated';
}
