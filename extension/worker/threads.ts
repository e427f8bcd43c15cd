/** The threads of the worker process, seen from its main thread: one for each running job, and those that help it. */
import { type MessagePort, Worker } from 'node:worker_threads';
import type { CancellationToken } from 'vscode-jsonrpc/node';
import { JobCancelledError, JobError } from './errors.ts';
import { endProcess, GRACE_MS } from './executor/endProcess.ts';
import type { HelperData } from './helper.ts';
import type { Progress } from './protocol.ts';
import type { ThreadReport, ThreadTask } from './thread.ts';

export class Threads {
  readonly #script: string;
  /** A thread that finished its job and waits for the next: starting one takes longer than a small job. */
  #idle: Worker | undefined;

  /** @param script what threads run, see `serveThread` */
  constructor(script: string) {
    this.#script = script;
  }

  /**
   * Runs a job on a thread of its own. However it ends, nothing of it goes on running.
   *
   * @throws {JobError} where the job cannot be done as asked
   * @throws {JobCancelledError} once it was stopped
   */
  run(task: ThreadTask, onProgress: (progress: Progress) => void, token: CancellationToken): Promise<unknown> {
    const thread = this.#idle ?? startThread(this.#script, task);
    this.#idle = undefined;
    return new Promise((resolve, reject) => {
      const helpers: Worker[] = [];
      const processes: number[] = [];
      const detach = () => {
        for (const helper of helpers) void helper.terminate();
        cancellation.dispose();
        thread.off('message', onReport).off('error', onError).off('exit', onExit);
      };
      /** Ends the thread as well; `settle` follows when it is gone. */
      const end = (settle: () => void) => {
        detach();
        for (const pid of processes) endProcess(pid);
        void thread.terminate().finally(settle);
      };
      /** Keeps the thread for the next job. */
      const release = (settle: () => void) => {
        detach();
        // They were told that they are not needed any more.
        setTimeout(() => processes.forEach(endProcess), GRACE_MS).unref();
        if (this.#idle) void thread.terminate();
        else this.#idle = thread;
        settle();
      };

      const onReport = (report: ThreadReport) => {
        switch (report.kind) {
          case 'progress':
            onProgress(report.progress);
            return;
          case 'helper':
            helpers.push(startHelper(this.#script, report.port, report.ended));
            return;
          case 'process':
            processes.push(report.pid);
            return;
          case 'result':
            release(() => resolve(report.result));
            return;
          case 'failed': {
            const { span, source } = report.failure;
            release(() => reject(new JobError(report.message, span && { ...span, ...(source ? { source } : {}) })));
            return;
          }
          case 'broken':
            console.error(report.stack);
            end(() => reject(new JobError(`Ketlab failed to do the job '${task.job}': ${report.message}`)));
        }
      };
      const onError = (error: NodeJS.ErrnoException) => end(() => reject(describe(error, task)));
      const onExit = () => end(() => reject(new JobError(`The job '${task.job}' ended without a result.`)));
      const onCancel = () => end(() => reject(new JobCancelledError('The job was cancelled.')));

      const cancellation = token.onCancellationRequested(onCancel);
      thread.on('message', onReport).on('error', onError).on('exit', onExit);
      if (token.isCancellationRequested) onCancel();
      else thread.postMessage(task);
    });
  }
}

function startThread(script: string, { job }: ThreadTask): Worker {
  const thread = new Worker(script, { name: job });
  // What a thread throws as it ends, when nobody waits for it any more, must not end the process.
  thread.on('error', () => {});
  return thread;
}

/** @param ended is told where the helper ends by itself, which it does of a fault or for lack of memory */
function startHelper(script: string, port: MessagePort, ended: Int32Array): Worker {
  const helper = new Worker(script, {
    name: 'helper',
    workerData: { port } satisfies HelperData,
    transferList: [port],
  });
  helper.on('error', (error) => console.error(error.stack));
  helper.on('exit', () => Atomics.store(ended, 0, 1));
  return helper;
}

function describe(error: NodeJS.ErrnoException, { job }: ThreadTask): JobError {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new JobError(`The job '${job}' ran out of memory. Run fewer shots, or measure fewer qubits.`);
  }
  console.error(error.stack);
  return new JobError(`Ketlab failed to do the job '${job}': ${error.message}`);
}
