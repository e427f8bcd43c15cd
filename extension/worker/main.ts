/** Entry of the worker process, of the threads it runs jobs on, and of those that help them: the same file for all. */
import { isMainThread, workerData } from 'node:worker_threads';
import { serveHelper } from './helper.ts';
import { serveProcess } from './process.ts';
import { serveThread } from './thread.ts';

if (isMainThread) serveProcess(__filename);
else if (workerData) serveHelper(workerData);
else serveThread();
