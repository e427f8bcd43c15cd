/** The messages of the worker process over vscode-jsonrpc: the same definitions on both of its ends. */
import { ProgressType, RequestType } from 'vscode-jsonrpc/node';
import type { JobFailure, Progress, RunJob } from './protocol.ts';

/** Runs one job; its result depends on the job. Cancelled the way of JSON-RPC, by `$/cancelRequest`. */
export const runJobRequest = new RequestType<RunJob, unknown, JobFailure>('ketlab/run');

export const jobProgress = new ProgressType<Progress>();

/** Codes of the errors a job is answered with. */
export const JOB_FAILED = 1;
export const JOB_CANCELLED = 2;
