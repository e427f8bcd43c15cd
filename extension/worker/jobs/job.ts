/** What a kind of job is: the rules for its parameters, and the work. Jobs know nothing of processes. */
import type * as z from 'zod';
import type { Crew } from '../crew.ts';
import { JobError } from '../errors.ts';
import type { JobName, Jobs, Progress } from '../protocol.ts';

export interface JobContext {
  /** Called as often as is convenient; whoever runs the job thins it out. */
  report(progress: Progress): void;
  /** Threads that can help; absent: the job does everything itself. */
  readonly crew?: Crew;
  /** Hears of each process that the job starts: it must not outlive the job. It leads a group of its own. */
  readonly onProcess?: (pid: number) => void;
}

/** @typeParam Outcome of `run`: a promise where others do part of the work */
export interface Job<Name extends JobName, Outcome = Jobs[Name]['result']> {
  /** What parameters must be; its messages are for people. */
  readonly parameters: z.ZodType<Jobs[Name]['parameters']>;
  /**
   * Does the work, without pause: cancelling ends the thread it runs on.
   *
   * @throws {JobError} where it cannot be done as asked
   */
  run(parameters: Jobs[Name]['parameters'], context: JobContext): Outcome;
}

/** @throws {JobError} that names each parameter at fault and what it must be */
export function validate<T>(schema: z.ZodType<T>, parameters: unknown): T {
  const { success, data, error } = schema.safeParse(parameters);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'parameters'}: ${message}`);
  throw new JobError(`The job cannot start. ${problems.join('; ')}.`);
}
