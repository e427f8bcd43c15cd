/** A thread that helps the thread of a job; see `crew.ts`. */
import type { MessagePort } from 'node:worker_threads';
import { type HelpReport, type HelpRequest, help } from './crew.ts';
import { JobError } from './errors.ts';
import { doShare, type SharedTask } from './sharedTasks.ts';

/** What the process's main thread starts a helper with. */
export interface HelperData {
  readonly port: MessagePort;
}

export function serveHelper({ port }: HelperData): void {
  port.on('message', (request: HelpRequest) => help(request, work, (report) => port.postMessage(report)));
}

function work(task: SharedTask, take: () => number | undefined): HelpReport {
  try {
    return { kind: 'found', found: doShare(task, take) };
  } catch (error) {
    if (error instanceof JobError) {
      const { message, span, source } = error;
      return { kind: 'failed', message, failure: span ? { span, source } : {} };
    }
    return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
  }
}
