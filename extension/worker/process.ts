/**
 * The worker process: answers requests for jobs over Node's IPC channel until its parent goes away. It does no work
 * itself, see `thread.ts`.
 */
import { constants, setPriority } from 'node:os';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter, ResponseError } from 'vscode-jsonrpc/node';
import { JOB_CANCELLED, JOB_FAILED, jobProgress, runJobRequest } from './connection.ts';
import { JobCancelledError, JobError } from './errors.ts';
import type { JobFailure } from './protocol.ts';
import { Threads } from './threads.ts';

/** @param script this program: what its threads run */
export function serveProcess(script: string): void {
  yieldToOthers();
  // Ctrl+C in a terminal reaches parent and child alike: the parent decides what becomes of a running job.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit());

  const threads = new Threads(script);
  const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
  connection.onRequest(runJobRequest, async ({ progressToken, ...task }, token) => {
    try {
      return await threads.run(
        task,
        (progress) => void connection.sendProgress(jobProgress, progressToken, progress),
        token,
      );
    } catch (error) {
      return toResponse(error);
    }
  });
  connection.listen();
}

/** Jobs may take all cores for long: typing must not feel it. Threads inherit this. */
function yieldToOthers(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Some containers forbid it; jobs then run at the usual priority.
  }
}

function toResponse(error: unknown): ResponseError<JobFailure> {
  if (error instanceof JobCancelledError) return new ResponseError(JOB_CANCELLED, error.message);
  const message = error instanceof Error ? error.message : String(error);
  const failure = error instanceof JobError && error.span ? { span: error.span, source: error.source } : {};
  return new ResponseError(JOB_FAILED, message, failure);
}
