/** Why a circuit cannot be fitted to a device. */
import type { Span } from '../../diagnostic.ts';

/** The message says, for people, what is in the way; the place is that of the operation, where it is one. */
export class FitError extends Error {
  readonly span: Span | undefined;
  /** Index into the circuit's `sources`. */
  readonly source: number;

  constructor(message: string, place?: Span & { readonly source?: number }) {
    super(message);
    this.span = place && { start: place.start, end: place.end };
    this.source = place?.source ?? 0;
  }
}
