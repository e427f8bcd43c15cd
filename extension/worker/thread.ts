/**
 * A thread of the worker process: does one job after another and talks to the process's main thread alone.
 *
 * Jobs run here, on threads of their own, so that they need not care about being stopped: `terminate` ends a thread
 * within a millisecond at any point of any loop, compiled kernels included, while a flag would have to be asked for in
 * each of them. The main thread stays free to hear of cancellations, and a job that runs out of memory takes only its
 * thread with it.
 */
import { type MessagePort, parentPort } from 'node:worker_threads';
import { Crew } from './crew.ts';
import { JobError } from './errors.ts';
import { jobs } from './jobs/index.ts';
import { type Job, validate } from './jobs/job.ts';
import type { JobFailure, JobName, Progress } from './protocol.ts';

/** To a thread: do this job. */
export interface ThreadTask {
  readonly job: JobName;
  readonly parameters: unknown;
}

/** From a thread. All but `progress`, `helper` and `process` end the job. */
export type ThreadReport =
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** Wants a helper that serves this port; see `StartHelper`. */
  | { readonly kind: 'helper'; readonly port: MessagePort; readonly ended: Int32Array }
  /** Has started a process; see `JobContext.onProcess`. */
  | { readonly kind: 'process'; readonly pid: number }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly message: string; readonly failure: JobFailure }
  /** A fault of Ketlab, not of what it was asked to do. */
  | { readonly kind: 'broken'; readonly message: string; readonly stack: string };

/** Reports of progress come no closer than this. */
const PROGRESS_INTERVAL_MS = 50;

export function serveThread(): void {
  parentPort?.on('message', async (task: ThreadTask) => parentPort?.postMessage(await perform(task)));
}

async function perform({ job, parameters }: ThreadTask): Promise<ThreadReport> {
  try {
    if (!Object.hasOwn(jobs, job)) throw new JobError(`There is no job '${job}'.`);
    const { parameters: schema, run }: Job<JobName, unknown> = jobs[job];
    const context = { report: thinnedOut(), crew: crew(), onProcess: tellOfProcess };
    return { kind: 'result', result: await run(validate(schema, parameters), context) };
  } catch (error) {
    if (error instanceof JobError) {
      const { message, span, source } = error;
      return { kind: 'failed', message, failure: span ? { span, source } : {} };
    }
    const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'broken', message, stack };
  }
}

function crew(): Crew {
  return new Crew((port, ended) =>
    parentPort?.postMessage({ kind: 'helper', port, ended } satisfies ThreadReport, [port]),
  );
}

function tellOfProcess(pid: number): void {
  parentPort?.postMessage({ kind: 'process', pid } satisfies ThreadReport);
}

function thinnedOut(): (progress: Progress) => void {
  let last = performance.now();
  return (progress) => {
    const now = performance.now();
    if (now - last < PROGRESS_INTERVAL_MS) return;
    last = now;
    parentPort?.postMessage({ kind: 'progress', progress } satisfies ThreadReport);
  };
}
