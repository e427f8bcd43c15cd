/** What a target cannot express: thrown where it is met, collected with its place in the source. */
import type { Span } from '../../diagnostic.ts';
import { EvaluationError } from '../../semantics/values.ts';

/** One thing of the circuit that the target has no words for. */
export interface ExportProblem extends Span {
  /** Index into the circuit's `sources`. */
  readonly source: number;
  /** For people: `Quirk cannot express a reset.` */
  readonly message: string;
}

export type ExportResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly problems: readonly ExportProblem[] };

export class CannotExpress extends Error {
  readonly what: string;

  /** @param what continues the sentence "… cannot express", such as `a reset` */
  constructor(what: string) {
    super(`This target cannot express ${what}.`);
    this.what = what;
  }
}

/** Collects what the target cannot express, so that all of it is told at once. */
export class Problems {
  readonly #found = new Map<string, ExportProblem>();
  readonly #target: string;

  constructor(target: string) {
    this.#target = target;
  }

  /** Does `work` about a place of the source; what it cannot express is noted there. */
  at({ start, end, source = 0 }: Span & { readonly source?: number }, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof CannotExpress) && !(error instanceof EvaluationError)) throw error;
      const what = error instanceof CannotExpress ? error.what : `this: ${error.message.replace(/\.$/, '')}`;
      const message = `${this.#target} cannot express ${what}.`;
      // Loops are unrolled: once for each place is enough.
      this.#found.set(`${source} ${start} ${message}`, { start, end, source, message });
    }
  }

  get any(): boolean {
    return this.#found.size > 0;
  }

  result(text: () => string): ExportResult {
    return this.any ? { kind: 'refused', problems: [...this.#found.values()] } : { kind: 'text', text: text() };
  }
}
