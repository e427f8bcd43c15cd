/** Jobs started from the command line, in the worker process, as the editor starts them. */
import { WorkerClient } from '../worker/client.ts';
import { JobCancelledError, JobError, WorkerDiedError } from '../worker/errors.ts';
import type { JobName, Jobs, Progress } from '../worker/protocol.ts';
import { formatPlace, type Source } from './source.ts';

const CANCELLED = 130;

/** @throws what `WorkerClient.run` throws */
export async function runJob<Name extends JobName>(
  job: Name,
  parameters: Jobs[Name]['parameters'],
): Promise<Jobs[Name]['result']> {
  const worker = new WorkerClient({ onOutput: (text) => process.stderr.write(text) });
  const cancellation = new AbortController();
  const cancel = () => cancellation.abort();
  process.on('SIGINT', cancel);
  try {
    const onProgress = process.stderr.isTTY ? { onProgress: showProgress } : {};
    return await worker.run(job, parameters, { signal: cancellation.signal, ...onProgress });
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    process.off('SIGINT', cancel);
    worker.dispose();
  }
}

function showProgress({ done, total, unit }: Progress): void {
  process.stderr.write(`\r\u001b[K${done} of ${total} ${unit}`);
}

/** Says why a job failed; answers with the exit code. */
export function reportFailure(error: unknown, source: Source): number {
  if (error instanceof JobCancelledError) {
    process.stderr.write('Cancelled.\n');
    return CANCELLED;
  }
  if (error instanceof JobError) {
    process.stderr.write(`${formatPlace(source, error.span, error.source)}: error: ${error.message}\n`);
    return 1;
  }
  if (error instanceof WorkerDiedError) {
    process.stderr.write(`${source.name}: error: ${error.message}\n`);
    return 1;
  }
  throw error;
}
