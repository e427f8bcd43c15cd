/** What can go wrong with a job, as people are told. Known on both sides of the process boundary. */
import type { Span } from '../../language/diagnostic.ts';

/** Where in the program's sources; see `JobFailure`. */
export interface Place extends Span {
  readonly source?: number;
}

/** A job that cannot be done as asked. The message says why and what to do about it. */
export class JobError extends Error {
  override readonly name = 'JobError';
  /** The operation at fault; absent where it is no single one. */
  readonly span: Span | undefined;
  /** Index into the circuit's `sources`: the file `span` points into. */
  readonly source: number;

  constructor(message: string, place?: Place) {
    super(message);
    this.span = place && { start: place.start, end: place.end };
    this.source = place?.source ?? 0;
  }
}

/** The worker process ended while the job ran in it. The next job starts a new process. */
export class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError';
}

/** Whoever started the job cancelled it. */
export class JobCancelledError extends Error {
  override readonly name = 'JobCancelledError';
}
