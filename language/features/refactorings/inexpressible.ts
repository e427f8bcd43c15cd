/** Why a program cannot be converted, for people, and what stands in the way. */
import type { Span } from '../../diagnostic.ts';

export class Inexpressible extends Error {
  readonly span: Span;

  constructor(reason: string, { start, end }: Span) {
    super(reason);
    this.span = { start, end };
  }
}
