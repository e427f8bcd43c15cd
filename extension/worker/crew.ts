/**
 * Threads that help the thread of a job, seen from there. It does work without pause and hears of nothing meanwhile, so
 * that all of this goes through shared memory: whoever is free takes the next piece, and what helpers find is fetched in
 * the end. The process's main thread starts helpers, and ends them with the job (`threads.ts`).
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { JobError } from './errors.ts';
import type { JobFailure } from './protocol.ts';
import type { SharedTask, SharedTasks } from './sharedTasks.ts';

/** What the crew's work needs to know of its pieces: how many were taken, and how many helpers are busy. */
const TAKEN = 0;
const BUSY = 1;

/** A helper that died says nothing: looked for this often. */
const LOOK_MS = 200;

/** To a helper. */
export interface HelpRequest {
  readonly task: SharedTask;
  readonly pieces: number;
  readonly state: Int32Array;
}

/** From a helper that did at least one piece. */
export type HelpReport =
  | { readonly kind: 'found'; readonly found: unknown }
  | { readonly kind: 'failed'; readonly message: string; readonly failure: JobFailure }
  | { readonly kind: 'broken'; readonly message: string };

/** Work that has been given to helpers. */
export interface SharedWork<Found> {
  /** The number of the next piece nobody does yet; `undefined`: there is none. */
  take(): number | undefined;
  /**
   * Waits for the helpers, and gives what each of them found.
   *
   * @throws {JobError} where a helper failed
   */
  found(): readonly Found[];
}

/** Starts a helper that serves a port; sets `ended[0]` if it ends before the job does. */
export type StartHelper = (port: MessagePort, ended: Int32Array) => void;

export class Crew {
  readonly #start: StartHelper;
  readonly #ports: MessagePort[] = [];
  readonly #ended = new Int32Array(new SharedArrayBuffer(4));

  constructor(start: StartHelper) {
    this.#start = start;
  }

  /** Has helpers begin with the pieces of a task; the caller takes pieces as well. */
  share<Kind extends SharedTask['kind']>(
    task: SharedTask & { readonly kind: Kind },
    pieces: number,
    helpers: number,
  ): SharedWork<SharedTasks[Kind]['found']> {
    while (this.#ports.length < helpers) {
      const { port1, port2 } = new MessageChannel();
      port1.unref();
      this.#ports.push(port1);
      this.#start(port2, this.#ended);
    }
    const state = new Int32Array(new SharedArrayBuffer(8));
    const called = this.#ports.slice(0, helpers);
    for (const port of called) port.postMessage({ task, pieces, state } satisfies HelpRequest);
    return {
      take: () => takePiece(state, pieces),
      found: () => this.#collect(called, state) as SharedTasks[Kind]['found'][],
    };
  }

  #collect(ports: readonly MessagePort[], state: Int32Array): readonly unknown[] {
    const found: unknown[] = [];
    for (;;) {
      const busy = Atomics.load(state, BUSY);
      for (const port of ports) {
        const report = receiveMessageOnPort(port)?.message as HelpReport | undefined;
        if (report) found.push(read(report));
      }
      // Those who have not begun by now find nothing to do.
      if (busy === 0) return found;
      if (Atomics.load(this.#ended, 0) !== 0) throw new Error('a helping thread ended before its work was done');
      Atomics.wait(state, BUSY, busy, LOOK_MS);
    }
  }
}

function read(report: HelpReport): unknown {
  switch (report.kind) {
    case 'found':
      return report.found;
    case 'failed': {
      const { span, source } = report.failure;
      throw new JobError(report.message, span && { ...span, ...(source === undefined ? {} : { source }) });
    }
    case 'broken':
      throw new Error(report.message);
  }
}

function takePiece(state: Int32Array, pieces: number): number | undefined {
  const piece = Atomics.add(state, TAKEN, 1);
  return piece < pieces ? piece : undefined;
}

/** A helper's side of it: does a share of the work. */
export function help(
  { task, pieces, state }: HelpRequest,
  work: (task: SharedTask, take: () => number | undefined) => HelpReport,
  post: (report: HelpReport) => void,
): void {
  Atomics.add(state, BUSY, 1);
  const first = takePiece(state, pieces);
  if (first !== undefined) {
    let given: number | undefined = first;
    const take = () => {
      const piece = given ?? takePiece(state, pieces);
      given = undefined;
      return piece;
    };
    post(work(task, take));
  }
  Atomics.sub(state, BUSY, 1);
  Atomics.notify(state, BUSY);
}
