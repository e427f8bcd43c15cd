/** How anyone starts jobs: `WorkerClient` keeps the worker process, one for all jobs. It does not know VS Code. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  ResponseError,
} from 'vscode-jsonrpc/node';
import { JOB_CANCELLED, JOB_FAILED, jobProgress, runJobRequest } from './connection.ts';
import { JobCancelledError, JobError, WorkerDiedError } from './errors.ts';
import type { JobFailure, JobName, Jobs, Progress } from './protocol.ts';

export interface WorkerClientOptions {
  /** Path of the worker's program; where not given, `worker.cjs` beside the program that runs. */
  readonly modulePath?: string;
  /** Gets what the worker process prints: reports of Ketlab's own faults, for a log. */
  readonly onOutput?: (text: string) => void;
}

export interface RunOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Cancels the job. */
  readonly signal?: AbortSignal;
}

export class WorkerClient {
  readonly #options: WorkerClientOptions;
  #worker: RunningWorker | undefined;
  #lastToken = 0;
  #isDisposed = false;

  constructor(options: WorkerClientOptions = {}) {
    this.#options = options;
  }

  /** Of the worker process; `undefined` while there is none. */
  get processId(): number | undefined {
    return this.#worker?.process.pid;
  }

  /**
   * Runs a job in the worker process, which is started when first needed. Jobs can run side by side.
   *
   * @throws {JobError} where the job cannot be done as asked
   * @throws {JobCancelledError} once the job was stopped by `signal` or `dispose`
   * @throws {WorkerDiedError} where the worker process ended; the next job starts a new one
   */
  async run<Name extends JobName>(
    job: Name,
    parameters: Jobs[Name]['parameters'],
    { onProgress, signal }: RunOptions = {},
  ): Promise<Jobs[Name]['result']> {
    if (this.#isDisposed || signal?.aborted) throw new JobCancelledError('The job was cancelled.');
    const worker = this.#running();
    const { connection } = worker;
    const progressToken = ++this.#lastToken;
    const progress = onProgress && connection.onProgress(jobProgress, progressToken, onProgress);
    const cancellation = new CancellationTokenSource();
    // Who cancels does not wait for a process that is still starting, or busy, to confirm it.
    let cancel: () => void = () => {};
    const cancelled = new Promise<never>((_, reject) => {
      cancel = () => {
        cancellation.cancel();
        reject(new JobCancelledError('The job was cancelled.'));
      };
    });
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const request = { job, parameters, progressToken };
      const answer = connection.sendRequest(runJobRequest, request, cancellation.token);
      return (await Promise.race([answer, cancelled])) as Jobs[Name]['result'];
    } catch (error) {
      throw error instanceof JobCancelledError ? error : await this.#explain(error, job, worker);
    } finally {
      signal?.removeEventListener('abort', cancel);
      progress?.dispose();
      cancellation.dispose();
    }
  }

  /** Ends the worker process; running jobs are cancelled. */
  dispose(): void {
    this.#isDisposed = true;
    this.#worker?.process.kill('SIGKILL');
  }

  #running(): RunningWorker {
    if (this.#worker) return this.#worker;
    const worker = startWorker(this.#options);
    this.#worker = worker;
    worker.ended.catch(() => {
      if (this.#worker === worker) this.#worker = undefined;
      // Rejects the requests that still wait for an answer.
      worker.connection.dispose();
    });
    return worker;
  }

  async #explain(error: unknown, job: JobName, worker: RunningWorker): Promise<Error> {
    if (error instanceof ResponseError && error.code === JOB_CANCELLED) {
      return new JobCancelledError('The job was cancelled.');
    }
    if (error instanceof ResponseError && error.code === JOB_FAILED) {
      const { span, source }: JobFailure = error.data ?? {};
      return new JobError(error.message, span && { ...span, ...(source === undefined ? {} : { source }) });
    }
    // Anything else means that the process ended, or that it cannot be talked to any more.
    worker.process.kill('SIGKILL');
    const reason = await worker.ended.catch((ended: Error) => ended.message);
    if (this.#isDisposed) return new JobCancelledError('The job was cancelled.');
    return new WorkerDiedError(
      `The worker process ended while it ran the job '${job}' (${reason}). The next job starts a new one.`,
    );
  }
}

interface RunningWorker {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  /** Rejects when the process has ended, with the reason. */
  readonly ended: Promise<never>;
}

function startWorker({ modulePath = join(__dirname, 'worker.cjs'), onOutput }: WorkerClientOptions): RunningWorker {
  const child = fork(modulePath, [], {
    // The debugger of the parent, and other options of its own, are not for the child.
    execArgv: [],
    // Keeps numbers JSON cannot hold, such as NaN.
    serialization: 'advanced',
    // Inside VS Code, Node is Electron: this has it run as Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text));
  }
  const ended = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new Error(`it could not be started: ${error.message}`)));
    child.once('exit', (code, signal) => reject(new Error(signal ? `signal ${signal}` : `exit code ${code}`)));
  });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  // A broken channel shows as the end of the process, which `ended` reports.
  connection.onError(() => {});
  connection.listen();
  return { process: child, connection, ended };
}
